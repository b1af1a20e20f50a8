"""One resource a file, `from_fhir` and `to_fhir` side by side. All are pure: no database, no clock."""
