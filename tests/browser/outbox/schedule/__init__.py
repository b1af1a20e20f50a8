"""Seeded schedules of what befalls a phone's outbox, done by a real Chromium against a real server, and judged.

`drawing` draws one, `walk` does it with a `phone` and a `house`, `verdict` judges what the database and the phone then say.
"""
