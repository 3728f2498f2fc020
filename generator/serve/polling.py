"""Changed files, found by looking at all of them again and again: where the system tells of none."""

import os
import threading
import time
from collections.abc import Iterator, Sequence

#: A look takes a tenth of the time at most, and is not taken more often than this, in seconds.
_PAUSE, _SHARE = 0.4, 10

_Stamps = dict[str, tuple[int, int, int]]


def polled(folders: Sequence[str], stop: threading.Event) -> Iterator[set[str]]:
    """Return the paths that came, went or changed since the last look, after each look; nothing at first."""
    before = _stamps(folders)
    yield set()
    took = 0.0
    while not stop.wait(max(_PAUSE, took * _SHARE)):
        began = time.monotonic()
        now = _stamps(folders)
        took = time.monotonic() - began
        # Most looks find the very same.
        yield set() if now == before else {path for path in now.keys() | before if now.get(path) != before.get(path)}
        before = now


def _stamps(folders: Sequence[str]) -> _Stamps:
    """Return what changes with each file below some folders."""
    found: _Stamps = {}
    waiting = list(folders)
    while waiting:
        try:
            with os.scandir(waiting.pop()) as listing:
                for item in listing:
                    # Links to folders are not followed: a build does not, and they may lead in a circle.
                    if item.is_dir(follow_symlinks=False):
                        waiting.append(item.path)
                    elif stamp := _stamp(item):
                        found[item.path] = stamp
        except OSError:
            # It went meanwhile, or may not be read: then the build says so.
            continue
    return found


def _stamp(item: "os.DirEntry[str]") -> tuple[int, int, int] | None:
    """Return what changes with a file; None for one that went meanwhile, and for a link that leads nowhere.

    Emacs leaves such a link beside each file that is being written.
    """
    try:
        # The library's own polling takes a time for the same that is so to the second.
        was = item.stat()
    except OSError:
        return None
    return was.st_mtime_ns, was.st_size, was.st_ino
