"""Access tokens from the issuers we trust: whether one is real, whom it speaks of, and whether its bearer may use it."""
