"""Where posts go: their files, their new addresses, and what leads there from the old ones."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qs, unquote
from zoneinfo import ZoneInfo

import msgspec

from generator.base.paths import nfc
from generator.base.text import slugify
from generator.content.find import is_ignored
from generator.importers.base import Blog, Place
from generator.importers.urls import host_of, joined, split
from generator.schema.addresses import slug_problem
from generator.site.permalinks import pattern_problem

#: The part of the published articles that must be at an address of one form for that to be the blog's.
_MOST = 0.6
_LONGEST = 80
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}[-_ ]")


class Home(msgspec.Struct, frozen=True, kw_only=True):
    """A post's place in the new site: its file from the project's root, its slug, and its address within the site."""

    kind: str
    key: str
    slug: str
    path: str
    url: str
    #: Whether it was here before, as a draft, or as something that is scheduled or expired.
    is_old: bool = False
    is_draft: bool = False
    is_hidden: bool = False


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What the site has already: entries by their ids, and what is taken."""

    homes: Mapping[str, Home]
    paths: frozenset[str]
    urls: frozenset[str]
    #: Slugs by kind.
    slugs: Mapping[str, frozenset[str]]


def form_of(blog: Blog) -> str:
    """Return the form of the addresses that most articles had, or an empty string: ``/{year}/{month}/{slug}/``."""
    found: Counter[str] = Counter()
    count = 0
    for place in blog.places:
        if place.kind == "article" and place.is_out and place.link:
            count += 1
            if form := _form(place, blog.url):
                found[form] += 1
    if not found:
        return ""
    form, times = found.most_common(1)[0]
    return form if times >= count * _MOST and pattern_problem(form) is None else ""


def _form(place: Place, home: str) -> str:
    parts = path_within(place.link, home).strip("/").split("/")
    if not place.link.endswith("/") or place.date is None or not parts or unquote(parts[-1]) != place.slug:
        return ""
    gaps = {f"{place.date:%Y}": "{year}", f"{place.date:%m}": "{month}", f"{place.date:%d}": "{day}"}
    made: list[str] = []
    for number, part in enumerate(parts[:-1]):
        # The first two digits after the year are the month, also where day and month are the same.
        order = "{month}" if made and made[-1] == "{year}" and part == f"{place.date:%m}" else gaps.get(part, part)
        made.append("{day}" if number and made[-1] == "{month}" and part == f"{place.date:%d}" else order)
    return "/" + "/".join([*made, "{slug}"]) + "/"


def path_within(url: str, home: str) -> str:
    """Return the path of an address below the blog's own, with a slash before it."""
    path, base = split(url).path, split(home).path.rstrip("/")
    return path.removeprefix(base) if base and path.startswith(f"{base}/") else path or "/"


def homes(
    places: Iterable[Place], guids: Mapping[str, str], known: Known, patterns: Mapping[str, str], zone: ZoneInfo
) -> dict[str, Home]:
    """Return where each post goes, by its key. ``guids`` are their ids, ``patterns`` the forms of addresses by kind.

    What has an id that is here already stays where it is. Of several posts with one name, the later ones are numbered.
    """
    found: dict[str, Home] = {}
    paths = {path.lower() for path in known.paths}
    # Where feeds were, and further pages of lists: these lead on.
    urls = {url.lower() for url in known.urls} | {"/feed/", "/page/"}
    slugs = {kind: set(found) for kind, found in known.slugs.items()}
    for place in places:
        if (old := known.homes.get(guids.get(place.key, ""))) is not None:
            found[place.key] = msgspec.structs.replace(old, key=place.key)
            continue
        folder = place.path.rpartition("/")[0] or f"content/{'articles' if place.kind == 'article' else 'pages'}"
        day = place.date.astimezone(zone) if place.date else None
        wanted = _slug(place)
        taken = slugs.setdefault(place.kind, set())
        number = 1
        while True:
            slug = wanted if number == 1 else f"{wanted}-{number}"
            name = f"{day:%Y-%m-%d}-{slug}" if day and place.kind == "article" else slug
            path = place.path if place.path and number == 1 else f"{folder}/{name}.md"
            url = _url(patterns[place.kind], slug, day)
            if slug not in taken and path.lower() not in paths and url.lower() not in urls:
                break
            number += 1
        taken.add(slug)
        paths.add(path.lower())
        urls.add(url.lower())
        found[place.key] = Home(kind=place.kind, key=place.key, slug=slug, path=path, url=url)
    return found


def _slug(place: Place) -> str:
    """Return a post's part of its address: as it was, if that can be one."""
    for name in (nfc(place.slug), slugify(place.slug)):
        if name and len(name) <= _LONGEST * 2 and not slug_problem(name) and not _odd(name):
            return name
    cut = slugify(place.slug)[:_LONGEST].strip("-")
    plain = slugify(place.key)[-40:].strip("-") or "post"
    return cut if cut and not slug_problem(cut) and not _odd(cut) else f"{place.kind}-{plain}"


def _odd(name: str) -> bool:
    """Return whether a file of the name would be taken for something else."""
    return is_ignored(f"{name}.md") or name.lower() == "index" or _DATE.match(f"{name}-") is not None


def _url(pattern: str, slug: str, day: object) -> str:
    made = pattern.replace("{slug}", slug)
    for gap, code in (("{year}", "%Y"), ("{month}", "%m"), ("{day}", "%d")):
        made = made.replace(gap, format(day, code) if day else "0")
    return made


class Addresses:
    """What old addresses lead to. Hosts count without ``www.`` and scheme, paths without their last slash."""

    def __init__(self, home: str) -> None:
        """Keep the blog's own address, against which relative ones are read."""
        self._home = home if home.endswith("/") else f"{home}/"
        self._host = host_of(home)
        self._found: dict[str, Home] = {}

    def add(self, url: str, home: Home) -> None:
        """Remember an old address of a post; the first post that had it keeps it."""
        if name := self._name(url):
            self._found.setdefault(name, home)

    def find(self, url: str) -> tuple[Home, str] | None:
        """Return the post that an address led to, and the fragment; None for others."""
        address, _, fragment = url.partition("#")
        if not address or not (name := self._name(address)):
            return None
        home = self._found.get(name)
        if home is None:
            return None
        return home, "" if fragment.startswith("more-") or fragment in {"respond", "comments"} else fragment

    def is_own(self, url: str) -> bool:
        """Return whether an address is of the blog itself."""
        return bool(self._host) and host_of(joined(self._home, url)) == self._host

    def _name(self, url: str) -> str:
        parts = split(joined(self._home, url.strip()))
        if parts.scheme not in {"http", "https"} or (parts.hostname or "").removeprefix("www.") != self._host:
            return ""
        asked = parse_qs(parts.query)
        numbers = [f"{key}={asked[key][0]}" for key in ("p", "page_id", "attachment_id") if key in asked]
        if numbers and parts.path.strip("/") in {"", "index.php", split(self._home).path.strip("/")}:
            return f"?{numbers[0]}"
        return nfc(unquote(parts.path)).rstrip("/").lower() or ""
