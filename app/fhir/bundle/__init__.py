"""Many interactions in one call: a batch, each by itself, or a transaction, all or none (FHIR R4 §3.1.0.11)."""
