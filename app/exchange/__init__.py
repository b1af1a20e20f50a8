"""The edge that every mouth for other systems shares: who calls, what they send, what they are told. No pages, no resources."""
