"""A search that cannot be made, since the program for it is not installed."""

from generator.checks.base import Check, EntriesRead
from generator.search.program import INSTALL, program
from generator.site.settings import SOURCE


def run(facts: EntriesRead) -> None:
    """Warn where the settings ask for a search, and Pagefind is missing: readers get the list of titles alone."""
    if facts.site.search != "none" and program() is None:
        message = "Pagefind is not installed, so readers cannot search: they get a list of titles alone"
        facts.report.warning(facts.where.field(SOURCE, "search"), message, f"{INSTALL}, or write search: none")


CHECK = Check(name="search", stage=EntriesRead, run=run)
