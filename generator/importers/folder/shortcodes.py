"""Shortcodes of Hugo: those with one plain meaning become it, the rest stays and is told. Nothing is run."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import msgspec

from generator.importers.ends import Ends
from generator.importers.folder import media
from generator.importers.folder.expressions import said
from generator.importers.folder.old import Told
from generator.importers.names import words as names

_BEGIN = re.compile(r"\{\{([<%])")
_NAME = re.compile(r"(?P<end>/)?\s*(?P<name>[\w./-]+)(?:\s+(?P<said>.*))?", re.DOTALL)
#: No text has shortcodes that deep within each other.
_DEEPEST = 30
#: No longer shortcode is looked at.
_LONGEST = 10_000
#: Shortcodes that hold a text and add nothing to it but looks.
_BARE = names(
    "rawhtml raw html center md markdown lead columns column div row col tabs tab steps step cards indent section"
    " article text keepit"
)
_VIDEOS = {**dict.fromkeys(("youtube", "yt", "youtube-lite", "youtubelite"), "youtube"), "vimeo": "vimeo"}
_FIGURES = frozenset(("figure", "img", "image", "picture", "imgproc", "fig", "resize-image"))
_POSTS = {
    "tweet": "twitter",
    "twitter": "twitter",
    "x": "twitter",
    "twitter_simple": "twitter",
    "instagram": "instagram",
}
_SILENT = frozenset(("toc", "table_of_contents", "tableofcontents"))


class _Code(msgspec.Struct, frozen=True):
    """A shortcode as it stands: where, its name, whether it ends one, and what it says."""

    start: int
    stop: int
    name: str = ""
    is_end: bool = False
    said: str = ""
    #: What is shown of one that was written to be shown.
    shown: str = ""


class Ways(msgspec.Struct, frozen=True, kw_only=True):
    """What shortcodes need of a blog: where a name leads, and what a parameter says."""

    address: Callable[[str], str]
    parameter: Callable[[str], str]


class _Open(msgspec.Struct):
    """A shortcode that has begun, with what came since."""

    name: str
    words: Mapping[str, str]
    whole: str
    at: int
    made: list[str]


def translated(text: str, ways: Ways, told: Told) -> str:
    """Return a text without its shortcodes, as far as they could be translated; the rest stays and is told."""
    if "{{<" not in text and "{{%" not in text:
        return text
    codes = list(_codes(text))
    closing = Counter(code.name for code in codes if code.is_end)
    stack: list[_Open] = [_Open("", {}, "", 0, [])]
    end = 0
    for code in codes:
        stack[-1].made.append(text[end : code.start])
        end = code.stop
        whole = text[code.start : code.stop]
        if code.shown:
            stack[-1].made.append(code.shown)
            continue
        if code.is_end:
            closing[code.name] -= 1
            _close(stack, code.name, whole, ways, told, text)
            continue
        words = said(code.said.removesuffix("/"))
        if closing[code.name] > 0 and not code.said.endswith("/") and len(stack) < _DEEPEST:
            stack.append(_Open(code.name, words, whole, code.start, []))
            continue
        new = _or_told(_single(code.name.lower(), words, ways), whole, code.start, told, text)
        stack[-1].made.append(media.placed(stack[-1].made, new))
    stack[-1].made.append(text[end:])
    while len(stack) > 1:
        one = stack.pop()
        stack[-1].made += [one.whole, *one.made]
    return "".join(stack[0].made)


def _codes(text: str) -> Iterator[_Code]:
    """Yield the shortcodes of a text, in order."""
    ends = Ends(text)
    at = 0
    for found in _BEGIN.finditer(text):
        start = found.start()
        if start < at:
            continue
        stop = ends.after(">}}" if found[1] == "<" else "%}}", start + 3)
        if not start + 6 <= stop <= start + _LONGEST:
            continue
        at = stop
        inner = text[start + 3 : stop - 3].strip()
        if inner.startswith("/*") and inner.endswith("*/") and len(inner) >= 4:
            # Written so that it is shown and means nothing.
            whole = text[start:stop]
            yield _Code(start, stop, shown=whole[:3] + " " + inner[2:-2].strip() + " " + whole[-3:])
        elif name := _NAME.fullmatch(inner):
            yield _Code(start, stop, name["name"], bool(name["end"]), (name["said"] or "").strip())


def _close(stack: list[_Open], name: str, end: str, ways: Ways, told: Told, text: str) -> None:
    """End the innermost open shortcode of a name; what was begun within it and has no end is written as it was."""
    if not any(one.name == name for one in stack[1:]):
        stack[-1].made.append(end)
        return
    while stack[-1].name != name:
        one = stack.pop()
        single = _or_told(_single(one.name.lower(), one.words, ways), one.whole, one.at, told, text)
        stack[-1].made += [single, *one.made]
    one = stack.pop()
    inner = "".join(one.made)
    new = _paired(name.lower(), one.words, inner)
    if new is None:
        told.say(f"`{_short(one.whole)}` was not translated, and stays in the text", text, one.at)
        new = f"{one.whole}{inner}{end}"
    stack[-1].made.append(media.placed(stack[-1].made, new))


def _or_told(new: str | None, whole: str, at: int, told: Told, text: str) -> str:
    if new is None:
        told.say(f"`{_short(whole)}` was not translated, and stays in the text", text, at)
        return whole
    return new


def _single(  # noqa: PLR0911 (one for each)
    name: str, words: Mapping[str, str], ways: Ways
) -> str | None:
    """Return what a shortcode without an end stands for, or None for one that is not known."""
    plain = [words[key] for key in sorted(words, key=lambda key: (len(key), key)) if key.isdecimal()]
    head = plain[0] if plain else ""
    if name in {"ref", "relref"}:
        return ways.address(words.get("path") or head) or None
    if name in _FIGURES:
        return _figure(words, head, plain) or None
    if name in _VIDEOS:
        return media.video(_VIDEOS[name], words.get("id") or head) or None
    if name == "gist":
        return media.gist(plain) or None
    if name in _POSTS:
        parts = [words[key] for key in ("user", "id") if words.get(key)] or plain
        return media.post(_POSTS[name], parts) or None
    if name in {"param", "var"}:
        return ways.parameter(head) or None
    if name in _SILENT:
        return "\n\n[TOC]\n\n"
    if name == "video" and (source := words.get("src") or words.get("url") or head):
        return f'\n\n<video controls src="{source}"></video>\n\n' if not re.search(r"[\"<>]", source) else None
    if name == "audio" and (source := words.get("src") or words.get("url") or head):
        return f'\n\n<audio controls src="{source}"></audio>\n\n' if not re.search(r"[\"<>]", source) else None
    if name in {"br", "newline"}:
        return "<br>"
    return None


def _figure(words: Mapping[str, str], head: str, plain: list[str]) -> str:
    source = words.get("src") or words.get("path") or words.get("url") or words.get("image") or head
    by = words.get("attr", "")
    link = words.get("attrlink", "")
    by = f'<a href="{link}">{by}</a>' if by and re.match(r"https?://[^\s\"<>]+$", link) else by
    title = words.get("title", "")
    heading = f"<strong>{title}</strong>" if title and title != words.get("caption") else ""
    caption = " ".join(part for part in (words.get("caption", ""), by) if part)
    alt = (
        words.get("alt")
        or (plain[1] if len(plain) > 1 else "")
        or re.sub(r"<[^<>]*>|[*_`]", "", words.get("caption", "") or title)
    )
    return media.figure(source, alt, caption, words.get("link", ""), "", words.get("width", ""), heading)


def _paired(name: str, words: Mapping[str, str], inner: str) -> str | None:
    """Return what a shortcode around a text stands for, or None for one that is not known."""
    plain = [words[key] for key in sorted(words) if key.isdecimal()]
    head = plain[0] if plain else ""
    if name in {"highlight", "code", "codeblock"}:
        return media.fence(inner, words.get("lang") or words.get("language") or head, words.get("title", ""))
    if name == "mermaid":
        return media.fence(inner, "mermaid")
    if name in {"details", "expand", "collapse", "spoiler", "accordion"}:
        return media.details(words.get("summary") or words.get("title") or head, inner)
    if name in {"notice", "admonition", "callout", "hint", "alert", "box", "message", "panel"}:
        kind = (
            words.get("type")
            or words.get("style")
            or words.get("level")
            or words.get("status")
            or words.get("icon")
            or head
        )
        kind = kind if media.is_notice(kind) else "note"
        return media.notice(kind, inner, words.get("title") or (plain[1] if len(plain) > 1 else ""))
    if media.is_notice(name) and name not in {"quote", "cite", "summary", "abstract", "check"}:
        return media.notice(name, inner, words.get("title") or head)
    if name in {"quote", "blockquote"}:
        by = words.get("author") or words.get("source") or head
        lines = [*(f"> {line}".rstrip() for line in inner.strip("\n").split("\n")), *([">", f"> — {by}"] if by else [])]
        return "\n\n" + "\n".join(lines) + "\n\n"
    if name in _FIGURES:
        words = {**words, "caption": words.get("caption") or " ".join(inner.split())}
        return _figure(words, head, plain) or None
    if name in {"button", "btn"} and (url := words.get("href") or words.get("url") or words.get("link")):
        return f"[{' '.join(inner.split())}]({url})" if not re.search(r"[\s()<>]", url) else None
    return f"\n\n{inner.strip(chr(10))}\n\n" if name in _BARE else None


def _short(tag: str) -> str:
    tag = " ".join(tag.split()).replace("`", "'")
    return tag if len(tag) <= 60 else f"{tag[:57]}…"
