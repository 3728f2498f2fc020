"""Gives that name people who are not known, or who did not agree to it."""

from generator.base.model import holds
from generator.base.problems import Words
from generator.checks.base import Check, EntriesRead
from generator.kinds.give.schema import GiveLogFields
from generator.privacy.people import SOURCE, People


def run(facts: EntriesRead) -> None:
    """Report gives for people who are not known, or who did not agree to be mentioned.

    Where there is no list of people, as on a host that builds from Git, nothing can be asked of it,
    and nothing is shown of them.
    """
    people = facts.people
    if not people.known or people.faulty:
        return
    known = Words(people.people)
    for entry in facts.entries:
        if not holds(entry, GiveLogFields):
            continue
        for number, give in enumerate(entry.fields.gives):
            if not give.person:
                continue
            if wrong := _wrong(give.person, people, known):
                facts.report.error(facts.where.field(entry.source, "gives", number, "person"), *wrong)


def _wrong(name: str, people: People, known: Words) -> tuple[str, str] | None:
    """Return what is wrong with a person's id, and what to do."""
    person = people.people.get(name)
    if person is None:
        return f'unknown person "{name}"{known.suggestion(name)}', f"people are declared in {SOURCE}"
    if not person.shown:
        return (
            f'"{name}" has not agreed to be mentioned',
            f'ask them and set "consent" in {SOURCE}, or take "person" out',
        )
    return None


CHECK = Check(name="gives", stage=EntriesRead, run=run)
