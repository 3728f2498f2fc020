"""Suggestions for improvement: shown by ``check``, never an obstacle to a build."""

from collections import Counter
from collections.abc import Mapping

from generator.base.model import holds
from generator.checks.base import Check, EntriesRead
from generator.content.kind import ContentType, Fields, MarkdownEntry
from generator.site.settings import SOURCE

#: The length that fits in a card and in a link's preview, in characters.
SUMMARY = 200


def run(facts: EntriesRead) -> None:
    """Report what is missing or unused: ids, questions that are not shown, summaries too long for cards, authors."""
    if not facts.advice:
        return
    site, where, report = facts.site, facts.where, facts.report
    answers = site.comments.provider != "none" or bool(site.community)
    found = [entry for entry in facts.entries if holds(entry, Fields)]
    guids = Counter(entry.fields.id or site.guid(entry.kind, entry.slug) for entry in found)
    for entry in found:
        fields = entry.fields
        if not fields.id:
            hint = "with one, feed readers know it again after it is renamed or moved"
            guid = site.guid(entry.kind, entry.slug)
            # The id that feeds name it by already, unless nobody knows the site's own, or another has it too.
            sure = guids[guid] == 1 and SOURCE not in facts.faulty
            report.advice(where.field(entry.source), 'no "id"', hint, f"id {guid}" if sure else "")
        if fields.ask and (why := _not_asked(entry, facts.kinds, answers=answers)):
            hint = f'a provider of "comments" or a "community" in {SOURCE} makes one' if not answers else ""
            report.advice(where.field(entry.source, "ask"), f'an "ask" that is not shown, because {why}', hint)
        if len(fields.summary) > SUMMARY:
            hint = f"it has {len(fields.summary)} characters; cards show {SUMMARY}"
            report.advice(where.field(entry.source, "summary"), "a summary too long for cards", hint)
    used = {name for entry in found for name in entry.fields.authors} | {site.author}
    if facts.faulty or used - {"", *site.authors}:
        # A file that could not be read may be by any author, and so may an entry with a misspelled one.
        return
    for name in site.authors:
        if name not in used:
            report.advice(where.field(SOURCE, "authors", name), f'an unused author, "{name}"', "nothing is by them")


def _not_asked(entry: MarkdownEntry, kinds: Mapping[str, ContentType], *, answers: bool) -> str:
    """Return why the question of an entry is not shown, or an empty string."""
    if not kinds[entry.kind].discussed:
        return f"readers cannot comment on a {kinds[entry.kind].label.lower()}"
    if entry.fields.comments != "open":
        return f'"comments" is {entry.fields.comments}'
    return "" if answers else "there is no way to answer it"


CHECK = Check(name="advice", stage=EntriesRead, run=run)
