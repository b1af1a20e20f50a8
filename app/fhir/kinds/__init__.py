"""What plain FHIR speaks of: one resource type a file, each told to `app.fhir.registry`."""
