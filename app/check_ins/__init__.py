"""How it went at a moment: the zone the patient recognises, readings, a note, "I am worried"."""
