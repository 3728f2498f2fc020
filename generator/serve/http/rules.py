"""``_headers`` and ``_redirects``, read as hosts read them. What they cannot read, they leave out; so does this.

https://docs.netlify.com/manage/routing/redirects/overview/ and https://docs.netlify.com/manage/routing/headers/
"""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec

from generator.base.paths import in_path

_STATUS = re.compile(r"(\d{3})(!?)")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_PART = re.compile(r"(\*|:[A-Za-z]\w*)")
#: A target goes into a header as it is.
_TARGET = re.compile(r"(?:/|https?://)[\x21-\x7e]*", re.IGNORECASE)
_CODES = frozenset({200, 301, 302, 303, 307, 308, 404, 410})


class HeaderRule(msgspec.Struct, frozen=True):
    """Headers for the paths that match."""

    path: str
    headers: tuple[tuple[str, str], ...]


class Redirect(msgspec.Struct, frozen=True):
    """Where a path leads. ``forced`` also if there is a file; ``query`` is what the address's query must have."""

    path: str
    target: str
    status: int = 301
    forced: bool = False
    query: tuple[tuple[str, str], ...] = ()


class Met(msgspec.Struct, frozen=True):
    """A redirect that an address met, with its target filled in."""

    target: str
    status: int
    forced: bool


@lru_cache(maxsize=4)
def header_rules(data: bytes) -> tuple[HeaderRule, ...]:
    """Return the rules of ``_headers``."""
    rules: list[HeaderRule] = []
    for line in data.decode("utf-8", "replace").splitlines():
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if not line[0].isspace():
            rules.append(HeaderRule(text, ()))
            continue
        name, colon, value = text.partition(":")
        if rules and colon and _NAME.fullmatch(name) and value.strip().isprintable() and value.isascii():
            rules[-1] = HeaderRule(rules[-1].path, (*rules[-1].headers, (name, value.strip())))
    return tuple(rule for rule in rules if rule.headers and rule.path.startswith("/"))


@lru_cache(maxsize=4)
def redirect_rules(data: bytes) -> tuple[dict[str, tuple[int, ...]], tuple[Redirect, ...], tuple[int, ...]]:
    """Return the rules of ``_redirects``: the plain ones by path, all of them, and those with patterns."""
    rules = tuple(
        rule for line in data.decode("utf-8", "replace").splitlines() if (rule := _redirect(line)) is not None
    )
    by_path: dict[str, tuple[int, ...]] = {}
    patterns = []
    for number, rule in enumerate(rules):
        if _PART.search(rule.path):
            patterns.append(number)
        else:
            key = _bare(unquote(rule.path))
            by_path[key] = (*by_path.get(key, ()), number)
    return by_path, rules, tuple(patterns)


def _redirect(line: str) -> Redirect | None:
    """Return a line's rule; None for an empty one, and for what asks for a country, a role and the like."""
    words = line.split()
    # A comment may follow; an address has its "#" inside.
    words = words[: next((number for number, word in enumerate(words) if word.startswith("#")), len(words))]
    if len(words) < 2 or not words[0].startswith("/"):
        return None
    at = next((number for number, word in enumerate(words[1:], 1) if _TARGET.fullmatch(word)), 0)
    query = tuple((name, value) for name, mark, value in (word.partition("=") for word in words[1:at]) if mark)
    rest = words[at + 1 :]
    if not at or len(query) != at - 1 or len(rest) > 1:
        return None
    status = _STATUS.fullmatch(rest[0]) if rest else None
    if rest and (not status or int(status[1]) not in _CODES):
        return None
    return Redirect(words[0], words[at], int(status[1]) if status else 301, bool(status and status[2]), query)


def headers_for(data: bytes, path: str) -> dict[str, str]:
    """Return the headers of a path, with their names as they are written; those of several rules are joined."""
    found: dict[str, tuple[str, str]] = {}
    for rule in header_rules(data):
        if _matched(rule.path, path) is None:
            continue
        for name, value in rule.headers:
            known = found.get(name.lower())
            found[name.lower()] = (known[0], f"{known[1]}, {value}") if known else (name, value)
    return dict(found.values())


def redirect_for(data: bytes, path: str, query: str) -> Met | None:
    """Return the first redirect that an address meets, or None. A slash at the end makes no difference."""
    by_path, rules, patterns = redirect_rules(data)
    for number in sorted((*by_path.get(_bare(path), ()), *patterns)):
        rule = rules[number]
        if (filled := _matched(rule.path, path)) is None:
            continue
        given = dict(parse_qsl(query, keep_blank_values=True))
        if not _asked(rule, given, filled):
            continue
        target = _PLACE.sub(lambda place, filled=filled: filled.get(place[1], place[0]), rule.target)  # type: ignore[misc]  # a default binds the loop's value
        if query and not rule.query and not urlsplit(target).query:
            before, mark, fragment = target.partition("#")
            target = f"{before}?{query}{mark}{fragment}"
        # A path that a rule's pattern took is not let turn the target into another host's address.
        if rule.target.startswith("/") and target.startswith("//"):
            target = "/" + target.lstrip("/")
        return Met(target, rule.status, rule.forced)
    return None


_PLACE = re.compile(r":([A-Za-z]\w*)")


def _asked(rule: Redirect, given: dict[str, str], filled: dict[str, str]) -> bool:
    """Return whether a query has what a rule asks for; ``name=:value`` takes any value, and keeps it."""
    for name, value in rule.query:
        if name not in given or (not value.startswith(":") and given[name] != value):
            return False
        if value.startswith(":"):
            filled[value[1:]] = in_path(given[name])
    return True


def _matched(pattern: str, path: str) -> dict[str, str] | None:
    """Return what the places of a pattern stand for in a path, encoded; None if it does not match."""
    if not _PART.search(pattern):
        return {} if _bare(unquote(pattern)) == _bare(path) else None
    match = _compiled(pattern).fullmatch(path)
    return {name: in_path(value or "") for name, value in match.groupdict().items()} if match else None


@lru_cache(maxsize=2048)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern's expression: ``*`` at its end is anything, ``:name`` one part."""
    written, names = "", set[str]()
    for part in _PART.split(pattern):
        name = "splat" if part == "*" else part[1:]
        if not _PART.fullmatch(part):
            written += re.escape(unquote(part))
        elif name in names:
            written += ".*" if part == "*" else "[^/]+"
        else:
            names.add(name)
            # What comes after the star's slash may be missing with the slash: "/a/*" is "/a" as well.
            if part == "*" and written.endswith("/") and len(written) > 1:
                written = f"{written[:-1]}(?:/(?P<splat>.*))?"
            else:
                written += f"(?P<{name}>.*)" if part == "*" else f"(?P<{name}>[^/]+)"
    return re.compile(written + ("" if pattern.endswith("*") else "/?"), re.DOTALL)


def _bare(path: str) -> str:
    """Return a path without the slash at its end."""
    return path.rstrip("/") or "/"
