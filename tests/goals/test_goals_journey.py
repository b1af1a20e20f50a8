"""A patient and their goals, on a phone without JavaScript."""

from __future__ import annotations

from tests.factories.goal import a_clinicians_goal, a_goal
from tests.support.phone import form_to


def test_says_what_matters_most_and_finds_it_first(kari):
    # given nothing said yet
    page = kari.phone.get(kari.at("/goals"))
    assert "What matters most to you?" in page

    # when she says it
    form = form_to(page.click("Say what matters most"), "/goals/new")
    form["text"] = "Gå til butikken uten å stoppe"
    page = form.submit().follow()

    # then it stands first, in her words and their language, and so it does today
    assert quotes(page) == quotes(kari.phone.get(kari.at("/today"))) == ["Gå til butikken uten å stoppe"]
    assert page.html.select_one(".quote")["lang"] == "en"


def test_only_one_thing_matters_most(kari):
    a_goal(kari.me, "Det første", matters_most=True)

    form = form_to(kari.phone.get(kari.at("/goals/new?matters=1")), "/goals/new")
    form["text"] = "Det andre"
    page = form.submit().follow()

    assert quotes(page) == ["Det andre"]
    assert "Det første" in page


def test_adds_a_goal_with_a_day_to_aim_for(kari):
    form = form_to(kari.phone.get(kari.at("/goals/new")), "/goals/new")
    form["text"], form["target_on-day"], form["target_on-month"], form["target_on-year"] = "Reise til Oslo", "24", "12", "2030"

    page = form.submit().follow()

    assert "Aiming for" in page
    assert "2030" in page


def test_the_same_form_sent_twice_is_one_goal(kari):
    form = form_to(kari.phone.get(kari.at("/goals/new")), "/goals/new")
    form["text"] = "Bare én gang"
    form.submit()

    page = form.submit().follow()

    assert page.text.count("Bare én gang") == 1


def test_changes_it_in_two_tabs_and_loses_neither(kari):
    # given the same goal open in two tabs, and the first saved
    goal = a_goal(kari.me, "Gå til postkassen")
    one, two = (form_to(kari.phone.get(kari.at(f"/goals/{goal.id}/edit")), "/edit") for _ in range(2))
    one["text"], two["text"] = "Gå til brua", "Gå til butikken"
    one.submit()

    # when the second is saved
    page = two.submit(status=409)

    # then both are shown, and saving once more is enough
    assert [part.text for part in page.html.select(".version .prose")] == ["Gå til brua", "Gå til butikken"]
    page = form_to(page, "/edit").submit().follow()
    assert page.html.h1.text == "Gå til butikken"
    assert "Gå til brua" in page.html.select_one(".goal-history").text


def test_reaches_a_goal_and_takes_it_up_again(kari):
    goal = a_goal(kari.me, "Bake lefse")

    page = form_to(kari.phone.get(kari.at(f"/goals/{goal.id}")), "/achievement").submit().follow()
    assert "Reached" in page.html.select_one(".goal").text

    page = form_to(page, "/reopening").submit().follow()
    assert form_to(page, "/achievement")


def test_lets_a_goal_go_with_a_word_on_why(kari):
    goal = a_goal(kari.me, "Måke gårdsplassen")
    form = form_to(kari.phone.get(kari.at(f"/goals/{goal.id}")), "/release")
    form["note"] = "Naboen tar det med fresen."

    page = form.submit().follow()

    assert "Let go" in page.html.select_one(".goal").text
    assert "Naboen tar det med fresen." in page


def test_what_mattered_most_gives_its_place_when_it_is_reached(kari):
    goal = a_goal(kari.me, "Bake lefse", matters_most=True)

    form_to(kari.phone.get(kari.at(f"/goals/{goal.id}")), "/achievement").submit()

    assert quotes(kari.phone.get(kari.at("/today"))) == []


def test_reaching_twice_is_reaching_once(kari):
    goal = a_goal(kari.me, "Bake lefse")
    form = form_to(kari.phone.get(kari.at(f"/goals/{goal.id}")), "/achievement")
    form.submit()

    page = form.submit().follow()

    assert page.text.count("<p>Reached</p>") == 1


def test_comments_on_a_clinicians_goal_once_and_finds_no_way_to_change_it(kari):
    goal = a_clinicians_goal(kari.nurse, "Du er i bevegelse")
    page = kari.phone.get(kari.at(f"/goals/{goal.id}"))
    assert "From Prøvesund legesenter" in page
    assert {form.action.rpartition("/")[2] for form in page.forms.values()} == {"comments"}

    form = form_to(page, "/comments")
    form["text"] = "Dette er vanskelig om vinteren."
    form.submit()
    page = form.submit().follow()

    assert page.text.count("Dette er vanskelig om vinteren.") == 1


def quotes(page):
    return [quote.text.strip() for quote in page.html.select(".quote")]
