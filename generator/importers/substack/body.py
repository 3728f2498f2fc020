"""The text of a Substack post as its readers saw it, without what asked them to subscribe, share or pay."""

import re
from collections import Counter
from collections.abc import Callable
from html import escape
from typing import Any

import msgspec

from generator.importers.body.notes import noted
from generator.importers.body.parse import (
    ancestors,
    classed,
    classes,
    drop,
    elements,
    inner,
    instead,
    said,
    tree,
    unwrap,
)
from generator.importers.substack.embeds import ABSENT, EMBEDS, address, any_other, facts, word
from generator.importers.substack.pictures import original

#: What asks readers for something.
_ASKS = (
    "subscription-widget-wrap",
    "subscription-widget-wrap-editor",
    "subscription-widget",
    "subscribe-widget",
    "share-dialog",
    "post-ufi",
    "install-substack-app-embed",
    "community-chat",
    "directMessage",
    "sponsorship-campaign-embed",
)
#: Parts of the page's own machinery, which say nothing.
_SIGNS = ("image-link-expand", "header-anchor-parent", "header-anchor-post", "hide-text", "pencraft-icon")
_BUTTONS = ("captioned-button-wrap", "button-wrapper")
#: What a button leads to that is of no use on another site.
_ACTION = re.compile(
    r"%%|[?&]action=share|/(?:subscribe|comments|chat|gift|leaderboard|app)\b|[?&](?:gift|coupon|donate)=|"
    r"substack\.com/(?:refer|redirect|app-link)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"https?://open\.substack\.com/pub/[\w-]+(?P<path>/p/[^/?#]+)", re.IGNORECASE)


class Text(msgspec.Struct, frozen=True):
    """A text as HTML. ``asks`` counts what asked readers for something, ``is_walled`` tells of a part that was paid."""

    html: str
    pictures: tuple[str, ...]
    asks: int
    is_walled: bool
    notes: tuple[str, ...]


def text_of(html: str, own: Callable[[str], str]) -> Text:
    """Return a post's text. ``own`` gives the newsletter's own address of a link, or the link as it is."""
    root = tree(html)
    asks = _without_asks(root)
    walls = list(classed(root, "paywall-jump", "paywall"))
    for one in walls:
        drop(one)
    notes = _embeds(root)
    for one in classed(root, "mention-wrap"):
        instead(one, f"<span>{escape(word(facts(one), 'name') or said(one))}</span>")
    _verses(root)
    for one in classed(root, "pullquote", "callout-block"):
        one.tag = "blockquote"
    _pictures(root)
    for one in elements(root, "a"):
        href = (one.get("href") or "").strip()
        if "%%" in href:
            unwrap(one)
        elif href:
            one.set("href", own(original(href)))
    _footnotes(root)
    _unnamed(root)
    found = dict.fromkeys(one.get("src") for one in elements(root, "img") if (one.get("src") or "").startswith("http"))
    return Text(
        inner(root),
        tuple(found),
        asks,
        bool(walls),
        tuple(notes),
    )


def _without_asks(root: Any) -> int:
    """Take out what asks readers for something, and return how many of these there were."""
    count = 0
    for one in classed(root, *_ASKS, *_SIGNS, *_BUTTONS):
        kinds = classes(one)
        if not kinds.isdisjoint(_SIGNS):
            drop(one)
            continue
        if not kinds.isdisjoint(_BUTTONS) and not _is_action(one):
            if "button-wrapper" in kinds and not elements(one, "a"):
                instead(one, any_other(one, {**facts(one), "title": word(facts(one), "text")}))
            continue
        count += 1
        drop(one)
    return count


def _is_action(one: Any) -> bool:
    """Return whether a button does something that only Substack can, or nothing at all."""
    urls = [link.get("href") or "" for link in elements(one, "a")] + [address(facts(one), "url")]
    return not any(url.strip() for url in urls) or any(_ACTION.search(url) for url in urls)


def _embeds(root: Any) -> list[str]:
    """Put plain HTML in the place of what Substack shows by itself, and return what is to be told."""
    notes: Counter[str] = Counter()
    for one in classed(root, *EMBEDS, *ABSENT):
        kinds = classes(one)
        if absent := next((ABSENT[kind] for kind in sorted(kinds) if kind in ABSENT), ""):
            notes[absent] += 1
            drop(one)
            continue
        of = facts(one)
        make = next(EMBEDS[kind] for kind in sorted(kinds) if kind in EMBEDS)
        inside = next((facts(child) for child in one.iter() if child is not one and child.get("data-attrs")), {})
        if html := make(one, {**inside, **of}):
            instead(one, html)
        elif not said(one) and not elements(one, "a", "img", "iframe"):
            notes[f"{_name(one)} shows what the export does not hold, and is left out"] += 1
            drop(one)
    for one in [one for one in root.iter() if isinstance(one.tag, str) and one.get("data-attrs")]:
        if one.tag in {"img", "a", "iframe"} or said(one) or elements(one, "a", "img", "iframe", "audio", "video"):
            continue
        if "mention-wrap" in classes(one):
            continue
        if html := any_other(one, facts(one)):
            instead(one, html)
        else:
            notes[f"{_name(one)} shows what the export does not hold, and is left out"] += 1
            drop(one)
    return [f"{what} ({count} times)" if count > 1 else what for what, count in notes.items()]


def _name(one: Any) -> str:
    name = next(iter(sorted(classes(one))), "") or one.get("data-component-name") or one.tag
    return f'"{name}"' if re.fullmatch(r"[\w-]{1,60}", name) else "something"


def _verses(root: Any) -> None:
    """Make lines of what keeps its lines; where the spaces within them count, it stays as it is."""
    for one in elements(root, "pre"):
        if "text" not in classes(one) or any(child.tag not in {"br", "strong", "em", "a", "span"} for child in one):
            continue
        for line_end in elements(one, "br"):
            line_end.tail = "\n" + (line_end.tail or "")
            drop(line_end)
        text = "".join(one.itertext()).strip("\n")
        if re.search(r"(?m)^[ \t]|\S[ \t]{2,}\S", text):
            continue
        lines = inner(one).strip("\n")
        verses = [verse for verse in re.split(r"\n\s*\n", lines) if verse.strip()]
        if len(one) and len(verses) > 1:
            # An element may begin in one verse and end in another.
            verses = [re.sub(r"\n(?:\s*\n)+", "\n", lines)]
        instead(one, "".join(f"<p>{'<br>'.join(verse.split(chr(10)))}</p>" for verse in verses))


def _pictures(root: Any) -> None:
    """Give pictures their own addresses, alternative texts, and nothing around them but a figure."""
    for one in elements(root, "source"):
        if "picture" in ancestors(one):
            # The parser takes what follows it to be in it.
            unwrap(one)
    for one in elements(root, "img"):
        of = facts(one)
        url = address(of, "src") or (one.get("src") or "").strip()
        one.set("src", original(url))
        one.set("alt", word(of, "alt") or one.get("alt") or "")
        if title := word(of, "title"):
            one.set("title", title)
    for one in classed(root, "captioned-image-container"):
        for part in elements(one, "div"):
            if part is not one:
                unwrap(part)
        if not elements(one, "figure") and elements(one, "img"):
            one.tag = "figure"


def _footnotes(root: Any) -> None:
    """Give footnotes the form that is known here."""
    notes: dict[str, str] = {}
    for one in classed(root, "footnote"):
        number = next((link for link in elements(one, "a") if "footnote-number" in classes(link)), None)
        name = (number.get("id") if number is not None else one.get("id")) or ""
        if number is not None:
            drop(number)
        for part in elements(one, "div"):
            if part is not one:
                unwrap(part)
        notes[name] = inner(one)
        drop(one)
    marks = [one for one in elements(root, "a") if "footnote-anchor" in classes(one)]
    noted(root, [(one, (one.get("href") or "").rpartition("#")[2]) for one in marks], notes)


def _unnamed(root: Any) -> None:
    """Take the names of places away that nothing in the text leads to."""
    wanted = {(one.get("href") or "")[1:] for one in elements(root, "a") if (one.get("href") or "").startswith("#")}
    for one in root.iter():
        if isinstance(one.tag, str) and one.tag != "sup" and one.get("id") and one.get("id") not in wanted:
            del one.attrib["id"]


def own_links(home: str, hosts: frozenset[str]) -> Callable[[str], str]:
    """Return what gives links to the newsletter's own texts the one form that is known, without the place in them."""
    names = "|".join(map(re.escape, sorted(hosts)))
    path = re.compile(rf"https?://(?:{names})(?P<path>/p/[^/?#]+)(?:/comments)?/?(?:[?#].*)?$", re.IGNORECASE)

    def own(url: str) -> str:
        found = path.match(url) or _OPEN.match(url)
        return f"{home}{found['path']}" if found else url

    return own
