"""Asks many addresses: several hosts at once, each host one thing at a time with a pause between."""

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlsplit

import httpx
import msgspec

from generator.web.addresses import NoHostError, resolve
from generator.web.ask import OF_HOST, OF_PORT, Answer, ask
from generator.web.client import open_client, trusted


class Manners(msgspec.Struct, frozen=True, kw_only=True):
    """How politely, and for how long, is asked; all times are in seconds."""

    agent: str
    allow_private: bool = False
    #: How many hosts are asked at once, and the pause between two questions to one host.
    hosts: int = 12
    pause: float = 0.5
    #: The longest pause that a host can ask for, and what it is without a number.
    longest_pause: float = 30
    usual_pause: float = 5
    #: The time for one address, redirects included, and for all of them.
    one: float = 60
    all: float = 900


#: What is told while asking: how many addresses of how many are done.
Progress = Callable[[int, int], None]
#: After so many hosts that could not be reached, and none that was, nothing more is asked.
_ENOUGH = 4


class _Host:
    """A host's addresses, of which one at a time is asked, by one thread."""

    def __init__(self, name: str, addresses: Iterable[str]) -> None:
        self.name, self.waiting = name, deque(addresses)
        self.now = ""
        self.since = 0.0
        #: Set where the thread took too long: another goes on, and what this one finds no longer counts.
        self.left = False


class Crowd:
    """The questions to many hosts."""

    def __init__(self, addresses: Iterable[str], manners: Manners) -> None:
        """Sort the addresses by host; nothing is asked yet."""
        self.manners = manners
        by_host: dict[str, list[str]] = {}
        for address in addresses:
            by_host.setdefault(host_of(address), []).append(address)
        self.hosts = deque(_Host(name, found) for name, found in by_host.items())
        self.count = sum(map(len, by_host.values()))
        self.answers: dict[str, Answer] = {}
        #: Whether this computer seems to have no network.
        self.offline = False
        self._said: queue.Queue[tuple[_Host, str, Answer | Exception | None]] = queue.Queue()
        self._stop = threading.Event()
        self._lost: set[str] = set()
        self._reached = False
        #: Loading the certificates takes longer than most answers, so it is done once.
        self._trust = trusted()

    def run(self, progress: Progress) -> Mapping[str, Answer]:
        """Return the answers by address; those that there was no time for are missing. Ctrl-C stops it at once."""
        end = time.monotonic() + self.manners.all
        active: list[_Host] = []
        try:
            while (self.hosts or active) and time.monotonic() < end and not self.offline:
                while self.hosts and len(active) < self.manners.hosts:
                    active.append(self._begun(self.hosts.popleft()))
                self._take(active)
                self._leave_slow(active)
                progress(len(self.answers), self.count)
        finally:
            # The threads are daemons, so one that waits for an answer keeps nobody.
            self._stop.set()
        self.offline = self.offline or self._nothing_reached(1)
        return self.answers

    def _begun(self, host: _Host) -> _Host:
        """Begin to ask a host in a thread of its own, and return it."""
        host.since = time.monotonic()
        threading.Thread(target=self._ask, args=(host,), daemon=True).start()
        return host

    def _take(self, active: list[_Host]) -> None:
        """Take what the threads have found by now, waiting a moment for it."""
        try:
            host, address, answer = self._said.get(timeout=0.1)
        except queue.Empty:
            return
        if host.left:
            return
        if isinstance(answer, Exception):
            raise answer
        if answer is None:
            active.remove(host)
            return
        self.answers[address] = answer
        if answer.kind in {"no-host", "unreachable"} and not answer.last:
            self._lost.add(host.name)
        elif answer.kind not in {"private", "slow", "odd"}:
            self._reached = True
        self.offline = self._nothing_reached(_ENOUGH)

    def _nothing_reached(self, enough: int) -> bool:
        """Return whether this computer seems to have no network: not one host answered, of at least so many."""
        if self._reached or len(self._lost) < enough:
            return False
        # One name that is there as long as the web is. It is only looked up.
        try:
            resolve("example.com", 443)
        except NoHostError:
            return True
        self._reached = True
        return False

    def _leave_slow(self, active: list[_Host]) -> None:
        """Give up addresses that take too long: a server may send a byte now and then, for ever."""
        now = time.monotonic()
        for host in [one for one in active if one.now and now - one.since > self.manners.one]:
            host.left = True
            self.answers[host.now] = Answer("slow")
            active.remove(host)
            if rest := [one for one in host.waiting if one not in self.answers]:
                self.hosts.append(_Host(host.name, rest))

    def _ask(self, host: _Host) -> None:
        """Ask for all addresses of a host, one after the other. This runs in a thread."""
        manners = self.manners
        #: What is known of all addresses of the host (by ""), and of those with the same scheme and port.
        whole: dict[str, Answer] = {}
        last: Exception | None = None
        try:
            with open_client(manners.agent, self._trust, allow_private=manners.allow_private) as client:
                while host.waiting and not self._stop.is_set() and not host.left:
                    address = host.waiting.popleft()
                    host.now, host.since = address, time.monotonic()
                    port = _port_of(address)
                    known = whole.get("") or whole.get(port)
                    answer = known or self._patient(host, client, address)
                    host.now = ""
                    if (answer.kind in OF_HOST and not answer.last) or answer.status == 429 or answer.wait:
                        # What is wrong with the host is wrong with all its addresses; and who is asked to wait, waits.
                        whole[""] = answer
                    elif answer.kind in OF_PORT and not answer.last:
                        whole[port] = answer
                    self._said.put((host, address, answer))
                    if host.waiting and known is None and "" not in whole and _port_of(host.waiting[0]) not in whole:
                        self._stop.wait(manners.pause)
        except Exception as fault:  # noqa: BLE001 (a fault of a thread is raised where it is seen)
            last = fault
        self._said.put((host, "", last))

    def _patient(self, host: _Host, client: httpx.Client, address: str) -> Answer:
        """Return an answer; where the host asks for a pause that is not too long, the second one."""
        answer = ask(client, address)
        if answer.status != 429 and not answer.wait:
            return answer
        pause = answer.wait or self.manners.usual_pause
        if pause > self.manners.longest_pause or self._stop.wait(pause):
            return answer
        host.since = time.monotonic()
        return ask(client, address)


def _port_of(address: str) -> str:
    """Return the scheme, host and port of an address, in small letters; "" if it has none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower()


def host_of(address: str) -> str:
    """Return the host of an address, in small letters; "" if it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
