#!/usr/bin/env python3
"""Opens calendars with a library that nobody here wrote (`icalendar`), and says whether they hold what a calendar must.

    target/validators/bin/python tests/calendar/check.py [FILE.ics ...]

`cargo xtask test papers` installs the library there, and runs this. Without a file it reads the kept ones beside it. First each control, a
calendar broken in one place, must be refused: a check that refuses nothing says nothing. The last line counts, as `tests/browser/run.mjs` does;
it ends with 1 when a calendar is not right, with 2 when the library is not there or a control passes.
"""

import datetime
import re
import sys
import uuid
from pathlib import Path

try:
    import icalendar
except ImportError:
    print("FAILED  the library icalendar is not there: run cargo xtask test papers, which installs it for target/validators/bin/python")
    sys.exit(2)

HERE = Path(__file__).parent
JAPAN = datetime.timedelta(hours=9)

# How a calendar is broken, and what must be replaced by what. They break `CONTROL`, which is right as it stands.
CONTROL = HERE / "journey-en.ics"
BROKEN = {
    "ends before it starts": (rb"DTEND;TZID=Asia/Tokyo:\d+T", b"DTEND;TZID=Asia/Tokyo:20200101T"),
    "a time without its zone": (rb"(?s)BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", b""),
    "a zone of another hour": (rb"TZOFFSETTO:\+0900", b"TZOFFSETTO:+0800"),
    "seen by others": (rb"CLASS:PRIVATE", b"CLASS:PUBLIC"),
    "the same entry twice": (rb"UID:\S+", b"UID:00000000-0000-8000-8000-000000000000"),
    "nothing rings": (rb"(?s)BEGIN:VALARM.*END:VALARM\r\n", b""),
    "rings too late": (rb"TRIGGER:-", b"TRIGGER:"),
    "a date that is none": (rb"DTSTART;VALUE=DATE:\d+", b"DTSTART;VALUE=DATE:20261332"),
    "cut off": (rb"END:VCALENDAR\r\n", b""),
}


def right(condition, words):
    """Not `assert`, which Python can be told to leave out."""
    if not condition:
        raise ValueError(words)


def check(content):
    calendar = icalendar.Calendar.from_ical(content)
    right(not calendar.errors, calendar.errors)
    right(calendar["VERSION"] == "2.0" and "PRODID" in calendar and "METHOD" not in calendar, "what it says of itself")
    zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    events, alarms, names = list(calendar.walk("VEVENT")), 0, set()
    right(events, "no entry")
    # The library knows the zone by its name and never looks at this; other readers do.
    for part in (part for zone in calendar.walk("VTIMEZONE") for part in zone.subcomponents):
        right(part["TZOFFSETTO"].td == JAPAN, f"a zone {part['TZOFFSETTO'].td} from Greenwich")
    for event in events:
        names.add(uuid.UUID(str(event["UID"])))
        check_event(event, zones)
        for alarm in event.walk("VALARM"):
            alarms += 1
            right(alarm["ACTION"] == "DISPLAY" and str(alarm["DESCRIPTION"]) == str(event["SUMMARY"]), "an alarm says other words")
            right(alarm["TRIGGER"].dt < datetime.timedelta(0), f"an alarm after its entry: {alarm['TRIGGER'].dt}")
    right(len(names) == len(events), "an entry stands twice")
    right(alarms, "nothing rings")
    # What is written again must be the same calendar.
    again = icalendar.Calendar.from_ical(calendar.to_ical())
    right([str(event["UID"]) for event in again.walk("VEVENT")] == [str(event["UID"]) for event in events], "written again, it differs")
    return f"{len(events)} entries, {alarms} alarms"


def check_event(event, zones):
    right(not event.errors, event.errors)
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    right(event["DTSTAMP"].dt.tzinfo is not None, "made at a time without a zone")
    right(type(start) is type(end) and end > start, f"from {start} to {end}")
    if isinstance(start, datetime.datetime):
        zone = event["DTSTART"].params.get("TZID")
        right((zone is None) == (start.tzinfo is None), f"zone of {start}")
        if zone is not None:
            right(zone in zones, f"the zone {zone} is not described")
            right(start.utcoffset() == JAPAN, f"not Japan's time: {start}")
    else:
        right(end - start == datetime.timedelta(days=1), f"a day from {start} to {end}")
    right(event["CLASS"] == "PRIVATE", "others may see it")


def refused(content):
    """What is said against a calendar, or None."""
    try:
        check(content)
    except Exception as error:  # Whatever a calendar makes the library raise, the calendar is what is wrong.
        return repr(error)
    return None


def controls_hold():
    whole = CONTROL.read_bytes()
    passing = [] if refused(whole) is None else [f"{CONTROL.name} as it stands is not right: {refused(whole)}"]
    for name, (what, by) in BROKEN.items():
        broken = re.sub(what, by, whole)
        if broken == whole:
            passing.append(f"there is nothing to break for: {name}")
        elif refused(broken) is None:
            passing.append(f"a calendar passes that is broken: {name}")
    for line in passing:
        print(f"FAILED  {line}; look at this script and at the version of icalendar")
    return not passing


def main():
    if not controls_hold():
        sys.exit(2)
    paths = [Path(name) for name in sys.argv[1:]] or sorted(HERE.glob("*.ics"))
    failed = 0
    for path in paths:
        content = path.read_bytes()
        against = refused(content)
        failed += against is not None
        print(f"ok      {path.name}: {check(content)}" if against is None else f"FAILED  {path.name}: {against}")
    print(f"calendar: {len(paths) - failed} passed, {failed} failed, 0 skipped")
    sys.exit(1 if failed or not paths else 0)


if __name__ == "__main__":
    main()
