"""Keys and values that older versions had, and what stands in their place now. This table is the only place to say so.

A row is added in the version in which the key changes, and stays: somebody may upgrade from any version.
"""

from collections.abc import Collection

import msgspec

from generator.base.problems import nearest
from generator.schema.yaml_errors import short


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """A key, or one value of it, that has changed.

    ``file`` is the file that has it, or the folder of such files: ``content/site.yaml``, ``content/articles/``. ``key``
    is its path there, as in ``feeds.formats``; with ``value``, only that value of it has changed. ``new`` is the path
    or the value of today, empty if there is none. ``hint`` says more where that is needed.
    """

    since: str
    file: str
    key: str
    value: str = ""
    new: str = ""
    hint: str = ""

    @property
    def was(self) -> str:
        """Return what an older version had: a key, or a key with its value."""
        return f"{self.key}: {self.value}" if self.value else self.key

    @property
    def message(self) -> str:
        """Return what has changed, as a sentence without its end."""
        now = f"{self.key}: {self.new}" if self.value else self.new
        words = f'"{now}"' if self.new else "gone"
        return f'"{self.was}" is {words} since Goodword {self.since}'

    @property
    def advice(self) -> str:
        """Return what to do about it."""
        return self.hint or (f"write {self.new} in its place" if self.new else "take it out")


#: All that has changed. No key of 0.1.0 has been renamed or taken away so far.
CHANGED: tuple[Changed, ...] = ()


def unknown_key(
    path: str, inside: str, key: str, known: Collection[str], given: Collection[str]
) -> tuple[str, str, str]:
    """Return the message and hint for an unknown key, and the key that it was meant to be, if that can be told.

    ``path`` is the file's, ``inside`` the key that it stands in, in quotes, if it stands in one. ``known`` are the keys
    there, and ``given`` those that are written.
    """
    for row in CHANGED:
        above, _, last = row.key.rpartition(".")
        place = f'"{above.rpartition(".")[2]}"' if above else ""
        if not row.value and _in(row, path) and last == key and place == (inside if inside.startswith('"') else ""):
            return row.message, row.advice, row.new.rpartition(".")[2]
    near = nearest(key, [one for one in known if one not in given])
    if near:
        return f'unknown key "{short(key)}"; did you mean "{near}"?', "", near
    return f'unknown key "{short(key)}"', "known keys: " + ", ".join(sorted(known)), ""


def changed_value(path: str, key: str, value: str) -> Changed | None:
    """Return what became of a value that a key cannot have now, or None."""
    found = (row for row in CHANGED if row.value and _in(row, path))
    return next((row for row in found if (row.key.rpartition(".")[2], row.value) == (key, value)), None)


def _in(row: Changed, path: str) -> bool:
    """Return whether a row is about a file."""
    return path.startswith(row.file) if row.file.endswith("/") else path == row.file
