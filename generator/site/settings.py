"""The site's settings: ``content/site.yaml``, read and checked."""

import re
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from generator.base.layout import CONTENT, SETTINGS
from generator.base.problems import Place, Report, Suggester, suggestion
from generator.schema.fields import FileContext, Invalid, read
from generator.schema.nodes import Mapping, Node, Scalar
from generator.schema.scalars import AnyName, Email, Filled, Language, Target, Uri, Url, ZoneName, slug_problem
from generator.site.declared import DeclaredKind
from generator.site.permalinks import pattern_problem

SOURCE = f"{CONTENT}/{SETTINGS}"


class _Settings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The base of the parts of the settings."""


class Author(_Settings, frozen=True, kw_only=True):
    """Someone who writes here. ``image`` is a path below ``static/`` or an address."""

    name: Filled
    bio: str = ""
    url: Url = ""
    image: str = ""


class MenuItem(_Settings, frozen=True, kw_only=True):
    """A named link."""

    label: Filled
    url: Target
    note: str = ""


class Feeds(_Settings, frozen=True, kw_only=True):
    """The settings of the site's feeds."""

    items: int = 20
    #: Formats of the main feed; None for those whose ``FeedFormat`` makes them the default.
    formats: tuple[Filled, ...] | None = None
    #: The kinds in the main feed; None for all that are in the feeds of tags and authors.
    include: tuple[Filled, ...] | None = None
    hub: Url = ""


class Comments(_Settings, frozen=True, kw_only=True):
    """The live comment system of the articles; ``others`` are the settings of that system.

    ``longest_body`` limits the comments in files, in characters.
    """

    provider: str = "none"
    close_after_days: int = 0
    longest_body: int = 20_000
    webmention: Url = ""
    others: Mapping = Mapping({}, {}, 0, 0)


class Podcast(_Settings, frozen=True, kw_only=True):
    """The talk show as a podcast. ``guid`` is a UUID that must never change."""

    title: str = ""
    description: str = ""
    author: str = ""
    owner_name: str = ""
    owner_email: Email = ""
    category: str = ""
    subcategory: str = ""
    image: str = ""
    explicit: bool = False
    guid: str = ""
    funding: Url = ""


class PitchSettings(_Settings, frozen=True, kw_only=True):
    """How fast people speak."""

    words_per_minute: int = 140


class ThemeSettings(_Settings, frozen=True, kw_only=True):
    """The theme's colours, by a skin's name, and the site's logo."""

    skin: str = ""
    logo: str = ""


class Site(_Settings, frozen=True, kw_only=True):
    """The settings of a site."""

    title: Filled
    url: Url
    id: Uri = ""
    description: str = ""
    language: Language = "en"
    timezone: ZoneName = "UTC"
    author: AnyName = ""
    authors: dict[str, Author] = {}
    menu: tuple[MenuItem, ...] = ()
    community: tuple[MenuItem, ...] = ()
    permalinks: dict[str, Filled] = {}
    #: Kinds of its own, beside those that every site has.
    kinds: dict[str, DeclaredKind] = {}
    page_size: int = 10
    feeds: Feeds = Feeds()
    comments: Comments = Comments()
    podcast: Podcast = Podcast()
    pitch: PitchSettings = PitchSettings()
    share_images: Literal["kind", "page"] = "kind"
    search: Literal["none", "pagefind"] = "none"
    theme: ThemeSettings = ThemeSettings()

    @property
    def zone(self) -> ZoneInfo:
        """Return the site's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def base(self) -> str:
        """Return the site's path without a trailing slash: an empty string at a domain's root."""
        return urlsplit(self.url).path.rstrip("/")

    @property
    def origin(self) -> str:
        """Return scheme and host: ``https://example.org``."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def guid_base(self) -> str:
        """Return what GUIDs begin with where an item has no ``id`` of its own."""
        return self.id or self.url.rstrip("/")


def read_site(node: Node, report: Report) -> Site | Invalid:
    """Return the settings, or ``INVALID`` when a key of them is unknown, missing or of the wrong kind.

    Other problems are reported, but the settings are usable, so that the rest of the content is checked too.
    """
    context = settings_context(node, report)
    site = read(Site, node, context)
    if isinstance(site, Invalid):
        return site
    _check(site, node, context)
    return site


def settings_context(node: Node, report: Report) -> FileContext:
    """Return the context in which the settings' file is read."""
    return FileContext(SOURCE, report, _zone(node))


def _zone(node: Node) -> ZoneInfo:
    """Return the time zone for dates in the settings themselves; an invalid one is reported with its key."""
    value = node.values.get("timezone") if isinstance(node, Mapping) else None
    try:
        return ZoneInfo(value.text if isinstance(value, Scalar) else "UTC")
    except (ValueError, OSError, LookupError):
        return ZoneInfo("UTC")


def _check(site: Site, node: Node, context: FileContext) -> None:
    """Report what the types alone cannot check."""

    def error(message: str, *path: str | int, hint: str = "") -> None:
        context.report.error(context.place(node, *path), message, hint)

    if site.author and site.author not in site.authors:
        error(f'unknown author "{site.author}"{suggestion(site.author, site.authors)}', "author", hint=AUTHOR_HINT)
    for name in site.authors:
        if problem := slug_problem(name):
            authors = node.values["authors"] if isinstance(node, Mapping) else node
            place = authors.keys[name] if isinstance(authors, Mapping) else authors
            context.error(place, f'the author id "{name}" must be {problem}', "it is part of the address of a page")
    if urlsplit(site.url).query or urlsplit(site.url).fragment:
        error('"url" cannot have a query or a fragment', "url")
    for kind, pattern in site.permalinks.items():
        if wrong := pattern_problem(pattern):
            error(f'the permalink of "{kind}" {wrong[0]}', "permalinks", kind, hint=wrong[1])
    for path, value, least, most in (
        (("page_size",), site.page_size, 1, 1000),
        (("feeds", "items"), site.feeds.items, 1, 10_000),
        (("comments", "close_after_days"), site.comments.close_after_days, 0, 36_500),
        (("comments", "longest_body"), site.comments.longest_body, 100, 1_000_000),
        (("pitch", "words_per_minute"), site.pitch.words_per_minute, 60, 300),
    ):
        if not least <= value <= most:
            error(f'"{path[-1]}" must be between {least} and {most}, not {value}', *path)
    if site.podcast.guid and not re.fullmatch(
        r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", site.podcast.guid
    ):
        error('"guid" must be a UUID such as 917393e3-1b1e-5cef-ace4-edaa54e1f810', "podcast", "guid")


AUTHOR_HINT = f"authors are declared in {SOURCE} below authors:"


#: Reserved host names, which stand for an address until there is one: https://www.rfc-editor.org/rfc/rfc2606
_NOBODYS = re.compile(r"(?:.+\.)?(?:example|invalid|test|example\.(?:com|org|net))", re.IGNORECASE)


def is_placeholder(url: str) -> bool:
    """Return whether an address has a reserved host that nobody can own, such as ``https://my-site.example``."""
    return _NOBODYS.fullmatch(urlsplit(url).hostname or "") is not None


def is_address(text: str) -> bool:
    """Return whether a text is a site's address: http or https, a host, optionally a path, and nothing else."""
    try:
        parts = urlsplit(text)
        if not parts.hostname or parts.port == 0:
            return False
    except ValueError:
        return False
    # Surrogates stand for bytes of an argument that could not be decoded.
    return bool(re.fullmatch(r"(?i:https?)://[^\s/?#<>\"\\@\ud800-\udfff]+(?:/[^\s?#<>\"\\\ud800-\udfff]*)?", text))


def rehosted(site: Site, url: str) -> Site:
    """Return the settings with another address; GUIDs keep the old one."""
    return msgspec.structs.replace(site, url=url, id=site.guid_base)


def unknown_author(name: str, authors: Suggester, place: Place, report: Report) -> None:
    """Report an author that the settings do not name; ``authors`` are those that they do."""
    report.error(place, f'unknown author "{name}"{authors.suggestion(name)}', AUTHOR_HINT)
