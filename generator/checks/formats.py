"""Checks the feed formats in the settings."""

from generator.base.problems import suggestion
from generator.checks.base import Check, EntriesRead
from generator.feeds.base import choices
from generator.site.settings import SOURCE


def run(facts: EntriesRead) -> None:
    """Report formats that do not exist, or that a site cannot choose."""
    names = facts.site.feeds.formats
    if not names:
        return
    known = [form.name for form in choices()]
    for number, name in enumerate(names):
        if name not in known:
            message = f'an item of "formats" cannot be "{name}"{suggestion(name.lower(), known)}'
            place = facts.where.field(SOURCE, "feeds", "formats", number)
            facts.report.error(place, message, "use one of: " + ", ".join(known))


CHECK = Check(name="formats", stage=EntriesRead, run=run)
