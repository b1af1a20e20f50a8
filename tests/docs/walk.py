"""A page's walk, taken apart: what to type, what comes back, and what is then on the patient's phone."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_PART = re.compile(
    r"^```sh\n(?P<typed>.*?)^```$(?:\n+```text\n(?P<told>.*?)^```$)?|^> (?P<phone>On the phone, [^\n]*)$", re.M | re.S
)
_ROOM = re.compile(r"\*\*(.+?)\*\*")
_QUOTED = re.compile(r"“(.+?)”")
_END = "--- end of block ---"


@dataclass(frozen=True)
class Typed:
    """A shell block, and what the page says it prints; `…` in that stands for anything."""

    commands: str
    told: str

    def matches(self, printed: str) -> bool:
        return bool(re.fullmatch(re.escape(self.told.strip()).replace("…", ".*"), printed.strip()))


@dataclass(frozen=True)
class Seen:
    """Words that stand in a room of the app now, and words that no longer do."""

    room: str
    words: tuple[str, ...]
    gone: tuple[str, ...]


def steps(page: str) -> Iterator[Typed | Seen]:
    """The walk of `page`, in order."""
    # A quotation is one step however it is wrapped.
    for found in _PART.finditer(re.sub(r"\n> (?!On)", " ", page)):
        if found["typed"] is not None:
            yield Typed(found["typed"], found["told"] or "")
        else:
            there, _, gone = found["phone"].partition("no longer")
            yield Seen(_ROOM.findall(there)[0], tuple(_QUOTED.findall(there)), tuple(_QUOTED.findall(gone)))


class Shell:
    """One shell from the first block to the last, as a reader has it."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            ["timeout", "300", "bash"],
            cwd=folder,
            env=dict(environment),
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def type(self, commands: str) -> str:
        """What `commands` print, complaints too."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{commands}\nprintf '\\n%s\\n' '{_END}'\n")
        self.process.stdin.flush()
        printed = []
        for line in self.process.stdout:
            if line.strip() == _END:
                return "".join(printed)
            printed.append(line)
        raise AssertionError(f"The shell ended in:\n{commands}\n{''.join(printed)}")

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()
