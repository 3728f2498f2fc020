"""What a kind has beside what all have: its own keys, and its parts, for readers and for programs."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from generator.content.kind import Audio, Fields, audio_of
from generator.leaving.bodies import Bodies, for_wordpress
from generator.leaving.links import Links
from generator.leaving.places import Place
from generator.leaving.xml_text import escaped

_MIDNIGHT = re.compile(r"(?<=^\d{4}-\d\d-\d\d)T00:00:00[+-]\d\d:\d\d$")
#: Keys that are kept apart from the text, as a custom field.
APART = ("aliases", "series", "ask", "syndicated", "standard_site", "expires")
_SHARED = frozenset(field.encode_name for field in msgspec.structs.fields(Fields))


def own_keys(place: Place, zone: ZoneInfo) -> dict[str, Any]:
    """Return the keys that only its kind has, as plain values; what stands as it would without them is left out."""
    return {key: value for key, value in values(place.entry.fields, zone).items() if key not in _SHARED}


def values_of(place: Place, zone: ZoneInfo) -> dict[str, Any]:
    """Return the keys of an entry's file as plain values, without the ids of people whom its parts name."""
    # What was made public may tell more than a file can say.
    can = {field.encode_name for field in msgspec.structs.fields(place.kind.schema)}
    found = {key: value for key, value in values(place.entry.fields, zone).items() if key in can}
    parts = place.kind.parts(place.entry.fields)
    for value in found.values():
        if _is_of(value, len(parts)):
            for part, said in zip(parts, value, strict=True):
                for key in [key for key, one in said.items() if part.person and one == part.person]:
                    del said[key]
    return found


def values(fields: object, zone: ZoneInfo) -> dict[str, Any]:
    """Return a struct's keys as plain values, moments in the site's zone."""
    found: dict[str, Any] = msgspec.to_builtins(fields, builtin_types=(dt.datetime, dt.date))
    return {key: _plain(value, zone) for key, value in found.items()}


def _plain(value: Any, zone: ZoneInfo) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(one, zone) for key, one in value.items()}
    return [_plain(one, zone) for one in value] if isinstance(value, list | tuple) else value


def as_html(place: Place, zone: ZoneInfo, links: Links, bodies: Bodies) -> str:
    """Return the keys that only a kind has as HTML, and an entry's parts with their texts."""
    entry, made = place.entry, []
    own = {key: value for key, value in values_of(place, zone).items() if key not in {*APART, *_SHARED}}
    if place.kind.stays and place.fields and place.fields.expires:
        own["expires"] = _plain(place.fields.expires, zone)
    sound = audio_of(entry)
    if sound is not None:
        made.append(f'<figure><audio controls src="{escaped(heard(place, sound, links))}"></audio></figure>')
        own.pop("audio", None)
    parts = place.kind.parts(entry.fields)
    texts = place.kind.texts(entry.fields)
    of_parts: list[dict[str, Any]] = next(
        (value for value in own.values() if _is_of(value, len(parts))), [{}] * len(parts)
    )
    for key, value in own.items():
        if value is not of_parts and key != "title":
            made += _fact(_label(key), value)
    for part, said in zip(parts, of_parts, strict=True):
        made.append(f'<h2 id="{escaped(place.kind.fragment + part.id)}">{escaped(part.title)}</h2>')
        shown = {part.id, part.title, part.link, texts.get(part.id, ""), True}
        rest = [(key, value) for key, value in said.items() if not (isinstance(value, str | bool) and value in shown)]
        made += (line for key, value in rest if value for line in _fact(_label(key), value, inner=True))
        if part.id in texts:
            made.append(bodies.of(texts[part.id], entry.source, place.url, part.id).html)
        if part.link:
            url = links.absolute(part.link)
            made.append(f'<p><a href="{escaped(url)}">{escaped(url)}</a></p>')
    return for_wordpress("\n\n".join(made))


def _is_of(value: Any, count: int) -> bool:
    """Return whether a value has what is said of each part."""
    return isinstance(value, list) and count > 0 and len(value) == count and all(isinstance(one, dict) for one in value)


def _label(key: str) -> str:
    return key.replace("_", " ").capitalize()


def heard(place: Place, sound: Audio, links: Links) -> str:
    """Return the address of an entry's recording, in full."""
    return links.named(sound.src, place.entry.source, place.url)


def _fact(label: str, value: Any, *, inner: bool = False) -> Iterator[str]:
    """Yield a key and its value as HTML; an ``inner`` one has no heading."""
    if isinstance(value, list) and not inner:
        yield f"<h2>{escaped(label)}</h2>"
        yield "<ul>" + "".join(f"<li>{_said(one)}</li>" for one in value) + "</ul>"
    elif isinstance(value, str) and "\n" in value.strip():
        yield f"<h2>{escaped(label)}</h2>"
        yield from (f"<p>{_said(one)}</p>" for one in value.split("\n\n") if one.strip())
    elif value not in ("", None, False):
        yield f"<p><strong>{escaped(label)}:</strong> {_said(value)}</p>"


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        said = [(key, one) for key, one in value.items() if one not in ("", None, False, [])]
        return "; ".join(f"{_label(key).lower()}: {_said(one)}" for key, one in said)
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    if value is True:
        return "yes"
    text = _MIDNIGHT.sub("", escaped(str(value).strip()))
    if text.startswith(("https://", "http://")) and " " not in text:
        return f'<a href="{escaped(text)}">{text}</a>'
    return text.replace("\n", " ")
