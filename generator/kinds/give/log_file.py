"""The give-log for other programs: ``log.json``, and the JSON Schema of it.

The keys of its plan and its gives are those of ``give-log.yaml``, with the same meaning, so they can be read back.
What is private is not in it: it is made from the public log.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping

import msgspec

from generator.base.model import Entry
from generator.kinds.give.log import LABELS, URL, log_title, newest_first, receiver, span
from generator.kinds.give.plan import planned
from generator.kinds.give.schema import Give, GiveKindName, Plan, PublicGiveLog
from generator.pages.context import Context, Values
from generator.schema.pauses import Pause

VERSION = 1
JSON_URL, SCHEMA_URL = f"{URL}log.json", f"{URL}log.schema.json"
SCHEMA_TYPE = "application/schema+json"


class LoggedGive(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A give, with the keys of ``give-log.yaml``; ``to`` is what is public of who received it."""

    id: str
    date: str
    kind: GiveKindName
    what: str
    to: str = ""
    link: str = ""
    outcome: str = ""
    outcome_consent: bool = False


class LoggedPlan(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The plan, with the keys of ``give-log.yaml``; what it does not say is said here."""

    start: dt.date
    weeks: int
    per_week: int
    pauses: tuple[Pause, ...] = ()


class Totals(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The log in numbers, as of its last entry."""

    gives: int
    weeks: int
    people: int
    outcomes: int
    kinds: dict[str, int]
    #: Of the plan: what it asks for in all, and what counts towards it.
    planned: int | None = None
    done: int | None = None


class LogFile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The whole file."""

    schema: str = msgspec.field(name="$schema")
    version: int
    title: str
    url: str
    language: str
    timezone: str
    totals: Totals
    #: The day of the last entry; none before the first.
    as_of: str = ""
    plan: LoggedPlan | None = None
    gives: tuple[LoggedGive, ...]


def log_json(context: Context, log: Entry[PublicGiveLog]) -> bytes:
    """Return the log as JSON, the newest give first."""
    gives = newest_first(log)
    made = LogFile(
        schema=context.absolute(SCHEMA_URL),
        version=VERSION,
        title=log_title(log),
        url=context.absolute(URL),
        language=context.settings.language,
        timezone=context.settings.timezone,
        as_of=_when(context, gives[0].date)[:10] if gives else "",
        plan=_plan(log.fields.plan),
        totals=_totals(context, log),
        gives=tuple(_give(context, give) for give in gives),
    )
    return msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"


def _plan(plan: Plan | None) -> LoggedPlan | None:
    """Return the plan for other programs."""
    if plan is None:
        return None
    return LoggedPlan(start=plan.start, weeks=plan.weeks, per_week=plan.per_week, pauses=plan.pauses)


def _totals(values: Values, log: Entry[PublicGiveLog]) -> Totals:
    """Return the log in numbers."""
    gives, plan = log.fields.gives, log.fields.plan
    first, last = span(values, log)
    kinds = Counter(give.kind for give in gives)
    return Totals(
        gives=len(gives),
        weeks=(last - first).days // 7 + 1,
        people=people(log),
        outcomes=log.fields.outcomes,
        kinds={kind: kinds[kind] for kind in LABELS if kinds[kind]},
        planned=plan.weeks * plan.per_week if plan else None,
        done=planned(plan, (give.date.astimezone(values.zone).date() for give in gives)) if plan else None,
    )


def people(log: Entry[PublicGiveLog]) -> int:
    """Return how many received something: they are counted by person, else by the text of ``to``."""
    return len({give.person or give.to.casefold() for give in log.fields.gives} - {""})


def _give(context: Context, give: Give) -> LoggedGive:
    """Return a give for other programs."""
    link = context.links[give.link] if give.link else ""
    return LoggedGive(
        id=give.id,
        date=_when(context, give.date),
        kind=give.kind,
        what=give.what,
        to=receiver(context, give),
        link=context.absolute(link) if link else "",
        outcome=give.outcome,
        outcome_consent=bool(give.outcome),
    )


def _when(values: Values, moment: dt.datetime) -> str:
    """Return a date as it is written: a day where it is the beginning of that, else with its time and offset."""
    local = moment.astimezone(values.zone)
    return local.date().isoformat() if local.time() == dt.time() else local.isoformat()


def log_schema(values: Values) -> bytes:
    """Return the JSON Schema of ``log.json``."""
    text = {"type": "string"}
    count = {"type": "integer", "minimum": 0}
    day = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
    kinds = {"enum": [*LABELS]}
    pause = _object("Days off, both ends included.", {"from": day, "to": day}, ("from", "to"))
    plan = _object(
        "What is meant to be given. Weeks begin on Monday; what was given before the start does not count.",
        {
            "start": day | {"description": "The plan's first day."},
            "weeks": count | {"description": "For how many weeks; weeks off are not counted."},
            "per_week": count | {"description": "How many gives a week."},
            "pauses": {"type": "array", "items": pause},
        },
        ("start", "weeks", "per_week"),
    )
    give = _object(
        "One thing given. The keys are those of give-log.yaml. Its address is that of the log, with # and the id.",
        {
            "id": text | {"pattern": "^[A-Za-z0-9-]+$", "description": "Its permanent name."},
            "date": text | {"description": "A day in the log's time zone, or a moment with an offset from UTC."},
            "kind": kinds,
            "what": text,
            "to": text | {"description": "To whom, in words that name nobody who did not agree to it."},
            "link": text | {"format": "uri", "description": "Where more about it is."},
            "outcome": text | {"description": "What came of it, where the person agreed that it is published."},
            "outcome_consent": {"const": True, "description": "Stands beside every outcome."},
        },
        ("id", "date", "kind", "what"),
    ) | {"dependentRequired": {"outcome": ["outcome_consent"], "outcome_consent": ["outcome"]}}
    totals = _object(
        "The log in numbers, as of its last entry.",
        {
            "gives": count,
            "weeks": count | {"description": "From the first day of the plan or the log to the last entry."},
            "people": count | {"description": "How many received something, as far as the log tells them apart."},
            "outcomes": count | {"description": "Of how many gives something came, told here or not."},
            "kinds": {"type": "object", "propertyNames": kinds, "additionalProperties": count},
            "planned": count | {"description": "How many gives the plan asks for."},
            "done": count | {"description": "How many count towards the plan: those since its start."},
        },
        ("gives", "weeks", "people", "outcomes", "kinds"),
    )
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": values.absolute(SCHEMA_URL),
        "title": "Give-log",
    } | _object(
        "What one person gave, and what they mean to give.",
        {
            "$schema": text | {"format": "uri"},
            "version": {"const": VERSION, "description": "Of this format: one more if a reader has to change."},
            "title": text,
            "url": text | {"format": "uri"},
            "language": text,
            "timezone": text | {"description": "The zone of all days in it."},
            "as_of": day | {"description": "The day of the last entry."},
            "plan": plan,
            "totals": totals,
            "gives": {"type": "array", "items": give, "description": "The newest first."},
        },
        ("$schema", "version", "title", "url", "language", "timezone", "totals", "gives"),
    )
    return msgspec.json.format(msgspec.json.encode(schema), indent=1) + b"\n"


def _object(description: str, properties: Mapping[str, object], required: tuple[str, ...]) -> dict[str, object]:
    """Return the schema of an object, open for keys that a later version may add."""
    return {"description": description, "type": "object", "properties": properties, "required": [*required]}
