"""The folder: which files there are, and what is not looked at. Nothing outside of it is read."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from generator.base.decoding import decode
from generator.base.paths import nfc
from generator.base.problems import Report
from generator.base.system import is_link
from generator.base.text import without_controls
from generator.importers.base import UnreadableError
from generator.importers.folder.matter import from_json, toml, yaml
from generator.importers.folder.values import Values
from generator.importers.names import words

#: Longer texts are no texts.
MAX_BYTES = 10 * 1024 * 1024
_MAX_SETTINGS = 1024 * 1024
_MAX_FILES = 500_000
_DEEPEST = 60
#: What programs make, and what they bring with them.
_SKIPPED = words("node_modules bower_components __pycache__ _site")
#: The same at the top, where folders of texts have other ones.
_SKIPPED_AT_TOP = words("public output")
#: Folders with a dot in front that are published.
_SHOWN = frozenset((".well-known",))


class Tree:
    """The files below a folder by their paths, but for hidden and made ones. ``notes`` tells what was refused."""

    def __init__(self, root: Path) -> None:
        """List the folder. Raises :class:`UnreadableError`."""
        self.root = root
        self._real = os.path.realpath(root)
        self.files: dict[str, Path] = {}
        self.notes: list[str] = []
        self.left: Counter[str] = Counter()
        #: Files of which something was told already.
        self._told: set[str] = set()
        self._made: frozenset[str] = _SKIPPED_AT_TOP
        self._list(str(root), "", 0)

    def _list(self, folder: str, prefix: str, depth: int) -> None:
        if depth > _DEEPEST:
            self.notes.append(f"{prefix} is nested more than {_DEEPEST} levels deep: what is in it was not read")
            return
        try:
            with os.scandir(folder) as found:
                items = sorted(found, key=lambda item: item.name)
        except OSError as fault:
            if not prefix:
                raise UnreadableError(f"the folder cannot be read: {fault.strerror or fault}") from None
            self.notes.append(f"{_shown(prefix)} cannot be read: {fault.strerror or fault}")
            return
        if not prefix:
            self._made = _made({item.name for item in items})
        for item in items:
            path = f"{prefix}{item.name}"
            try:
                self._item(item, path, depth)
            except OSError as fault:
                self.notes.append(f"{_shown(path)} cannot be read: {fault.strerror or fault}")

    def _item(self, item: "os.DirEntry[str]", path: str, depth: int) -> None:
        name = item.name
        if not _is_text(name):
            self.notes.append(f"{_shown(path)} has a name that is not UTF-8: it was not read")
            return
        if name.startswith(".") and name not in _SHOWN and not name.startswith(".eleventy"):
            return
        if is_link(item):
            # A link to a file of the folder is that file; everything else could lead anywhere.
            real = os.path.realpath(item.path)
            if not real.startswith(self._real + os.sep) or not os.path.isfile(real):  # noqa: PTH113 (of realpath)
                self.notes.append(f"{_shown(path)} is a link to another place: it was not followed")
                return
        elif item.is_dir(follow_symlinks=False):
            if name.lower() in _SKIPPED or (not depth and name.lower() in self._made):
                if name.lower() != "node_modules":
                    self.left[f"folders that programs make ({name}/)"] += 1
                return
            self._list(item.path, f"{path}/", depth + 1)
            return
        elif not item.is_file(follow_symlinks=False):
            self.notes.append(f"{_shown(path)} is no file that can be read")
            return
        if len(self.files) >= _MAX_FILES:
            raise UnreadableError(f"there are more than {_MAX_FILES:,} files in it; name the folder of the blog itself")
        self.files[nfc(path)] = Path(item.path)

    def below(self, folder: str) -> Iterator[str]:
        """Yield the paths of the files below a folder, in order."""
        prefix = f"{folder.strip('/')}/" if folder.strip("/") not in {"", "."} else ""
        return (path for path in self.files if path.startswith(prefix))

    def text(self, path: str) -> str:
        """Return a file's text, and remember where it is none: then it is empty."""
        file = self.files[path]
        try:
            size = file.stat().st_size
            if size > MAX_BYTES:
                self.notes.append(f"{path} has {size / 1024 / 1024:.1f} MB, and a text may have 10: it was not read")
                return ""
            data = file.read_bytes()
        except OSError as fault:
            self.notes.append(f"{path} cannot be read: {fault.strerror or fault}")
            return ""
        report = Report()
        text = decode(data, path, report)
        if text is None:
            text = _otherwise(data)
            if not text:
                self.notes.append(f"{path}: {next(iter(report)).message}; it was not read")
            elif path not in self._told:
                self._told.add(path)
                self.notes.append(f"{path} is not UTF-8; its letters were taken for {_encoding(data)}")
        return without_controls(text or "")[0]

    def settings(self, *paths: str) -> Values:
        """Return what the first of several files that is there says: YAML, TOML or JSON by its name.

        Raises :class:`UnreadableError` for one that cannot be read.
        """
        path = next((one for one in paths if one in self.files), "")
        if not path:
            return {}
        if self.files[path].stat().st_size > _MAX_SETTINGS:
            raise UnreadableError(f"{path} is larger than settings are")
        read = {".toml": toml, ".json": from_json}.get(Path(path).suffix.lower(), yaml)
        found = read(self.text(path))
        if isinstance(found, str):
            if found == "there are no keys with values":
                return {}
            raise UnreadableError(f"{path} cannot be read: {found}")
        return found

    def data(self, path: str) -> Values:
        """Return what a file of data says; nothing, and a note, for one that cannot be read."""
        try:
            return self.settings(path)
        except UnreadableError as fault:
            self.notes.append(str(fault))
            return {}


def _made(names: set[str]) -> frozenset[str]:
    """Return the folders at the top that are made by the program whose settings are there."""
    if any(name.startswith((".eleventy.", "eleventy.config.")) for name in names):
        # Its folder ``public`` is copied as it is.
        return frozenset(("output", "dist"))
    if any(name.rpartition(".")[0] == "hugo" for name in names):
        return _SKIPPED_AT_TOP | {"resources"}
    return _SKIPPED_AT_TOP | ({"vendor"} if "_config.yml" in names else set())


def _otherwise(data: bytes) -> str:
    """Return the text of bytes that are not UTF-8, or an empty one if they are no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    elif b"\0" in data[:1024] or data.startswith((b"PK\x03\x04", b"%PDF-", b"{\\rtf", b"\xd0\xcf\x11\xe0")):
        return ""
    else:
        text = data.decode("cp1252", "replace")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _encoding(data: bytes) -> str:
    return "UTF-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "Windows-1252"


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return name.isprintable()


def _shown(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode().rstrip("/")
