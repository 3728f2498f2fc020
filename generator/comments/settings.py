"""Types of settings that several providers share."""

import re
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from generator.schema.rules import Rule

_SERVER = r"https?://(?:[A-Za-z0-9.\-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?(?:/[A-Za-z0-9_~.%/\-]*)?"
_REPOSITORY = r"[A-Za-z0-9][A-Za-z0-9\-]*/[A-Za-z0-9_.\-]+"
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?"
_GIVEN_ID = r"[A-Za-z0-9_.=+/\-]+"


def _server(text: str, _: ZoneInfo) -> str:
    """Return a server's address without a trailing slash."""
    if not re.fullmatch(_SERVER, text.strip()) or ".." in urlsplit(text.strip()).path:
        raise ValueError("the address of a server", "such as https://comments.example.org")
    return text.strip().rstrip("/")


def _repository(text: str, _: ZoneInfo) -> str:
    if not re.fullmatch(_REPOSITORY, text.strip()):
        raise ValueError("a repository on GitHub", "write it as owner/name")
    return text.strip()


def _name(text: str, _: ZoneInfo) -> str:
    if not re.fullmatch(_NAME, text.strip()):
        raise ValueError("a name of letters, digits and hyphens", "as the service shows it in its own settings")
    return text.strip()


def _token(text: str, _: ZoneInfo) -> str:
    if not re.fullmatch(_GIVEN_ID, text.strip()):
        raise ValueError("an id without spaces", "copy it from the service's own settings")
    return text.strip()


#: A comment server's address: scheme, host and, if necessary, a path; without a trailing slash.
Server = Annotated[str, Rule(_server, pattern=_SERVER, takes="the address of a server")]
#: ``owner/name`` on GitHub.
Repository = Annotated[str, Rule(_repository, pattern=_REPOSITORY, takes="a repository on GitHub, as owner/name")]
#: A name that becomes part of a host's name.
Name = Annotated[str, Rule(_name, pattern=_NAME, takes="a name, as the service shows it in its settings")]
#: An id that a service gave out.
Token = Annotated[str, Rule(_token, pattern=_GIVEN_ID, takes="an id, from the service's settings")]
