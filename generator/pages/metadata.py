"""Metadata of pages: the ``<head>``, and JSON-LD in schema.org's vocabulary."""

from typing import TypedDict

import msgspec

from generator import views
from generator.base.model import Text
from generator.base.text import clip, plain
from generator.comments.base import Origins, join
from generator.content.kind import MarkdownEntry
from generator.hosts.policy import content_security_policy
from generator.pages.context import Chrome, Context
from generator.pages.kind import JsonLd, kind_of


def head(
    chrome: Chrome,
    title: str,
    description: str,
    url: str,
    *,
    entry: MarkdownEntry | None = None,
    kind: str = "website",
    image: views.Picture | None = None,
    feeds: tuple[views.FeedLink, ...] = (),
    json_ld: str = "",
    newer: str = "",
    older: str = "",
    noindex: bool = False,
    policy: str = "",
    person: views.Person | None = None,
) -> views.Head:
    """Return a page's head. ``url`` is its address within the site, ``person`` whom all of the page is about."""
    needs: _Needs = _needs(chrome, entry.texts[""]) if entry is not None and "" in entry.texts else {}
    if policy:
        needs["policy"] = policy
    is_article = entry is not None and kind_of(chrome, entry).open_graph == "article"
    began = chrome.published(entry) if entry is not None and is_article else None
    return views.Head(
        title=title,
        description=clip(" ".join(plain(description).split()), 200),
        canonical=chrome.absolute(url) if url else "",
        type="article" if is_article else "website",
        image=image or chrome.share(kind if entry is None else entry.kind),
        feeds=feeds,
        json_ld=json_ld,
        published=began.isoformat() if began else "",
        modified=entry.fields.updated.isoformat() if entry is not None and is_article and entry.fields.updated else "",
        newer=newer,
        older=older,
        noindex=noindex,
        creators=_creators(chrome, entry, person),
        me=_elsewhere(person),
        standard_site=entry.fields.standard_site if entry is not None else "",
        **needs,
    )


def _creators(chrome: Chrome, entry: MarkdownEntry | None, person: views.Person | None) -> tuple[str, ...]:
    """Return the accounts in the fediverse of who wrote a page; what nobody signs has none."""
    people: tuple[views.Person, ...] = (person,) if person else ()
    if entry is not None and (kind_of(chrome, entry).signed or entry.fields.authors):
        people = chrome.people(entry)
    return tuple(one.fediverse for one in people if one.fediverse)


def _elsewhere(person: views.Person | None) -> tuple[str, ...]:
    """Return where else somebody is, by which those places know the page for theirs."""
    if person is None:
        return ()
    return tuple(dict.fromkeys(filter(None, (person.website, *(one.url for one in person.profiles)))))


class _Needs(TypedDict, total=False):
    """What a page needs for the sake of its text, by the names of :class:`generator.views.Head`."""

    modules: tuple[str, ...]
    policy: str


def _needs(chrome: Chrome, text: Text) -> _Needs:
    """Return the theme's scripts that a text needs, and a security policy of the page's own if it has videos."""
    if not text.modules:
        return {}
    players = tuple(origin for use, origin in text.outside if use == "video")
    modules = tuple([chrome.site.assets[name] for name in text.modules if name in chrome.site.assets])
    if not players:
        return {"modules": modules}
    allowed = join([chrome.origins, Origins(frame=players)])
    return {"modules": modules, "policy": content_security_policy(allowed, meta=True)}


def script(graph: list[JsonLd]) -> str:
    """Return JSON-LD escaped for a script element: no ``<`` in it can close that."""
    document = {"@context": "https://schema.org", "@graph": [item for item in graph if item]}
    return (
        msgspec.json.encode(document).decode().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    )


def crumbs_ld(chrome: Chrome, crumbs: tuple[tuple[str, str], ...]) -> JsonLd:
    """Return breadcrumbs as a BreadcrumbList; each one is a label and an address from the root."""
    items: list[JsonLd] = [
        {"@type": "ListItem", "position": number, "name": label, "item": chrome.absolute(url)}
        for number, (label, url) in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items} if len(items) > 1 else {}


def site_ld(chrome: Chrome) -> JsonLd:
    """Return the site as a WebSite."""
    settings = chrome.settings
    return full(
        {
            "@type": "WebSite",
            "@id": chrome.absolute("/") + "#site",
            "name": settings.title,
            "url": chrome.absolute("/"),
            "description": settings.description,
            "inLanguage": settings.language,
            "potentialAction": _search_ld(chrome),
        }
    )


def _search_ld(chrome: Chrome) -> JsonLd:
    """Return how the site is searched, for machines; empty without a search."""
    if "search" not in chrome.site.parts:
        return {}
    target = {"@type": "EntryPoint", "urlTemplate": chrome.absolute("/search/") + "?q={search_term_string}"}
    return {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}


def entry_ld(context: Context, entry: MarkdownEntry, comments: tuple[views.Comment, ...]) -> JsonLd:
    """Return an entry's JSON-LD, by its kind; empty for a kind that has none."""
    url = context.absolute(context.url(entry))
    image = context.image(entry)
    common: JsonLd = {
        "@id": url + "#entry",
        "url": url,
        "description": context.summary(entry),
        "image": image.absolute_src if image else "",
        "inLanguage": context.settings.language,
    }
    return full(kind_of(context, entry).json_ld(context, entry, common, comments))


def people_ld(context: Context, entry: MarkdownEntry) -> list[JsonLd]:
    """Return an entry's authors, each as a Person."""
    root = context.root
    return [
        full(
            {
                "@type": "Person",
                "name": person.name,
                "url": root + person.url.removeprefix(context.base) if person.url else "",
            }
        )
        for person in context.people(entry)
    ]


def dates_ld(context: Context, entry: MarkdownEntry) -> JsonLd:
    """Return when an entry came out, and when it was changed; nothing where the former is not known."""
    published = context.published(entry)
    if published is None:
        return {}
    changed = entry.fields.updated or published
    return {"datePublished": published.isoformat(), "dateModified": changed.isoformat()}


def comments_ld(comments: tuple[views.Comment, ...], url: str) -> list[JsonLd]:
    """Return the comments as Comment objects, replies after the comment that they answer."""
    found: list[JsonLd] = []
    waiting = list(reversed(comments))
    while waiting:
        comment = waiting.pop()
        found.append(
            {
                "@type": "Comment",
                "@id": f"{url}#comment-{comment.id}",
                "url": f"{url}#comment-{comment.id}",
                "author": {"@type": "Person", "name": comment.author},
                "dateCreated": comment.date.iso,
                "text": plain(comment.html),
            }
        )
        waiting += reversed(comment.replies)
    return found


def full(item: JsonLd) -> JsonLd:
    """Return the object without keys that have no value."""
    return {key: value for key, value in item.items() if value not in ("", [], {}, None)}
