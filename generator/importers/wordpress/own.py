"""What an export of ``goodword export`` says more. It is looked at as all others are."""

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

import msgspec

from generator.content.exported import OWN
from generator.schema.addresses import as_url
from generator.schema.elsewhere import as_document

_UTC = ZoneInfo("UTC")
_LONGEST = 100_000


class Image(msgspec.Struct, frozen=True):
    """What is known of a featured image beside its caption."""

    credit_url: str = ""
    license: str = ""


class Own(msgspec.Struct, frozen=True):
    """The keys of a text that WordPress has no place for."""

    aliases: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    series: str = ""
    ask: str = ""
    syndicated: tuple[str, ...] = ()
    expires: dt.datetime | None = None
    comments: str = ""
    standard_site: str = ""
    image: Image = Image()


def own_of(meta: Mapping[str, str]) -> Own:
    """Return what a post's custom fields say; nothing where they say something else."""
    text = meta.get(OWN, "")
    if not text or len(text) > _LONGEST:
        return Own()
    try:
        found = msgspec.json.decode(text, type=Own)
    except (msgspec.DecodeError, RecursionError, ValueError):
        return Own()
    return msgspec.structs.replace(
        found,
        aliases=tuple(one for one in found.aliases if one.startswith("/") and not one.startswith("//")),
        series=" ".join(found.series.split()),
        ask=" ".join(found.ask.split()),
        syndicated=tuple(filter(is_url, found.syndicated)),
        standard_site=found.standard_site if is_record(found.standard_site) else "",
        expires=found.expires if found.expires and found.expires.tzinfo else None,
        image=Image(
            found.image.credit_url if is_url(found.image.credit_url) else "", " ".join(found.image.license.split())
        ),
    )


def is_record(text: str) -> bool:
    """Return whether a text is the address of a text's record at standard.site."""
    try:
        return as_document(text, _UTC) == text
    except ValueError:
        return False


def is_url(text: str) -> bool:
    """Return whether a text is an address of the web."""
    try:
        return as_url(text, _UTC) == text
    except ValueError:
        return False
