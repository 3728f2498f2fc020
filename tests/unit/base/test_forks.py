"""Workers by fork: all answers in order, whatever they hold; and nothing is left of the workers."""

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from generator.base import forks
from generator.base.pool import nothing
from generator.base.shares import WorkerDiedError

pytestmark = pytest.mark.posix
MANY = 2_000


def squares(_context: None, items: Sequence[int]) -> list[int]:
    return [item * item for item in items]


def large(size: int, items: Sequence[int]) -> list[bytes]:
    """Answers that no pipe holds at once."""
    return [item.to_bytes(2) * size for item in items]


def process(_context: None, items: Sequence[int]) -> list[int]:
    time.sleep(0.002)
    return [os.getpid() for _ in items]


@pytest.fixture(autouse=True)
def nothing_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No process and no open file is left by a test."""
    pids: list[int] = []
    fork = os.fork

    def forked() -> int:
        pids.append(fork())
        return pids[-1]

    monkeypatch.setattr(os, "fork", forked)
    before = sorted(Path("/dev/fd").iterdir())
    yield
    assert sorted(Path("/dev/fd").iterdir()) == before
    assert pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_large_answers_come_whole() -> None:
    found = list(forks.run(large, 50_000, range(60), [1] * 60, 2, nothing))
    assert found == large(50_000, range(60))


@pytest.mark.parametrize("jobs", [2, 3, 5])
def test_many_pieces_are_answered_in_order(jobs: int) -> None:
    assert list(forks.run(squares, None, range(MANY), [3] * MANY, jobs, nothing)) == squares(None, range(MANY))


def test_what_is_to_be_done_meanwhile_is_done_once_while_the_others_work() -> None:
    done: list[int] = []

    def meanwhile() -> None:
        time.sleep(0.2)
        done.append(os.getpid())

    pids = list(forks.run(process, None, range(40), [1] * 40, 2, meanwhile))
    assert done == [os.getpid()]
    assert pids.count(os.getpid()) < 20
    with pytest.raises(ZeroDivisionError):
        list(forks.run(squares, None, range(40), [1] * 40, 2, lambda: 1 / 0))


def some(_context: None, items: Sequence[int]) -> list[int]:
    """Answers that are fewer than the items, or none."""
    return [item for item in items if item % 50 == 0]


def test_a_piece_may_have_fewer_answers() -> None:
    assert list(forks.run(some, None, range(MANY), [1] * MANY, 2, nothing)) == list(range(0, MANY, 50))


def test_each_process_has_a_part_of_the_work() -> None:
    pids = list(forks.run(process, None, range(400), [1] * 400, 3, nothing))
    assert len(set(pids)) == 3
    assert pids[0] != os.getpid()
    assert pids[-1] == os.getpid()


def test_work_that_is_no_longer_wanted_is_given_up() -> None:
    results = forks.run(squares, None, range(MANY), [1] * MANY, 2, nothing)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]  # it is a generator


def dies(parent: int, items: Sequence[int]) -> list[int]:
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return list(items)


def leaves(parent: int, items: Sequence[int]) -> list[int]:
    if os.getpid() != parent:
        raise SystemExit(0)
    return list(items)


@pytest.mark.parametrize("ends", [dies, leaves])
def test_a_worker_that_ends_is_noticed(ends: Callable[[int, Sequence[int]], list[int]]) -> None:
    with pytest.raises(WorkerDiedError, match="a worker process died"):
        list(forks.run(ends, os.getpid(), range(40), [1] * 40, 2, nothing))


class OddError(Exception):
    """An exception that cannot be made again from its words."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one + other)


def odd(parent: int, items: Sequence[int]) -> list[int]:
    if os.getpid() != parent:
        raise OddError("not to ", "be sent")
    return list(items)


def unsent(parent: int, items: Sequence[int]) -> list[object]:
    return [(part for part in (item,)) for item in items] if os.getpid() != parent else list(items)


def test_what_cannot_be_sent_is_told_in_words() -> None:
    with pytest.raises(RuntimeError, match="OddError: not to be sent"):
        list(forks.run(odd, os.getpid(), range(40), [1] * 40, 2, nothing))
    with pytest.raises(TypeError, match="pickle"):
        list(forks.run(unsent, os.getpid(), range(40), [1] * 40, 2, nothing))


def fails_here(parent: int, items: Sequence[int]) -> list[int]:
    if os.getpid() == parent:
        raise OddError("in this ", "process")
    time.sleep(0.01)  # else the others might have done all
    return list(items)


def test_a_fault_of_this_process_is_raised_as_it_is() -> None:
    with pytest.raises(OddError, match="in this process"):
        list(forks.run(fails_here, os.getpid(), range(MANY), [1] * MANY, 2, nothing))
