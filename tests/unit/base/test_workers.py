"""Workers that are no forks: as on Windows and macOS, and what this process does meanwhile."""

import os
from collections.abc import Sequence

import pytest

from generator.base import workers


def process(_context: None, items: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in items]


def test_what_is_to_be_done_meanwhile_is_done_once_and_here() -> None:
    done: list[int] = []
    pids = list(workers.run(process, None, range(40), [1] * 40, 2, lambda: done.append(os.getpid())))
    assert done == [os.getpid()]
    assert len(pids) == 40
    assert os.getpid() not in pids


def test_a_fault_of_it_ends_the_work() -> None:
    with pytest.raises(ZeroDivisionError):
        list(workers.run(process, None, range(40), [1] * 40, 2, lambda: 1 / 0))
