"""``goodword comments review``: what waits, one after the other, in the terminal."""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from generator.base.problems import Report
from generator.cli.console import colours, say, show
from generator.cli.faults import STOPPED
from generator.cli.help import Command
from generator.cli.main import Session
from generator.cli.options import moment
from generator.cli.said import Unreadable, head, looks, read, set_in, width
from generator.edit.files import editing
from generator.moderation.change import Change, Known, author_of, decide, reply, take_back
from generator.moderation.said import Said
from generator.site.project import Project
from generator.site.settings import Site

#: What each letter does, and what is said of it.
_STATUSES = {"a": "approved", "s": "spam", "r": "removed"}
_LETTERS = {
    "a": "approve",
    "s": "spam",
    "r": "remove",
    "p": "reply",
    "l": "later",
    "u": "undo",
    "q": "quit",
}
_DONE = {"approved": "Approved.", "spam": "Marked as spam.", "removed": "Removed: its text is gone."}


@click.command(
    "review",
    cls=Command,
    short_help="Go through what waits, one after the other.",
    examples=("goodword comments review", "goodword comments review --status spam"),
)
@click.option(
    "--status", type=click.Choice(("pending", "spam")), default="pending", show_default=True, help="Look at these."
)
@click.pass_obj
def command(session: Session, *, status: str) -> int:
    """Show each comment and mention that waits, and ask what is to become of it.

    Answer with a letter and Enter: approve, spam, remove, reply, later, undo, quit. Each answer is written at once, so
    you can stop at any time, and lose nothing. A reply is yours, approves the comment, and is shown below it.
    """
    project = session.project()
    try:
        site, said = read(project)
    except Unreadable as told:
        return told.code
    waiting = [one for one in said if one.status == status]
    if not waiting:
        say("Nothing waits." if status == "pending" else "Nothing is marked as spam.")
        return 0
    review = _Review(project, site, waiting)
    try:
        review.run()
    except (KeyboardInterrupt, click.Abort):
        say()
        review.sum_up()
        return STOPPED
    review.sum_up()
    return 0


class _Review:
    """A sitting: where it stands, and what was done in it."""

    def __init__(self, project: Project, site: Site, waiting: list[Said]) -> None:
        self._project, self._site, self._waiting = project, site, waiting
        #: What was decided: its position, the words for it, and how it is taken back.
        self._done: list[tuple[int, str, list[Change]]] = []
        self._known: Known = {}
        self._at = 0

    def run(self) -> None:
        """Ask until all is decided, or somebody stops."""
        shown = -1
        while self._at < len(self._waiting):
            if shown != self._at:
                self._show(self._waiting[self._at])
                shown = self._at
            answer = _line(_question())
            if answer is None:
                say()
                return
            letter = self._meaning(answer)
            if letter == "q":
                return
            if letter == "u":
                self._undo()
                shown = -1
            elif letter:
                self._decide(letter)

    def _meaning(self, answer: str) -> str:
        """Return the letter that an answer means: itself, or the first of words that begin so; "" for none."""
        word = answer.strip().lower()
        if word in _LETTERS:
            return word
        fitting = [letter for letter, name in _LETTERS.items() if word and name.startswith(word)]
        if len(fitting) == 1:
            return fitting[0]
        say("Type one of these letters, and press Enter: " + ", ".join(f"{k} {name}" for k, name in _LETTERS.items()))
        return ""

    def _show(self, one: Said) -> None:
        strong = colours(sys.stdout)
        count = f"{self._at + 1} of {len(self._waiting)}"
        title = "\n".join(set_in(f"{count}: {one.title}", ""))
        say("\n" + (click.style(title, bold=True) if strong else title))
        for line in set_in(head(one, self._site) + ("" if one.kind == "comment" else ", links here"), ""):
            say(line)
        if one.answers:
            who, what = one.answers
            for line in set_in(f"answers {who}: {' '.join(what.split())}", "  > ", most=3):
                say(line)
        say()
        for line in set_in(one.body or one.url):
            say(line)
        if words := looks(one):
            say()
            for line in set_in(words, ""):
                say(click.style(line, fg="yellow") if strong else line)
        say()

    def _decide(self, letter: str) -> None:
        one = self._waiting[self._at]
        if letter == "l":
            self._done.append((self._at, "left for later", []))
            self._at += 1
            return
        if letter == "p":
            self._reply(one)
            return
        status = _STATUSES[letter]
        report = Report()
        if self._written(lambda: decide(self._project, [one], status, report, self._known), report, status):
            say(_DONE[status])

    def _reply(self, one: Said) -> None:
        if one.kind != "comment":
            say("That is another site's page: answer there.")
            return
        name = author_of(self._site, one)
        say(f"Your answer, as {name}. Nothing and Enter opens your editor.")
        text = _line("> ")
        if text is None:
            return
        body = text.strip() or _from_editor()
        if not body:
            say("No answer was written.")
            return
        report, now = Report(), moment(None)
        answer = partial(reply, self._project, self._site, one, body, now, report, self._known)
        if self._written(answer, report, "answered"):
            say("Approved, and your answer stands below it.")

    def _written(self, change: Callable[[], list[Change] | None], report: Report, words: str) -> bool:
        """Return whether a change was written, after telling why not; if so, the next one comes."""
        with editing(self._project):
            done = change()
        if report.failed or done is None:
            show(report, self._project.root)
            return False
        self._done.append((self._at, words, done))
        self._at += 1
        return True

    def _undo(self) -> None:
        if not self._done:
            say("There is nothing to undo.")
            return
        at, words, changes = self._done.pop()
        report = Report()
        with editing(self._project):
            back = take_back(self._project, changes, report)
        if not back:
            show(report, self._project.root)
            say("It was changed since, so it stays as it is now.")
            return
        self._at = at
        say(f"Taken back: it was {words}.")

    def sum_up(self) -> None:
        """Say what was done, and what is left."""
        counts = Counter(words for _, words, _ in self._done)
        left = len(self._waiting) - self._at + counts.pop("left for later", 0)
        parts = [f"{count} {words}" for words, count in counts.items()]
        say(
            "\n"
            + (", ".join(parts) if parts else "Nothing was changed")
            + (f"; {left} still wait" if left else "")
            + "."
        )
        if counts["approved"] or counts["answered"]:
            say("To publish that: goodword build")


def _question() -> str:
    words = "  ".join(f"[{letter}] {name}" for letter, name in _LETTERS.items())
    return f"{words}\n> " if len(words) <= width() else "a s r p l u q, ? for help\n> "


def _line(question: str) -> str | None:
    """Return a line that somebody types, or None at the end of all."""
    say(question, end="")
    sys.stdout.flush()
    line = sys.stdin.readline() if sys.stdin is not None else ""
    return line or None


def _from_editor() -> str:
    """Return what was written in the person's editor; an empty text if nothing was, or there is none."""
    from generator.cli.editor import EditorError, edit

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answer.md"
        file.write_text("", encoding="utf-8")
        try:
            edit(file)
            return file.read_text(encoding="utf-8").strip()
        except (EditorError, UnicodeDecodeError) as fault:
            say(f"{fault}", err=True)
            return ""
