"""The shapes themselves: whole, careful, and impossible to publish unadapted."""

from __future__ import annotations

import re

import pytest

from app.authoring.forms import finished
from app.authoring.forms.fields import UNFILLED
from app.authoring.queries import shaped, shapes
from app.authoring.rules.document import SECTIONS, blank_document

NEW = {"treatment": None, "self_care": None}
ALL = [(shape.name, language) for shape in shapes("nb") for language in ("nb", "en")]


def texts(document):
    rows = [row for section in SECTIONS for row in document[section]]
    return [value for row in rows for value in row.values() if isinstance(value, str)]


@pytest.mark.parametrize(("name", "language"), ALL)
def test_a_shape_lacks_nothing_but_what_the_clinician_must_write(app, name, language):
    document = shaped(name, language)
    with app.test_request_context(headers={"Accept-Language": "en"}):
        raw = finished(document, blank_document(), NEW).faults
        assert raw and all("square brackets" in fault.message for fault in raw)
        adapted = {section: [filled(row) for row in rows] for section, rows in document.items()}
        assert finished(adapted, blank_document(), NEW).faults == ()


def filled(row):
    return {name: UNFILLED.sub("R95", each) if isinstance(each, str) else each for name, each in row.items()}


@pytest.mark.parametrize(("name", "language"), ALL)
def test_no_doses_and_no_limits(name, language):
    """Digits stand only in times, codes and the numbers everybody may call."""
    words = " ".join(shaped(name, language)["zones"][level][part] for level in range(3) for part in ("condition", "action"))
    assert re.findall(r"\d+", re.sub(r"116 117|116 123|113", "", words)) == []
    assert "mg" not in words.split()


@pytest.mark.parametrize(("name", "language"), ALL)
def test_red_says_113_first_and_yellow_says_116_117(name, language):
    _green, yellow, red = shaped(name, language)["zones"]
    assert "113" in red["action"].splitlines()[0] and "116 117" in yellow["action"]


def test_a_language_without_a_shape_gets_norwegian_and_says_so():
    document = shaped("copd", "se")
    assert {row["language"] for row in document["zones"]} == {"nb"} == {row["language"] for row in document["about"]}


def test_an_empty_one_is_empty():
    known = {"treatment", "self_care", "green", "yellow", "red", "se"}
    assert {text for text in texts(shaped("empty", "se")) if text} <= known


def test_one_left_unadapted_would_be_found():
    assert UNFILLED.search("Ring [skriv: telefon]") and not UNFILLED.search("Ring [1]")
