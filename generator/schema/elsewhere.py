"""Names by which other networks know a site, its texts and its authors."""

import re
from typing import Annotated
from zoneinfo import ZoneInfo

from generator.base.patterns import lazily
from generator.schema.rules import Rule

_HOST = r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z]{2,}(?::\d{1,5})?"
_ACCOUNT = r"[A-Za-z0-9_][A-Za-z0-9_.-]*"
_HANDLE = lazily(rf"@?({_ACCOUNT})@({_HOST})", re.IGNORECASE)
_PROFILE = lazily(rf"https://({_HOST})/@({_ACCOUNT})/?", re.IGNORECASE)
#: https://atproto.com/specs/at-uri-scheme, with a DID, which stays, and not a handle, which may change.
_DID = r"did:[a-z]+:[A-Za-z0-9._:%-]*[A-Za-z0-9._-]"
_KEY = r"[A-Za-z0-9._:~-]{1,512}"
_PUBLICATION, _DOCUMENT = "site.standard.publication", "site.standard.document"


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
    if not re.fullmatch(f"at://{_DID}/{re.escape(of)}/{_KEY}", text.strip()):
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
        pattern=r"@?[A-Za-z0-9_][A-Za-z0-9_.\-]*@[A-Za-z0-9.:\-]+|https://[A-Za-z0-9.:\-]+/@[A-Za-z0-9_.\-]+/?",
        takes="an account, as @ann@social.example",
        example='"@ann@social.example"',
    ),
]
#: The record of a site at standard.site, and that of a text.
Publication = Annotated[
    str,
    Rule(
        _publication,
        pattern=rf"at://did:[a-z]+:[A-Za-z0-9._:%\-]+/{re.escape(_PUBLICATION)}/[A-Za-z0-9._:~\-]+",
        takes="an at:// address",
        example=f"at://did:plc:abc/{_PUBLICATION}/3k",
    ),
]
Document = Annotated[
    str,
    Rule(
        as_document,
        pattern=rf"at://did:[a-z]+:[A-Za-z0-9._:%\-]+/{re.escape(_DOCUMENT)}/[A-Za-z0-9._:~\-]+",
        takes="an at:// address",
        example=f"at://did:plc:abc/{_DOCUMENT}/3k",
    ),
]
