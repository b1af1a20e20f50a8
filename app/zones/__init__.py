"""Green, yellow and red: how it is, what to do then, whom to contact. The clinicians' words, recognised by the patient."""
