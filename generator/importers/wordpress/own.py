"""What an export of ``goodword export`` says more. It is looked at as all others are."""

import datetime as dt
import re
from collections.abc import Container, Mapping
from zoneinfo import ZoneInfo

import msgspec

from generator.base.problems import Report
from generator.content.exported import OWN
from generator.content.kind import Fields
from generator.importers.base import Place
from generator.importers.urls import is_url
from generator.schema import nodes
from generator.schema.elsewhere import as_document
from generator.schema.front_matter import read_yaml

_UTC = ZoneInfo("UTC")
_LONGEST = 5_000_000
#: A line of the keys of a kind's own: a key at the left edge, what belongs to one, or nothing.
_LINE = re.compile(r"[A-Za-z_][\w-]*:.*|  .*|")
_SHARED = frozenset(field.encode_name for field in msgspec.structs.fields(Fields)) - {"expires"}


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
    #: The kind that it was, its file, and the keys that only its kind has, as lines of YAML.
    kind: str = ""
    path: str = ""
    lines: str = ""
    #: All of a file that is no text.
    values: str = ""
    #: Whether it is no draft, but has expired.
    is_over: bool = False


def own_of(meta: Mapping[str, str]) -> Own:
    """Return what a post's custom fields say; nothing where they say something else."""
    text = meta.get(OWN, "")
    if not text or len(text) > _LONGEST:
        return Own()
    try:
        found = msgspec.json.decode(text, type=Own)
    except (msgspec.DecodeError, RecursionError, ValueError):
        return Own()
    kind = found.kind if _is_file(found.path, ".md") and _is_yaml(found.lines, but=_SHARED) else ""
    return msgspec.structs.replace(
        found,
        kind=kind,
        lines=found.lines if kind else "",
        values=found.values if _is_file(found.path, ".yaml") and _is_yaml(found.values) else "",
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


def placed(place: Place, own: Own) -> Place:
    """Return a place as that of the kind which it was."""
    if not own.kind:
        return place
    return msgspec.structs.replace(place, kind=own.kind, path=own.path, instead=place.kind)


def within(html: str, home: str, known: Container[str]) -> str:
    """Return HTML whose links to the site itself are paths, but for those to texts and files, which are ``known``.

    What the site makes itself, such as a list, is at the same path in the new one.
    """
    link = re.compile(rf'(?<=href=")({re.escape(home)})(/[^"#?]*)')
    return link.sub(lambda found: found[0] if found[0] in known else found[2], html)


def _is_file(path: str, suffix: str) -> bool:
    """Return whether a path is that of a file of the content, other than the settings and what was said."""
    top, *parts = path.split("/")
    fine = all(part[:1] not in {"", ".", "~"} and "\\" not in part and part.isprintable() for part in parts)
    own = path == "content/site.yaml" or path.startswith(("content/comments/", "content/mentions/", "content/static/"))
    return top == "content" and bool(parts) and fine and not own and path.endswith(suffix)


def _is_yaml(text: str, but: Container[str] = ()) -> bool:
    """Return whether lines are keys and values of YAML, none of them ``but`` these, and nothing else."""
    if not all(_LINE.fullmatch(line) for line in text.split("\n")):
        return False
    node = read_yaml(text, "", Report()) if text else None
    return not text or (isinstance(node, nodes.Mapping) and not any(key in but for key in node.values))


def is_record(text: str) -> bool:
    """Return whether a text is the address of a text's record at standard.site."""
    try:
        return as_document(text, _UTC) == text
    except ValueError:
        return False
