from __future__ import annotations

from app.zones.rules import ContactContent, Level, ZoneContent


def three_zones(**words: str) -> tuple[ZoneContent, ...]:
    """Green, yellow and red; `words` replace a zone's signs by level."""
    return (
        ZoneContent(Level.GREEN, words.get("green", "Pusten er som vanlig\nJeg sover godt"), "Fortsett som før"),
        ZoneContent(Level.YELLOW, words.get("yellow", "Mer tungpustet enn vanlig"), "Hvil i dag\nRing oppfølgingsteamet"),
        ZoneContent(Level.RED, words.get("red", "Svært tung i pusten i hvile"), "Ring 113 nå"),
    )


def some_contacts() -> tuple[ContactContent, ...]:
    return (
        ContactContent("Oppfølgingsteamet", "Nina Testesen", "00 00 10 01", "Hverdager 8–15", ("green", "yellow")),
        ContactContent("Akutt hjelp", None, "113", None, ("red",)),
    )
