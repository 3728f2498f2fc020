"""A wheel of the running Goodword, built reproducibly without a build backend.

The format follows the specification of binary distributions
(https://packaging.python.org/en/latest/specifications/binary-distribution-format/).
"""

import base64
import hashlib
import io
import zipfile
from functools import cache

import msgspec

from generator.scaffold import package
from generator.scaffold.package import NAME, Distribution

#: Where a site keeps the wheel.
FOLDER = "vendor"
#: The timestamp of all files in it, so that the bytes do not depend on the date.
_TIME = (2020, 2, 2, 0, 0, 0)


class Wheel(msgspec.Struct, frozen=True, kw_only=True):
    """A wheel: its file name and bytes."""

    name: str
    data: bytes

    @property
    def path(self) -> str:
        """Return its path in a site."""
        return f"{FOLDER}/{self.name}"

    @property
    def sha256(self) -> str:
        """Return its SHA-256 hash in hexadecimal digits, as pip compares it."""
        return hashlib.sha256(self.data).hexdigest()


@cache
def this_wheel() -> Wheel:
    """Return the wheel of the running Goodword."""
    told = package.told()
    info = f"{NAME}-{told.version}.dist-info"
    files = package.files()
    files |= {
        f"{info}/METADATA": _metadata(told).encode(),
        f"{info}/WHEEL": (
            f"Wheel-Version: 1.0\nGenerator: {NAME} {told.version}\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        ).encode(),
        f"{info}/entry_points.txt": _scripts(told).encode(),
        f"{info}/licenses/LICENSE": told.license_text,
    }
    files[f"{info}/RECORD"] = _record(files, f"{info}/RECORD").encode()
    return Wheel(name=f"{NAME}-{told.version}-py3-none-any.whl", data=_packed(files))


def _metadata(told: Distribution) -> str:
    """Return the METADATA file."""
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {NAME}",
        f"Version: {told.version}",
        f"Summary: {told.summary}",
        f"License-Expression: {told.license}",
        "License-File: LICENSE",
        f"Requires-Python: {told.python}",
        *(f"Requires-Dist: {requirement}" for requirement in told.requires),
    ]
    return "\n".join(lines) + "\n"


def _scripts(told: Distribution) -> str:
    """Return the file of entry points, from which pip creates the commands."""
    return "[console_scripts]\n" + "".join(f"{name} = {target}\n" for name, target in told.scripts)


def _record(files: dict[str, bytes], own: str) -> str:
    """Return the RECORD file: all files with their hashes and sizes, itself without."""
    lines = []
    for path, data in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode("ascii")
        lines.append(f"{path},sha256={digest},{len(data)}\n")
    return "".join(lines) + f"{own},,\n"


def _packed(files: dict[str, bytes]) -> bytes:
    """Return the files as a ZIP archive.

    They are not compressed: Git compresses them itself, and then stores little more than the differences
    between one wheel and the next. And the bytes do not depend on a compression library.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, _TIME)
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data)
    return target.getvalue()
