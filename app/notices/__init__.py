"""What everybody may read without signing in: start, emergency, privacy, accessibility, and the page for no network.

These pages hold nothing about anybody, so that a phone may keep them.
"""
