"""A patient and what they do, on a phone without JavaScript."""

from __future__ import annotations

import pytest

from app.measures.rules import State
from tests.factories.measure import a_clinicians_measure, a_day, a_measure, a_rhythm
from tests.factories.occurrence import an_answer
from tests.support.phone import form_to


def test_adds_a_measure_and_finds_it_today(kari):
    form = form_to(kari.phone.get(kari.at("/measures/new")), "/measures/new")
    form["title"], form["kind"], form["time_1"], form["time_2"] = "Gå en tur", "daily", "10:00", "8.30"

    page = form.submit().follow()

    assert "Every day at 08:30 and 10:00" in page
    assert kari.phone.get(kari.at("/today")).text.count("Gå en tur</p>") == 2


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"kind": "weekdays", "weekdays": ["MO", "FR"], "time_1": "18"}, "Every Monday and Friday at 18:00"),
        ({"kind": "weeks", "every": "2", "weekdays": ["SU"]}, "Every other week on Sunday"),
        ({"kind": "weeks", "every": "3", "weekdays": ["SU"]}, "Every 3 weeks on Sunday"),
        ({"kind": "daily", "latest_by": "12:00"}, "Every day, by 12:00"),
        ({"kind": "daily", "time_1": "10", "latest_by": "12"}, "Every day at 10:00, by 12:00 at the latest"),
        ({"kind": "weekdays", "weekdays": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]}, "Every day"),
        ({"kind": "when-needed", "time_1": "10"}, "No fixed time"),
    ],
)
def test_chooses_a_rhythm_and_reads_it_back_in_words(kari, answers, words):
    form = form_to(kari.phone.get(kari.at("/measures/new")), "/measures/new")
    form["title"] = "Gjør det"
    fill(form, answers)

    page = form.submit().follow()

    assert page.html.select_one(".measure .lead").text.strip().startswith(words)


def test_changing_a_rhythm_shows_what_it_was(kari):
    measure = a_measure(kari.me, "Gå ut", a_rhythm("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", times=("10:00",)))

    form = form_to(kari.phone.get(kari.at(f"/measures/{measure.id}/edit")), "/edit")

    assert (form["kind"].value, form["every"].value, form["time_1"].value) == ("weeks", "2", "10:00")
    assert [box.value for box in form.fields["weekdays"] if box.checked] == ["MO"]


def test_a_changed_rhythm_does_not_rewrite_yesterday(kari):
    measure = a_measure(kari.me, "Gå ut")
    assert "From yesterday" in kari.phone.get(kari.at("/today"))

    form = form_to(kari.phone.get(kari.at(f"/measures/{measure.id}/edit")), "/edit")
    form["time_1"] = "00:01"
    form.submit()

    assert "From yesterday" not in kari.phone.get(kari.at("/today"))


def test_changes_it_in_two_tabs_and_loses_neither(kari):
    measure = a_measure(kari.me, "Gå ut")
    one, two = (form_to(kari.phone.get(kari.at(f"/measures/{measure.id}/edit")), "/edit") for _ in range(2))
    one["title"], two["title"], two["time_1"] = "Gå til brua", "Gå til butikken", "11:00"
    one.submit()

    page = two.submit(status=409)

    assert "Gå til brua" in page
    assert "Every day at 11:00" in page
    assert form_to(page, "/edit").submit().follow().html.h1.text == "Gå til butikken"


def test_ticks_it_off_and_takes_it_back(kari):
    a_measure(kari.me, "Gå ut", from_today())
    page = kari.phone.get(kari.at("/today"))

    page = tick(page, "done").follow()
    assert "Done at" in page.html.select_one(".task--done").text

    page = tick(page, "open").follow()
    assert page.html.select_one(".task--due")


def test_skips_it_without_a_word_and_may_say_why(kari):
    a_measure(kari.me, "Gå ut", from_today())
    page = tick(kari.phone.get(kari.at("/today")), "skipped").follow()

    form = form_to(page.click("Say why"), "/occurrences")
    form["note"] = "Det var glatt."
    page = form.submit().follow()

    assert "Det var glatt." in page.html.select_one(".task--skipped").text


def test_ticking_twice_is_ticking_once(kari):
    a_measure(kari.me, "Gå ut", from_today())
    page = kari.phone.get(kari.at("/today"))
    tick(page, "done")

    page = tick(page, "done").follow()

    assert len(page.html.select(".task--done")) == 1


def test_a_relative_ticks_off_for_the_patient(kari):
    a_clinicians_measure(kari.nurse, "Inhalasjon", from_today())

    page = tick(kari.relative().get(kari.at("/today")), "done").follow()

    assert page.html.select_one(".task--done")


def test_pauses_and_nothing_is_due_or_missed_until_it_runs_again(kari):
    measure = a_measure(kari.me, "Gå ut")
    form = form_to(kari.phone.get(kari.at(f"/measures/{measure.id}")), "/pause")
    form["reason"] = "Vondt i kneet"
    page = form.submit().follow()
    assert "Vondt i kneet" in page
    assert "Nothing else is planned for today." in kari.phone.get(kari.at("/today"))

    form_to(page, "/resumption").submit()

    assert "Gå ut" in kari.phone.get(kari.at("/today"))


def test_ends_it_and_what_was_done_is_kept(kari):
    measure = a_measure(kari.me, "Gå ut")
    an_answer(kari.me, measure, a_day(2))

    page = form_to(kari.phone.get(kari.at(f"/measures/{measure.id}")), "/end").submit().follow()

    assert "Ended" in page
    assert page.html.select(".task--done")
    assert not page.html.select(".task--due")
    assert form_to(page, "/restart").submit().follow().html.select(".task--due")


def test_does_what_is_done_when_needed_now(kari):
    measure = a_clinicians_measure(kari.nurse, "Pusteteknikk", a_rhythm(None))
    form = form_to(kari.phone.get(kari.at(f"/measures/{measure.id}")), "/occurrences")
    form.submit()

    page = form.submit().follow()

    assert len(page.html.select(".task--done")) == 1


def test_a_missed_one_from_yesterday_is_told_kindly_and_can_be_put_right(kari):
    measure = a_measure(kari.me, "Gå ut")
    an_answer(kari.me, measure, a_day(), state=State.DONE)
    page = kari.phone.get(kari.at("/today"))
    assert "One thing was not ticked off. That is fine." in page

    page = tick(page, "done").follow()

    assert "From yesterday" not in page


def test_the_list_tells_own_measures_from_the_care_teams(kari):
    a_measure(kari.me, "Min tur")
    a_clinicians_measure(kari.nurse, "Inhalasjon")
    a_clinicians_measure(kari.nurse, "Kontroll", a_rhythm("FREQ=MONTHLY;INTERVAL=6"), performer="clinician")

    page = kari.phone.get(kari.at("/measures"))

    assert [part.text for part in page.html.select("main h2")] == ["Your own", "From the care team", "What the care team does"]
    assert "Every 6 months" in page


def from_today():
    return a_rhythm(starts_on=a_day())


def tick(page, state):
    """Press the one button of the page that says `state` of something."""
    form = form_that_says(page, state)
    return form.submit("state", value=state)


def form_that_says(page, state):
    found = [
        form for form in dict.fromkeys(page.forms.values()) if any(each._value == state for each in form.fields.get("state", []))
    ]
    assert len(found) == 1, f"{len(found)} forms say {state}"
    return found[0]


def fill(form, answers):
    for name, value in answers.items():
        if name == "weekdays":
            for box in form.fields[name]:
                box.checked = box._value in value
        else:
            form[name] = value
