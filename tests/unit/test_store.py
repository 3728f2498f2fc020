"""What the cache recalls of pictures and sounds, and when it looks again."""

import time
from pathlib import Path

import pytest

from generator.cache.store import Store
from generator.sources import Source

HOUR = 3600 * 10**9


def recalled(folder: Path, source: Source, what: str = "image", program: str = "p") -> bool:
    """Whether a build's cache in the folder recalls a file; what is found of it is kept for the next build."""
    looked = []

    def look() -> bytes:
        looked.append(source)
        return b"found"

    store = Store(folder, program)
    assert store.recall(source, what, look) == b"found"
    store.save()
    return not looked


def test_a_file_is_looked_at_once(tmp_path: Path) -> None:
    source = Source("content/a.jpg", (time.time_ns() - HOUR, 10, 1))
    assert [recalled(tmp_path, source) for _ in range(3)] == [False, True, True]


def test_a_file_as_young_as_the_build_is_looked_at_again(tmp_path: Path) -> None:
    """It can be written twice in one tick of the clock, and keep its stamp."""
    source = Source("content/a.jpg", (time.time_ns() + HOUR, 10, 1))
    assert [recalled(tmp_path, source) for _ in range(2)] == [False, False]


@pytest.mark.parametrize("stamp", [(1, 0, 0), (0, 1, 0), (0, 0, 1)])
def test_a_file_that_changed_is_looked_at_again(tmp_path: Path, stamp: tuple[int, int, int]) -> None:
    old = (time.time_ns() - HOUR, 10, 1)
    assert not recalled(tmp_path, Source("content/a.jpg", old))
    changed, size, inode = (was + more for was, more in zip(old, stamp, strict=True))
    assert not recalled(tmp_path, Source("content/a.jpg", (changed, size, inode)))


def test_another_program_or_question_looks_again(tmp_path: Path) -> None:
    source = Source("content/a.jpg", (time.time_ns() - HOUR, 10, 1))
    assert not recalled(tmp_path, source)
    assert not recalled(tmp_path, source, what="audio")
    assert not recalled(tmp_path, source, what="audio", program="q")
    assert recalled(tmp_path, source, what="audio", program="q")
