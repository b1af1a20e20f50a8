"""What is in the repository is the project's own: no keys, no addresses of one machine, nobody real."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from app.identity.identity_number import with_check_digits

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).name
# In pieces, so that this file does not find itself.
FORBIDDEN = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE" + r" KEY-----",
    "a password in an address": r"://[\w.-]+:[^@\s/{]{3,}" + r"@(?!h/)",
    "a path of one machine": r"(?<![\w.$}/])/(?:home|root|work|Users)" + r"/\w",
    "a token": r"\b(?:ghp|gho|glpat|sk|xox[bp])[-_][A-Za-z0-9]{16,}",
    "a package address": r"https?://[^\s\"']*(?:pypi|pythonhosted|npmjs|artifactory|nexus)\.?[^\s\"']*",
}
IDENTITY_NUMBER = re.compile(r"(?<![\w.,-])\d{6} ?\d{5}(?![\w-])")


def files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file() and not name.endswith((".png", ".lock"))]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_there_is_none(what: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {hit}" for path in files() if path.name != HERE for hit in hits(FORBIDDEN[what], read(path))
    ]
    assert found == [], f"{what}, which belongs elsewhere"


def test_every_identity_number_is_of_the_synthetic_population() -> None:
    """Tenor's people have 80 added to the month; a number without that could be somebody's."""
    found = [
        f"{path.relative_to(ROOT)}: {number}"
        for path in files()
        for number in IDENTITY_NUMBER.findall(read(path))
        if real(number)
    ]
    assert found == []


def test_the_locks_have_a_hash_for_everything_and_no_address() -> None:
    for lock in ROOT.glob("*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text, lock.name
        packages = re.findall(r"^[A-Za-z][\w.\[\],-]*==", text, re.MULTILINE)
        blocks = re.split(r"^(?=[A-Za-z][\w.\[\],-]*==)", text, flags=re.MULTILINE)[1:]
        assert len(packages) == len(blocks) > 0
        assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize(
    ("what", "planted"),
    [
        ("a private key", "-----BEGIN EC PRIVATE" + " KEY-----"),
        ("a password in an address", "postgresql://egenplan:hunter2" + "@db/egenplan"),
        ("a path of one machine", "see /home" + "/kari/egenplan"),
        ("a token", "ghp_" + "a1B2c3D4e5F6g7H8i9J0"),
        ("a package address", "https://py" + "pi.org/simple"),
    ],
)
def test_one_would_be_found(what: str, planted: str) -> None:
    assert hits(FORBIDDEN[what], planted)


def test_a_real_looking_identity_number_would_be_found() -> None:
    ordinary = next(number for serial in range(100) if (number := with_check_digits(f"0104551{serial:02}")))
    assert IDENTITY_NUMBER.findall(f"number {ordinary}.") and real(ordinary)


def hits(pattern: str, text: str) -> list[str]:
    return re.findall(pattern, text)


def real(number: str) -> bool:
    """Whether a number has right check digits, a date that exists and no sign of being made up."""
    digits = number.replace(" ", "")
    day, month = int(digits[:2]), int(digits[2:4])
    return with_check_digits(digits[:9]) == digits and 1 <= day <= 31 and 1 <= month <= 12


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
