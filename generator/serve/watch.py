"""The door to watchfiles: which files of a project change, as soon as they do."""

import os
import re
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from generator.base.layout import CONTENT, STATIC, beside
from generator.serve.polling import polled

#: The folders that a site is made from.
FOLDERS = (CONTENT, "templates", "private")
#: So often files beside these folders, and the folders themselves, are looked at, in milliseconds.
_ROUND = 500
#: A change is told when for so many milliseconds no other came: a file is written in two or three steps.
_QUIET = 8
#: More changes than these at once are a whole branch or folder being written: then the pause is longer.
_FEW, _LONG_QUIET, _LONGEST = 3, 0.06, 3.0

#: What editors, systems and Git leave for a moment.
_DROPPINGS = re.compile(
    r"4913|.*~|~\$.*|\.#.*|#.*#|\..*\.(?:sw[a-z]|un~|kate-swp)|.*\.(?:swp|swo|swx|tmp|temp|bck|crdownload|part)"
    r"|\.goutputstream-.*|.*___jb_(?:tmp|old|bak)___|.*\.sb-[0-9a-f]+-\w+|\.DS_Store|\._.*|Thumbs\.db|desktop\.ini",
    re.IGNORECASE,
)
#: File systems on which the system tells nothing of changes that another machine makes.
_FAR = re.compile(
    r"nfs\d?|cifs|smb\w*|9p|drvfs|afpfs|webdav|ncpfs|vboxsf|prl_fs|vmhgfs|fuse\.(?:sshfs|vmhgfs.*|rclone|s3fs|gvfs.*|portal)"
)

_MOUNTS = Path("/proc/self/mounts")

Told = Callable[[frozenset[str]], None]


def is_dropping(path: str) -> bool:
    """Return whether a path of a project is what an editor or the system leaves, and no content."""
    parts = PurePosixPath(path).parts
    if _DROPPINGS.fullmatch(parts[-1]):
        # A file to be copied as it is may have such a name on purpose.
        return not (parts[:2] == (CONTENT, STATIC) and parts[-1].lower().endswith((".tmp", ".temp", ".part")))
    return ".git" in parts


def far_away(folder: Path) -> str:
    """Return the kind of file system on which a folder lies, if changes on it are not told; else an empty string."""
    best, kind = "", ""
    here = os.path.realpath(folder)
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    for line in mounts:
        words = line.split(" ")
        if len(words) < 3:
            continue
        place = re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), words[1])
        if len(place) >= len(best) and (here == place or here.startswith(place.rstrip("/") + "/")):
            best, kind = place, words[2]
    return kind if _FAR.fullmatch(kind) else ""


class Watcher:
    """Tells of changed paths of a project, from the root, until it is stopped."""

    def __init__(self, root: Path, told: Told, *, polling: bool = False) -> None:
        """Keep the project's root, and who is told. ``polling`` looks at all files instead of asking the system."""
        self.root, self.told = root, told
        #: Why files are looked at again and again, in words; empty if the system tells of changes.
        self.why = "as asked" if polling else ""
        self.stop = threading.Event()
        self.ready = threading.Event()
        self._real = os.path.realpath(root)

    def start(self) -> None:
        """Begin, in a thread. ``ready`` is set when no change can be missed any more."""
        threading.Thread(target=self._run, name="watch", daemon=True).start()

    def _run(self) -> None:
        """Watch, and begin anew whenever a folder came, went, or is another one of the same name."""
        if not self.why and (kind := far_away(self.root)):
            self.why = f"the folder is on {kind}, which tells nothing of changes"
        near = _near(self.root)
        folders: dict[str, object] = {}
        while not self.stop.is_set():
            before, folders = folders, _folders(self.root)
            # What happened in a folder that came, while it was not watched yet, is in the folder.
            missed = _other(before, folders) if before else set()
            try:
                for paths in self._changes(folders):
                    # The generator began to watch when it was first asked, before this first answer.
                    self.ready.set()
                    was, near = near, _near(self.root)
                    told = paths | missed | _other(was, near)
                    missed = set()
                    if found := frozenset(path for path in told if not is_dropping(path)):
                        self.told(found)
                    if self.stop.is_set() or _folders(self.root) != folders:
                        break
            except FileNotFoundError:
                self.stop.wait(_ROUND / 10_000)
            except (OSError, RuntimeError) as wrong:
                if self.why:
                    self.stop.wait(_ROUND / 1000)
                self.why = self.why or _reason(wrong)

    def _changes(self, folders: Iterable[str]) -> Iterator[set[str]]:
        """Return the changed paths below some folders as they come, and nothing now and then."""
        there = [str(self.root / name) for name in folders]
        found = polled(there, self.stop) if self.why or not there else self._noticed(there)
        for paths in found:
            yield {self._path(path) for path in paths}

    def _noticed(self, folders: Sequence[str]) -> Iterator[set[str]]:
        """Return the changed paths of which the system tells."""
        from watchfiles import Change, watch  # noqa: PLC0415 (it takes 50 ms to import, while the site is read)

        for changes in watch(
            *folders,
            watch_filter=None,
            debounce=500,
            step=_QUIET,
            rust_timeout=_ROUND,
            yield_on_timeout=True,
            stop_event=self.stop,
            raise_interrupt=False,
            # On WSL, the library would poll by itself, also where the system tells of changes.
            force_polling=False,
            ignore_permission_denied=True,
        ):
            # What is written into a new folder before the system watches that as well, it does not tell.
            if new := frozenset(path for how, path in changes if how == Change.added and Path(path).is_dir()):
                again = frozenset(self._path(path) for path in new)
                threading.Timer(_ROUND / 5000, self.told, (again,)).start()
            yield {path for _, path in changes}

    def _path(self, path: str) -> str:
        """Return a path from the project's root, with slashes. Some systems tell the real path behind a link."""
        for root in (str(self.root), self._real):
            if path.startswith(root + os.sep):
                return path[len(root) + 1 :].replace(os.sep, "/")
        return CONTENT


def _reason(wrong: Exception) -> str:
    """Return why the system does not tell of changes."""
    if sys.platform == "linux" and ("limit" in str(wrong).lower() or "too many" in str(wrong).lower()):
        return "the system watches no more files (fs.inotify.max_user_watches)"
    return f"the system cannot: {' '.join(str(wrong).split())[:120]}"


def _folders(root: Path) -> dict[str, object]:
    """Return the folders to watch, each with what tells it from another one of the same name."""
    found: dict[str, object] = {}
    for name in FOLDERS:
        try:
            was = (root / name).stat()
        except OSError:
            continue
        found[name] = (was.st_dev, was.st_ino)
    return found


def _other(one: Mapping[str, object], two: Mapping[str, object]) -> set[str]:
    """Return the names that are in one of two, or have something else there."""
    return {name for name in {*one, *two} if one.get(name) != two.get(name)}


def _near(root: Path) -> dict[str, tuple[int, int]]:
    """Return the stamps of the files beside the watched folders that a build looks at."""
    found = {}
    for path in beside(str(root)):
        try:
            was = (root / path).stat()
        except OSError:
            continue
        found[path] = (was.st_mtime_ns, was.st_size)
    return found


class Changes:
    """The changes that were told and not taken yet; those of one stroke are taken together."""

    def __init__(self) -> None:
        """Begin without changes."""
        self._some = threading.Condition()
        self._paths: set[str] = set()

    def add(self, paths: frozenset[str]) -> None:
        """Take note of changed paths. None at all wakes the one who waits."""
        with self._some:
            self._paths |= paths
            self._some.notify_all()

    @property
    def waiting(self) -> bool:
        """Return whether there are any."""
        return bool(self._paths)

    def take(self, patience: float) -> frozenset[str]:
        """Return the changed paths, none if none came in time. Of many at once, all are waited for."""
        with self._some:
            if not self._paths:
                self._some.wait(patience)
            left = int(_LONGEST / _LONG_QUIET)
            while len(self._paths) > _FEW and left and self._some.wait(_LONG_QUIET):
                left -= 1
            taken, self._paths = frozenset(self._paths), set()
        return taken
