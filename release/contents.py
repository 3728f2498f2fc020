"""What an sdist and a wheel hold, and what they should hold."""

import tarfile
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path

from release.pack import PLANTED

#: What no archive has, whatever Git keeps.
_NEVER = ("private/", ".goodword/", ".venv/", "__pycache__/", ".git/")


def in_sdist(sdist: Path) -> dict[str, bytes]:
    """Return the files of an sdist by path, without the folder that all of them are in."""
    found = {}
    with tarfile.open(sdist) as packed:
        for member in packed.getmembers():
            data = packed.extractfile(member)
            found[member.name.partition("/")[2]] = data.read() if data else b""
    return found


def in_wheel(wheel: Path) -> dict[str, bytes]:
    """Return the files of a wheel by path."""
    with zipfile.ZipFile(wheel) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def sdist_faults(packed: dict[str, bytes], tracked: Iterable[str]) -> list[str]:
    """Return what is wrong with the files of an sdist: it has all that Git keeps, and its metadata."""
    return _faults("the sdist", packed, {*tracked, "PKG-INFO"})


def wheel_faults(packed: dict[str, bytes], tracked: Iterable[str], root: Path) -> list[str]:
    """Return what is wrong with the files of a wheel: the package, what pyproject.toml adds, and the compiled theme."""
    tracked = list(tracked)
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {path for path in tracked if path.startswith("generator/")}
    for source, target in settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"].items():
        wanted |= {target + path[len(source) :] for path in tracked if path == source or path.startswith(f"{source}/")}
    templates = [path for path in tracked if path.startswith("templates/") and path.endswith(".html")]
    compiled = "generator/theme/compiled/"
    wanted |= {f"{compiled}index", *(compiled + _compiled(path) for path in templates)}
    project = settings["project"]
    info = f"{project['name']}-{project['version']}.dist-info/"
    wanted |= {info + name for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")}
    return _faults("the wheel", packed, wanted)


def _compiled(path: str) -> str:
    """Return the name of a template's file of Python; ``generator/theme/precompiled.py`` gives it."""
    return path.removeprefix("templates/").replace("/", "--").replace(".", "_") + ".py"


def _faults(what: str, packed: dict[str, bytes], wanted: set[str]) -> list[str]:
    """Return the differences of what is packed from what should be."""
    return [
        *(f"{what} lacks {path}" for path in sorted(wanted - packed.keys())),
        *(f"{what} has {path}, which should not be in it" for path in sorted(packed.keys() - wanted)),
        *(f"{what} has {path}" for path in sorted(packed) if any(f"/{name}" in f"/{path}" for name in _NEVER)),
        *(
            f"{what} holds what lies about in a checkout, as {path}"
            for path, data in sorted(packed.items())
            if data == PLANTED.encode()
        ),
    ]
