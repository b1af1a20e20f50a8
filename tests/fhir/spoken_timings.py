"""Timings that our rhythm cannot say exactly, with the words they are shown in."""

from __future__ import annotations

from typing import Any

GTS = "http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation"
UCUM = "http://unitsofmeasure.org"
DAILY = {"frequency": 1, "period": 1, "periodUnit": "d"}
Json = dict[str, Any]


def repeat(**said: Any) -> Json:
    return {"repeat": said}


def code(name: str, **more: Any) -> Json:
    return {"code": {"coding": [{"system": GTS, "code": name}]}, **more}


def weeks(value: int, **more: Any) -> Json:
    return {"value": value, "unit": "uker", "system": UCUM, "code": "wk", **more}


SEE, SE = "See the plan at your clinic", "Se planen hos behandleren din"
SPOKEN: list[tuple[Json, str, str]] = [
    (repeat(frequency=3, period=1, periodUnit="wk"), "3 times a week", "3 ganger i uka"),
    (repeat(frequency=2, frequencyMax=3, period=1, periodUnit="d"), "2–3 times a day", "2–3 ganger om dagen"),
    (repeat(frequency=1, period=8, periodUnit="h"), "Every 8 hours", "Hver 8. time"),
    (repeat(frequency=1, period=4, periodMax=6, periodUnit="h"), "Every 4 to 6 hours", "Hver 4.–6. time"),
    (repeat(frequency=1, period=1.5, periodUnit="h"), "Once per 1.5 hours", "Én gang per 1,5 timer"),
    (repeat(frequency=3, period=2, periodUnit="wk"), "3 times per 2 weeks", "3 ganger per 2 uker"),
    (repeat(frequency=4, period=1, periodUnit="h"), "4 times an hour", "4 ganger i timen"),
    (repeat(frequency=1, period=30, periodUnit="min"), "Every 30 minutes", "Hvert 30. minutt"),
    (repeat(**DAILY, when=["ACM"]), "Every day before breakfast", "Hver dag før frokost"),
    (repeat(when=["HS"]), "At bedtime", "Ved sengetid"),
    (repeat(when=["ACM"], offset=30), "30 minutes before breakfast", "30 minutter før frokost"),
    (repeat(when=["CV"], offset=60), "1 hour after dinner", "1 time etter middag"),
    (repeat(when=["HS"], offset=30), "30 minutes before bedtime", "30 minutter før sengetid"),
    (
        repeat(frequency=2, period=1, periodUnit="d", when=["CM", "CV"]),
        "Every day with breakfast and with dinner",
        "Hver dag til frokost og til middag",
    ),
    (
        repeat(dayOfWeek=["mon", "fri"], when=["MORN"]),
        "Every Monday and Friday in the morning",
        "Hver mandag og fredag om morgenen",
    ),
    (
        repeat(frequency=2, period=1, periodUnit="wk", dayOfWeek=["mon", "tue", "wed"]),
        "2 times a week, only on Monday, Tuesday, and Wednesday",
        "2 ganger i uka, bare mandag, tirsdag og onsdag",
    ),
    (repeat(frequency=1, period=1, periodUnit="mo", dayOfWeek=["mon"]), "Every month, only on Monday", "Hver måned, bare mandag"),
    (repeat(count=10), "10 times in all", "10 ganger i alt"),
    (repeat(**DAILY, count=10, countMax=12), "Every day, 10–12 times in all", "Hver dag, 10–12 ganger i alt"),
    (
        repeat(**DAILY, timeOfDay=["08:00:00"], count=5),
        "Every day at 08:00, 5 times in all",
        "Hver dag klokka 08:00, 5 ganger i alt",
    ),
    (
        repeat(frequency=3, period=1, periodUnit="wk", duration=20, durationMax=30, durationUnit="min"),
        "3 times a week, 20–30 minutes each time",
        "3 ganger i uka, 20–30 minutter hver gang",
    ),
    (repeat(**DAILY, boundsDuration=weeks(2)), "Every day, for 2 weeks", "Hver dag, i 2 uker"),
    (repeat(**DAILY, boundsRange={"low": weeks(1), "high": weeks(2)}), "Every day, for 1–2 weeks", "Hver dag, i 1–2 uker"),
    (repeat(**DAILY, boundsRange={"high": weeks(1)}), "Every day, for up to 1 week", "Hver dag, i opptil 1 uke"),
    (code("BID"), "2 times a day", "2 ganger om dagen"),
    (code("QOD"), "Every other day", "Annenhver dag"),
    (code("Q6H"), "Every 6 hours", "Hver 6. time"),
    (code("BED"), "Every day at bedtime", "Hver dag ved sengetid"),
    (code("TID", **repeat(boundsDuration=weeks(1))), "3 times a day, for 1 week", "3 ganger om dagen, i 1 uke"),
    (code("QD", **repeat(boundsPeriod={"start": "2026-03-24"})), "Every day", "Hver dag"),
    ({"event": ["2026-05-01", "2026-05-03"]}, "1 May 2026 and 3 May 2026", "1. mai 2026 og 3. mai 2026"),
    ({"event": ["2026-05-01T06:30:00Z"]}, "1 May 2026 at 08:30", "1. mai 2026 kl. 08:30"),
    ({"event": ["2026-05"]}, "May 2026", "Mai 2026"),
    # Not all of it has words: the writer's own stand in, else it is said that there is more.
    ({"code": {"text": "Etter avtale med Kari"}}, "Etter avtale med Kari", "Etter avtale med Kari"),
    ({"code": {"coding": [{"system": "urn:local", "code": "X"}]}}, SEE, SE),
    (repeat(boundsPeriod={"start": "2026-03-24"}), SEE, SE),
    (repeat(frequency=3), SEE, SE),
    (repeat(when=["PHS"]), SEE, SE),
    (repeat(**DAILY, extension=[{"url": "urn:x", "valueInteger": 1}]), f"Every day, {SEE.lower()}", f"Hver dag, {SE.lower()}"),
    (repeat(**DAILY, boundsDuration=weeks(2, comparator="<")), f"Every day, {SEE.lower()}", f"Hver dag, {SE.lower()}"),
]
IDS = [english for _, english, _ in SPOKEN]
