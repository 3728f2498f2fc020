"""Warns of tips and pitches that are too long."""

from generator.base.model import Entry
from generator.base.problems import Report
from generator.base.text import count_words, spoken_seconds
from generator.checks.base import Check, EntriesRead
from generator.content.locator import Locator
from generator.kinds.pitch import PitchFields, filled
from generator.kinds.tip.schema import LibraryFields

#: The maximum length of a tip in characters: that of a post on social networks.
MAX_TIP = 280


def run(facts: EntriesRead) -> None:
    """Warn of tips that are too long to be shared, and of pitches that take longer than they state."""
    where, report = facts.where, facts.report
    for library in facts.of(LibraryFields):
        _tips(library, where, report)
    for pitch in facts.of(PitchFields):
        _pitch(pitch, facts.site.pitch.words_per_minute, where, report)


def _tips(library: Entry[LibraryFields], where: Locator, report: Report) -> None:
    for number, tip in enumerate(library.fields.tips):
        if len(tip.text) > MAX_TIP:
            report.warning(
                where.field(library.source, "tips", number, "text"),
                f"the tip has {len(tip.text)} characters; at most {MAX_TIP} fit where tips are shared",
                'shorten it, or move a part of it to "more"',
            )


def _pitch(pitch: Entry[PitchFields], rate: int, where: Locator, report: Report) -> None:
    fields = pitch.fields
    words = count_words(filled(fields))
    seconds = spoken_seconds(words, rate)
    if seconds > fields.seconds:
        report.warning(
            where.field(pitch.source, "template"),
            f"with its examples the pitch takes {seconds} seconds ({words} words at {rate} a minute);"
            f" it is for {fields.seconds}",
            "shorten it, or allow more seconds",
        )


CHECK = Check(name="lengths", stage=EntriesRead, run=run)
