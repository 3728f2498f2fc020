"""The menu as WordPress keeps one: its lines are posts of a type of their own."""

from collections.abc import Sequence

from generator.leaving.links import Links
from generator.leaving.places import Numbers, Place
from generator.leaving.wxr import Item, Term
from generator.site.settings import Site


def menu_items(site: Site, places: Sequence[Place], numbers: Numbers, links: Links) -> list[Item]:
    """Return the lines of the menu; those that lead to an entry are known by its number."""
    by_url = {place.url: place for place in places}
    made = []
    for order, one in enumerate(site.menu, 1):
        number = numbers.next()
        place = by_url.get(one.url)
        meta = {
            "_menu_item_type": "post_type" if place else "custom",
            "_menu_item_menu_item_parent": "0",
            "_menu_item_object_id": f"{place.number if place else number}",
            "_menu_item_object": place.type if place else "custom",
            "_menu_item_target": "",
            # What PHP writes for a list with one empty text.
            "_menu_item_classes": 'a:1:{i:0;s:0:"";}',
            "_menu_item_xfn": "",
            "_menu_item_url": "" if place else links.absolute(one.url),
        }
        made.append(
            Item(
                number=number,
                type="nav_menu_item",
                title=one.label,
                name=f"menu-{order}",
                guid=f"{links.home}/?p={number}",
                order=order,
                terms=(Term("nav_menu", "Menu"),),
                meta=meta,
            )
        )
    return made
