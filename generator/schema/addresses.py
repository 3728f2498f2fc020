"""Addresses and parts of them: of the web, of the site, and the site's old ones."""

import re
import unicodedata
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from generator.base.paths import nfc
from generator.base.patterns import lazily
from generator.base.text import slugify

_SCHEME = lazily(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
#: What other programs name a post by, if that is no URI. Whoever writes a word means something else.
_OLD_NAME = lazily(r"(?=[^\s]*\d)[!-~]{8,200}")
_WEB = re.compile(r"https?://[^\s/?#<>\"{}|\\^`]+(?:[/?#][^\s<>\"]*)?", re.IGNORECASE)
_HOST = re.compile(
    r"https?://(?:[^\s/?#@]*@)?(?:\[[0-9a-fA-F:.]+\]|[^\s/?#@:\[\]]+)(?::\d{1,5})?(?:[/?#]|$)", re.IGNORECASE
)
_SLUG = re.compile(r"[\w~-][\w.~-]*")
#: Combining marks, such as the vowels of Hindi, count as letters except as the first character.
_ANY_MARK = lazily("(?<=.)[^\x00-\x7f]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
#: Old addresses that consist of a query, as those of WordPress.
_QUERY = lazily(r"/(?:index\.php)?\?[\w.~+-]+=[\w.~+%-]*(?:&[\w.~+-]+=[\w.~+%-]*)*", re.ASCII)

#: The maximum length of a name on file systems, with room for suffixes.
MAX_NAME = 200


def as_url(text: str, _: ZoneInfo) -> str:
    """Return an absolute web address."""
    text = text.strip()
    if not _WEB.fullmatch(text) or not _HOST.match(text) or not _splits(text):
        raise ValueError(
            "a web address that begins with https:// or http://", "copy it from the browser's address line"
        )
    return text


def _splits(url: str) -> bool:
    """Return whether an address can be parsed: some that look valid have an invalid host."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def as_uri(text: str, _: ZoneInfo) -> str:
    """Return a permanent name."""
    if not _SCHEME.fullmatch(text.strip()):
        raise ValueError("a URI such as tag:example.org,2026:first-post", "keep it for ever once it is published")
    return text.strip()


def as_guid(text: str, zone: ZoneInfo) -> str:
    """Return a permanent name: a URI, or the name that an old blog gave it, such as 24 digits of Ghost."""
    text = text.strip()
    return text if _OLD_NAME.fullmatch(text) else as_uri(text, zone)


def as_link(text: str, zone: ZoneInfo) -> str:
    """Return a path of the site, or an address."""
    text = text.strip()
    if text.startswith("/") and not text.startswith("//") and not re.search(r"[\s<>\"\\]", text):
        return nfc(text)
    if re.fullmatch(r"(?:mailto|tel):\S+", text):
        return text
    try:
        return as_url(text, zone)
    except ValueError:
        raise ValueError("a path such as /about/, or a web address that begins with https://", "") from None


def as_slug(text: str, _: ZoneInfo) -> str:
    """Return one part of an address."""
    text = nfc(text.strip())
    if problem := slug_problem(text):
        near = slugify(text)
        raise ValueError(problem, f"such as {near}" if near != text and not slug_problem(near) else "")
    return text


def slug_problem(text: str) -> str:
    """Return what a slug must be and is not, or an empty string."""
    letters = text if text.isascii() else _ANY_MARK.sub(_letter, text)
    if not _SLUG.fullmatch(letters) or ".." in text or text.endswith("."):
        return "one part of an address: letters, digits and hyphens"
    if len(text.encode()) > MAX_NAME:
        return f"at most {MAX_NAME} characters long"
    if _RESERVED.fullmatch(text):
        return "a name that every system can store"
    return ""


def _letter(character: re.Match[str]) -> str:
    """Return a character, or a letter in place of a combining mark."""
    return "m" if unicodedata.category(character[0])[0] == "M" else character[0]


def as_alias(text: str, _: ZoneInfo) -> str:
    """Return an old path as people read it, or ``?p=123``: one that begins with its query, without the slash."""
    text = text.strip()
    if _QUERY.fullmatch(text):
        return text[1:]
    if wrong := _alias_problem(text):
        raise ValueError("an old path of this site that begins with /", wrong)
    path = nfc(unquote(text))
    parts = path.strip("/").split("/")
    if any(part in {"", ".", ".."} or len(part.encode()) > MAX_NAME or _RESERVED.fullmatch(part) for part in parts):
        raise ValueError("a path within the site", "without .., empty or reserved parts, each at most 200 characters")
    return path


def _alias_problem(text: str) -> str:
    """Return what to do about what cannot be an old path, or an empty string."""
    if _HOST.match(text) and _splits(text):
        return f"leave the host out: {urlsplit(text).path or '/old/'}"
    if not text.startswith("/") or text.startswith("//"):
        near = "/" + text.strip("/")
        return f"such as {near}/" if re.fullmatch(r"/[\w/-]+", near) and "//" not in near else "such as /2019/old-name/"
    if "#" in text:
        return "what follows # never reaches a host: leave it out, or write %23 where the path itself has a #"
    if "?" in text:
        return "of addresses with a ? only those of the first page can lead on, such as /?p=123"
    if "*" in text:
        return "each alias is one path, not a pattern: write them out, or %2A where the path itself has a *"
    decoded = unquote(text)
    if "\ufffd" in decoded or re.search(r"%(?![0-9a-fA-F]{2})", text):
        return "it has a % that encodes nothing: write %25 where the path itself has one"
    if re.search(r"%2e", text, re.IGNORECASE) or re.search(r"[\\\x00-\x1f\x7f]", decoded):
        return "such as /2019/old-name/"
    if re.search(r"[<>\":]", text):
        return 'write < > " and : in an old path as %3C %3E %22 and %3A'
    return ""
