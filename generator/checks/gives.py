"""Checks the people that gives name: unknown ones, and those without consent."""

from generator.base.model import holds
from generator.base.problems import Suggester
from generator.checks.base import Check, EntriesRead
from generator.kinds.give.schema import GiveLogFields
from generator.privacy.people import SOURCE, People


def run(facts: EntriesRead) -> None:
    """Report gives for people who are unknown, or who did not consent to be mentioned.

    Without a list of people, as on a host that builds from Git, this cannot be checked, and they are
    not named.
    """
    people = facts.people
    if not people.known or people.faulty:
        return
    known = Suggester(people.people)
    for entry in facts.entries:
        if not holds(entry, GiveLogFields):
            continue
        for number, give in enumerate(entry.fields.gives):
            if not give.person:
                continue
            if wrong := _wrong(give.person, people, known):
                facts.report.error(facts.where.field(entry.source, "gives", number, "person"), *wrong)


def _wrong(name: str, people: People, known: Suggester) -> tuple[str, str] | None:
    """Return a message about a person's id and a hint, or None."""
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
