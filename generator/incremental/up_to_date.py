"""The fast path: whether a build has nothing to do, determined from file stamps alone.

It runs before anything heavy is imported, so it uses only the parts of the standard library that are
quick to import. The answer is yes only if the same command was run before, every relevant file has the
same stamp as then (content, templates, people, the program and its libraries, the output), and nothing
was due to be published or to expire since. In any doubt there is no answer, and the build decides.

Without it a build of 100 articles with nothing to do takes ten times the instructions (773 M, not 78 M).
"""

import marshal
import os
import sys
import time
from _blake2 import blake2b  # hashlib, which loads OpenSSL, adds 2 ms of 20 to a build with nothing to do
from collections.abc import Iterable, Mapping

from generator.base.checksummed import read_checked, write_checked
from generator.base.file_stamps import (
    COARSE,
    FILE,
    HAS_CTIME,
    KIND,
    TICK,
    Stamp,
    conclusive_by_now,
    proof_of,
    stamp_of,
    stat_stamps,
)
from generator.base.layout import beside, settings_of
from generator.base.system import end_streams, nobody_reads
from generator.incremental.fingerprint import PACKAGE, program_stamps

#: The results of this many commands are kept; a build with another --now is another command.
_COMMANDS = 8

#: At most this many young files are read to be compared.
_YOUNG = 5_000

_END = "\n\0\n"
_PARTS = 7
#: The file that the last build wrote for ``goodword due``.
_NOTE = ".goodword/built"


class Before:
    """The state of a project before a build, which the next run compares with."""

    def __init__(self, root: str, arguments: list[str]) -> None:
        """Take the stamps of all inputs of a build, and the time."""
        self.root = root
        self.file = f"{root}/.goodword/fast/{_key(arguments)}"
        self.moment = _moment(arguments)
        #: The content's files by path, if there are only plain files and folders.
        self.inputs, self.seen, young = _inputs(root, time.time_ns() - TICK)
        self._young = {path: proof_of(path) for path in young} if len(young) <= _YOUNG else None
        self._settled = max(young.values(), default=0) + TICK

    def sure(self) -> bool:
        """Return whether the stamps are conclusive: young ones are old enough by now, and their files unchanged."""
        if self._young is None or time.time_ns() <= self._settled:
            return False
        return all(proof is not None and proof_of(path) == proof for path, proof in self._young.items())


def answer(arguments: list[str]) -> tuple[str | None, Before | None]:
    """Return the message if nothing changed, and the state of the project for :func:`remember`.

    Both are None if the arguments are not those of a build in a project.
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
    if any(_variable(line.partition("=")[0]) != line for line in asked.split("\n") if line):
        return None, before
    lines = stat_stamps(output, paths)
    if _digest(lines) != left:
        return None, before
    if read:
        old = conclusive_by_now(output, read)
        if old is None:
            return None, before
        if old:
            # Their bytes are right, and any later change would change the stamp.
            young = "\n".join(line for line in read.split("\n") if line.partition(" ")[2] not in old)
            paths = "\n".join((*filter(None, paths.split("\n")), *old))
            try:  # noqa: SIM105 (contextlib takes time to import)
                _write(before.file, head, asked, said, output, paths, young, _digest([*lines, *old.values()]))
            except OSError:
                pass  # they are read again next time
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
    """Store the result of a build, so that the same command can be answered without running.

    ``files`` are the stamps of the output's files by path. ``due`` is the next moment at which the site
    changes without an edit, in seconds since 1970. ``asked`` are the environment variables that
    influenced the build. ``sure`` says whether the stamps in ``before`` are conclusive by now.
    """
    if not sure:
        return
    head = f"{before.inputs} {before.moment!r} {due if due is not None else 'inf'}"
    environment = "\n".join(_variable(name) for name in asked)
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
    """Store the inputs' digest of a build, and when the next is due: in seconds since 1970, 0 for never.

    ``source`` is the file that causes it, ``zone`` the site's time zone. The inputs are left out unless ``sure``.
    """
    lines = (before.inputs if sure else "", repr(due), source, zone)
    write_checked(f"{before.root}/{_NOTE}", _END.join(lines).encode("utf-8", "surrogatepass"))


def noted(root: str) -> tuple[str, float, str, str] | None:
    """Return what :func:`note` stored in the last build (inputs, due, source, zone), or None."""
    kept = read_checked(f"{root}/{_NOTE}")
    if kept is None:
        return None
    inputs, due, source, zone = kept.decode("utf-8", "surrogatepass").split(_END)
    return inputs, float(due), source, zone


def _variable(name: str) -> str:
    """Return an environment variable's name and value on one line."""
    return f"{name}={os.environ.get(name, '')!r}"


def _root(arguments: list[str]) -> str | None:
    """Return the root of the project to build if the arguments are clearly those of a build, or None."""
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
    """Return a digest that identifies a command: its arguments, the current folder, and SOURCE_DATE_EPOCH."""
    words = [*arguments, os.getcwd(), os.environ.get("SOURCE_DATE_EPOCH", "")]
    return blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _moment(arguments: list[str]) -> float:
    """Return the moment a build is for, in seconds since 1970; 0 for a fixed one, which is in the key."""
    if any(word.split("=")[0] == "--now" for word in arguments) or os.environ.get("SOURCE_DATE_EPOCH"):
        return 0.0
    return time.time()


def _inputs(root: str, since: int) -> tuple[str, dict[str, Stamp] | None, dict[str, int]]:
    """Return the digest of all inputs of a build, the content's files, and those that changed since a moment.

    The latter map to the times of their changes, in nanoseconds.
    """
    young: dict[str, int] = {}
    lines: list[object] = [program_stamps()]
    shipped = f"{PACKAGE}/templates"
    if not os.path.isdir(shipped):
        shipped = f"{os.path.dirname(PACKAGE)}/templates"
    content = _look(f"{root}/content", lines, since, young)
    for top in dict.fromkeys((f"{root}/templates", f"{root}/private", shipped)):
        _look(top, lines, since, young)
    # Text files beside the content, and those for a host, cause advice.
    names = beside(root)
    lines += [names, *(_stamp(f"{root}/{name}", since, young) for name in names)]
    return _digest(lines), content, young


def _look(top: str, lines: list[object], since: int, young: dict[str, int]) -> dict[str, Stamp] | None:
    """Append each file and folder to ``lines``, and recent ones to ``young``. Return the files' stamps by path.

    The result is None if there is anything but plain files and folders, which the build has to look at.
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
                    # A link is an input of its own: what is allowed for a file need not be for a link to it.
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
            if mark >= since or mark % COARSE == 0 or not HAS_CTIME or info.st_mode & KIND != FILE:
                known, told = stamp_of(info, item.path, since), stamp_of(info, item.path)
                if info.st_mode & KIND != FILE:
                    plain = False
                elif told[3] >= since:
                    young[item.path] = told[3]
            lines += (name, told)
            files[item.path] = known
    return files if plain else None


def _stamp(path: str, since: int, young: dict[str, int]) -> Stamp | None:
    """Return a file's stamp, or None if it is missing; a recently changed one is added to ``young``."""
    try:
        told = stamp_of(os.stat(path), path)
    except OSError:
        return None
    if told[3] >= since:
        young[path] = told[3]
    return told


def _first_time(path: str, linked: set[str]) -> bool:
    """Return whether a link's target folder is new: each is followed once, since links can form cycles."""
    real = os.path.realpath(path)
    if real in linked:
        return False
    linked.add(real)
    return True


def _digest(values: list[object]) -> str:
    # Version 2 of the format has no object references: equal values give equal bytes. Text would take twice the time.
    data = marshal.dumps(values, 2)
    return blake2b(data, digest_size=16).hexdigest()


def say(text: str) -> int:
    """Print the message of :func:`answer`, and return the exit code."""
    try:
        # It is None if it was closed before the start.
        if sys.stdout is not None:
            sys.stdout.write(text)
    except OSError as fault:
        if not nobody_reads(fault):
            return 3
    return 0 if end_streams() else 3
