"""A preview at work: files change, the site follows, open pages learn of it."""

import datetime as dt
import errno
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from generator.base.layout import CONTENT, STATIC
from generator.serve.base import Live, State
from generator.serve.http.events import Events
from generator.serve.http.guard import LOOPBACK
from generator.serve.http.router import Router
from generator.serve.http.server import Server, Told
from generator.serve.telling import faults, shown
from generator.serve.watch import Changes, Watcher

#: Work at leisure begins when nobody asked for so many seconds.
_PAUSE = 0.3
#: The clock is looked at this often, in seconds; a machine may sleep over the moment when something is due.
_TICK = 1.0
#: How many ports after the wanted one are tried.
_TRIES = 50
#: So many files that changed under their name are told to pages; the others are seen when a page is loaded anew.
_MOST_FILES = 50
_COPIED = f"{CONTENT}/{STATIC}/"
#: Another port would not help.
_HOPELESS = frozenset({errno.EADDRNOTAVAIL, errno.EMFILE, errno.ENFILE})


class Listener(msgspec.Struct, frozen=True):
    """Who is told what happens: each new state, what there is to say of watching, and faults of the program."""

    state: Callable[[State], object]
    polling: Callable[[str], object]
    fault: Callable[[Exception], object]


class Preview:
    """A live site, its servers and its watcher."""

    def __init__(
        self, live: Live, root: Path, listener: Listener, *, polling: bool = False, ticking: bool = True
    ) -> None:
        """Put the parts together; nothing runs yet. Without ``ticking``, time stands still."""
        self.live, self.root, self.listener = live, root, listener
        self.ticking = ticking
        self.changes = Changes()
        self.watcher = Watcher(root, self.changes.add, polling=polling)
        self.events = Events()
        #: Another name each time, so that pages of an earlier server know that they are old.
        self.run = f"{time.time_ns() // 1_000_000:x}"
        self.hosts = set(LOOPBACK)
        self.router = Router(live, self.run, self.hosts)
        self.servers: list[Server] = []
        #: The address in the network. Lines with a mistake, a name without consent for instance, are not quoted there.
        self.near = ""
        self.asked = 0.0
        #: Files that pages load, by path and how often they changed. All others have a digest in their name.
        self._files: dict[str, int] = {}
        self._told, self._more = 0, True
        #: Set from outside, also by a signal: the work ends after what it is at.
        self.ending = False
        self._unsure = False

    def listen(self, port: int, lan: str = "") -> int:
        """Return the port that was free, the wanted one or one of the next. Raises OSError if none is.

        It is on the loopback of both kinds, if there are both; with ``lan``, at that address of this machine as well.
        Connections wait until :meth:`work` answers them.
        """
        last: OSError | None = None
        for candidate in range(port, min(port + _TRIES, 65536)) if port else (0,):
            try:
                self.servers = self._at(candidate, lan)
            except OSError as wrong:
                last = wrong
                if wrong.errno in _HOPELESS:
                    raise
                continue
            self.near = lan
            self.hosts |= {lan} if lan else set()
            return self.servers[0].server_port
        raise last or OSError(errno.EADDRINUSE, "no port is free")

    def _at(self, port: int, lan: str) -> list[Server]:
        """Return a server for each address at one port. Raises OSError if one that is needed is taken."""
        found: list[Server] = []
        try:
            for address in ("127.0.0.1", "::1", lan) if lan else ("127.0.0.1", "::1"):
                try:
                    found.append(self._server(address, found[0].server_port if found else port))
                except OSError:
                    # Few machines lack IPv6, and it is asked for by its name only.
                    if address != "::1":
                        raise
        except OSError:
            for server in found:
                server.server_close()
            raise
        return found

    def _server(self, address: str, port: int) -> Server:
        """Return a server that listens."""
        return Server((address, port), self.router, self.events, Told(self._asked, self.listener.fault))

    def _asked(self) -> None:
        """Take note of a request. A page that could not be made is a new state, which no file's change brings."""
        self.asked = time.monotonic()
        if self.live.state().number != self._told:
            self.changes.add(frozenset())

    def work(self) -> None:
        """Read the site, answer, and follow all changes until :meth:`stop`."""
        self._tell(self.live.refresh(None))
        for server in self.servers:
            threading.Thread(target=server.serve_forever, args=(0.1,), name="serve", daemon=True).start()
        self.watcher.start()
        watched = False
        while not self.ending:
            changed = self.changes.take(self._patience())
            if not watched and self.watcher.ready.is_set():
                # What changed before the watcher began.
                watched = True
                self.listener.polling(self.watcher.why)
                self._follow(None)
            if changed:
                self._copied(changed)
                self._follow(changed)
                self._more = True
            elif not self.changes.waiting:
                self._rest()

    def _follow(self, changed: frozenset[str] | None) -> None:
        """Take over changes. After a fault of the program, everything is looked at anew with the next change."""
        try:
            self._tell(self.live.refresh(None if self._unsure else changed))
            self._unsure = False
        except Exception as wrong:  # noqa: BLE001 (who writes goes on writing)
            self._unsure = True
            self.listener.fault(wrong)

    def _copied(self, changed: frozenset[str]) -> None:
        """Count the changes of files that are copied as they are."""
        site = self.live.state().site
        for path in sorted(path for path in changed if path.startswith(_COPIED))[:_MOST_FILES]:
            address = f"{site.base if site else ''}/{path.removeprefix(_COPIED)}"
            self._files[address] = self._files.pop(address, 0) + 1
        self._files = dict(list(self._files.items())[-_MOST_FILES:])

    def _patience(self) -> float:
        """Return how long to wait for a change: not at all while there is work to do at leisure, and nobody asks."""
        if self._more and time.monotonic() - self.asked > _PAUSE:
            return 0
        due = self.live.state().next if self.ticking else None
        left = (due[0] - dt.datetime.now(dt.UTC)).total_seconds() if due else _TICK
        return min(_PAUSE if self._more else _TICK, max(0.01, left))

    def _rest(self) -> None:
        """Do what no change asks for: let out what is due, and make a file that nobody asked for yet."""
        state = self.live.state()
        if self.ticking and state.next and state.next[0] <= dt.datetime.now(dt.UTC):
            state = self.live.tick(dt.datetime.now(dt.UTC))
            self._more = True
        elif self._more and time.monotonic() - self.asked > _PAUSE:
            self._more = self.live.idle()
            state = self.live.state()
        self._tell(state)

    def _tell(self, state: State) -> None:
        """Tell the terminal and the pages of a state, if it is a new one."""
        if state.number == self._told:
            return
        self._told = state.number
        wrong = faults(state.problems)
        told = {"files": self._files, "problems": shown(wrong, self.root, quoted=not self.near), "count": len(wrong)}
        self.events.publish(f"{self.run}-{state.number}", msgspec.json.encode(told).decode())
        self.listener.state(state)

    def stop(self) -> None:
        """End all that runs."""
        self.ending = True
        self.changes.add(frozenset())
        self.watcher.stop.set()
        self.events.end()
        for server in self.servers:
            server.end()
