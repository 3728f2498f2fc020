"""``requirements.txt`` of a site: Goodword in one of three forms, and a lock of all its dependencies."""

import re

from generator.scaffold import package
from generator.scaffold.package import NAME
from generator.scaffold.requirement import Committed, Indexed, Vendored, Way
from generator.scaffold.wheel import Wheel, this_wheel

FILE = "requirements.txt"
#: The first line, and the last one of ours. Users add their own lines below it.
_BEGIN = "# What the host installs to build the site. `goodword upgrade` renews it, down to the last note."
_END = "# What you add below stays yours."
_HASHED = "# With a hash for each package, pip wants one for yours too: NAME==VERSION --hash=sha256:HASH\n"
_UNHASHED = "# A Git address has no hash for pip, and pip wants all or none: the versions are locked, without hashes.\n"
#: The bare name, as the first release wrote it.
_FIRST = re.compile(rf"(?:\s*#[^\n]*\n|\s*\n)*{NAME}(?:==[\w.+!-]+)?\s*")


def files(way: Way) -> dict[str, bytes]:
    """Return the files from which a host installs Goodword: ``requirements.txt``, and the wheel if vendored."""
    wheel = this_wheel() if isinstance(way, Vendored) else None
    text = requirements(way, wheel).encode()
    return {wheel.path: wheel.data, FILE: text} if wheel else {FILE: text}


def requirements(way: Way, wheel: Wheel | None = None) -> str:
    """Return ``requirements.txt``.

    pip demands hashes of all requirements as soon as one has a hash, and a Git address cannot have one:
    then the lock is written without hashes.
    """
    hashed = not isinstance(way, Committed)
    if isinstance(way, Committed):
        own = f"{NAME} @ {way.url}\n"
    elif isinstance(way, Indexed):
        own = _line(f"{NAME}=={way.version}", [f"--hash={one}" for one in way.hashes])
    else:
        assert wheel is not None  # noqa: S101 (a vendored one has its wheel)
        own = _line(f"./{wheel.path}", [f"--hash=sha256:{wheel.sha256}"])
    pins = "".join(_line(pin, hashes if hashed else []) for pin, hashes in locked(package.lock_text()))
    return f"{_BEGIN}\n{own}{pins}{_HASHED if hashed else _UNHASHED}{_END}\n"


def _line(requirement: str, hashes: list[str]) -> str:
    return " \\\n    ".join((requirement, *hashes)) + "\n"


def locked(text: str) -> list[tuple[str, list[str]]]:
    """Return the packages of a lock file, each with its hashes."""
    found = []
    for line in re.sub(r"\\\r?\n", " ", text).splitlines():
        words = line.partition(" #")[0].strip()
        if words and not words.startswith("#"):
            requirement, *hashes = re.split(r"\s+(?=--hash=)", words)
            found.append((requirement.strip(), hashes))
    return found


def parted(text: str) -> tuple[str, str]:
    """Return our part of a ``requirements.txt``, and what users added below it."""
    text = text.replace("\r\n", "\n")
    if _FIRST.fullmatch(text):
        return text, ""
    ours, end, rest = text.partition(f"{_END}\n")
    return ours + end, rest


def is_first(text: str) -> bool:
    """Return whether a ``requirements.txt`` is that of the first release: the bare name, perhaps with a version."""
    return _FIRST.fullmatch(text.replace("\r\n", "\n")) is not None
