"""What every page shows of the site: name, navigation, feeds, and the origins for the security policy."""

from collections.abc import Iterable, Mapping

from generator import views
from generator.comments.base import Origins, join, origin
from generator.content.kind import Fields, audio_of, image_of
from generator.hosts.policy import content_security_policy
from generator.markup.tags import origin_of
from generator.pages.context import Chrome, Values
from generator.pages.feed_links import feed_kinds, feed_link, feed_links, feed_url, has_feed
from generator.pages.kind import FollowGroup, Kind, kind_feed, kinds_of
from generator.pages.plan_page import URL as PLAN
from generator.pages.plan_page import has_plan
from generator.pages.searched import URL as SEARCH
from generator.pages.searched import is_searched
from generator.pages.weeks import digest_link, weeks
from generator.site.settings import SOURCE
from generator.site.weeks import DIGESTS

#: The address of the redirects by query, for a script.
MOVED = "/moved.json"


def chrome(values: Values, assets: Mapping[str, str], shares: Mapping[str, views.Picture]) -> Chrome:
    """Return the second step. ``assets`` are addresses from the root by name, ``shares`` the social cards."""
    found, players = _origins(values)
    return Chrome(
        index=values.index,
        media=values.media,
        prose=values.prose,
        provider=values.provider,
        sign_up=values.sign_up,
        people_shown=values.people_shown,
        settings=values.settings,
        base=values.base,
        root=values.root,
        zone=values.zone,
        made=values.made,
        site=_site(values, assets, found),
        origins=found,
        players=players,
        shares=shares,
    )


def _site(values: Values, assets: Mapping[str, str], origins: Origins) -> views.Site:
    """Return what every page shows of the site."""
    settings = values.settings
    # Sorted newest first.
    out = values.index.published
    ends = [date for entry in (*out[-1:], *out[:1]) if (date := values.published(entry)) is not None]
    span = "–".join(dict.fromkeys(str(date.astimezone(values.zone).year) for date in ends))
    owner = settings.authors.get(settings.author)
    parts = {name: values.href(url) for name, url in _parts(values).items()}
    follow = parts.get("subscribe", "")
    return views.Site(
        title=settings.title,
        description=settings.description,
        language=settings.language,
        url=values.href("/"),
        absolute_url=values.absolute("/"),
        timezone=settings.timezone,
        menu=tuple(views.Link(label=item.label, url=values.href(item.url), note=item.note) for item in settings.menu),
        community=tuple(
            views.Link(label=item.label, url=values.href(item.url), note=item.note) for item in settings.community
        ),
        feeds=main_feeds(values),
        assets={name: values.href(url) for name, url in assets.items()},
        logo=values.picture(settings.theme.logo, SOURCE, settings.title) if settings.theme.logo else None,
        parts=parts,
        follow="" if any(values.href(item.url) == follow for item in settings.menu) else follow,
        hub=settings.feeds.hub,
        webmention=settings.comments.webmention,
        standard_site=settings.standard_site,
        skin=settings.theme.skin,
        policy=content_security_policy(origins, meta=True),
        years=span,
        moved=values.href(MOVED) if _moved_by_query(values) else "",
        copyright=owner.name if owner else settings.title,
    )


def _moved_by_query(values: Values) -> bool:
    """Return whether there are old addresses such as ``/?p=123``."""
    if any("?" in old for old in values.settings.redirects):
        return True
    kinds = [name for name, kind in kinds_of(values).items() if kind.is_markdown]
    pages = (entry for name in kinds for entry in values.index.all_of(name, Fields) if entry.fields.aliases)
    return any(not alias.startswith("/") for entry in pages for alias in entry.fields.aliases)


def _origins(values: Values) -> tuple[Origins, tuple[str, ...]]:
    """Return the origins of external content, which the security policy allows, and those of videos.

    Only pages with a video allow its origin in their own ``<meta>`` policy; the host's header, which is the same for
    all pages, has to allow it as well.
    """
    used: dict[str, set[str]] = {"img": set(), "media": set(), "frame": set(), "video": set()}
    for name, entries in values.index.entries.items():
        kind = values.index.kinds[name]
        pictured, spoken = kind.has_key("image"), kind.has_key("audio")
        for entry in entries:
            for text in entry.texts.values():
                for use, outside in text.outside:
                    used[use].add(outside)
            if pictured and (image := image_of(entry)) is not None and (found := origin_of(image.src)):
                used["img"].add(found)
            if spoken and (audio := audio_of(entry)) is not None and (found := origin_of(audio.src)):
                used["media"].add(found)
    for author in values.settings.authors.values():
        if found := origin_of(author.image):
            used["img"].add(found)
    players = tuple(sorted(used.pop("video")))
    own = Origins(**{use: tuple(sorted(found)) for use, found in used.items()})
    return join([own, values.provider.origins] if values.provider else [own]), players


def posted(values: Values) -> Origins:
    """Return the origin that the newsletter's form posts to: only pages with the form allow it."""
    return Origins(form=(origin(values.sign_up.action),)) if values.sign_up else Origins()


def _parts(values: Values) -> dict[str, str]:
    """Return the parts of the site that are not empty, with their addresses from the root."""
    index = values.index
    found = {
        kind.folder.partition(".")[0]: kind.index
        for kind in kinds_of(values).values()
        if kind.index and _is_there(values, kind)
    }
    gathered = {
        "digest": (DIGESTS, weeks(values)),
        "plan": (PLAN, has_plan(values)),
        "archive": ("/archive/", index.dated),
        "tags": ("/tags/", index.tags),
        "authors": ("/authors/", index.authors),
        "search": (SEARCH, is_searched(values)),
        "subscribe": ("/subscribe/", any(one.group.feeds for one in _groups(values))),
    }
    return found | {name: url for name, (url, there) in gathered.items() if there}


def _is_there(values: Values, kind: Kind) -> bool:
    """Return whether there is public content of a kind; an empty library or log does not count."""
    entries = values.index.all(kind.name)
    return bool(entries) if kind.is_markdown else any(kind.parts(entry.fields) for entry in entries)


def main_feeds(values: Values) -> tuple[views.FeedLink, ...]:
    """Return links to the feeds that every page announces; none if they would be empty."""
    there = any(values.index.all(kind) for kind in values.index.included)
    return feed_links(values, "/", values.settings.title) if there else ()


def feed_groups(values: Values) -> tuple[views.FeedGroup, ...]:
    """Return all feeds in groups, those for most readers first."""
    found = sorted(_groups(values), key=lambda one: one.position)
    return tuple(one.group for one in found if one.group.feeds)


def _groups(values: Values) -> Iterable[FollowGroup]:
    """Return the groups of feeds: of the site, of its kinds, of tags and authors."""
    index, settings, held = values.index, values.settings, feed_kinds(values)
    yield FollowGroup(
        0,
        views.FeedGroup(title="Everything new", note=f"{held}, in full.", feeds=main_feeds(values)),
    )
    if weeks(values):
        note = "All that is new, once a week, in one piece."
        yield FollowGroup(5, views.FeedGroup(title="The weekly digest", note=note, feeds=(digest_link(values),)))
    for kind in kinds_of(values).values():
        yield from kind.follow(values)
        if own := kind_feed(values, kind):
            yield FollowGroup(55, views.FeedGroup(title=kind.plural, note=f"{kind.plural} alone.", feeds=(own,)))
    tags = tuple(
        feed_link(values, feed_url(f"/tags/{slug}/"), group.label)
        for slug, group in index.tags.items()
        if has_feed(values, group.entries)
    )
    about = f"{held} about one thing."
    yield FollowGroup(70, views.FeedGroup(title="Tags", note=about, feeds=tags, rank="more"))
    people = tuple(
        feed_link(values, feed_url(f"/authors/{name}/"), settings.authors[name].name)
        for name, entries in index.authors.items()
        if has_feed(values, entries)
    )
    by = f"{held} by one person."
    yield FollowGroup(80, views.FeedGroup(title="Authors", note=by, feeds=people, rank="more"))
