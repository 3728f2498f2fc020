"""What pages say of themselves to machines: heads, and JSON-LD of schema.org's vocabulary."""

from typing import Any

import msgspec

from generator import views
from generator.base.model import Entry, Text
from generator.base.text import clip, plain
from generator.comments.base import Origins, join
from generator.hosts.policy import content_security_policy
from generator.kinds.lead import is_example
from generator.pages.audio import audio, audio_url
from generator.pages.context import Presenter

#: schema.org and search engines know these words for the kind of employment.
_EMPLOYMENT = {
    "full-time": "FULL_TIME",
    "part-time": "PART_TIME",
    "contract": "CONTRACTOR",
    "contractor": "CONTRACTOR",
    "temporary": "TEMPORARY",
    "internship": "INTERN",
    "intern": "INTERN",
    "volunteer": "VOLUNTEER",
}


def head(
    stage: Presenter,
    title: str,
    description: str,
    url: str,
    *,
    entry: Entry | None = None,
    kind: str = "website",
    image: views.Picture | None = None,
    feeds: tuple[views.FeedLink, ...] = (),
    json_ld: str = "",
    newer: str = "",
    older: str = "",
    noindex: bool = False,
) -> views.Head:
    """Return a page's head. ``url`` is its address from the site's root."""
    return views.Head(
        title=title,
        description=clip(" ".join(plain(description).split()), 200),
        canonical=stage.absolute(url) if url else "",
        type="article" if entry is not None and entry.kind == "article" else "website",
        image=image or stage.share(kind if entry is None else entry.kind),
        feeds=feeds,
        json_ld=json_ld,
        published=entry.date.isoformat() if entry is not None and entry.date and entry.kind == "article" else "",
        modified=entry.fields.updated.isoformat()
        if entry is not None and entry.kind == "article" and entry.fields.updated
        else "",
        newer=newer,
        older=older,
        noindex=noindex,
        **_needs(stage, entry.texts[""]) if entry is not None and "" in entry.texts else {},
    )


def _needs(stage: Presenter, text: Text) -> dict[str, Any]:
    """Return the scripts of the theme that a text is drawn with, and a policy of the page's own if it has videos."""
    if not text.modules:
        return {}
    players = tuple(origin for use, origin in text.outside if use == "video")
    allowed = join([stage.origins, Origins(frame=players)])
    return {
        "modules": tuple(stage.site.assets[name] for name in text.modules if name in stage.site.assets),
        "policy": content_security_policy(allowed, meta=True) if players else "",
    }


def script(graph: list[dict[str, Any]]) -> str:
    """Return JSON-LD ready to stand in a script element: no ``<`` in it can end that."""
    document = {"@context": "https://schema.org", "@graph": [item for item in graph if item]}
    return (
        msgspec.json.encode(document).decode().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    )


def crumbs_ld(stage: Presenter, crumbs: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """Return the way from home as a BreadcrumbList; each crumb is a label and an address from the root."""
    items = [
        {"@type": "ListItem", "position": number, "name": label, "item": stage.absolute(url)}
        for number, (label, url) in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items} if len(items) > 1 else {}


def site_ld(stage: Presenter) -> dict[str, Any]:
    """Return the site as a WebSite."""
    settings = stage.settings
    return _full(
        {
            "@type": "WebSite",
            "@id": stage.absolute("/") + "#site",
            "name": settings.title,
            "url": stage.absolute("/"),
            "description": settings.description,
            "inLanguage": settings.language,
        }
    )


def entry_ld(stage: Presenter, entry: Entry, comments: tuple[views.Comment, ...]) -> dict[str, Any]:
    """Return an entry as an Article, PodcastEpisode or JobPosting; nothing for others, closed leads and examples."""
    fields, url = entry.fields, stage.absolute(stage.library.url(entry))
    image = stage.image(entry)
    common = {
        "@id": url + "#entry",
        "url": url,
        "description": stage.summary(entry),
        "image": image.absolute_src if image else "",
        "inLanguage": stage.settings.language,
    }
    if entry.kind == "lead":
        if stage.library.closed(entry) or not entry.date or is_example(fields):
            return {}
        return _full(
            {
                "@type": "JobPosting",
                **{key: common[key] for key in ("@id", "url", "image")},
                "title": fields.title,
                "description": stage.summary(entry),
                "datePosted": entry.date.isoformat(),
                "validThrough": fields.expires.isoformat(),
                "hiringOrganization": {"@type": "Organization", "name": fields.employer},
                "jobLocation": {
                    "@type": "Place",
                    "address": {"@type": "PostalAddress", "addressLocality": fields.location},
                }
                if fields.location
                else "",
                "jobLocationType": "TELECOMMUTE" if fields.remote else "",
                "employmentType": _EMPLOYMENT.get(fields.employment_type.lower().replace(" ", "-"), ""),
            },
        )
    if entry.kind not in {"article", "episode"}:
        return {}
    people = [
        _full(
            {
                "@type": "Person",
                "name": person.name,
                "url": stage.root + person.url.removeprefix(stage.base) if person.url else "",
            }
        )
        for person in stage.people(entry)
    ]
    dates = {
        "datePublished": entry.date.isoformat() if entry.date else "",
        "dateModified": (fields.updated or entry.date).isoformat() if entry.date else "",
    }
    if entry.kind == "episode":
        sound = audio(stage, entry)
        return _full(
            {
                "@type": "PodcastEpisode",
                **common,
                "name": fields.title,
                "datePublished": dates["datePublished"],
                "duration": sound.duration_iso,
                "episodeNumber": fields.episode or "",
                "partOfSeries": {
                    "@type": "PodcastSeries",
                    "name": stage.settings.podcast.title or stage.settings.title,
                    "url": stage.absolute("/episodes/"),
                },
                "associatedMedia": {
                    "@type": "MediaObject",
                    "contentUrl": audio_url(stage, entry),
                    "encodingFormat": sound.media_type,
                },
                "actor": [_full({"@type": "Person", "name": guest.name, "url": guest.url}) for guest in fields.guests],
            },
        )
    said = _comments_ld(comments, url)
    return _full(
        {
            "@type": "Article",
            **common,
            "headline": fields.title,
            **dates,
            "author": people,
            "keywords": ", ".join(tag.label for tag in stage.tags(fields.tags)),
            "wordCount": entry.texts[""].words,
            "commentCount": len(said) or "",
            "comment": said,
            "isPartOf": {"@id": stage.absolute("/") + "#site"},
        },
    )


def _comments_ld(comments: tuple[views.Comment, ...], url: str) -> list[dict[str, Any]]:
    """Return the comments, the replies after what they answer."""
    found: list[dict[str, Any]] = []
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


def _full(item: dict[str, Any]) -> dict[str, Any]:
    """Return what has a value."""
    return {key: value for key, value in item.items() if value not in ("", [], {}, None)}
