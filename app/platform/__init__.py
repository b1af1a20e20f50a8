"""What every feature stands on and that knows nothing of patients: database, clock, security, errors."""
