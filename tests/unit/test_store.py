"""What the cache recalls of pictures and sounds, and when it looks again."""

from pathlib import Path

import pytest

from generator.content.files import Source
from generator.incremental.content_cache import Store

OLD = (1_700_000_000_000_000_001, 10, 1, 1_700_000_000_000_000_002)


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
    source = Source("content/a.jpg", OLD)
    assert [recalled(tmp_path, source) for _ in range(3)] == [False, True, True]


@pytest.mark.parametrize("which", range(4))
def test_a_file_that_changed_is_looked_at_again(tmp_path: Path, which: int) -> None:
    assert not recalled(tmp_path, Source("content/a.jpg", OLD))
    changed, size, inode, mark = (was + (number == which) for number, was in enumerate(OLD))
    assert not recalled(tmp_path, Source("content/a.jpg", (changed, size, inode, mark)))


def test_another_program_or_question_looks_again(tmp_path: Path) -> None:
    source = Source("content/a.jpg", OLD)
    assert not recalled(tmp_path, source)
    assert not recalled(tmp_path, source, what="audio")
    assert not recalled(tmp_path, source, what="audio", program="q")
    assert recalled(tmp_path, source, what="audio", program="q")
