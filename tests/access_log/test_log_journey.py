"""Who has looked, for the patient alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.access.purposes import Ground, Purpose
from app.models.access_log_entry import AccessLogEntry
from app.models.api_call import ApiCall
from app.platform import clock
from app.platform.db import db
from tests.factories.people import a_care_team_member, a_clinician, a_fullmakt, a_patient, a_person

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def patient():
    return a_patient("Kari")


@pytest.fixture
def log(phone, patient):
    """Opens the log as the patient."""
    return lambda query="": phone().sign_in(patient[0]).get(f"/records/{patient[1].id}/access-log{query}")


def test_a_relatives_visit_is_told_with_its_ground(patient, phone, log):
    relative = a_person("Anne")
    a_fullmakt(patient[1], relative)
    phone().sign_in(relative).get(f"/records/{patient[1].id}/plan")

    assert visit_of("Anne Testesen", log()) == ["Fullmakt from you", "Read the plan and what belongs to it"]


def test_a_strangers_refusal_is_said_plainly(patient, phone, log):
    phone().sign_in(a_person("Nysgjerrig")).get(f"/records/{patient[1].id}/plan", status=404)

    assert visit_of("Nysgjerrig Testesen", log()) == ["Refused: nothing was shown", "Wanted to read the plan"]


def test_a_clinicians_organisation_stands_with_the_name(patient, log):
    person, nurse = a_clinician("Nina")
    a_care_team_member(patient[1], nurse)
    an_entry(patient[1], person, Purpose.FOLLOW_UP, Ground.TREATMENT, organisation="Prøvesund legesenter")

    assert visit_of("Nina Testesen", log())[:2] == ["Follows you up", "Prøvesund legesenter"]


@pytest.mark.parametrize(
    ("basis", "told"),
    [
        ("AKUTT", "They stated that it was urgent"),
        ("SAMTYKKE", "They stated that you have agreed"),
        ("NYTT", "They stated another reason"),
    ],
)
def test_the_system_that_called_and_its_basis_are_told(patient, log, basis, told):
    person, _ = a_clinician("Nina")
    row = an_entry(patient[1], person, Purpose.FOLLOW_UP, Ground.ATTESTED, organisation="Prøvesund legesenter")
    db.session.add(ApiCall(access_log_entry_id=row.id, source_system="Prøve-EPJ 1.0", event_id="b8a6", basis=basis))
    db.session.commit()

    told_of = visit_of("Nina Testesen", log())

    assert told_of[1:4] == ["Prøvesund legesenter", "Through the system Prøve-EPJ 1.0", told]


def test_ones_own_visit_is_ones_own(log):
    assert visit_of("You", log()) == ["It is your own record", "Read this list"]


def test_ones_own_visits_may_be_left_out(patient, phone, log):
    phone().sign_in(a_person("Nysgjerrig")).get(f"/records/{patient[1].id}/plan", status=404)

    assert names_on(log().click("Only others")) == ["Nysgjerrig Testesen"]


def test_the_same_by_the_same_person_stands_once_a_day(patient, log):
    relative = a_person("Anne")
    for minutes in range(30):
        an_entry(patient[1], relative, Purpose.READ, Ground.FULLMAKT, ago=timedelta(days=2, minutes=minutes))

    page = log()

    assert names_on(page).count("Anne Testesen") in (1, 2)  # two where the half hour held a midnight
    page.mustcontain("several times from")


def test_there_are_pages(patient, log):
    for number in range(130):
        an_entry(patient[1], a_person(f"Nr{number:03d}"), Purpose.READ, Ground.FULLMAKT, ago=timedelta(minutes=number))

    first = log("?show=others")
    rest = first.click("Earlier")

    first.mustcontain("Nr000", no="Nr129")
    rest.mustcontain("Nr129", no="Nr000")


def test_nobodys_identity_number_is_ever_there(patient, phone, log):
    phone().sign_in(a_person("Nysgjerrig")).get(f"/records/{patient[1].id}/plan", status=404)

    words = log().html.main.get_text(" ").split()

    assert "Nysgjerrig" in words
    assert not [word for word in words if word.isdigit() and len(word) > 4]


def test_a_relative_may_not_read_the_log(patient, phone):
    relative = a_person("Anne")
    a_fullmakt(patient[1], relative)

    phone().sign_in(relative).get(f"/records/{patient[1].id}/access-log", status=403)


def test_the_care_team_may_not_read_the_log(patient, phone):
    person, nurse = a_clinician()
    a_care_team_member(patient[1], nurse)

    phone().sign_in(person, nurse).get(f"/records/{patient[1].id}/access-log", status=403)


def test_a_stranger_finds_nothing(patient, phone):
    phone().sign_in(a_person()).get(f"/records/{patient[1].id}/access-log", status=404)


@pytest.mark.parametrize("number", ["0", "x", "-3", "1e9"])
def test_a_page_that_is_none_is_not_there(patient, phone, number):
    phone().sign_in(patient[0]).get(f"/records/{patient[1].id}/access-log?page={number}", status=404)


def test_the_log_of_another_is_not_in_mine(patient, log):
    _, other = a_patient()
    an_entry(other, a_person("Fremmed"), Purpose.READ, Ground.FULLMAKT)

    assert "Fremmed Testesen" not in names_on(log())


def an_entry(record, person, purpose, ground, organisation=None, ago=timedelta()):
    row = AccessLogEntry(record_id=record.id, actor_id=person.id, actor_name=person.name, organisation=organisation)
    row.purpose, row.ground, row.granted, row.at = purpose, ground, ground is not Ground.NONE, clock.now() - ago
    db.session.add(row)
    db.session.commit()
    return row


def names_on(page) -> list[str]:
    return [name.text for name in page.html.select(".visit__who")]


def visit_of(name, page) -> list[str]:
    """The lines under a name, as read."""
    (visit,) = (who.find_parent("article") for who in page.html.select(".visit__who") if who.text == name)
    lines = (line.text.partition(" (")[0].strip() for line in visit.select(".tag, .quiet, .visit__acts li"))
    return list(lines)
