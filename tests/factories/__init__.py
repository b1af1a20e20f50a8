"""Rows for tests, one noun a file. Everybody is synthetic."""
