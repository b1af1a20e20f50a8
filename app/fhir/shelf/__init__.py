"""Plans, problems, goals and measures as resources and back: what the façade and plain FHIR share, over one store."""
