"""A person's phones and browsers: which of them get notifications."""
