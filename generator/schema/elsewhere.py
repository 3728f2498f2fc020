"""Names by which other networks know a site, its texts and its authors."""

import re
from typing import Annotated
from zoneinfo import ZoneInfo

from generator.base.patterns import lazily
from generator.schema.rules import Rule

# These are for JSON Schemas as well, so they are written as both Python and ECMAScript understand them.
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?\.[A-Za-z]{2,}(?::[0-9]{1,5})?"
_NAME = r"[A-Za-z0-9_][A-Za-z0-9_.\-]*"
_A_HANDLE = rf"@?({_NAME})@({_HOST})"
_A_PROFILE = rf"[Hh][Tt][Tt][Pp][Ss]://({_HOST})/@({_NAME})/?"
_HANDLE, _PROFILE = lazily(_A_HANDLE), lazily(_A_PROFILE)
_PUBLICATION, _DOCUMENT = "site.standard.publication", "site.standard.document"


def _a_record(of: str) -> str:
    """Return what the address of a record is like: with a DID, which stays, and not a handle, which may change.

    https://atproto.com/specs/at-uri-scheme
    """
    did = r"did:[a-z]+:[A-Za-z0-9._:%\-]*[A-Za-z0-9._\-]"
    return rf"at://{did}/{re.escape(of)}/[A-Za-z0-9._:~\-]{{1,512}}"


def _account(text: str, _: ZoneInfo) -> str:
    text = text.strip()
    if found := _HANDLE.fullmatch(text):
        return f"@{found[1]}@{found[2].lower()}"
    if found := _PROFILE.fullmatch(text):
        return f"@{found[2]}@{found[1].lower()}"
    raise ValueError(
        'an account such as "@ann@social.example", in quotes', "or its address, https://social.example/@ann"
    )


def _record(text: str, of: str) -> str:
    if not re.fullmatch(_a_record(of), text.strip()):
        raise ValueError(f"an address such as at://did:plc:abc/{of}/3k", "the program that made the record tells it")
    return text.strip()


def _publication(text: str, _: ZoneInfo) -> str:
    return _record(text, _PUBLICATION)


def as_document(text: str, _: ZoneInfo) -> str:
    """Return the address of a text's record."""
    return _record(text, _DOCUMENT)


#: An account in the fediverse, as ``@name@host``.
Account = Annotated[
    str,
    Rule(
        _account,
        pattern=f"{_A_HANDLE}|{_A_PROFILE}",
        takes="an account, as @ann@social.example",
        example='"@ann@social.example"',
    ),
]
#: The record of a site at standard.site, and that of a text.
Publication = Annotated[
    str,
    Rule(
        _publication,
        pattern=_a_record(_PUBLICATION),
        takes="an at:// address",
        example=f"at://did:plc:abc/{_PUBLICATION}/3k",
    ),
]
Document = Annotated[
    str,
    Rule(
        as_document,
        pattern=_a_record(_DOCUMENT),
        takes="an at:// address",
        example=f"at://did:plc:abc/{_DOCUMENT}/3k",
    ),
]
