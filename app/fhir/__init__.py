"""The plan for other systems: pure mappers between FHIR R4 and what we keep. A mouth, not a brain."""
