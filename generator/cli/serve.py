"""``goodword serve``: the site as it is being written, in a browser."""

import datetime as dt
import gc
import os
import signal
import sys
import threading
import time
from collections import Counter

import click
import msgspec

from generator.base.problems import Problem
from generator.cli.console import Bar, counted, say, show
from generator.cli.faults import told
from generator.cli.help import Command
from generator.cli.main import Session
from generator.cli.options import base_url as check_base_url
from generator.cli.options import moment
from generator.cli.waiting import waiting_line
from generator.serve.base import ServeOptions, State
from generator.site.project import Project

#: A site in memory is millions of objects that stay; few come and go with an edit.
_GARBAGE = (50_000, 20, 50)


@click.command(
    "serve", cls=Command, examples=("goodword serve --open", "goodword serve --drafts --future", "goodword serve --lan")
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, metavar="N", help="Another port than 8000.")
@click.option("--drafts", is_flag=True, help="Show drafts as well.")
@click.option("--future", is_flag=True, help="Show what is scheduled as well.")
@click.option("--open", "opened", is_flag=True, help="Open it in the browser.")
@click.option("--lan", is_flag=True, help="Let a phone in the same network see it, too.")
@click.option("--now", metavar="TIME", help='Show it as at this time, such as "2026-11-02 07:30" (UTC).')
@click.option("--base-url", callback=check_base_url, metavar="URL", help="As for build: another address in feeds.")
@click.option("--poll", is_flag=True, help="Look at all files, where changes go unnoticed.")
@click.pass_obj
def command(  # noqa: PLR0913 (options)
    session: Session,
    *,
    port: int,
    drafts: bool,
    future: bool,
    opened: bool,
    lan: bool,
    now: str | None,
    base_url: str,
    poll: bool,
) -> int:
    """Show the site in your browser while you write it.

    What you save is on the page at once. Nothing is written to site/. Ctrl and C end it.
    """
    from generator.serve.lan import own_address

    try:
        fixed = moment(now) if now or os.environ.get("SOURCE_DATE_EPOCH") else None
        near = own_address() if lan else ""
        if lan and not near:
            raise click.UsageError("this machine is in no network, so --lan has nobody to show it to")
        options = ServeOptions(base_url=base_url, drafts=drafts, future=future, now=fixed)
        _serve(session.project(), options, port, _Ways(near, opened, poll))
    except KeyboardInterrupt:
        pass
    # The terminal shows "^C" in the line.
    say("\nThe preview has ended." if _on_terminal() else "The preview has ended.")
    return 0


class _Ways(msgspec.Struct, frozen=True):
    """How people get to the preview, and it to their files."""

    #: The address in the network; empty if it is not shown there.
    near: str
    opened: bool
    poll: bool


def _serve(project: Project, options: ServeOptions, port: int, ways: _Ways) -> None:
    """Show the project until somebody ends it, mostly by KeyboardInterrupt."""
    from generator.serve.live.site import LiveSite
    from generator.serve.preview import Listener, Preview

    bar = Bar()
    teller = _Teller(project, options, bar, ways)
    listener = Listener(teller.state, _polls, told)
    ticking = options.now is None
    preview = Preview(LiveSite(project, options, bar), project.root, listener, polling=ways.poll, ticking=ticking)

    def end(*_: object) -> None:
        # Some libraries swallow an exception while they are imported. So it is noted as well.
        preview.ending = True
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, end)
    try:
        teller.port = preview.listen(port, ways.near)
        if port and teller.port != port:
            say(f"Port {port} is taken, so it is {teller.port}.")
        preview.work()
    finally:
        signal.signal(signal.SIGINT, before)
        bar.close()
        preview.stop()


class _Teller:
    """Says what there is to say: at first where the site is, then what is wrong as it comes and goes."""

    def __init__(self, project: Project, options: ServeOptions, bar: Bar, ways: _Ways) -> None:
        """Begin with nothing said."""
        self.project, self.options, self.bar, self.ways = project, options, bar, ways
        self.port = 0
        self._began = time.monotonic()
        self._wrong: Counter[tuple[str, str, str]] = Counter()
        self._out, self._first = "", True

    def state(self, state: State) -> None:
        """Say what a new state brings."""
        self.bar.close()
        if self._first:
            self._first = False
            self._greet(state)
            # What was read stays. From now on, what an edit leaves is taken away.
            gc.freeze()
            gc.set_threshold(*_GARBAGE)
        self._problems(state)
        out = self._hidden(state)
        if out != self._out and state.site:
            self._out = out
            say(out or "Nothing is held back.")

    def _greet(self, state: State) -> None:
        """Say where the site is."""
        path = f"{state.site.base}/" if state.site else "/"
        address = f"http://127.0.0.1:{self.port}{path}"
        pages = state.pages
        counted_pages = f"{pages} page{'' if pages == 1 else 's'}, " if pages else ""
        say(f"{address}  ({counted_pages}{time.monotonic() - self._began:.1f} s). Ctrl and C end it.")
        if self.ways.near:
            _phone(f"http://{self.ways.near}:{self.port}{path}")
        if self.options.drafts or self.options.future:
            shown = [
                name for name, on in (("drafts", self.options.drafts), ("what is scheduled", self.options.future)) if on
            ]
            say(f"With {' and '.join(shown)}; such pages carry a ribbon.")
        if state.site and state.site.search != "none":
            say("Search finds what was there at the last build: goodword build makes it anew.")
        if self.ways.opened:
            threading.Thread(target=_open, args=(address,), daemon=True).start()

    def _hidden(self, state: State) -> str:
        """Return a line on what is not shown."""
        if not state.site:
            return ""
        line = waiting_line(state.waiting, self.options.now or dt.datetime.now(dt.UTC), state.site.zone)
        later = state.waiting.scheduled or state.waiting.tips
        hidden = (("--drafts", state.waiting.drafts), ("--future", later))
        ways = " and ".join(way for way, number in hidden if number)
        return f"Not shown: {line}.{f' See them with {ways}.' if ways else ''}" if line else ""

    def _problems(self, state: State) -> None:
        """Print problems that are new, and say which are no more."""
        now = Counter(map(_key, state.problems))
        fresh, gone = now - self._wrong, (self._wrong - now).total()
        self._wrong = now
        new: list[Problem] = []
        for problem in state.problems:
            if fresh[_key(problem)]:
                fresh[_key(problem)] -= 1
                new.append(problem)
        show(new, self.project.root)
        left = counted(state.problems)
        if new and not state.good:
            last = "the pages stay as they were" if state.site else "there is no page to show yet"
            say(f"{left}; until that is mended, {last}.")
        elif gone:
            say(f"Mended.{f' There {_are(left)} {left} left.' if left else ' All is well.'}")


def _phone(address: str) -> None:
    """Say how a phone gets there, and who else does."""
    from generator.serve.lan import picture

    say(f"For a phone in the same network: {address}")
    try:
        drawn = picture(address)
        drawn.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        drawn = ""
    coloured = _on_terminal() and "NO_COLOR" not in os.environ
    for line in drawn.splitlines():
        say(click.style(line, fg="bright_white", bg="black") if coloured else line)
    say("Everybody in this network can read it now, with the drafts that it shows. End it when you are done.")


def _key(problem: Problem) -> tuple[str, str, str]:
    """Return what stays of a problem when lines above it come or go."""
    return problem.place.path, problem.severity, problem.message


def _are(count: str) -> str:
    return "is" if count.startswith("1 ") and "," not in count else "are"


def _on_terminal() -> bool:
    """Return whether people read standard output."""
    return sys.stdout is not None and sys.stdout.isatty()


def _polls(why: str) -> None:
    """Say that files are looked at again and again."""
    if why:
        say(f"Changes are noticed within a second, not at once: {why}.")


def _open(address: str) -> None:
    """Open an address in the browser."""
    import webbrowser

    try:
        if webbrowser.open(address):
            return
    except webbrowser.Error:
        pass
    say("No browser could be opened; go to the address yourself.")
