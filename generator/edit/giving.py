"""Writing down a give: what may be said of whom, into which file, and where one stands after it."""

import datetime as dt
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from generator.base.problems import Problem, Report, suggestion
from generator.build.settings import read_settings
from generator.content.files import sort_files
from generator.content.find import find_files, read_bytes
from generator.edit.files import editing, write
from generator.edit.give_log import PATH, fields_of, id_for, logged, new_log
from generator.edit.values import one_line, typed, unwritable
from generator.kinds.give import KIND
from generator.kinds.give.schema import Give, GiveLogFields
from generator.kinds.give.standing import Standing, standing
from generator.privacy.name_scanner import Guard, Secret
from generator.privacy.people import SOURCE, People, read_people
from generator.schema.scalars import parse_time
from generator.site.project import Project
from generator.site.settings import Site

#: An address as people write it; not the name of an account, which begins with an @.
_EMAIL = re.compile(r"(?<![@\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: A word of a name, and a part of one: "D'Arcy-Lane" has two words, and is "Arcy" and "Lane".
_NAME, _SIMPLE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*"), re.compile(r"[^\W\d_]+")


class Faulty(msgspec.Struct, frozen=True):
    """Files have errors, and nothing was written."""

    problems: tuple[Problem, ...]


class Refused(msgspec.Struct, frozen=True):
    """What was asked for cannot be done, and why."""

    why: str


class Log(msgspec.Struct, frozen=True):
    """A site's give-log as it stands; ``data`` is None where there is no file yet."""

    path: str
    data: bytes | None
    fields: GiveLogFields
    site: Site
    people: People


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A give as it was typed."""

    kind: str
    what: str
    to: str = ""
    person: str = ""
    date: str = ""
    link: str = ""
    outcome: str = ""
    outcome_consent: bool = False


class Given(msgspec.Struct, frozen=True):
    """A give that was written down, where one stands after it, and what is to be said of it."""

    path: str
    give: Give
    stands: Standing
    notes: tuple[str, ...] = ()


def open_log(project: Project) -> Log | Faulty:
    """Return the give-log with all that is asked of it, or the errors of its files."""
    root, report = project.root, Report()
    found = find_files(root, Report())
    given = read_settings(root, found, report)
    people = read_people(root, report)
    around = Report()
    sources = sort_files(found, given.folders(given.kinds()), around).entries[KIND.folder]
    # There may be two files for the one log; what else is wrong in other folders does not matter here.
    report.add(problem for problem in around if problem.place.path.lower().startswith(f"{PATH.rpartition('.')[0]}."))
    site = given.site
    path, data, fields = PATH, None, GiveLogFields()
    if sources:
        path = sources[0].path
        data = read_bytes(root, sources[0], report)
        read = fields_of(path, data, site.zone if site else ZoneInfo("UTC"), report) if data is not None else None
        fields = read or fields
    if site is None or report.failed:
        return Faulty(tuple(problem for problem in report if problem.severity == "error"))
    return Log(path, data, fields, site, people)


def refusal(log: Log, words: str, text: str, *, is_link: bool = False) -> str:
    """Return why a text cannot be published in the log, or an empty string; ``words`` say what it is."""
    if unwritable(text):
        return f"{words} has characters that cannot be seen; type it again"
    for secret in log.people.guard(log.site).hits(text):
        hint = 'say it without, such as "a former colleague"'
        if secret.what == "name":
            hint += f", or ask them: goodword person ask {secret.owner}"
        return f'{words} has the {secret.what} of "{secret.owner}", beyond their consent; {hint}'
    if not is_link and _EMAIL.search(text):
        return f"{words} has an e-mail address, which everybody could read; leave it out"
    return ""


def day_of(text: str, now: dt.datetime, zone: ZoneInfo) -> str | Refused:
    """Return a date as it is written into the log; ``today`` and ``yesterday`` are those of the site's zone."""
    today = now.astimezone(zone).date()
    words = one_line(text)
    days = {"": today, "today": today, "yesterday": today - dt.timedelta(days=1)}
    if (day := days.get(words.casefold())) is not None:
        return day.isoformat()
    try:
        moment = parse_time(words, zone)
    except ValueError as wrong:
        return Refused(f'the date must be {wrong.args[0]}, such as {today}, today or yesterday, not "{text}"')
    return words if ":" in words else moment.astimezone(zone).date().isoformat()


def give(project: Project, wanted: Wanted, now: dt.datetime, example: Path) -> Given | Faulty | Refused:
    """Return the give that was written into the log, or why none was. ``example`` is a new site's log."""
    with editing(project):
        log = open_log(project)
        if isinstance(log, Faulty):
            return log
        zone, notes = log.site.zone, []
        day = day_of(wanted.date, now, zone)
        if isinstance(day, Refused):
            return day
        who = _receiver(log, wanted)
        if isinstance(who, Refused):
            return who
        person, to, note = who
        notes += [note] if note else []
        link = one_line(wanted.link)
        values = {
            "id": id_for(log.fields, parse_time(day, zone).astimezone(zone).date().isoformat()),
            "date": day,
            "kind": wanted.kind.strip().lower(),
            "what": one_line(wanted.what),
            "to": to,
            "person": person,
            "link": link,
            "outcome": one_line(wanted.outcome),
            "outcome_consent": "true" if wanted.outcome_consent else "",
        }
        values = {key: value for key, value in values.items() if value or key in {"kind", "what"}}
        if why := _wrong(log, wanted, values, zone):
            return Refused(why)
        return _write(project, log, values, now, notes, example)


def _receiver(log: Log, wanted: Wanted) -> tuple[str, str, str] | Refused:
    """Return the person's id and ``to`` as they may be written, and a note on what is left out."""
    to, name = one_line(wanted.to), wanted.person.strip()
    if not name:
        return "", to, ""
    person = log.people.people.get(name)
    if person is None:
        if not log.people.known:
            return Refused(f"there is no {SOURCE} yet; begin it with: goodword person add {name}")
        near = suggestion(name, log.people.people)
        return Refused(f'there is no person "{name}" in {SOURCE}{near or f"; add them: goodword person add {name}"}')
    if not person.shown:
        ask = f"To ask them: goodword person ask {name}"
        return "", to, f'"{name}" has not agreed to be mentioned, so nothing of them was written. {ask}'
    return name, to or one_line(person.shown), ""


def _wrong(log: Log, wanted: Wanted, values: dict[str, str], zone: ZoneInfo) -> str:
    """Return what is wrong with a give's values, or an empty string."""
    said = {"what": "WHAT", "to": "--to", "link": "--link", "outcome": "--outcome", "person": "the person's id"}
    for key, words in said.items():
        if why := refusal(log, words, values.get(key, ""), is_link=key == "link"):
            return why
    own = Guard(_parts_of(log, wanted.person.strip()))
    for key in ("what", "outcome", *(["to"] if wanted.to else [])):
        part = "a part of the name" if own.hits(values.get(key, "")) else ""
        if part or _has_initials(log, wanted.person.strip(), values.get(key, "")):
            words = part or "the initials"
            return f'{said[key]} has {words} of "{wanted.person.strip()}", beyond their consent; leave it out'
    _, problems = typed(Give, values, zone)
    return "; ".join(f"{one.message}; {one.hint}" if one.hint else one.message for one in problems)


def _parts_of(log: Log, name: str) -> list[Secret]:
    """Return the words of a person's name, and the id, which may be one, unless they agreed to be named.

    Elsewhere such a word may be anybody's. In a give that is said to be theirs it is theirs.
    """
    person = log.people.people.get(name)
    if person is None or person.consent == "name":
        return []
    words = [*person.name.split(), *_NAME.findall(person.name), *_SIMPLE.findall(person.name), name, name.title()]
    return [Secret(name, "name", word) for word in dict.fromkeys(words) if len(word) > 2]


def _has_initials(log: Log, name: str, text: str) -> bool:
    """Return whether a text has a person's initials, which they did not agree to; as they are written, with dots."""
    person = log.people.people.get(name)
    if person is None or person.consent in {"initials", "name"}:
        return False
    first = [word[0].upper() for word in person.name.split()]
    for own in (person.initials, ". ".join(first) + "." if len(first) > 1 else ""):
        parts = [re.escape(c) for c in own if not c.isspace()]
        if parts and re.search(r"(?<!\w)" + r"\s*".join(parts) + r"(?!\w)", text):
            return True
    return False


def _write(
    project: Project, log: Log, values: dict[str, str], now: dt.datetime, notes: list[str], example: Path
) -> Given | Faulty:
    """Return the give after writing it."""
    report, zone = Report(), log.site.zone
    data = log.data if log.data is not None else new_log(example, now.astimezone(zone).date().isoformat())
    fields = log.fields if log.data is not None else fields_of(log.path, data, zone, report)
    added = logged(log.path, data, fields or log.fields, values, zone, report)
    if added is None or not write(project.root, log.path, added.data, log.data, report):
        return Faulty(tuple(report))
    if log.data is None:
        notes.append(f"{log.path} is new, with a plan that begins today; change it as you like.")
    if added.give.date > now:
        notes.append(f"It is to come, so it is shown from {added.give.date.astimezone(zone):%Y-%m-%d} on.")
    return Given(log.path, added.give, standing(added.fields, now, zone), tuple(notes))
