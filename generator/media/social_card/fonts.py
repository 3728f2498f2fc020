"""Fonts, and whether they can draw a text. The system's fonts are not used, since they differ.

Source Serif 4 comes with Goodword: Latin with all its accents, Greek and Cyrillic. Any other
package named ``fontpkg-…`` brings a family more.
"""

import json
import unicodedata
from functools import cache
from importlib import import_module
from pathlib import Path

from PIL import ImageFont, features

_OWN = "fontpkg_source_serif_4"
#: The size at which glyphs are compared with the box for a missing glyph.
_PROBE_SIZE = 20
_NO_CHARACTER = "\U0010fffe"
#: Ranges of scripts with contextual shapes: Hebrew to Arabic, India and South-East Asia.
_SHAPED = ((0x0590, 0x08FF), (0x0900, 0x109F), (0x1780, 0x17FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC))


class Family:
    """One family of fonts in one weight, at any size."""

    def __init__(self, path: Path, *, shaped: bool) -> None:
        """Use the file; ``shaped`` is for scripts with contextual shapes."""
        self._path = path
        self._engine = ImageFont.Layout.RAQM if shaped else ImageFont.Layout.BASIC
        #: Whether its text needs a shaping library, and cannot be set letter by letter.
        self.shaped = shaped
        #: Whether the pairs of letters in ``kerning.py`` are this font's.
        self.own = _OWN in path.parts

    def at(self, size: int, weight: int) -> ImageFont.FreeTypeFont:
        """Return the font at a size in pixels and a weight from 200 to 900."""
        return _font(self._path, size, weight, self._engine)

    def draws(self, text: str) -> bool:
        """Return whether the font has every character of a text."""
        return all(_has(self._path, character) for character in set(text))


def family_for(text: str) -> Family | None:
    """Return the family that can draw a text, or None."""
    shaped = any(low <= ord(character) <= high for character in text for low, high in _SHAPED)
    if shaped and not features.check("raqm"):
        return None
    own = Family(_files(_OWN)[0], shaped=shaped)
    if own.draws(text):
        return own
    families = (Family(path, shaped=shaped) for path in _others())
    return next((family for family in families if family.draws(text)), None)


def drawable(text: str) -> str:
    """Return a text without control characters, and without symbols such as emoji that no font has."""
    plain = "".join(" " if character.isspace() else character for character in unicodedata.normalize("NFC", text))
    kept = (character for character in plain if not _is_ornament(character))
    return " ".join("".join(kept).split())


def _is_ornament(character: str) -> bool:
    """Return whether a character may be left out if it cannot be drawn."""
    kind = unicodedata.category(character)
    if kind in {"Cc", "Cf", "Cs", "Co", "Cn"} or 0xFE00 <= ord(character) <= 0xFE0F:
        return True
    return kind in {"So", "Sk"} and not _has(_files(_OWN)[0], character)


@cache
def _others() -> tuple[Path, ...]:
    """Return the upright files of the other families that are installed, in the order of their names."""
    # It takes as long to import as a picture takes to draw, and few sites have letters that our own font lacks.
    from importlib.metadata import entry_points  # noqa: PLC0415 (see above)

    points = sorted(entry_points(group="fontpkg.family"), key=lambda point: point.name)
    return tuple(path for point in points if point.value != _OWN for path in _files(point.value)[:1])


@cache
def _files(package: str) -> tuple[Path, ...]:
    """Return a package's upright files, those nearest to bold first."""
    root = Path(import_module(package).ROOT)
    files = json.loads((root / "metadata.json").read_text(encoding="utf-8"))["files"]
    upright = sorted((abs((file["weight"] or 700) - 700), file["path"]) for file in files if file["style"] == "normal")
    return tuple(root / path for _, path in upright)


@cache
def _font(path: Path, size: int, weight: int, engine: ImageFont.Layout) -> ImageFont.FreeTypeFont:
    """Return a font; a variable one is set to the weight, and to the size that its shapes are meant for."""
    font = ImageFont.truetype(path, size, layout_engine=engine)
    try:
        axes = font.get_variation_axes()
    except OSError:  # not a variable font
        return font
    wanted = {b"Weight": weight, b"Optical Size": size // 2}
    font.set_variation_by_axes(
        [
            max(axis["minimum"] or 0, min(axis["maximum"] or 0, wanted.get(axis["name"] or b"", axis["default"] or 0)))
            for axis in axes
        ]
    )
    return font


@cache
def _has(path: Path, character: str) -> bool:
    """Return whether a font has a glyph for a character, and does not draw the box for a missing one."""
    if character == " ":
        return True
    return _drawn(path, character) != _drawn(path, _NO_CHARACTER)


@cache
def _drawn(path: Path, character: str) -> tuple[tuple[int, int], bytes]:
    """Return the size and the pixels of a character."""
    mask = _font(path, _PROBE_SIZE, 400, ImageFont.Layout.BASIC).getmask(character)
    return mask.size, bytes(mask)
