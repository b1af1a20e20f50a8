"""The demo: synthetic people, their plans and the story of eight months."""
