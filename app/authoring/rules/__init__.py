"""What a draft is, what is wanted of it, and what differs between two of them. Pure."""
