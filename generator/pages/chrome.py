"""What every page shows of the site, and all its feeds in groups."""

from collections.abc import Iterable, Mapping

from generator import views
from generator.comments.base import Origins, join
from generator.hosts.policy import content_security_policy
from generator.markup.tags import origin_of
from generator.pages.audio import podcast_link
from generator.pages.comments import approved
from generator.pages.comments import has_feed as discussed
from generator.pages.context import Presenter
from generator.pages.entry import TEMPLATES
from generator.pages.give_log import feeds as give_feeds
from generator.pages.give_log import log_of, log_title
from generator.pages.lists import has_feed
from generator.pages.tips import all_tips_feed, libraries, library_feed
from generator.site.settings import SOURCE

#: Where addresses lead that only a query tells apart, for a script.
MOVED = "/moved.json"


def site_view(stage: Presenter, assets: Mapping[str, str]) -> views.Site:
    """Return what every page shows of the site; ``assets`` are addresses from the root by name."""
    settings = stage.settings
    # They stand newest first.
    ends = [entry.date for entry in (*stage.library.dated[-1:], *stage.library.dated[:1]) if entry.date]
    span = "–".join(dict.fromkeys(str(date.astimezone(stage.zone).year) for date in ends))
    owner = settings.authors.get(settings.author)
    return views.Site(
        title=settings.title,
        description=settings.description,
        language=settings.language,
        url=stage.href("/"),
        absolute_url=stage.absolute("/"),
        menu=tuple(views.Link(label=item.label, url=stage.href(item.url), note=item.note) for item in settings.menu),
        community=tuple(
            views.Link(label=item.label, url=stage.href(item.url), note=item.note) for item in settings.community
        ),
        feeds=main_feeds(stage),
        assets={name: stage.href(url) for name, url in assets.items()},
        logo=stage.picture(settings.theme.logo, SOURCE, settings.title) if settings.theme.logo else None,
        parts={name: stage.href(url) for name, url in parts(stage).items()},
        hub=settings.feeds.hub,
        webmention=settings.comments.webmention,
        skin=settings.theme.skin,
        policy=content_security_policy(stage.origins, meta=True),
        years=span,
        moved=stage.href(MOVED) if _moved_by_query(stage) else "",
        copyright=owner.name if owner else settings.title,
    )


def _moved_by_query(stage: Presenter) -> bool:
    """Return whether there are old addresses such as ``/?p=123``."""
    pages = [entry for kind in TEMPLATES for entry in stage.library.all(kind) if entry.fields.aliases]
    return any(not alias.startswith("/") for entry in pages for alias in entry.fields.aliases)


def origins(stage: Presenter) -> tuple[Origins, tuple[str, ...]]:
    """Return what the pages show from elsewhere, so that the security policy lets it through.

    Beside it stand the origins of videos. Only the pages that show one allow it in the policy that they
    carry themselves; the host's header, which is one for all pages, has to allow it as well.
    """
    used: dict[str, set[str]] = {"img": set(), "media": set(), "frame": set(), "video": set()}
    for entries in stage.library.entries.values():
        for entry in entries:
            for text in entry.texts.values():
                for use, origin in text.outside:
                    used[use].add(origin)
            for use, address in (
                ("img", getattr(entry.fields, "image", None)),
                ("media", getattr(entry.fields, "audio", None)),
            ):
                if address is not None and (found := origin_of(address.src)):
                    used[use].add(found)
    for author in stage.settings.authors.values():
        if found := origin_of(author.image):
            used["img"].add(found)
    players = tuple(sorted(used.pop("video")))
    own = Origins(**{use: tuple(sorted(found)) for use, found in used.items()})
    return join([own, stage.provider.origins] if stage.provider else [own]), players


def parts(stage: Presenter) -> dict[str, str]:
    """Return the parts of the site that are not empty, with their addresses from the root."""
    library = stage.library
    found = {
        "articles": ("/articles/", library.all("article")),
        "tips": ("/tips/", libraries(stage)),
        "pitches": ("/pitches/", library.all("pitch")),
        "episodes": ("/episodes/", library.all("episode")),
        "leads": ("/leads/", library.all("lead")),
        "give-log": ("/give-log/", log_of(stage)),
        "archive": ("/archive/", library.dated),
        "tags": ("/tags/", library.tags),
        "authors": ("/authors/", library.authors),
        "subscribe": ("/subscribe/", feed_groups(stage)),
    }
    return {name: url for name, (url, there) in found.items() if there}


def streamed(stage: Presenter) -> bool:
    """Return whether the main feeds have anything to hold."""
    return any(stage.library.all(kind) for kind in stage.settings.feeds.include)


def main_feeds(stage: Presenter) -> tuple[views.FeedLink, ...]:
    """Return the feeds that every page announces."""
    return stage.feed_links("/", stage.settings.title) if streamed(stage) else ()


def feed_groups(stage: Presenter) -> tuple[views.FeedGroup, ...]:
    """Return all feeds, those for most readers first."""
    library = stage.library
    groups: list[views.FeedGroup] = []

    def add(title: str, note: str, feeds: Iterable[views.FeedLink | None], rank: str = "main") -> None:
        found = tuple(feed for feed in feeds if feed)
        if found:
            groups.append(views.FeedGroup(title=title, note=note, feeds=found, rank=rank))

    add("Everything new", "Articles and episodes, in full.", main_feeds(stage))
    add(stage.settings.podcast.title or "The talk show", "For podcast apps.", [podcast_link(stage)])
    shelves = libraries(stage)
    add("Tips", "One short piece of advice at a time.", [all_tips_feed(stage)] if shelves else [])
    log = log_of(stage)
    add(log_title(log) if log else "", "What was given, entry by entry.", give_feeds(stage, log) if log else [])
    add("Open leads", "Openings that someone here passes on.", [leads_feed(stage)] if open_leads(stage) else [])
    add("All comments", "What readers say under the articles.", [comments_feed(stage)] if comments_there(stage) else [])
    add(
        "Tip libraries",
        "One subject each.",
        [library_feed(stage, one) for one in shelves] if len(shelves) > 1 else [],
        "more",
    )
    add(
        "Tags",
        "Articles and episodes about one thing.",
        [
            stage.feed_link(f"/tags/{slug}/feed.xml", group.label)
            for slug, group in library.tags.items()
            if has_feed(stage, group.entries)
        ],
        "more",
    )
    add(
        "Authors",
        "Articles and episodes by one person.",
        [
            stage.feed_link(f"/authors/{name}/feed.xml", stage.settings.authors[name].name)
            for name, entries in library.authors.items()
            if has_feed(stage, entries)
        ],
        "more",
    )
    return tuple(groups)


def open_leads(stage: Presenter) -> tuple[object, ...]:
    """Return the leads that are still open."""
    return tuple(lead for lead in stage.library.all("lead") if not stage.library.closed(lead))


def leads_feed(stage: Presenter) -> views.FeedLink:
    """Return the feed of open leads."""
    return stage.feed_link("/leads/feed.xml", "Open leads")


def comments_feed(stage: Presenter) -> views.FeedLink:
    """Return the feed of all comments."""
    return stage.feed_link("/comments.xml", f"{stage.settings.title}: comments")


def comments_there(stage: Presenter) -> bool:
    """Return whether there are comments, or a place to make them."""
    articles = stage.library.all("article")
    if stage.provider:
        return any(discussed(stage, entry) for entry in articles)
    said = stage.library.comments
    return bool(said) and any(approved(stage, entry) for entry in articles if entry.slug in said)
