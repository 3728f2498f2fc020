"""The keys of leads."""

from typing import Annotated

from generator.content.kind import Fields
from generator.schema.rules import About
from generator.schema.scalars import Deadline, Filled, Url


class LeadFields(Fields, frozen=True, kw_only=True, omit_defaults=True):
    """A lead's keys. It stays after ``expires``, as closed."""

    employer: Annotated[Filled, About("Who offers the work", "An employer")]
    expires: Annotated[Deadline, About("The last day; until its end the lead is open")]
    location: Annotated[str, About("A place", "Larkmoor")] = ""
    remote: Annotated[bool, About("Whether one can work from anywhere")] = False
    url: Annotated[Url, About("Where to apply")] = ""
    employment_type: Annotated[
        str, About("A word: full-time, part-time, contract, temporary, internship or volunteer", "full-time")
    ] = ""


#: The prefix of the title of a made-up lead, such as the one of a new site.
EXAMPLE = "Example:"


def is_example(fields: LeadFields) -> bool:
    """Return whether a lead is made up: search engines must not be told of it."""
    return fields.title.startswith(EXAMPLE)
