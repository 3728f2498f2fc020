"""Workers by fork: all answers in order, whatever they hold; and nothing is left of the workers."""

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from generator.base import forks
from generator.base.chunks import WorkerDiedError

pytestmark = pytest.mark.posix
MANY = 2_000


def squares(_context: None, items: Sequence[int]) -> list[int]:
    return [item * item for item in items]


def large(size: int, items: Sequence[int]) -> list[bytes]:
    """Answers that no pipe holds at once."""
    return [item.to_bytes(2) * size for item in items]


def process(_context: None, items: Sequence[int]) -> list[int]:
    time.sleep(0.01)
    return [os.getpid() for _ in items]


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """No process and no open file is left by a test."""
    before = sorted(Path("/dev/fd").iterdir())
    yield
    assert sorted(Path("/dev/fd").iterdir()) == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each item is a chunk of its own: far more than the pipe of work takes at once."""
    monkeypatch.setattr(forks, "chunks_of", lambda items, *_: [[item] for item in items])


@pytest.mark.usefixtures("one_by_one")
def test_many_chunks_are_answered_in_order() -> None:
    found = list(forks.run(squares, None, range(MANY), [1] * MANY, 3))
    assert found == [number * number for number in range(MANY)]


def test_large_answers_come_whole() -> None:
    found = list(forks.run(large, 50_000, range(60), [1] * 60, 2))
    assert found == large(50_000, range(60))


@pytest.mark.usefixtures("one_by_one")
def test_each_worker_has_a_part_of_the_work_and_this_process_none() -> None:
    pids = set(forks.run(process, None, range(20), [1] * 20, 2))
    assert len(pids) == 2
    assert os.getpid() not in pids


def test_work_that_is_no_longer_wanted_is_given_up() -> None:
    results = forks.run(squares, None, range(MANY), [1] * MANY, 2)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]  # it is a generator


def dies(_context: None, _items: Sequence[int]) -> list[int]:
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def leaves(_context: None, _items: Sequence[int]) -> list[int]:
    raise SystemExit(0)


@pytest.mark.parametrize("ends", [dies, leaves])
def test_a_worker_that_ends_is_noticed(ends: Callable[[None, Sequence[int]], list[int]]) -> None:
    with pytest.raises(WorkerDiedError, match="a worker process died"):
        list(forks.run(ends, None, range(40), [1] * 40, 2))


class OddError(Exception):
    """An exception that cannot be made again from its words."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one + other)


def odd(_context: None, _items: Sequence[int]) -> list[int]:
    raise OddError("not to ", "be sent")


def unsent(_context: None, items: Sequence[int]) -> list[object]:
    return [(part for part in (item,)) for item in items]


def test_what_cannot_be_sent_is_told_in_words() -> None:
    with pytest.raises(RuntimeError, match="OddError: not to be sent"):
        list(forks.run(odd, None, range(40), [1] * 40, 2))
    with pytest.raises(Exception, match="pickle"):
        list(forks.run(unsent, None, range(40), [1] * 40, 2))
