"""Tip libraries: ``content/tips/{library}.yaml``, short pieces of advice, published one by one."""

from generator.kinds.base import Home, Kind
from generator.kinds.tip.feeds import feeds, follow, items, subscriptions
from generator.kinds.tip.found import found
from generator.kinds.tip.pages import cards, home_tip, newest_library, pages, row
from generator.kinds.tip.schema import LibraryFields, check, moments, parts, public, queue, texts

KIND = Kind(
    name="tip",
    folder="tips",
    suffix=".yaml",
    schema=LibraryFields,
    label="Tip library",
    plural="Tips",
    rank=20,
    dated=False,
    permalink="/tips/{slug}/",
    index="/tips/",
    check=check,
    texts=texts,
    parts=parts,
    parts_have_pages=True,
    fragment="tip-",
    moments=moments,
    news=moments,
    queue=queue,
    public=public,
    feeds="asked",
    home=Home("tip", newest_library, home_tip),
    pages=pages,
    part_row=row,
    found=found,
    share_label="Tip",
    part_cards=cards,
    items=items,
    own_feeds=feeds,
    follow=follow,
    subscriptions=subscriptions,
)
