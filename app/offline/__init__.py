"""Egenplan as an app on the phone, and what it may keep there for use without coverage.

What anybody may read is kept as it is; what is somebody's is kept only where they chose it, encrypted, dated and for 72 hours
(design 6.3).
"""
