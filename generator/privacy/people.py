"""``private/people.yaml``: who was helped, and how they consented to be named in public.

The file is never published, and this is the only module that a build has to read below ``private/``. It exposes
only what each person consented to, and a guard that finds the rest where it must not be. What changes the file is
:mod:`generator.edit.people`.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import msgspec

from generator.base.decoding import decode
from generator.base.file_stamps import stamp_of
from generator.base.patterns import lazily
from generator.base.problems import Place, Problem, Report
from generator.content.find import Source, read_bytes
from generator.privacy.name_scanner import Guard, Secret
from generator.schema.fields import INVALID, FileContext, Invalid, read
from generator.schema.front_matter import read_yaml
from generator.schema.nodes import Mapping, Node
from generator.schema.rules import About
from generator.schema.scalars import Email, Filled
from generator.site.settings import Site

SOURCE = "private/people.yaml"

Consent = Literal["none", "role", "initials", "name"]
#: The id of a person.
ID = lazily(r"[\w-][\w.-]*")


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who was helped. ``asked`` says when and how they were asked for their consent."""

    name: Annotated[Filled, About("Their name", "Ann Example")]
    email: Annotated[Email, About("Never published")] = ""
    role: Annotated[str, About("What they are, in words that name nobody", "a former colleague")] = ""
    initials: Annotated[str, About("Their initials", "A. E.")] = ""
    consent: Annotated[Consent, About("What of them may be shown")] = "none"
    asked: Annotated[str, About("When and how you asked them", "2026-11-02 by e-mail")] = ""
    note: Annotated[str, About("For yourself", "Met at the table")] = ""

    @property
    def shown(self) -> str:
        """Return how the person may be named in public; an empty string without consent."""
        return {"none": "", "role": self.role, "initials": self.initials, "name": self.name}[self.consent]


class People(msgspec.Struct, frozen=True):
    """The people by their ids; ``known`` is false if there is no such file."""

    known: bool = False
    #: Whether the file cannot be used; its problems have been reported.
    faulty: bool = False
    people: dict[str, Person] = {}

    @property
    def shown(self) -> dict[str, str]:
        """Return the public names of those who consented, by id."""
        return {name: person.shown for name, person in self.people.items() if person.shown}

    def guard(self, site: Site) -> Guard:
        """Return the guard that finds names beyond the consent, and any of the people's addresses.

        Names in the settings of authors and of the show are public.
        """
        show = site.podcast
        public = {
            text.casefold()
            for text in (
                *(author.name for author in site.authors.values()),
                show.author,
                show.owner_name,
                show.owner_email,
            )
        }
        return Guard(secret for secret in self._secrets() if secret.words.casefold() not in public)

    def _secrets(self) -> Iterable[Secret]:
        for name, person in self.people.items():
            if person.consent != "name":
                yield Secret(name, "name", person.name)
            if person.email:
                yield Secret(name, "e-mail address", person.email)


def read_people(root: Path, report: Report) -> People:
    """Return the people of a project. Faults of the file are reported."""
    try:
        info = (root / SOURCE).stat()
    except OSError:
        return People()
    data = read_bytes(root, Source(SOURCE, stamp_of(info, str(root / SOURCE))), report)
    return People(known=True, faulty=True) if data is None else people_of(data, report)


def people_of(data: bytes, report: Report) -> People:
    """Return the people of the file's bytes. Faults are reported."""
    text = decode(data, SOURCE, report)
    node = read_yaml(text, SOURCE, report) if text is not None else None
    if node is None:
        return People(known=True, faulty=True)
    people = _read(node, FileContext(SOURCE, report, ZoneInfo("UTC")))
    return People(known=True, faulty=True) if isinstance(people, Invalid) else People(known=True, people=people)


class _File(msgspec.Struct, frozen=True):
    people: dict[str, Person]


def _read(node: Node, context: FileContext) -> dict[str, Person] | Invalid:
    """Return the people of a file's values."""
    whole = read(_File, Mapping({}, {"people": node}, node.line, node.column), context)
    if isinstance(whole, Invalid):
        return INVALID
    before = context.report.count("error")
    for name, person in whole.people.items():
        if not ID.fullmatch(name):
            context.report.error(
                context.place(node, name),
                f'the id "{name}" must be letters, digits and hyphens',
                "it is what a give names as its person",
            )
        if person.consent != "none" and not person.shown:
            what = person.consent
            context.report.error(
                context.place(node, name, "consent"),
                f'the consent of "{name}" is "{what}", but the key "{what}" is missing',
                f'add a line "{what}: …" with what may be shown',
            )
    return INVALID if context.report.count("error") > before else whole.people


def leak(secret: Secret, place: Place, stands: str = "stands here") -> Problem:
    """Return the problem that a secret was found; the message does not repeat it."""
    if secret.what == "name":
        message = f'the name of "{secret.owner}" {stands}, beyond their consent'
        return Problem(place, "error", message, f"take it out, or ask them and set their consent in {SOURCE}")
    return Problem(
        place, "error", f'the {secret.what} of "{secret.owner}" {stands}, and is never published', "take it out"
    )
