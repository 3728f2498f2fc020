"""A site as WordPress exports one: WXR 1.2, written item by item.

The rules are those of WordPress' own importer: https://github.com/WordPress/wordpress-importer. It takes items by
``post_id``, each once; files by ``attachment_url``; answers by the numbers of comments, in ascending order.
"""

import datetime as dt
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from email.utils import format_datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

import msgspec

from generator.base.text import slugify
from generator.content.exported import OWN
from generator.content.said import CommentFields, MentionFields
from generator.leaving.places import PostType
from generator.leaving.xml_text import cdata, escaped
from generator.site.settings import Site

#: What stands for a date that there is none of.
_NEVER = "0000-00-00 00:00:00"
_SPACES = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}
_APPROVED = {"approved": "1", "pending": "0", "spam": "spam", "removed": "trash"}


class Term(msgspec.Struct, frozen=True):
    """A category, a tag, or a menu: its taxonomy, its name, and its part of an address."""

    taxonomy: str
    name: str

    @property
    def slug(self) -> str:
        """Return its part of an address, as WordPress keeps it."""
        return quote(slugify(self.name)).lower() or "untitled"


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """A comment or a mention with its number."""

    number: int
    parent: int = 0
    author: str
    url: str
    date: dt.datetime
    html: str
    status: str
    type: str
    meta: Mapping[str, str]


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An item: a post, a page, a file, or a line of the menu."""

    number: int
    type: PostType | str
    title: str
    name: str
    guid: str
    link: str = ""
    date: dt.datetime | None = None
    updated: dt.datetime | None = None
    status: str = "publish"
    author: str = ""
    html: str = ""
    excerpt: str = ""
    is_open: bool = False
    parent: int = 0
    order: int = 0
    terms: Sequence[Term] = ()
    meta: Mapping[str, str] = {}
    file: str = ""
    spoken: Sequence[Spoken] = ()


def head(site: Site, terms: Iterable[Term], authors: Sequence[str], now: dt.datetime) -> Iterator[str]:
    """Yield the beginning of an export, with what is known of the whole site."""
    home = escaped(site.url.rstrip("/"))
    yield '<?xml version="1.0" encoding="UTF-8" ?>\n'
    spaces = "".join(f'\n\txmlns:{name}="{url}"' for name, url in _SPACES.items())
    yield f'<rss version="2.0"{spaces}>\n<channel>\n'
    yield f"\t<title>{escaped(site.title)}</title>\n\t<link>{home}</link>\n"
    yield f"\t<description>{escaped(site.description)}</description>\n"
    yield f"\t<pubDate>{format_datetime(now.astimezone(dt.UTC))}</pubDate>\n"
    yield f"\t<language>{escaped(site.language)}</language>\n\t<wp:wxr_version>1.2</wp:wxr_version>\n"
    yield f"\t<wp:base_site_url>{home}</wp:base_site_url>\n\t<wp:base_blog_url>{home}</wp:base_blog_url>\n"
    for number, name in enumerate(authors, 1):
        first, _, last = site.authors[name].name.partition(" ")
        yield (
            f"\t<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{cdata(name)}</wp:author_login>"
            f"<wp:author_email>{cdata('')}</wp:author_email>"
            f"<wp:author_display_name>{cdata(site.authors[name].name)}</wp:author_display_name>"
            f"<wp:author_first_name>{cdata(first)}</wp:author_first_name>"
            f"<wp:author_last_name>{cdata(last)}</wp:author_last_name></wp:author>\n"
        )
    for number, term in enumerate(terms, 1):
        yield _declared(number, term)
    yield "\t<generator>Goodword</generator>\n"


def _declared(number: int, term: Term) -> str:
    """Return a term as the whole site has it."""
    begin = f"<wp:term_id>{number}</wp:term_id>"
    if term.taxonomy == "category":
        return (
            f"\t<wp:category>{begin}<wp:category_nicename>{cdata(term.slug)}</wp:category_nicename>"
            f"<wp:category_parent>{cdata('')}</wp:category_parent><wp:cat_name>{cdata(term.name)}</wp:cat_name>"
            "</wp:category>\n"
        )
    if term.taxonomy == "post_tag":
        return (
            f"\t<wp:tag>{begin}<wp:tag_slug>{cdata(term.slug)}</wp:tag_slug>"
            f"<wp:tag_name>{cdata(term.name)}</wp:tag_name></wp:tag>\n"
        )
    return (
        f"\t<wp:term>{begin}<wp:term_taxonomy>{cdata(term.taxonomy)}</wp:term_taxonomy>"
        f"<wp:term_slug>{cdata(term.slug)}</wp:term_slug><wp:term_parent>{cdata('')}</wp:term_parent>"
        f"<wp:term_name>{cdata(term.name)}</wp:term_name></wp:term>\n"
    )


def tail() -> str:
    """Return the end of an export."""
    return "</channel>\n</rss>\n"


def written(one: Item, zone: ZoneInfo) -> Iterator[str]:
    """Yield an item."""
    # Titles and excerpts are HTML there.
    yield f"<item>\n\t<title>{cdata(escaped(one.title))}</title>\n\t<link>{escaped(one.link)}</link>\n"
    if one.date is not None:
        yield f"\t<pubDate>{format_datetime(one.date.astimezone(dt.UTC))}</pubDate>\n"
    yield f"\t<dc:creator>{cdata(one.author)}</dc:creator>\n"
    yield f'\t<guid isPermaLink="false">{escaped(one.guid)}</guid>\n\t<description></description>\n'
    yield f"\t<content:encoded>{cdata(one.html)}</content:encoded>\n"
    yield f"\t<excerpt:encoded>{cdata(escaped(one.excerpt))}</excerpt:encoded>\n"
    changed = one.updated or one.date
    values: list[tuple[str, str | int]] = [
        ("post_id", one.number),
        ("post_date", cdata(_local(one.date, zone))),
        ("post_date_gmt", cdata(_local(one.date, dt.UTC))),
        ("post_modified", cdata(_local(changed, zone))),
        ("post_modified_gmt", cdata(_local(changed, dt.UTC))),
        ("comment_status", cdata("open" if one.is_open else "closed")),
        ("ping_status", cdata("open" if one.is_open else "closed")),
        ("post_name", cdata(one.name)),
        ("status", cdata(one.status)),
        ("post_parent", one.parent),
        ("menu_order", one.order),
        ("post_type", cdata(one.type)),
        ("post_password", cdata("")),
        ("is_sticky", 0),
    ]
    if one.file:
        values.append(("attachment_url", cdata(one.file)))
    yield "".join(f"\t<wp:{name}>{value}</wp:{name}>\n" for name, value in values)
    for term in one.terms:
        yield f'\t<category domain="{term.taxonomy}" nicename="{term.slug}">{cdata(term.name)}</category>\n'
    for key, value in one.meta.items():
        yield f"\t<wp:postmeta>{_meta(key, value)}</wp:postmeta>\n"
    for said in one.spoken:
        yield _spoken(said, zone)
    yield "</item>\n"


def _local(when: dt.datetime | None, zone: dt.tzinfo) -> str:
    """Return a moment as a database keeps it."""
    return f"{when.astimezone(zone):%Y-%m-%d %H:%M:%S}".zfill(19) if when else _NEVER


def _meta(key: str, value: str) -> str:
    return f"<wp:meta_key>{cdata(key)}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value>"


def comment(number: int, parent: int, said: CommentFields, html: str) -> Spoken:
    """Return a comment with its number, that of the one it answers, and its text in HTML."""
    return Spoken(
        number=number,
        parent=parent,
        author=said.author,
        url=said.url,
        date=said.date,
        html=html,
        status=said.status,
        type="comment",
        meta={OWN: said.id},
    )


def mention(number: int, said: MentionFields) -> Spoken:
    """Return a mention as WordPress' plugins for webmentions keep one."""
    return Spoken(
        number=number,
        author=said.author,
        url=said.source,
        date=said.date,
        html=escaped(said.title),
        status=said.status,
        type="webmention",
        meta={
            "protocol": "webmention",
            "webmention_source_url": said.source,
            "semantic_linkbacks_type": said.kind,
        },
    )


def _spoken(one: Spoken, zone: ZoneInfo) -> str:
    """Return a comment, which nobody's address of mail or machine stands in."""
    values = [
        ("comment_id", f"{one.number}"),
        ("comment_author", cdata(one.author)),
        ("comment_author_email", cdata("")),
        ("comment_author_url", escaped(one.url)),
        ("comment_author_IP", cdata("")),
        ("comment_date", cdata(_local(one.date, zone))),
        ("comment_date_gmt", cdata(_local(one.date, dt.UTC))),
        ("comment_content", cdata(one.html)),
        ("comment_approved", cdata(_APPROVED.get(one.status, "0"))),
        ("comment_type", cdata(one.type)),
        ("comment_parent", f"{one.parent}"),
        ("comment_user_id", "0"),
    ]
    inner = "".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in values)
    metas = "".join(f"<wp:commentmeta>{_meta(key, value)}</wp:commentmeta>" for key, value in one.meta.items())
    return f"\t<wp:comment>{inner}{metas}</wp:comment>\n"


def attachment(number: int, name: str, url: str, parent: int, alt: str = "", caption: str = "") -> Item:
    """Return a file of the library. WordPress gets it from its address."""
    file = posixpath.basename(url.partition("?")[0])
    meta = {"_wp_attachment_image_alt": alt} if alt else {}
    return Item(
        number=number,
        type="attachment",
        title=file,
        name=name,
        guid=url,
        status="inherit",
        excerpt=caption,
        parent=parent,
        file=url,
        meta=meta,
    )
