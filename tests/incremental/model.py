"""A project as values: what its files are made from, what a build is asked for, and the edits there are."""

import datetime as dt
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from PIL import Image

#: Edits by name; each changes the model a little, or says by False that there is nothing to change.
EDITS: dict[str, "Edit"] = {}


@dataclass
class Text:
    """A Markdown file: its keys and its body."""

    keys: dict[str, Any]
    body: str


@dataclass
class Model:
    """A project, and how it is built. Paths are from the project's root."""

    settings: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, Text] = field(default_factory=dict)
    #: YAML files: lists and mappings.
    data: dict[str, Any] = field(default_factory=dict)
    #: All other files: images, audio, downloads, templates.
    files: dict[str, bytes] = field(default_factory=dict)
    now: dt.datetime = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
    drafts: bool = False
    future: bool = False
    base_url: str = ""
    jobs: int = 1
    #: How many names were given so far.
    count: int = 0

    def written(self) -> dict[str, bytes]:
        """The files of the project, by path."""
        found = dict(self.files)
        found["content/site.yaml"] = _lines(self.settings)
        for path, value in self.data.items():
            found[path] = _lines(value) if isinstance(value, dict) else _items(value)
        for path, text in self.texts.items():
            found[path] = b"---\n" + _lines(text.keys) + b"---\n" + text.body.encode()
        return found

    def asked(self) -> list[str]:
        """What the command line says."""
        found = ["--now", self.now.isoformat(), *["--drafts"] * self.drafts, *["--future"] * self.future]
        return found + (["--base-url", self.base_url] if self.base_url else [])

    def next(self) -> int:
        """A number that no name has yet."""
        self.count += 1
        return self.count

    def of(self, *kinds: str) -> list[str]:
        """The Markdown files of some kinds."""
        return [path for path in self.texts if path.split("/")[1] in kinds]

    def below(self, folder: str) -> list[str]:
        """The files that are neither text nor data, below a folder."""
        return [path for path in self.files if path.startswith(folder)]


Edit = Callable[[Model, Random], bool | None]


def edit(function: Edit) -> Edit:
    """Adds an edit to those that there are."""
    EDITS[function.__name__] = function
    return function


def slug_of(path: str, text: Text) -> str:
    """The slug of a Markdown file: its key, else its name without a date."""
    name = path.rpartition("/")[2].removesuffix(".md")
    own = text.keys.get("slug")
    return str(own) if own else name[11:] if name[:4].isdigit() and name[4:5] == "-" else name


def _lines(value: dict[str, Any]) -> bytes:
    """A mapping as YAML, a key a line; JSON is YAML."""
    return "".join(f"{key}: {json.dumps(item, ensure_ascii=False)}\n" for key, item in value.items()).encode() or b"{}"


def _items(value: list[Any]) -> bytes:
    return "".join(f"- {json.dumps(item, ensure_ascii=False)}\n" for item in value).encode() or b"[]"


@cache
def picture(seed: int, form: str = "JPEG") -> bytes:
    """A small picture of one colour; those of another seed have another."""
    file = io.BytesIO()
    size = (24 + seed % 3 * 8, 16 + seed % 2 * 8)
    Image.new("RGB", size, (seed * 37 % 256, seed * 91 % 256, seed * 53 % 256)).save(file, form)
    return file.getvalue()


@cache
def sound(seed: int) -> bytes:
    """One to five seconds of silence: frames of MPEG 1 layer III."""
    return (b"\xff\xfb\x90\x64" + bytes(413)) * (39 * (1 + seed % 5))
