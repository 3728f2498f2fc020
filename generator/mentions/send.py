"""Tells other sites: several at once, each one thing at a time, and what came of it is kept at once."""

import queue
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec

from generator.mentions.ledger import Known, Ledger, Told
from generator.mentions.plan import Found, Task
from generator.mentions.tell import Blog, tell
from generator.web.visit import Visitor

#: How many sites are told at once.
_AT_ONCE = 8
#: How many seconds one link may take, and all of them.
_ONE, _ALL = 120.0, 3600.0

Progress = Callable[[int, int], None]


class Result(msgspec.Struct, frozen=True):
    """What came of a link."""

    task: Task
    told: Told


class _Host:
    """A site with what it is to be told, by one thread."""

    def __init__(self, tasks: deque[Task]) -> None:
        self.tasks, self.since = tasks, time.monotonic()
        #: Set where it took too long: what its thread finds no longer counts.
        self.left = False


def keep_known(ledger: Ledger, found: Found) -> None:
    """Keep what is known of all pages before anybody is told. Raises OSError.

    Until all of a page is told, its text counts as unknown: whatever ends this before, the rest is told another time.
    """
    begun = {task.path for task in found.tasks}
    for known in found.known.values():
        now = msgspec.structs.replace(known, digest="") if known.path in begun else known
        if ledger.pages.get(known.path) != now:
            ledger.keep(now)
    for path in found.forgotten:
        ledger.forget(path)


def send(found: Found, ledger: Ledger, visitor: Visitor, blog: Blog, progress: Progress) -> list[Result]:
    """Return what came of all tasks; each result is kept as it comes. Raises OSError."""
    waiting: dict[str, deque[Task]] = {}
    for task in found.tasks:
        waiting.setdefault(urlsplit(task.target).hostname or "", deque()).append(task)
    return _Run(found, deque(map(_Host, waiting.values())), ledger, visitor, blog).carry_out(progress)


class _Run:
    """The telling of all."""

    def __init__(self, found: Found, hosts: deque[_Host], ledger: Ledger, visitor: Visitor, blog: Blog) -> None:
        self._hosts, self._ledger, self._visitor, self._blog = hosts, ledger, visitor, blog
        self._known, self._open = found.known, Counter(task.path for task in found.tasks)
        self._said: queue.Queue[tuple[_Host, Task | None, Told | Exception | None]] = queue.Queue()
        self._stop = threading.Event()

    def carry_out(self, progress: Progress) -> list[Result]:
        """Return the results. Ctrl-C stops it: the threads are daemons, so one that waits keeps nobody."""
        results: list[Result] = []
        count = self._open.total()
        active: list[_Host] = []
        end = time.monotonic() + _ALL
        try:
            while (self._hosts or active) and time.monotonic() < end:
                while self._hosts and len(active) < _AT_ONCE:
                    active.append(host := self._hosts.popleft())
                    host.since = time.monotonic()
                    threading.Thread(target=self._tell, args=(host,), daemon=True).start()
                if (result := self._take(active)) is not None:
                    results.append(result)
                    self._keep(result)
                    progress(len(results), count)
                for host in [one for one in active if time.monotonic() - one.since > _ONE]:
                    host.left = True
                    active.remove(host)
        finally:
            self._stop.set()
            # Who was told already is not told again.
            while (result := self._take(active, wait=False)) is not None or not self._said.empty():
                if result is not None:
                    results.append(result)
                    self._keep(result)
        return results

    def _take(self, active: list[_Host], *, wait: bool = True) -> Result | None:
        """Return what a thread has found by now, if wanted after waiting a moment for it."""
        try:
            host, task, told = self._said.get(wait, timeout=0.2)
        except queue.Empty:
            return None
        if host.left:
            return None
        if isinstance(told, Exception):
            raise told
        if task is None or told is None:
            active.remove(host)
            return None
        host.since = time.monotonic()
        return Result(task, told)

    def _tell(self, host: _Host) -> None:
        """Tell one site all there is, in a thread of its own."""
        try:
            for task in host.tasks:
                if self._stop.is_set() or host.left:
                    break
                self._said.put((host, task, tell(task, self._visitor, self._blog, int(time.time()))))
        except Exception as fault:  # noqa: BLE001 (the main thread raises it)
            self._said.put((host, None, fault))
            return
        self._said.put((host, None, None))

    def _keep(self, result: Result) -> None:
        """Keep a result in the ledger."""
        task, told = result.task, result.told
        known = self._ledger.pages.get(task.path) or Known(path=task.path, source="?")
        self._open[task.path] -= 1
        # Of a page that is gone there is no text.
        digest = self._known[task.path].digest
        links = dict(known.links)
        if task.why == "gone" and told.state != "going":
            links.pop(task.target, None)
        else:
            links[task.target] = told
        if not links and not digest:
            self._ledger.forget(task.path)
        else:
            now = "" if self._open[task.path] else digest
            self._ledger.keep(msgspec.structs.replace(known, links=links, digest=now))
