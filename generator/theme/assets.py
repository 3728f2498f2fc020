"""A theme's assets: style sheet, scripts, icons and pictures, bundled and fingerprinted.

Like templates, each file comes from the first folder that has one of its name, so a site can
replace a single component's CSS, a script or an icon. Since file names contain a digest, browsers
may cache the files without limit.
"""

import hashlib
import os
import posixpath
import re
import time
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import msgspec

from generator.base.file_stamps import TICK, Stamp, stamp_of
from generator.base.patterns import lazily
from generator.base.problems import Place, Problem, suggestion
from generator.theme.fault import TemplateFault
from generator.theme.named_values import named_values

_IMPORT = lazily(r"""@import\s+["']([^"']+)["'](?:\s+layer\(([\w.-]+)\))?\s*;""")
#: Or a string, in which none begins.
_COMMENT = lazily(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|/\*.*?\*/""", re.DOTALL)
_QUOTED = lazily(r"""["']|\burl\(""")
#: What CSS means the same without its space; a selector has none after a colon.
_LOOSE = ((", ", ","), (": ", ":"), (" {", "{"), ("{ ", "{"), ("; }", "}"), (" }", "}"))
_URL = lazily(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""")
_MODULE = lazily(r"""(\bfrom\s*|\bimport\s*\(?\s*)(["'])(\.\.?/[^"']+\.js)\2""")
_SVG = lazily(r"<svg\b([^>]*)>(.*)</svg>", re.DOTALL)
_OUTER = lazily(r"""\s(?:xmlns(?::\w+)?|width|height|class|id)=("[^"]*"|'[^']*')""")
#: The style sheet that imports those of all components; those of kinds in other packages are added to it.
_COMPONENTS = "css/components/index.css"
_KIND = lazily(r"css/kinds/[^/]+\.css")
#: The style sheet of a tool that few pages have: a file of its own, which those pages link.
_TOOL = lazily(r"css/tools/[^/]+\.css")


#: The mark, whose two colours are those of a skin's named values.
_MARKS = {"mark.svg", "favicon.svg"}
_MARK_COLOURS = {b"#3d8361": "fern-fill", b"#e9a820": "marigold"}


class Asset(msgspec.Struct, frozen=True):
    """A file of the theme. Pages ask for ``name``; it is written to ``path`` in the output."""

    name: str
    path: str
    data: bytes


def skins(folders: Iterable[Path]) -> tuple[str, ...]:
    """Return the names of all skins, including ``default``."""
    found = {path.stem for folder in folders for path in folder.glob("assets/skins/*.css")}
    return tuple(sorted(found | {"default"}))


def asset_stamps(folders: Iterable[Path]) -> list[tuple[str, Stamp]]:
    """Return the path and stamp of every source file of the assets: if none differs, the assets are the same."""
    since = time.time_ns() - TICK
    found = []
    for folder in folders:
        for here, _, names in os.walk(folder / "assets"):
            for name in names:
                path = f"{here}/{name}"
                found.append((path, stamp_of(Path(path).stat(), path, since)))
    return sorted(found)


def assets(folders: tuple[Path, ...], skin: str = "") -> tuple[Asset, ...]:
    """Return the theme's assets, by name. Raises :class:`TemplateFault`.

    They are ``site.css`` with the skin, one of ``name.css`` for each tool, one of ``name.js`` for each
    script, ``icons.svg`` with all icons, and whatever else lies in ``assets/``.
    """
    if skin and skin not in skins(folders):
        message = f'no skin "{skin}"{suggestion(skin, skins(folders))}'
        raise TemplateFault(Problem(Place("content/site.yaml"), "error", message))
    files = _files(folders)
    made: dict[str, Asset] = {}
    for name, path in files.items():
        if name.split("/")[0] not in {"css", "js", "icons", "skins"}:
            made[name] = _asset(name, _lines(name, path.read_bytes()))
    if "css/site.css" in files:
        text = _join("css/site.css", files, skin)
        for name in _MARKS & made.keys() if skin else ():
            made[name] = _asset(name, _coloured(made[name].data, text))
        made["site.css"] = _asset("site.css", _squeeze(_addresses(text, made)).encode())
    for name in files:
        if _TOOL.fullmatch(name):
            # In the layer of components, so that own.css and what holds for paper win over it, too.
            text = f"@layer components {{\n{_join(name, files, skin)}\n}}"
            short = PurePosixPath(name).name
            made[short] = _asset(short, _squeeze(_addresses(text, made)).encode())
    icons = {PurePosixPath(n).stem: p for n, p in files.items() if re.fullmatch(r"icons/.+\.svg", n)}
    if icons:
        made["icons.svg"] = _asset("icons.svg", _sprite(icons).encode())
    for name in files:
        if name.startswith("js/"):
            _script(name, files, made, ())
    return tuple(made[name] for name in sorted(made))


def _coloured(svg: bytes, css: str) -> bytes:
    """Return the mark in the colours of a skin, if these are written in hexadecimal."""
    named = named_values(css)
    for usual, name in _MARK_COLOURS.items():
        if re.fullmatch(r"#[0-9a-fA-F]{3,8}", named.get(name, "")):
            svg = svg.replace(usual, named[name].encode())
    return svg


def _lines(name: str, data: bytes) -> bytes:
    """Return an asset with normalized line ends, if it is a text: Git may convert them on Windows."""
    return data.replace(b"\r\n", b"\n") if name.lower().endswith(".svg") else data


def _files(folders: tuple[Path, ...]) -> dict[str, Path]:
    """Return the files under ``assets/`` by their names there, sorted."""
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        top = f"{folder / 'assets'}"
        for here, _, names in os.walk(top):
            inside = f"{here[len(top) + 1 :]}/".replace(os.sep, "/").lstrip("/")
            for name in names:
                path = Path(here, name)
                if not name.startswith(".") and path.is_file():
                    found[f"{inside}{name}"] = path
    return dict(sorted(found.items()))


def _asset(name: str, data: bytes) -> Asset:
    """Return an asset whose path contains a digest of its bytes."""
    flat = PurePosixPath(name.removeprefix("js/").replace("/", "-"))
    digest = hashlib.sha256(data).hexdigest()[:8]
    return Asset(name.removeprefix("js/"), f"assets/{flat.stem}.{digest}{flat.suffix}", data)


def _join(name: str, files: dict[str, Path], skin: str) -> str:
    """Return a style sheet with each ``@import`` replaced by the imported file.

    ``@import "skin.css"`` is the chosen skin; the default one has no file.
    """
    folder = posixpath.dirname(name)

    def imported(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, match[1]))
        if match[1] == "skin.css":
            target = f"skins/{skin or 'default'}.css"
            if target not in files:
                return ""
        if target not in files:
            line = text.count("\n", 0, match.start()) + 1
            message = f'no style sheet "{target}"{suggestion(target, files)}'
            raise TemplateFault(Problem(Place(f"templates/assets/{name}", line), "error", message))
        inner = _join(target, files, skin)
        return f"@layer {match[2]} {{\n{inner}\n}}" if match[2] else inner

    text = _read(name, files)
    if name == _COMPONENTS:
        # Also if a site replaces this file: style sheets of other packages are added to its copy as well.
        text += "".join(f'\n@import "../{other.removeprefix("css/")}";' for other in files if _KIND.fullmatch(other))
    return _IMPORT.sub(imported, text)


def _read(name: str, files: dict[str, Path]) -> str:
    try:
        return files[name].read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(f"templates/assets/{name}")
        raise TemplateFault(Problem(place, "error", "the file is not UTF-8")) from error


def _addresses(text: str, made: dict[str, Asset]) -> str:
    """Return CSS with the fingerprinted addresses of other assets in place of ``url(../x.png)``."""

    def address(match: re.Match[str]) -> str:
        name = re.sub(r"^(?:\.\.?/)+", "", match[2])
        return f'url("{PurePosixPath(made[name].path).name}")' if name in made else match[0]

    return _URL.sub(address, text)


def _squeeze(css: str) -> str:
    """Return CSS without comments, and without the space that is there for readers alone.

    A line with a string or an address keeps what is between its ends. All other lines are done many at a time: one by
    one, they took a third of what a first build of 100 articles spends on its theme.
    """
    bare = _COMMENT.sub(lambda match: "" if match[0][0] == "/" else match[0], css)
    text = "\n".join(filter(None, map(str.strip, bare.splitlines())))
    parts, done = list[str](), 0
    for quoted in _QUOTED.finditer(text):
        start, end = text.rfind("\n", 0, quoted.start()) + 1, text.find("\n", quoted.end())
        if start >= done:
            parts += (_tight(text[done:start]), text[start : end + 1 or None])
            done = end + 1 or len(text)
    packed = "".join((*parts, _tight(text[done:]))).replace(";\n}", "}")
    for last in "{};,":
        packed = packed.replace(f"{last}\n", last)
    return packed + "\n"


def _tight(lines: str) -> str:
    """Return lines of CSS, none of which has a string or an address, without needless space in them."""
    for loose, tight in _LOOSE:
        lines = lines.replace(loose, tight)
    return lines


def _sprite(icons: dict[str, Path]) -> str:
    """Return one SVG of all icons, each a ``symbol`` whose id is the name of its file."""
    symbols = []
    for name, path in sorted(icons.items()):
        match = _SVG.search(path.read_text("utf-8"))
        if not match:
            place = Place(f"templates/assets/icons/{path.name}")
            raise TemplateFault(Problem(place, "error", "the icon is not an SVG"))
        symbols.append(f'<symbol id="{name}"{_OUTER.sub("", match[1])}>{match[2].strip()}</symbol>\n')
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{"".join(symbols)}</svg>\n'


def _script(name: str, files: dict[str, Path], made: dict[str, Asset], above: tuple[str, ...]) -> Asset:
    """Return a script whose imports refer to the fingerprinted names."""
    short = name.removeprefix("js/")
    if short in made:
        return made[short]

    def imported(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), match[3]))
        if target not in files or target in (*above, name):
            line = text.count("\n", 0, match.start()) + 1
            why = "scripts that import each other in a circle" if target in files else "no script"
            message = f'{why}: "{target}"' + ("" if target in files else suggestion(target, files))
            raise TemplateFault(Problem(Place(f"templates/assets/{name}", line), "error", message))
        inner = _script(target, files, made, (*above, name))
        return f"{match[1]}{match[2]}./{PurePosixPath(inner.path).name}{match[2]}"

    text = _read(name, files)
    made[short] = _asset(name, _terse(_MODULE.sub(imported, text)).encode())
    return made[short]


def _terse(script: str) -> str:
    """Return a script without the lines that are only a comment, and without indents.

    One with a text of several lines in it stays as it is, for there they may mean something.
    """
    lines = script.splitlines()
    if "/*" in script or any(line.count("`") % 2 for line in lines):
        return script
    bare = (line.strip() for line in lines)
    return "\n".join(line for line in bare if line and not line.startswith("//")) + "\n"
