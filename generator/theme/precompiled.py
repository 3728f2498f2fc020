"""The shipped templates as Python, made when Goodword is packed: a first build need not compile them.

A template becomes a file of Python in ``generator/theme/compiled/``, which Python itself compiles
and keeps as it does every module. An index beside them says what they were made from; where a
template, Jinja2 or our own part in it is another, Jinja2 compiles as ever.
"""

from collections.abc import Iterable
from hashlib import blake2b
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType

import jinja2

from generator.theme.fast_escape import MAKE

FOLDER = Path(__file__).parent / "compiled"
_INDEX = "index"


def packed(templates: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return templates as files of Python, with their index; each has its name, its source, and its Python."""
    files, lines = {}, [_head()]
    for name, source, python in templates:
        files[_file(name)] = python
        lines.append(f"{name} {_digest(source)}")
    return {**files, _INDEX: "\n".join(lines) + "\n"}


def write(templates: Iterable[tuple[str, str, str]], folder: Path) -> None:
    """Write templates as Python to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in packed(templates).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


class Precompiled:
    """Templates that were compiled when Goodword was packed, if they were."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Read the index."""
        self._folder = folder
        try:
            head, *lines = (folder / _INDEX).read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            head, lines = "", []
        self._digests = dict(line.split(" ") for line in lines) if head == _head() else {}

    def code(self, name: str, source: str, filename: str) -> CodeType | None:
        """Return a template's code, if it was made from this source.

        ``filename`` is where the template lies: what goes wrong in it is told from there.
        """
        if name not in self._digests or self._digests[name] != _digest(source):
            return None
        path = self._folder / _file(name)
        module = f"{__package__}.compiled.{path.stem}"
        try:
            code = SourceFileLoader(module, str(path)).get_code(module)
        except (OSError, ImportError, SyntaxError):
            return None
        return code.replace(co_filename=filename) if code else None


def _head() -> str:
    """Return what all compiled templates depend on."""
    return f"Jinja2 {jinja2.__version__}, {MAKE}"


def _file(name: str) -> str:
    """Return the name of a template's file of Python."""
    return name.replace("/", "--").replace(".", "_") + ".py"


def _digest(source: str) -> str:
    return blake2b(source.encode(), digest_size=16).hexdigest()
