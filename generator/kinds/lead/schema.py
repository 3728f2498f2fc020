"""The keys of leads."""

from generator.content.kind import Fields
from generator.schema.scalars import Deadline, Filled, Url


class LeadFields(Fields, frozen=True, kw_only=True, omit_defaults=True):
    """A lead's keys. It stays after ``expires``, as closed."""

    employer: Filled
    expires: Deadline
    location: str = ""
    remote: bool = False
    url: Url = ""
    employment_type: str = ""


#: The prefix of the title of a made-up lead, such as the one of a new site.
EXAMPLE = "Example:"


def is_example(fields: LeadFields) -> bool:
    """Return whether a lead is made up: search engines must not be told of it."""
    return fields.title.startswith(EXAMPLE)
