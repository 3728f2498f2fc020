"""The site's settings: ``content/site.yaml``, read and checked."""

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from generator.base.layout import CONTENT, SETTINGS
from generator.base.problems import Place, Report, Suggester, suggestion
from generator.schema.addresses import as_alias, slug_problem
from generator.schema.elsewhere import Account, Publication
from generator.schema.fields import FileContext, Invalid, read
from generator.schema.nodes import Mapping, Node, Scalar
from generator.schema.rules import About, Between
from generator.schema.scalars import AnyName, Email, Filled, Language, Target, Uri, Url, ZoneName
from generator.site.declared import DeclaredKind
from generator.site.permalinks import pattern_problem

SOURCE = f"{CONTENT}/{SETTINGS}"


class _Settings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The base of the parts of the settings."""


class Author(_Settings, frozen=True, kw_only=True):
    """Someone who writes here. ``image`` is a path below ``static/`` or an address."""

    name: Annotated[Filled, About("What they are called", "Ann Example")]
    bio: Annotated[str, About("A sentence or three", "Ann holds the Tuesday table.")] = ""
    url: Annotated[Url, About("Their own site")] = ""
    image: Annotated[
        str, About("A picture in static files, as a path that begins with /, or an address", "/images/ann.jpg")
    ] = ""
    profiles: Annotated[
        tuple[Url, ...], About("Where else they are: the addresses of their accounts", "[https://social.example/@ann]")
    ] = ()
    fediverse: Annotated[Account, About("Their account in the fediverse, named where their texts are passed on")] = ""


class MenuItem(_Settings, frozen=True, kw_only=True):
    """A named link."""

    label: Annotated[Filled, About("What people read", "About")]
    url: Annotated[Target, About("Where it leads")]
    note: Annotated[str, About("A sentence beside it", "What this is.")] = ""


class Feeds(_Settings, frozen=True, kw_only=True):
    """The settings of the site's feeds."""

    items: Annotated[int, Between(1, 10_000), About("How many items a feed has", "20")] = 20
    #: Formats of the main feed; None for those whose ``FeedFormat`` makes them the default.
    formats: Annotated[
        tuple[Filled, ...] | None,
        About("The formats of the main feed and the give-log's; rss, atom and json without it", "[rss, atom, json]"),
    ] = None
    #: The kinds in the main feed; None for all that are in the feeds of tags and authors.
    include: Annotated[
        tuple[Filled, ...] | None,
        About("The kinds in the main feed; articles and episodes without it", "[article, episode]"),
    ] = None
    hub: Annotated[Url, About("The address of a WebSub hub, which feeds then name")] = ""


class Comments(_Settings, frozen=True, kw_only=True):
    """The live comment system of the articles; ``others`` are the settings of that system.

    ``longest_body`` limits the comments in files, in characters.
    """

    provider: Annotated[str, About("The live comment system; its own settings stand beside it", "none")] = "none"
    close_after_days: Annotated[
        int, Between(0, 36_500), About("After how many days articles take no more comments; 0 means never", "365")
    ] = 0
    longest_body: Annotated[
        int, Between(100, 1_000_000), About("How many characters a comment in a file may have", "20000")
    ] = 20_000
    webmention: Annotated[Url, About("The address of an endpoint that receives Webmentions for you")] = ""
    others: Mapping = Mapping({}, {}, 0, 0)


class Newsletter(_Settings, frozen=True, kw_only=True):
    """The newsletter by e-mail, which a service sends; ``others`` are the settings of that service."""

    provider: Annotated[str, About("The service that sends it; its own settings stand beside it", "none")] = "none"
    every: Annotated[
        Literal["week", "month", "post"], About("How often it comes: each week or month, or with each new post")
    ] = "week"
    promise: Annotated[
        str, About("What readers get and how often, in your own words", "One letter on Mondays, tea included.")
    ] = ""
    others: Mapping = Mapping({}, {}, 0, 0)


class Podcast(_Settings, frozen=True, kw_only=True):
    """The talk show as a podcast. ``guid`` is a UUID that must never change."""

    title: Annotated[str, About("The show's name; the site's without it", "The show")] = ""
    description: Annotated[str, About("What it is about", "Talks about work.")] = ""
    author: Annotated[str, About("Who makes it", "Ann Example")] = ""
    owner_name: Annotated[str, About("Who owns it", "Ann Example")] = ""
    owner_email: Annotated[Email, About("Where directories write to; it is public")] = ""
    category: Annotated[str, About("One of Apple's categories", "Business")] = ""
    subcategory: Annotated[str, About("One of its own", "Careers")] = ""
    image: Annotated[str, About("The cover in static files: square, at least 1,400 pixels", "/images/cover.jpg")] = ""
    explicit: Annotated[bool, About("Whether the show is not for children", "false")] = False
    guid: Annotated[str, About("A UUID that is the show's name for ever", "917393e3-1b1e-5cef-ace4-edaa54e1f810")] = ""
    funding: Annotated[Url, About("Where listeners can give something")] = ""


class PitchSettings(_Settings, frozen=True, kw_only=True):
    """How fast people speak."""

    words_per_minute: Annotated[int, Between(60, 300), About("How many words people speak in a minute", "140")] = 140


class ThemeSettings(_Settings, frozen=True, kw_only=True):
    """The theme's colours, by a skin's name, and the site's logo."""

    skin: Annotated[
        str, About("The colours: harbour, plum, or one of your own; the theme's own without it", "harbour")
    ] = ""
    logo: Annotated[str, About("A picture in static files that stands at the top", "/images/logo.svg")] = ""


class Site(_Settings, frozen=True, kw_only=True):
    """The settings of a site."""

    title: Annotated[Filled, About("The site's name", "A title")]
    url: Annotated[Url, About("Its address, with or without a path")]
    id: Annotated[Uri, About("A permanent name for the site, by which feeds name things; never change it")] = ""
    description: Annotated[str, About("One sentence; it stands large on the home page", "Give before you ask.")] = ""
    language: Annotated[Language, About("The language of your texts; dates are written in it")] = "en"
    timezone: Annotated[ZoneName, About("Dates and times without an offset are in it")] = "UTC"
    author: Annotated[AnyName, About("The id of the author of everything that names no other")] = ""
    authors: Annotated[dict[str, Author], About("Who writes, by ids")] = {}
    menu: Annotated[tuple[MenuItem, ...], About("The links at the top")] = ()
    community: Annotated[
        tuple[MenuItem, ...], About("Where people meet: a discussion group, accounts on networks")
    ] = ()
    permalinks: Annotated[
        dict[str, Filled], About("Other forms of address, by kinds", "{article: '/{year}/{slug}/'}")
    ] = {}
    redirects: Annotated[
        dict[str, Target], About("Old addresses that are no text's, and where they lead", "{/group/: /archive/}")
    ] = {}
    #: Kinds of its own, beside those that every site has.
    kinds: Annotated[dict[str, DeclaredKind], About("Kinds of content of your own, by names")] = {}
    page_size: Annotated[int, Between(1, 1_000), About("How many entries a page of a list has", "10")] = 10
    feeds: Annotated[Feeds, About("What feeds have")] = Feeds()
    comments: Annotated[Comments, About("The live comment system of the articles")] = Comments()
    newsletter: Annotated[Newsletter, About("A form for a newsletter by e-mail, which a service sends")] = Newsletter()
    standard_site: Annotated[Publication, About("The site's record at standard.site")] = ""
    podcast: Annotated[Podcast, About("The talk show as a podcast")] = Podcast()
    pitch: Annotated[PitchSettings, About("How pitches are timed")] = PitchSettings()
    share_images: Annotated[
        Literal["kind", "page"] | None,
        About("Whether a picture is drawn for each kind of page, or for each page without one"),
    ] = None
    search: Annotated[
        Literal["none", "pagefind"], About("Whether readers can search the site, with Pagefind", "pagefind")
    ] = "none"
    theme: Annotated[ThemeSettings, About("Colours and logo")] = ThemeSettings()

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

    def guid(self, kind: str, tail: str) -> str:
        """Return the GUID of what has no ``id`` of its own, from the name of its kind and its slug."""
        return f"{self.guid_base}:{kind}:{tail}"


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
    for old in site.redirects:
        try:
            as_alias(old, context.zone)
        except ValueError as fault:
            error(f'"{old}" must be {fault.args[0]}', "redirects", old, hint=fault.args[1])
    if site.podcast.guid and not re.fullmatch(
        r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", site.podcast.guid
    ):
        error('"guid" must be a UUID such as 917393e3-1b1e-5cef-ace4-edaa54e1f810', "podcast", "guid")


AUTHOR_HINT = f"authors are declared in {SOURCE} below authors:"


#: Reserved host names, which stand for an address until there is one: https://www.rfc-editor.org/rfc/rfc2606
_NOBODYS = re.compile(r"(?:.+\.)?(?:example|invalid|test|example\.(?:com|org|net))", re.IGNORECASE)


def is_placeholder(url: str) -> bool:
    """Return whether an address has a reserved host that nobody can own, such as ``https://my-site.example``."""
    try:
        return _NOBODYS.fullmatch(urlsplit(url).hostname or "") is not None
    except ValueError:
        return False


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
