"""The pages that list entries: home, each kind's index, archive, tags, authors, subscribe, 404."""

from collections.abc import Iterable, Sequence

import msgspec

from generator import views
from generator.base.model import Entry
from generator.base.text import clip, slugify
from generator.pages.audio import podcast_link
from generator.pages.context import Presenter
from generator.pages.entry import crumbs
from generator.pages.give_log import log_of, strip
from generator.pages.metadata import crumbs_ld, head, script, site_ld
from generator.pages.rows import row_of, years
from generator.pages.tips import newest_tips, tip_url, tip_view
from generator.site.index import TagGroup

Way = tuple[tuple[str, str], ...]


def home(stage: Presenter) -> views.HomeView:
    """Return the view of the home page: the newest of everything there is."""
    articles = [stage.card(entry) for entry in stage.library.all("article")[:7]]
    tip = next(iter(newest_tips(stage, 1)), None)
    episodes = stage.library.all("episode")
    log = log_of(stage)
    settings = stage.settings
    return views.HomeView(
        site=stage.site,
        head=head(
            stage, settings.title, settings.description, "/", feeds=stage.site.feeds, json_ld=script([site_ld(stage)])
        ),
        **stage.standing("/"),
        lead_article=articles[0] if articles else None,
        articles=tuple(articles[1:]),
        tip=tip_view(stage, *tip) if tip else None,
        pitches=tuple(stage.card(entry) for entry in stage.library.all("pitch")[:4]),
        episode=stage.card(episodes[0]) if episodes else None,
        leads=tuple(stage.card(entry) for entry in stage.library.all("lead") if not stage.library.closed(entry))[:3],
        give_log=strip(stage, log) if log else None,
    )


def page_url(index: str, number: int) -> str:
    """Return the address of a page of a list."""
    return index if number == 1 else f"{index}page/{number}/"


def index_page(stage: Presenter, kind: str, entries: Sequence[Entry], number: int, last: int) -> views.ListView:
    """Return the view of a page of a kind's list; ``entries`` are those on it."""
    what = stage.library.kinds[kind]
    url = page_url(what.index, number)
    title = what.plural if number == 1 else f"{what.plural}, page {number}"
    podcast = podcast_link(stage) if kind == "episode" else None
    feeds = (podcast,) if podcast else stage.site.feeds if kind in stage.settings.feeds.include else ()
    way: Way = (("Home", "/"), (what.plural, what.index)) + (((f"Page {number}", url),) if number > 1 else ())
    pager = _pager(stage, what.index, number, last)
    description = stage.settings.podcast.description if kind == "episode" else ""
    return views.ListView(
        site=stage.site,
        head=head(
            stage,
            title,
            description or f"{what.plural} of {stage.settings.title}.",
            url,
            kind=kind,
            feeds=feeds,
            newer=pager.newer,
            older=pager.older,
            json_ld=script([crumbs_ld(stage, way)]),
        ),
        crumbs=crumbs(stage, way),
        **stage.standing(url),
        title=what.plural,
        kind=kind,
        description=description,
        cards=tuple(stage.card(entry) for entry in entries),
        pager=pager if last > 1 else None,
        feeds=feeds,
    )


def _pager(stage: Presenter, index: str, number: int, last: int) -> views.Pager:
    """Return where a page stands in its list."""
    near = sorted({1, last, *range(max(1, number - 2), min(last, number + 2) + 1)})
    pages: list[views.Link] = []
    before = 0
    for at in near:
        if at - before > 1:
            pages.append(views.Link(label="…", url=""))
        pages.append(views.Link(label=str(at), url=stage.href(page_url(index, at)), current=at == number))
        before = at
    return views.Pager(
        number=number,
        last=last,
        newer=stage.href(page_url(index, number - 1)) if number > 1 else "",
        older=stage.href(page_url(index, number + 1)) if number < last else "",
        pages=tuple(pages),
    )


def leads_page(stage: Presenter) -> views.LeadsView:
    """Return the view of the leads: open ones first."""
    leads = stage.library.all("lead")
    feed = stage.feed_link("/leads/feed.xml", "Open leads")
    has_open = any(not stage.library.closed(lead) for lead in leads)
    way: Way = (("Home", "/"), ("Leads", "/leads/"))
    return views.LeadsView(
        site=stage.site,
        head=head(
            stage,
            "Leads",
            "Openings that someone here passes on.",
            "/leads/",
            kind="lead",
            feeds=(feed,) if has_open else (),
        ),
        crumbs=crumbs(stage, way),
        **stage.standing("/leads/"),
        title="Leads",
        open=tuple(stage.card(lead) for lead in leads if not stage.library.closed(lead)),
        closed=tuple(stage.card(lead) for lead in leads if stage.library.closed(lead)),
        feed=feed if has_open else None,
    )


def archive(stage: Presenter) -> views.ArchiveView:
    """Return the view of everything with a date."""
    dated = stage.library.dated
    return views.ArchiveView(
        site=stage.site,
        head=head(stage, "Archive", f"Everything on {stage.settings.title}, by year.", "/archive/"),
        crumbs=crumbs(stage, (("Home", "/"), ("Archive", "/archive/"))),
        **stage.standing("/archive/"),
        title="Archive",
        years=years(row_of(stage, entry) for entry in dated),
        count=len(dated),
    )


def tag_page(stage: Presenter, group: TagGroup) -> views.ArchiveView:
    """Return the view of what has a tag; tips come after entries of the same year."""
    url = f"/tags/{group.slug}/"
    rows = [row_of(stage, entry) for entry in group.entries]
    for library, number in group.tips:
        tip = library.fields.tips[number]
        rows.append(
            views.Row(
                title=clip(tip.text, 100),
                url=stage.href(tip_url(stage, library, tip)),
                label="Tip",
                date=stage.date(tip.date),
            )
        )
    dated = sorted((row for row in rows if row.date), key=lambda row: row.date.year if row.date else "", reverse=True)
    feed = (
        stage.feed_link(f"{url}feed.xml", f"{stage.settings.title}: {group.label}")
        if has_feed(stage, group.entries)
        else None
    )
    way: Way = (("Home", "/"), ("Tags", "/tags/"), (group.label, url))
    return views.ArchiveView(
        site=stage.site,
        head=head(
            stage,
            group.label,
            f"Everything about {group.label}.",
            url,
            feeds=(feed,) if feed else (),
            json_ld=script([crumbs_ld(stage, way)]),
        ),
        crumbs=crumbs(stage, way),
        **stage.standing(url),
        title=group.label,
        years=years([*dated, *(row for row in rows if not row.date)]),
        count=len(rows),
        feed=feed,
    )


def has_feed(stage: Presenter, entries: Iterable[Entry]) -> bool:
    """Return whether any of the entries is of a kind that tag and author feeds hold."""
    return any(stage.library.kinds[entry.kind].streamed for entry in entries)


def tags_page(stage: Presenter) -> views.TagsView:
    """Return the view of all tags, by name."""
    groups = stage.library.tags
    counted = (
        msgspec.structs.replace(stage.tag(slug), count=len(group.entries) + len(group.tips))
        for slug, group in groups.items()
    )
    tags = sorted(counted, key=lambda tag: (slugify(tag.label), tag.label))
    return views.TagsView(
        site=stage.site,
        head=head(stage, "Tags", f"What {stage.settings.title} is about.", "/tags/"),
        crumbs=crumbs(stage, (("Home", "/"), ("Tags", "/tags/"))),
        **stage.standing("/tags/"),
        tags=tuple(tags),
    )


def authors_page(stage: Presenter) -> views.AuthorsView:
    """Return the view of all authors who wrote something."""
    return views.AuthorsView(
        site=stage.site,
        head=head(stage, "Authors", f"Who writes for {stage.settings.title}.", "/authors/"),
        crumbs=crumbs(stage, (("Home", "/"), ("Authors", "/authors/"))),
        **stage.standing("/authors/"),
        people=tuple(
            msgspec.structs.replace(stage.person(name), count=len(entries))
            for name, entries in stage.library.authors.items()
        ),
    )


def author_page(stage: Presenter, name: str) -> views.AuthorView:
    """Return the view of an author and all they wrote."""
    person = stage.person(name)
    entries = stage.library.authors[name]
    url = f"/authors/{name}/"
    feed = (
        stage.feed_link(f"{url}feed.xml", f"{stage.settings.title}: {person.name}")
        if has_feed(stage, entries)
        else None
    )
    way: Way = (("Home", "/"), ("Authors", "/authors/"), (person.name, url))
    return views.AuthorView(
        site=stage.site,
        head=head(
            stage,
            person.name,
            person.bio or f"What {person.name} wrote here.",
            url,
            image=person.image,
            feeds=(feed,) if feed else (),
            json_ld=script([crumbs_ld(stage, way)]),
        ),
        crumbs=crumbs(stage, way),
        **stage.standing(url),
        person=person,
        years=years(row_of(stage, entry) for entry in entries),
        count=len(entries),
        feed=feed,
    )


def subscribe(stage: Presenter, groups: tuple[views.FeedGroup, ...]) -> views.SubscribeView:
    """Return the view of all feeds."""
    return views.SubscribeView(
        site=stage.site,
        head=head(stage, "Subscribe", "All the ways to follow this site, without an account.", "/subscribe/"),
        crumbs=crumbs(stage, (("Home", "/"), ("Subscribe", "/subscribe/"))),
        **stage.standing("/subscribe/"),
        groups=groups,
        opml=stage.href("/feeds.opml"),
    )


def newest(stage: Presenter) -> tuple[Entry, ...]:
    """Return what the page for addresses that are not there leads to."""
    return tuple(entry for entry in stage.library.dated if stage.library.kinds[entry.kind].streamed)[:5]


def not_found(stage: Presenter) -> views.NotFoundView:
    """Return the view of the page for addresses that are not there."""
    return views.NotFoundView(
        site=stage.site,
        head=head(stage, "Page not found", "There is no page at this address.", "", noindex=True),
        newest=tuple(stage.card(entry) for entry in newest(stage)),
    )


def redirect(stage: Presenter, target: str, title: str) -> views.RedirectView:
    """Return the view of an old address that leads to a new one."""
    return views.RedirectView(
        site=stage.site,
        head=head(stage, title, "", target, noindex=True),
        target=stage.href(target),
        absolute_target=stage.absolute(target),
    )
