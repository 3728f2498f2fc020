"""What WordPress has no place for and Goodword reads again: kept there as a custom field that is not shown."""

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from generator.content.exported import OWN
from generator.content.kind import image_of
from generator.leaving.facts import APART, own_keys, values, values_of
from generator.leaving.places import Place
from generator.leaving.yaml_out import written


def meta_of(place: Place, authors: Sequence[str], zone: ZoneInfo, sound: Mapping[str, Any], why: str) -> dict[str, str]:
    """Return an entry's custom fields. ``sound`` is its recording, and ``why`` says why nobody sees it."""
    fields = place.fields
    if fields is None:
        kept: dict[str, Any] = {"path": place.entry.source, "values": written(values_of(place, zone))}
        return {OWN: msgspec.json.encode(kept).decode()}
    found = values(fields, zone)
    kept = {key: found[key] for key in APART if found.get(key)}
    kept |= {"kind": place.kind.name, "path": place.entry.source}
    if place.kind.name not in {"article", "page"}:
        lines = own_keys(place, zone) | ({"audio": sound} if sound else {})
        if place.kind.stays and "expires" in kept:
            # As closed, it stays there too.
            lines["expires"] = kept.pop("expires")
        kept["lines"] = written(lines) if lines else ""
    if why == "expired":
        kept["is_over"] = True
    if "aliases" in kept:
        # One that is only a query is kept without its slash.
        kept["aliases"] = [one if one.startswith("/") else f"/{one}" for one in kept["aliases"]]
    if fields.comments == "off":
        kept["comments"] = "off"
    if len(authors) > 1:
        kept["authors"] = list(authors)
    image = image_of(place.entry)
    if image and (image.credit_url or image.license):
        kept["image"] = {"credit_url": image.credit_url, "license": image.license}
    return {OWN: msgspec.json.encode(kept).decode()}
