"""Reads calendars with PyPI's icalendar, and says what they hold, as calendars.cjs does."""

import json
import sys

from icalendar import Calendar

for path in sys.argv[1:]:
    with open(path, "rb") as file:
        calendar = Calendar.from_ical(file.read())
    assert not calendar.errors, calendar.errors
    events = []
    for event in calendar.walk("VEVENT"):
        assert not event.errors, event.errors
        events.append(
            {
                "uid": str(event["UID"]),
                "titre": str(event["SUMMARY"]),
                "texte": str(event["DESCRIPTION"]),
                "debut": event.decoded("DTSTART").isoformat(),
                "fin": event.decoded("DTEND").isoformat(),
                "genres": [str(one) for one in event["CATEGORIES"].cats],
                "etat": str(event["STATUS"]),
                "acces": str(event["CLASS"]),
                "revision": int(event["SEQUENCE"]),
                "ecrit": event.decoded("DTSTAMP").strftime("%Y-%m-%dT%H:%M:%SZ"),
            }
        )
    print(json.dumps({"nom": str(calendar["X-WR-CALNAME"]), "evenements": events}))
