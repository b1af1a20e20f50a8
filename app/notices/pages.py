"""What the public pages say that is more than running text."""

from __future__ import annotations

from dataclasses import dataclass

from app.localisation.text import gettext


@dataclass(frozen=True)
class Line:
    """A telephone line that answers day and night: whom one reaches and when to call."""

    number: str
    name: str
    when: str
    kind: str = "plain"


def emergency_lines() -> list[Line]:
    """The national lines, the most urgent first."""
    return [
        Line("113", gettext("Medical emergency"), _when_113(), "emergency"),
        Line("116 117", gettext("Out-of-hours doctor"), _when_116117()),
        Line(
            "116 123",
            gettext("Mental Helse helpline"),
            gettext("Someone to talk to, day and night. You need not say who you are."),
        ),
        Line("22 59 13 00", gettext("Poison Information"), _when_poisoned()),
    ]


def _when_113() -> str:
    return gettext(
        "When life may be in danger: chest pain, great trouble breathing, sudden weakness or trouble speaking, "
        "or somebody who will not wake up. Also when you are afraid that you may take your own life."
    )


def _when_116117() -> str:
    return gettext(
        "When it cannot wait until your doctor is open, but life is not in danger. "
        "You reach the one nearest to you, day and night."
    )


def _when_poisoned() -> str:
    return gettext(
        "When somebody has taken too much medicine or something poisonous. "
        "If the person is unconscious or has trouble breathing, call 113 first."
    )
