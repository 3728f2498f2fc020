"""What WordPress has no place for and Goodword reads again: kept there as a custom field that is not shown."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import msgspec

from generator.content.exported import OWN
from generator.content.kind import image_of
from generator.leaving.facts import APART, values
from generator.leaving.places import Place


def meta_of(place: Place, authors: Sequence[str], zone: ZoneInfo) -> dict[str, str]:
    """Return an entry's custom fields."""
    fields = place.fields
    if fields is None:
        return {}
    found = values(fields, zone)
    kept = {key: found[key] for key in APART if found.get(key)}
    if place.kind.stays:
        # As closed, it stays there too.
        kept.pop("expires", None)
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
    return {OWN: msgspec.json.encode(kept).decode()} if kept else {}
