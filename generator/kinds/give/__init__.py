"""The give-log: ``content/give-log.yaml``, a dated list of what one person gave."""

import datetime as dt
from zoneinfo import ZoneInfo

from generator.kinds.base import Home, Kind
from generator.kinds.give.feeds import feeds, follow, items
from generator.kinds.give.found import found
from generator.kinds.give.outcome import cards
from generator.kinds.give.pages import figures, home_strip, pages, started
from generator.kinds.give.schema import GiveLogFields, check, moments, parts, public


def stands(fields: GiveLogFields, now: dt.datetime, zone: ZoneInfo) -> str:
    """Return where one stands with the plan, for ``goodword status``; nothing without a plan."""
    from generator.kinds.give.standing import said, standing  # noqa: PLC0415 (no build asks)

    return said(standing(fields, now, zone)) if fields.plan else ""


KIND = Kind(
    name="give",
    folder="give-log.yaml",
    suffix=".yaml",
    schema=GiveLogFields,
    label="Give",
    plural="Give-log",
    rank=60,
    dated=False,
    index="/give-log/",
    check=check,
    parts=parts,
    moments=moments,
    public=public,
    standing=stands,
    feeds="asked",
    home=Home("give_log", started, home_strip),
    pages=pages,
    found=found,
    share_label="Give-log",
    part_cards=cards,
    figures=figures,
    items=items,
    own_feeds=feeds,
    follow=follow,
)
