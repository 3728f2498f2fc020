"""The pages that gather entries by tag and by author."""

from collections.abc import Iterator

import msgspec

from generator import views
from generator.base.text import slugify
from generator.pages.context import Context, Values
from generator.pages.entry import Way, crumbs
from generator.pages.feed_links import feed_link, feed_url, has_feed
from generator.pages.kind import kind_of
from generator.pages.lists import years
from generator.pages.metadata import crumbs_ld, head, script
from generator.pages.planned import Planned, page
from generator.pages.selection import Plain, Rows, Selection


class TagPage(Selection, frozen=True, kw_only=True):
    """What a tag's page shows: entries, and parts of entries that have pages of their own."""

    slug: Plain[str]
    label: Plain[str]
    entries: Rows
    parts: Plain[tuple[views.Row, ...]]


class TagsPage(Selection, frozen=True, kw_only=True):
    """What the list of tags shows: each tag's slug and label, and its number of entries."""

    tags: Plain[tuple[tuple[str, str, int], ...]]


class AuthorPage(Selection, frozen=True, kw_only=True):
    """What an author's page shows."""

    name: Plain[str]
    entries: Rows


class AuthorsPage(Selection, frozen=True, kw_only=True):
    """What the list of authors shows: who they are, and how much each wrote."""

    authors: Plain[tuple[tuple[str, int], ...]]


def group_pages(values: Values) -> Iterator[Planned]:
    """Return the pages of tags and authors, and the lists of both."""
    index = values.index
    if index.tags:
        counts = tuple((one.slug, one.label, len(one.entries) + len(one.parts)) for one in index.tags.values())
        yield page("/tags/", "listings", "tags.html", tags_view, TagsPage(tags=counts))
    for slug, group in index.tags.items():
        parts = tuple(kind_of(values, entry).part_row(values, entry, number) for entry, number in group.parts)
        shown = TagPage(slug=slug, label=group.label, entries=group.entries, parts=parts)
        yield page(f"/tags/{slug}/", "listings", "tag.html", tag_view, shown)
    if index.authors:
        written = tuple((name, len(entries)) for name, entries in index.authors.items())
        yield page("/authors/", "listings", "authors.html", authors_view, AuthorsPage(authors=written))
    for name, entries in index.authors.items():
        shown_of = AuthorPage(name=name, entries=entries)
        yield page(f"/authors/{name}/", "listings", "author.html", author_view, shown_of)


def tag_view(context: Context, shown: TagPage) -> views.ArchiveView:
    """Return the view of a tag's page; parts of entries come after entries of the same year."""
    url = f"/tags/{shown.slug}/"
    rows = [*(context.row(entry) for entry in shown.entries), *shown.parts]
    dated = sorted((row for row in rows if row.date), key=lambda row: row.date.year if row.date else "", reverse=True)
    title = f"{context.settings.title}: {shown.label}"
    feed = feed_link(context, feed_url(url), title) if has_feed(context, shown.entries) else None
    way: Way = (("Home", "/"), ("Tags", "/tags/"), (shown.label, url))
    return views.ArchiveView(
        site=context.site,
        head=head(
            context,
            shown.label,
            f"Everything about {shown.label}.",
            url,
            feeds=(feed,) if feed else (),
            json_ld=script([crumbs_ld(context, way)]),
        ),
        crumbs=crumbs(context, way),
        **context.standing(url),
        title=shown.label,
        years=years([*dated, *(row for row in rows if not row.date)]),
        count=len(rows),
        feed=feed,
    )


def tags_view(context: Context, shown: TagsPage) -> views.TagsView:
    """Return the view of all tags, by name."""
    counted = (msgspec.structs.replace(context.tag(slug), count=count) for slug, _, count in shown.tags)
    tags = sorted(counted, key=lambda tag: (slugify(tag.label), tag.label))
    return views.TagsView(
        site=context.site,
        head=head(context, "Tags", f"What {context.settings.title} is about.", "/tags/"),
        crumbs=crumbs(context, (("Home", "/"), ("Tags", "/tags/"))),
        **context.standing("/tags/"),
        tags=tuple(tags),
    )


def authors_view(context: Context, shown: AuthorsPage) -> views.AuthorsView:
    """Return the view of all authors who wrote something."""
    people = tuple(msgspec.structs.replace(context.person(name), count=count) for name, count in shown.authors)
    return views.AuthorsView(
        site=context.site,
        head=head(context, "Authors", f"Who writes for {context.settings.title}.", "/authors/"),
        crumbs=crumbs(context, (("Home", "/"), ("Authors", "/authors/"))),
        **context.standing("/authors/"),
        people=people,
    )


def author_view(context: Context, shown: AuthorPage) -> views.AuthorView:
    """Return the view of an author and all they wrote."""
    person = context.person(shown.name)
    url = f"/authors/{shown.name}/"
    title = f"{context.settings.title}: {person.name}"
    feed = feed_link(context, feed_url(url), title) if has_feed(context, shown.entries) else None
    way: Way = (("Home", "/"), ("Authors", "/authors/"), (person.name, url))
    return views.AuthorView(
        site=context.site,
        head=head(
            context,
            person.name,
            person.bio or f"What {person.name} wrote here.",
            url,
            image=person.image,
            feeds=(feed,) if feed else (),
            json_ld=script([crumbs_ld(context, way)]),
            person=person,
        ),
        crumbs=crumbs(context, way),
        **context.standing(url),
        person=person,
        years=years(context.row(entry) for entry in shown.entries),
        count=len(shown.entries),
        feed=feed,
    )
