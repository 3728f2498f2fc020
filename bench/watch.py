"""One run of ``goodword``, watched: ``python -I watch.py looks|calls RESULT ARGUMENTS...``.

``looks`` writes how many CPU seconds fell on each way through our functions, as JSON. ``calls`` writes what Python's
own profiler counted. This is a program of its own, so that starting and importing are seen as they are.
"""

import gc
import json
import signal
import sys
import time
from collections import defaultdict
from types import FrameType

_EVERY = 0.001
#: These only lead to a stage.
_ON_THE_WAY = (
    "generator.start",
    "generator.cli",
    "generator.build.pipeline",
    "generator.base.pool",
    "generator.base.forks",
    "generator.base.workers",
    "generator.build.lock",
)

Way = tuple[str, ...]


class Looks:
    """CPU seconds by the way through our functions on which they were spent."""

    def __init__(self) -> None:
        """Begin with what the interpreter took to start."""
        self.last = time.process_time()
        self.seconds: defaultdict[Way, float] = defaultdict(float, {("Python starts",): self.last})

    def look(self, _signal: int, frame: FrameType | None) -> None:
        """Count the time since the last look for what runs now."""
        self._count(_way(frame))

    def collected(self, phase: str, _info: dict[str, int]) -> None:
        """Count what Python takes to look for garbage, wherever that happens."""
        self._count(("garbage collection",) if phase == "stop" else _way(sys._getframe(1)))  # noqa: SLF001 (as documented)

    def _count(self, way: Way) -> None:
        now = time.process_time()
        self.seconds[way] += now - self.last
        self.last = now


def _way(frame: FrameType | None) -> Way:
    """Return the functions of ours that lead to a frame, the outermost first; a template counts as one."""
    way: list[str] = []
    imported = ""
    while frame is not None:
        module, code = frame.f_globals.get("__name__"), frame.f_code
        if module == "importlib._bootstrap":
            if code.co_name == "_find_and_load":
                package = frame.f_locals["name"].partition(".")[0]
                # What a library imports is a part of it; what we import is not a part of us.
                imported = package if package != "generator" or not imported else imported
        elif module is None and "environment" in frame.f_globals:
            _put(way, code.co_filename.rpartition("/")[2])
        elif module and module.startswith("generator.") and not module.startswith(_ON_THE_WAY):
            _put(way, f"{module.removeprefix('generator.')}.{code.co_qualname.partition('.<locals>.<')[0]}")
        frame = frame.f_back
    if imported:
        return ("imports", imported)
    return tuple(reversed(way)) or ("command line and pipeline",)


def _put(way: list[str], name: str) -> None:
    """Add a function to the way, once for all that it does within itself."""
    if not way or way[-1] != name:
        way.append(name)


def main() -> None:
    """Run the command with whatever arguments follow, and write down what was seen."""
    how, result = sys.argv[1:3]
    sys.argv[:3] = ["goodword"]
    if how == "calls":
        _count_calls(result)
    else:
        _take_looks(result)


def _take_looks(result: str) -> None:
    looks = Looks()
    gc.callbacks.append(looks.collected)
    signal.signal(signal.SIGALRM, looks.look)
    signal.setitimer(signal.ITIMER_REAL, _EVERY, _EVERY)
    try:
        _goodword()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        gc.callbacks.remove(looks.collected)
        with open(result, "w", encoding="utf-8") as file:  # noqa: PTH123 (no import of its own)
            json.dump([[*way, seconds] for way, seconds in looks.seconds.items()], file)


def _count_calls(result: str) -> None:
    from cProfile import Profile  # noqa: PLC0415 (looks have no use for it)

    profiler = Profile()
    try:
        profiler.runcall(_goodword)
    finally:
        profiler.dump_stats(result)


def _goodword() -> None:
    from generator.start import run  # noqa: PLC0415 (it is watched while it is imported)

    sys.exit(run())


if __name__ == "__main__":
    main()
