"""Types of settings that several services share."""

import re
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from generator.schema.rules import Rule

_ADDRESS = r"https://[A-Za-z0-9.\-]+(?::[0-9]{1,5})?/[A-Za-z0-9_~.%/=&?+:@|\-]*"
_SERVER = r"https://[A-Za-z0-9.\-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9_~.%/\-]*)?"
_TOKEN = r"[A-Za-z0-9_.=+\-]+"  # noqa: S105 (a pattern)
_FIELD = r"[A-Za-z0-9_.:\[\]\-]+"


def _address(text: str, _: ZoneInfo) -> str:
    found = text.strip().replace("&amp;", "&")
    if not re.fullmatch(_ADDRESS, found):
        raise ValueError(
            "the address that a form posts to", "copy what stands after action= in the form of the service"
        )
    return found


def _server(text: str, _: ZoneInfo) -> str:
    if not re.fullmatch(_SERVER, text.strip()) or ".." in urlsplit(text.strip()).path:
        raise ValueError("the address of a server", "such as https://lists.example.org")
    return text.strip().rstrip("/")


def _token(text: str, _: ZoneInfo) -> str:
    if not re.fullmatch(_TOKEN, text.strip()):
        raise ValueError("an id without spaces", "copy it from the service's own settings")
    return text.strip()


def _field(text: str, _: ZoneInfo) -> str:
    if not re.fullmatch(_FIELD, text.strip()):
        raise ValueError("the name of a form's field", "copy what stands after name= in the form of the service")
    return text.strip()


#: What stands after ``action=`` in a form; always https.
Address = Annotated[str, Rule(_address, pattern=_ADDRESS, takes="the address that a form posts to")]
#: The address of one's own server, without a trailing slash.
Server = Annotated[str, Rule(_server, pattern=_SERVER, takes="the address of a server")]
#: An id or a name that a service gave out.
Token = Annotated[str, Rule(_token, pattern=_TOKEN, takes="an id, from the service's settings")]
#: What stands after ``name=`` in a form.
FieldName = Annotated[str, Rule(_field, pattern=_FIELD, takes="the name of a form's field")]
