"""The program and the computer it runs on."""

import json
import locale
import os
import platform
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from packaging.requirements import InvalidRequirement, Requirement
from packaging.version import InvalidVersion

from generator.base.installed import additions
from generator.scaffold import package
from generator.scaffold.doctor.fact import Fact
from generator.search.program import program

_AGAIN = "install Goodword anew, with all that it needs: in a site's environment, pip install -r requirements.txt"
#: Variables of the environment that change what Goodword does; whether they are set is told, and not what they say.
_VARIABLES = (
    *("SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", "TERM", "GOODWORD_TRACEBACK", "EDITOR", "VISUAL"),
    *("PYTHONUTF8", "PYTHONIOENCODING", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "TZ", "PYTHONTZPATH"),
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "CI"),
)
#: A file that says where inotify has its limits, in which ``goodword serve`` is bound.
_WATCHES = Path("/proc/sys/fs/inotify/max_user_watches")
#: Fewer watches than this are few for a site with pictures in many folders.
_FEW = 2048


def program_facts(ways: Callable[[], list[str]]) -> Iterator[Fact]:
    """Return what is known of the program. ``ways`` returns which quick ways are on."""
    yield _goodword()
    own = "in an environment of its own" if sys.prefix != sys.base_prefix else "not in an environment of its own"
    bits = "64" if sys.maxsize > 2**32 else "32"
    yield Fact("Python", f"{platform.python_version()} ({platform.python_implementation()}, {bits}-bit), {own}")
    yield Fact("System", f"{platform.platform()}, {os.cpu_count() or '?'} processors")
    yield _libraries()
    yield Fact("Quick ways", ", ".join(ways()))
    if more := len(additions()):
        yield Fact("Additions", f"{more} package{'' if more == 1 else 's'} with kinds, checks, hosts or the like")
    yield _search()
    yield _zones()
    yield _terminal()
    found = [name for name in _VARIABLES if os.environ.get(name) or os.environ.get(name.lower())]
    yield Fact("Environment", f"set: {', '.join(found)}" if found else "nothing set that matters")
    yield from _watches()


def _goodword() -> Fact:
    """Return Goodword's version, and how it was installed."""
    try:
        found = distribution(package.NAME)
    except PackageNotFoundError:
        return Fact("Goodword", "runs without being installed", "" if package.checkout() else _AGAIN)
    return Fact("Goodword", f"{found.version}, {_way(found)}")


def _way(found: Distribution) -> str:
    """Return how a package was installed: https://packaging.python.org/specifications/direct-url/."""
    try:
        source = json.loads(found.read_text("direct_url.json") or "{}")
    except ValueError:
        source = {}
    if not isinstance(source, dict) or not source:
        return "installed from an index"
    if isinstance(about := source.get("dir_info"), dict):
        return "an editable install of a checkout" if about.get("editable") else "installed from a folder"
    return "installed from Git" if "vcs_info" in source else "installed from a wheel"


def _libraries() -> Fact:
    """Return the versions of the libraries, and which of them are missing or not those that are asked for."""
    try:
        asked = package.told().requires
    except package.NotAPackageError:
        return Fact("Libraries", "not known")
    shown, wrong = [], []
    for one in asked:
        try:
            wanted = Requirement(one)
            there = version(wanted.name)
            good = wanted.specifier.contains(there, prereleases=True)
        except (InvalidRequirement, InvalidVersion):
            continue
        except PackageNotFoundError:
            there, good = "missing", False
        shown.append(f"{wanted.name} {there}" if good else f"{wanted.name} {there} (needed: {wanted.specifier})")
        wrong += [] if good else [wanted.name]
    return Fact("Libraries", ", ".join(shown), _AGAIN if wrong else "")


def _search() -> Fact:
    """Return whether Pagefind is there, which makes the search of a site that asks for it."""
    for name in ("pagefind-bin-extended", "pagefind-bin"):
        try:
            there = version(name)
        except PackageNotFoundError:
            continue
        return Fact("Search", f"Pagefind {there}" if program() else f"{name} {there} without its program")
    return Fact("Search", "no Pagefind: a site can have no search")


def _zones() -> Fact:
    """Return whether time zones are known, and from where."""
    try:
        ZoneInfo("Europe/Berlin")
    except (ZoneInfoNotFoundError, OSError):
        return Fact("Time zones", "there are none", "pip install tzdata")
    try:
        kept = f"tzdata {version('tzdata')}"
    except PackageNotFoundError:
        kept = "no tzdata"
    return Fact("Time zones", f"there, {kept}")


def _terminal() -> Fact:
    """Return the encodings of what is printed and of files' names."""
    printed = getattr(sys.stdout, "encoding", None) or "none"
    terminal = sys.stdout is not None and sys.stdout.isatty()
    names, words = sys.getfilesystemencoding(), locale.getpreferredencoding(do_setlocale=False)
    todo = ""
    if printed.lower() in {"ascii", "us-ascii", "ansi_x3.4-1968"}:
        printed += " (other letters are shown as codes)"
        # A log may well be in ASCII; a person wants to read.
        todo = "set the variable PYTHONUTF8 to 1, or choose a locale with UTF-8" if terminal else ""
    where = "a terminal" if terminal else "no terminal"
    return Fact("Output", f"{printed} to {where}; names of files {names}, locale {words}", todo)


def _watches() -> Iterator[Fact]:
    """Return how many folders the system lets a program watch, where it says so."""
    try:
        count = int(_WATCHES.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return
    more = "raise fs.inotify.max_user_watches, say to 65536; until then goodword serve may have to look by itself"
    yield Fact("Watching", f"at most {count:,} folders", more if count < _FEW else "")
