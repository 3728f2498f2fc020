"""The menus of a WordPress blog. An export does not say which of them stands at the top."""

import re
from collections.abc import Sequence

from generator.importers.base import MenuLink
from generator.importers.wordpress.item import Item

_TOP = re.compile(r"\b(?:main|primary|top|header|navigation|haupt\w*|principal|principale|hoofd\w*)\b", re.IGNORECASE)


def menu(items: Sequence[Item], notes: list[str]) -> tuple[MenuLink, ...]:
    """Return the first level of the blog's menu; where several may be it, they are named in the notes instead."""
    menus: dict[str, list[Item]] = {}
    for one in items:
        if one.status in {"publish", ""}:
            for term in one.terms:
                if term.taxonomy == "nav_menu":
                    menus.setdefault(term.name, []).append(one)
    if not menus:
        return ()
    top = [name for name in menus if _TOP.search(name)] or list(menus)
    if len(top) > 1:
        names = ", ".join(f'"{name}"' for name in top)
        notes.append(f"there are several menus ({names}), and no word on which stands at the top: none was taken")
        return ()
    return tuple(
        link
        for one in sorted(menus[top[0]], key=lambda one: one.order)
        if one.meta.get("_menu_item_menu_item_parent", "0").strip() in {"", "0"} and (link := _link(one))
    )


def _link(one: Item) -> MenuLink | None:
    """Return a line of the menu; a heading that leads nowhere is none."""
    key = one.meta.get("_menu_item_object_id", "").strip()
    kind = one.meta.get("_menu_item_type", "").strip()
    url = one.meta.get("_menu_item_url", "").strip()
    if kind == "post_type" and key:
        return MenuLink(label=one.title, key=key)
    return MenuLink(label=one.title, url=url) if one.title and re.match(r"https?://|/", url) else None
