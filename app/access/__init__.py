"""Who may see and do what, and the proof of it. One door (`gate.open_record`); no pages."""
