"""The fast path: whether a build has nothing to do, told from file stamps alone.

It runs before anything heavy is imported, so it needs the standard library's quickest parts and
nothing else. It says yes only where the same command was run before, every file that counts has the
stamp it had then (content, templates, people, the program and its libraries, the output), and no
moment at which something comes out or goes has passed. In any doubt it says nothing, and the build
looks closer.
"""

import marshal
import os
import sys
import time
from _blake2 import blake2b
from collections.abc import Iterable, Mapping

from generator.base.checksummed import read_checked, write_checked
from generator.base.file_stamps import COARSE, FILE, KIND, TICK, TOLD, Stamp, aged, found_in, proof_of, stamp_of
from generator.base.layout import beside, settings_of
from generator.base.system import end_streams, nobody_reads
from generator.incremental.fingerprint import PACKAGE, program_stamps

#: Of so many commands it is remembered what they came to; a build with another --now each time is another command.
_COMMANDS = 8

#: As many young files are read to be told apart.
_YOUNG = 5_000

_END = "\n\0\n"
_PARTS = 7
#: Where the last build left word for ``goodword due``.
_NOTE = ".goodword/built"


class Before:
    """The state of a project before a build: what the next run compares with."""

    def __init__(self, root: str, arguments: list[str]) -> None:
        """Look at all that goes into a build, and remember when."""
        self.root = root
        self.file = f"{root}/.goodword/fast/{_key(arguments)}"
        self.moment = _moment(arguments)
        #: The content's files by path, where there is nothing else.
        self.inputs, self.seen, young = _inputs(root, time.time_ns() - TICK)
        self._young = {path: proof_of(path) for path in young} if len(young) <= _YOUNG else None
        self._settled = max(young.values(), default=0) + TICK

    def sure(self) -> bool:
        """Return whether the stamps say all: those that were young have aged, and their files are still the same."""
        if self._young is None or time.time_ns() <= self._settled:
            return False
        return all(proof is not None and proof_of(path) == proof for path, proof in self._young.items())


def answer(arguments: list[str]) -> tuple[str | None, Before | None]:
    """Return what to say where nothing changed, and the state of the project for :func:`remember`.

    Both are nothing where the arguments are not those of a build in a project.
    """
    try:
        root = _root(arguments)
        if root is None:
            return None, None
        before = Before(root, arguments)
    except FileNotFoundError:
        return None, None  # the current folder is gone: the command line says so
    kept = read_checked(before.file)
    if kept is None:
        return None, before
    known = kept.decode("utf-8", "surrogatepass").split(_END)
    if len(known) != _PARTS:
        return None, before
    head, asked, said, output, paths, read, left = known
    inputs, since, due = head.split(" ")
    if inputs != before.inputs or not float(since) <= before.moment < float(due):
        return None, before
    if any(_told(line.partition("=")[0]) != line for line in asked.split("\n") if line):
        return None, before
    lines = found_in(output, paths)
    if _digest(lines) != left:
        return None, before
    if read:
        old = aged(output, read)
        if old is None:
            return None, before
        if old:
            # They are as they should be, and whoever changes one from now on changes its stamp.
            young = "\n".join(line for line in read.split("\n") if line.partition(" ")[2] not in old)
            paths = "\n".join((*filter(None, paths.split("\n")), *old))
            try:  # noqa: SIM105 (contextlib is not there yet)
                _write(before.file, head, asked, said, output, paths, young, _digest([*lines, *old.values()]))
            except OSError:
                pass  # they are read again the next time
    return said, before


def remember(
    before: Before,
    output: str,
    files: Mapping[str, tuple[int, ...]],
    due: float | None,
    said: str,
    asked: Iterable[str] = (),
    *,
    sure: bool,
) -> None:
    """Keep what a build came to, so that the same command need not be run again in vain.

    ``files`` are the output's by path, as they were left. ``due`` is the next moment at which the site
    changes by itself, in seconds since 1970. ``asked`` are the variables of the environment that went
    into the build. ``sure`` is what the state before it is, by now.
    """
    if not sure:
        return
    head = f"{before.inputs} {before.moment!r} {due if due is not None else 'inf'}"
    environment = "\n".join(_told(name) for name in asked)
    folder = os.path.dirname(before.file)
    os.makedirs(folder, exist_ok=True)
    lines = {path: stamp for path, stamp in files.items() if stamp[3] > 0}
    read = "\n".join([f"{stamp[3]} {path}" for path, stamp in files.items() if stamp[3] <= 0])
    _write(before.file, head, environment, said, output, "\n".join(lines), read, _digest([*lines.values()]))
    with os.scandir(folder) as listing:
        old = sorted(((item.stat().st_mtime_ns, item.path) for item in listing), reverse=True)
    for _, path in old[_COMMANDS:]:
        os.unlink(path)


def _write(file: str, *known: str) -> None:
    write_checked(file, _END.join(known).encode("utf-8", "surrogatepass"))


def note(before: Before, due: float, source: str, zone: str, *, sure: bool) -> None:
    """Keep what went into a build, and when the next is due: in seconds since 1970, 0 for never.

    ``source`` is the file that says so, ``zone`` the site's. Without being ``sure``, no inputs are kept.
    """
    lines = (before.inputs if sure else "", repr(due), source, zone)
    write_checked(f"{before.root}/{_NOTE}", _END.join(lines).encode("utf-8", "surrogatepass"))


def noted(root: str) -> tuple[str, float, str, str] | None:
    """Return what the last build noted, if there was one: inputs, due, source, zone."""
    kept = read_checked(f"{root}/{_NOTE}")
    if kept is None:
        return None
    inputs, due, source, zone = kept.decode("utf-8", "surrogatepass").split(_END)
    return inputs, float(due), source, zone


def _told(name: str) -> str:
    """Return a variable of the environment on one line."""
    return f"{name}={os.environ.get(name, '')!r}"


def _root(arguments: list[str]) -> str | None:
    """Return the project that a build is of, where the arguments are plainly those of a build."""
    rest = list(arguments)
    root = ""
    if rest[:1] == ["--root"] and len(rest) > 1:
        root, rest = rest[1], rest[2:]
    if rest[:1] != ["build"] or {"--clean", "--explain", "--help", "-h"} & {word.split("=")[0] for word in rest}:
        return None
    here = os.path.abspath(root or ".")
    while not settings_of(here):
        above = os.path.dirname(here)
        if root or above == here:
            return None
        here = above
    return here


def _key(arguments: list[str]) -> str:
    """Return a name for a command: its words, where it was run, and the time it was told."""
    words = [*arguments, os.getcwd(), os.environ.get("SOURCE_DATE_EPOCH", "")]
    return blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _moment(arguments: list[str]) -> float:
    """Return the moment a build is for, in seconds since 1970; a fixed one (it is in the key) counts as none."""
    if any(word.split("=")[0] == "--now" for word in arguments) or os.environ.get("SOURCE_DATE_EPOCH"):
        return 0.0
    return time.time()


def _inputs(root: str, since: int) -> tuple[str, dict[str, Stamp] | None, dict[str, int]]:
    """Return the digest of all that goes into a build, the content's files, and those that changed since a moment.

    The latter have the moments of their changes, in nanoseconds.
    """
    young: dict[str, int] = {}
    lines: list[object] = [program_stamps()]
    shipped = f"{PACKAGE}/templates"
    if not os.path.isdir(shipped):
        shipped = f"{os.path.dirname(PACKAGE)}/templates"
    content = _look(f"{root}/content", lines, since, young)
    for top in dict.fromkeys((f"{root}/templates", f"{root}/private", shipped)):
        _look(top, lines, since, young)
    # What lies beside the content is told if it is a text, or if it is there for a host.
    names = beside(root)
    lines += [names, *(_stamp(f"{root}/{name}", since, young) for name in names)]
    return _digest(lines), content, young


def _look(top: str, lines: list[object], since: int, young: dict[str, int]) -> dict[str, Stamp] | None:
    """Add a line for each file and folder, and what changed since a moment. Return the files by path.

    They are none where there is anything but plain files and folders, which takes a closer look.
    """
    files: dict[str, Stamp] = {}
    plain = True
    waiting = [top]
    linked: set[str] = set()
    while waiting:
        folder = waiting.pop()
        lines.append(folder)
        try:
            with os.scandir(folder) as listing:
                found = {item.name: item for item in listing}
        except OSError:
            plain = False
            continue
        for name in sorted(found):
            item = found[name]
            try:
                if item.is_symlink():
                    plain = False
                    # What is allowed for a file or folder need not be for a link to the same.
                    lines += (name, os.readlink(item.path))
                if item.is_dir():
                    if not item.is_symlink() or _first_time(item.path, linked):
                        waiting.append(item.path)
                    continue
                info = item.stat()
            except OSError:
                plain = False
                lines.append(name)
                continue
            mark = info.st_ctime_ns
            known = told = info.st_mtime_ns, info.st_size, info.st_ino, mark
            if mark >= since or mark % COARSE == 0 or not TOLD or info.st_mode & KIND != FILE:
                known, told = stamp_of(info, item.path, since), stamp_of(info, item.path)
                if info.st_mode & KIND != FILE:
                    plain = False
                elif told[3] >= since:
                    young[item.path] = told[3]
            lines += (name, told)
            files[item.path] = known
    return files if plain else None


def _stamp(path: str, since: int, young: dict[str, int]) -> Stamp | None:
    """Return a file's stamp, if it is there; it is among the young if it changed since a moment."""
    try:
        told = stamp_of(os.stat(path), path)
    except OSError:
        return None
    if told[3] >= since:
        young[path] = told[3]
    return told


def _first_time(path: str, linked: set[str]) -> bool:
    """Return whether a link to a folder is followed: once, since links can go round in circles."""
    real = os.path.realpath(path)
    if real in linked:
        return False
    linked.add(real)
    return True


def _digest(values: list[object]) -> str:
    # The second version of the format writes equal values alike, and takes half the time of writing text.
    data = marshal.dumps(values, 2)
    return blake2b(data, digest_size=16).hexdigest()


def say(text: str) -> int:
    """Print what is said where nothing changed, and return the exit code."""
    try:
        # There is none where it was closed before the start.
        if sys.stdout is not None:
            sys.stdout.write(text)
    except OSError as fault:
        if not nobody_reads(fault):
            return 3
    return 0 if end_streams() else 3
