"""``--requirement``: how a host installs Goodword, parsed with ``packaging``.

The value is written into a file that hosts run pip on, so only three forms are accepted: the wheel
in the site, a version on the index, and a commit at a Git address.
"""

import re
from urllib.parse import urlsplit

import msgspec
from packaging.markers import UndefinedComparison, UndefinedEnvironmentName
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from generator.hosts.base import PYTHON
from generator.scaffold.package import NAME

_COMMIT = re.compile(r"(?P<path>/.*[^/@])@(?P<commit>[0-9a-fA-F]{40}|[0-9a-fA-F]{64})")
#: Characters that an address may have: pip expands ``${NAMES}`` from the environment, and shells have other syntax.
_PLAIN = re.compile(r"[A-Za-z0-9._~/%+@:-]+")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
#: A host's environment, for requirements with markers.
_HOSTS_PYTHON = {
    "implementation_name": "cpython",
    "implementation_version": f"{PYTHON}.0",
    "os_name": "posix",
    "platform_machine": "x86_64",
    "platform_python_implementation": "CPython",
    "platform_system": "Linux",
    "python_full_version": f"{PYTHON}.0",
    "python_version": PYTHON,
    "sys_platform": "linux",
}
_WAYS = f"write {NAME}, {NAME}==VERSION, or git+https://HOST/PATH@COMMIT; without --requirement, the site gets a wheel"


class Vendored(msgspec.Struct, frozen=True, tag="vendor"):
    """A wheel of this Goodword in the site itself."""


class Indexed(msgspec.Struct, frozen=True, tag="index"):
    """A version on the Python Package Index, with the hashes of its files there."""

    version: str
    hashes: tuple[str, ...] = ()


class Committed(msgspec.Struct, frozen=True, tag="git"):
    """A commit at a Git address, as pip takes it: ``git+https://…@COMMIT``."""

    url: str


Way = Vendored | Indexed | Committed


class RefusedError(ValueError):
    """A requirement that is not accepted; the message says why."""


def read(spec: str, version: str) -> Indexed | Committed:
    """Return the parsed requirement; ``version`` is that of this Goodword. Raises :class:`RefusedError`."""
    text = spec.strip()
    if not text or not spec.isprintable():
        raise RefusedError(f"it must be one line as pip takes it, such as {NAME}=={version}")
    if text.startswith("-") or re.search(r"\s--?\w", text):
        raise RefusedError(f"options of pip, such as those that name another index, are not taken; {_WAYS}")
    if text.lower().startswith("git+"):
        text = f"{NAME} @ {text}"
    try:
        found = Requirement(text)
    except InvalidRequirement as wrong:
        why = str(wrong).splitlines()[0].strip().rstrip(".:")
        raise RefusedError(f'"{text}" is no requirement ({why}); {_WAYS}') from None
    if canonicalize_name(found.name) != NAME:
        raise RefusedError(
            f'it says from where the host installs Goodword, and "{found.name}" is another project; '
            "what else the host shall install goes to the end of requirements.txt, with its hash"
        )
    if found.extras:
        raise RefusedError(f"a site needs none of Goodword's extras; leave out [{','.join(sorted(found.extras))}]")
    _always(found)
    return Committed(_commit(found.url)) if found.url else Indexed(_version(found, version))


def _always(found: Requirement) -> None:
    """Raise :class:`RefusedError` for a marker that is false on a host; one that is true there is left out."""
    if found.marker is None:
        return
    try:
        # Markers on extras and groups do not depend on an environment.
        holds = found.marker.evaluate({**_HOSTS_PYTHON, "extra": ""})
    except (UndefinedComparison, UndefinedEnvironmentName, ValueError, KeyError):
        holds = False
    if not holds:
        raise RefusedError(f'on a host, "{found.marker}" is never true, so Goodword would not be installed')


def _version(found: Requirement, version: str) -> str:
    """Return the requested version on the index, which must be this Goodword's own."""
    asked = list(found.specifier)
    if not asked:
        return version
    if len(asked) > 1 or asked[0].operator != "==" or asked[0].version.endswith("*"):
        raise RefusedError(f"the host must install one version, as the rest is locked to it: {NAME}=={version}")
    if Version(asked[0].version) != Version(version):
        raise RefusedError(
            f"this is Goodword {version}, and what it writes is made for that; to have {asked[0].version} on the host, "
            "install it here first"
        )
    return version


def _commit(url: str) -> str:
    """Return a Git address with its commit."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise RefusedError(f'"{url}" is no address') from None
    if parts.scheme not in {"git+https", "git+ssh"}:
        raise RefusedError(
            f'"{url}" is no Git address by https or ssh; what lies elsewhere can change without a sign; {_WAYS}'
        )
    if parts.password or (parts.username and parts.scheme == "git+https"):
        raise RefusedError("a name or password in the address would be seen by everyone who sees the site's files")
    if parts.query or parts.fragment or "#" in url or "?" in url:
        raise RefusedError("an address with ? or # is not taken; end it with @ and the commit")
    if not _PLAIN.fullmatch(url) or not _HOST.fullmatch(host):
        raise RefusedError(f'"{url}" is no plain address: letters, digits and ._~/%+@:- are taken')
    found = _COMMIT.fullmatch(parts.path)
    if found is None or found["path"].strip("/") == "":
        raise RefusedError("the address must end with @ and a whole commit of 40 digits: a branch or tag can change")
    user = f"{parts.username}@" if parts.username else ""
    where = f"{user}{host}" + (f":{port}" if port else "")
    return f"{parts.scheme}://{where}{found['path']}@{found['commit'].lower()}"
