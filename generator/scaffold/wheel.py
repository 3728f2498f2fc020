"""A wheel of this very Goodword, made without a build backend: the same Goodword gives the same bytes.

The form is that of the specification of binary distributions
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
#: The time of all files in it, so that it does not depend on the day.
_TIME = (2020, 2, 2, 0, 0, 0)


class Wheel(msgspec.Struct, frozen=True, kw_only=True):
    """A wheel: the name of its file, and its bytes."""

    name: str
    data: bytes

    @property
    def path(self) -> str:
        """Return its path in a site."""
        return f"{FOLDER}/{self.name}"

    @property
    def sha256(self) -> str:
        """Return its hash as pip compares it, in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


@cache
def this_wheel() -> Wheel:
    """Return the wheel of the Goodword that runs."""
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
    """Return what pip reads of a package."""
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
    """Return the commands that pip makes."""
    return "[console_scripts]\n" + "".join(f"{name} = {target}\n" for name, target in told.scripts)


def _record(files: dict[str, bytes], own: str) -> str:
    """Return the list of all files with their hashes and sizes, and itself without."""
    lines = []
    for path, data in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode("ascii")
        lines.append(f"{path},sha256={digest},{len(data)}\n")
    return "".join(lines) + f"{own},,\n"


def _packed(files: dict[str, bytes]) -> bytes:
    """Return the files as one archive.

    They are not compressed: Git does that by itself, and then stores little more than what changed
    from one wheel to the next. And the bytes do not depend on a library for compression.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, _TIME)
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data)
    return target.getvalue()
