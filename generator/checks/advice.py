"""What could be better: shown by ``check``, and never in the way of a build."""

from collections.abc import Iterable

from generator.config import SOURCE, Site
from generator.kinds.base import Fields
from generator.model import Entry
from generator.places import Finder
from generator.problems import Report

#: What a card in a list and a link's preview have room for, in characters.
SUMMARY = 200


def advise(entries: Iterable[Entry], site: Site, where: Finder, report: Report) -> None:
    """Report items without a permanent ``id``, authors without a line of text, and summaries too long for cards."""
    found = [entry for entry in entries if isinstance(entry.fields, Fields)]
    for entry in found:
        fields: Fields = entry.fields
        if not fields.id:
            hint = "with one, feed readers know it again after it is renamed or moved"
            report.advice(where.field(entry.source), 'no "id"', hint)
        if len(fields.summary) > SUMMARY:
            hint = f"it has {len(fields.summary)} characters; cards show {SUMMARY}"
            report.advice(where.field(entry.source, "summary"), "a summary too long for cards", hint)
    if report.failed:
        # What could not be read may be by anyone.
        return
    used = {name for entry in found for name in entry.fields.authors} | {site.author}
    for name in site.authors:
        if name not in used:
            report.advice(where.field(SOURCE, "authors", name), f'an unused author, "{name}"', "nothing is by them")
