"""What ``goodword check --external`` adds: asks the sites that links lead to."""

from collections.abc import Mapping

from generator.base.layout import settings_of
from generator.base.problems import Problem, renamed
from generator.build.outside_links import External, Links, places
from generator.cli.console import Bar
from generator.cli.main import installed_version
from generator.content.locator import Locator
from generator.site.project import Project
from generator.site.settings import SOURCE
from generator.web.ask import Answer
from generator.web.crowd import Crowd, Manners
from generator.web.findings import finding
from generator.web.remembered import Remembered

OFFLINE = "No other site can be reached: this computer seems to have no network. No link there was checked."


def external(project: Project, links: Links, *, allow_private: bool) -> External:
    """Return what is wrong with the links to other sites. What they answered is kept in ``.goodword/``."""
    memory = Remembered(project.work, private=allow_private)
    answers = memory.known(links)
    agent = f"Goodword/{installed_version() or '0'} (link check)"
    crowd = Crowd([one for one in links if one not in answers], Manners(agent=agent, allow_private=allow_private))
    bar = Bar()
    try:
        crowd.run(lambda done, of: bar("Asking other sites", done, of))
    finally:
        bar.close()
        # Also after Ctrl-C: nobody is asked twice for that.
        if not crowd.offline:
            memory.keep(crowd.answers)
    # Without a network, what is private is still known.
    answers |= {one: answer for one, answer in crowd.answers.items() if not crowd.offline or answer.kind == "private"}
    problems: list[Problem] = []
    moved: set[Problem] = set()
    where, real = Locator(project.root), settings_of(str(project.root)) or SOURCE
    where.also[SOURCE] = real
    for address, uses in links.items():
        found = finding(address, answers[address]) if address in answers else None
        if found is None:
            continue
        wrong = [Problem(place, found.severity, found.message, found.hint) for place in places(uses, where)]
        problems += (there := list(renamed(wrong, SOURCE, real)))
        if found.moved:
            moved.update(there)
    return External(
        tuple(sorted(problems)), frozenset(moved), "" if crowd.offline else _note(links, answers), crowd.offline
    )


def _note(links: Links, answers: Mapping[str, Answer]) -> str:
    """Return how many links were asked, and what is left for the next time."""
    count, left = len(links), len(links) - len(answers)
    if left:
        them = "it" if left == 1 else "them"
        return f"Of {count} links to other sites, {left} could not be asked in time; run this again for {them}."
    return f"{count} link{'' if count == 1 else 's'} to other sites looked at." if count else ""
