"""Tags of Liquid, as Jekyll and Eleventy have them: those with one plain meaning become it, and nothing is run."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from generator.importers.ends import Ends
from generator.importers.folder import media
from generator.importers.folder.expressions import Lookup, said, value
from generator.importers.folder.old import Told

#: So much may be put into a text by its tags, in signs.
_ROOM = 2_000_000
_OPEN = re.compile(r"\{[%{]")
_TAG = re.compile(r"\{%-?\s*(?P<name>[\w-]+)(?P<said>.*?)-?%\}", re.DOTALL)
#: Tags of plugins that put something into the page's head, or show what the site makes by itself.
_VARIABLE = re.compile(r"(?:page|site|include|post|layout)\.(?!(?:png|jpe?g|gif|svg|webp)$)[\w.-]+")
_SILENT = frozenset(("seo", "feed_meta", "csrf_meta", "endcomment", "endraw"))
_TWEETS = frozenset(("twitter", "tweet", "x"))
_VIDEOS = {"youtube": "youtube", "youtubeplayer": "youtube", "yt": "youtube", "vimeo": "vimeo"}
_IMAGES = frozenset(("img", "image", "figure", "picture", "responsive_image", "imgcap", "fancybox", "lightbox"))


class Ways(msgspec.Struct, frozen=True, kw_only=True):
    """What tags need of a blog: where a name leads, and a file that is put into texts as it is."""

    #: Returns the old address of a text by a tag's name and what it says.
    address: Callable[[str, str], str]
    #: Returns the text of an included file by its name, or None where there is none.
    included: Callable[[str, str], str | None]


def translated(text: str, known: Lookup, ways: Ways, told: Told) -> str:
    """Return a text without its tags, as far as they could be translated; the rest stays and is told."""
    if "{%" not in text and "{{" not in text:
        return text
    made: list[str] = []
    ends = Ends(text)
    gone: set[str] = set()
    room, end = _ROOM, 0
    while found := _OPEN.search(text, end):
        start = found.start()
        made.append(text[end:start])
        is_tag = found[0] == "{%"
        end = ends.after("%}" if is_tag else "}}", start + 2)
        if end == start + 2:
            made.append(found[0])
            continue
        whole = text[start:end]
        if not is_tag:
            shown = value(whole[2:-2].strip("-").strip(), known)
            if shown is None:
                told.say(f"`{_short(whole)}` was not translated, and stays in the text", text, start)
            made.append(whole if shown is None else shown)
            continue
        tag = _TAG.fullmatch(whole)
        if tag is None:
            made.append(whole)
            continue
        about = tag["said"].strip()
        inner, after = _inner(text, tag["name"], end, gone)
        new = _block(tag["name"], about, inner) if after else None
        if new is not None:
            made.append(media.placed(made, new))
            end = after
            continue
        new = _single(tag["name"], about, known, ways)
        room -= len(new or "")
        if new is None or room < 0:
            new = None
            told.say(f"`{_short(whole)}` was not translated, and stays in the text", text, start)
        made.append(whole if new is None else media.placed(made, new))
    made.append(text[end:])
    return "".join(made)


_BLOCKS = frozenset(("raw", "verbatim", "comment", "highlight", "codeblock", "blockquote", "pullquote", "mermaid",
                     "details"))  # fmt: skip


def _inner(text: str, name: str, start: int, gone: set[str]) -> tuple[str, int]:
    """Return what stands between a tag and its end, and where that is; 0 where it has none."""
    if (name not in _BLOCKS and not media.is_notice(name)) or name in gone:
        return "", 0
    found = re.compile(rf"\{{%-?\s*end{re.escape(name)}\s*-?%\}}").search(text, start)
    if found is None:
        gone.add(name)
        return "", 0
    return text[start : found.start()], found.end()


def _block(name: str, about: str, inner: str) -> str | None:
    """Return what a tag with an end stands for, or None for one that is not known."""
    if name in {"raw", "verbatim"}:
        return inner
    if name == "comment":
        # Nobody was to see it.
        return ""
    words = said(about)
    if name in {"highlight", "mermaid"}:
        return media.fence(inner, words.get("0", "") if name == "highlight" else name)
    if name == "codeblock":
        language = words.get("lang") or next(iter(re.findall(r"lang:(\S+)", about)), "")
        title = " ".join(word for word in about.split() if ":" not in word)
        return media.fence(inner, language, title)
    if name == "blockquote":
        by = f"\n>\n> — {about.strip()}" if about.strip() else ""
        lines = "\n".join(f"> {line}".rstrip() for line in inner.strip("\n").split("\n"))
        return f"\n\n{lines}{by}\n\n"
    if name == "pullquote":
        return re.sub(r"\{\"((?:(?!\{\").)*?)\"\}", r"\1", inner)
    if name == "details":
        return media.details(about.strip().strip('"'), inner)
    if media.is_notice(name):
        return media.notice(name, inner, about.strip().strip("\"'"))
    return None


def _single(name: str, about: str, known: Lookup, ways: Ways) -> str | None:
    """Return what a tag without an end stands for, or None for one that is not known."""
    if name in _SILENT:
        return ""
    words = {key: _filled(one, known) for key, one in said(about).items()}
    if name in {"post_url", "link"}:
        return ways.address(name, about.strip()) or None
    if name in {"include", "include_cached", "include_relative", "render", "partial"}:
        return _include(name, words, ways)
    if name in _VIDEOS:
        return media.video(_VIDEOS[name], words.get("id") or words.get("0", "")) or None
    if name == "gist":
        return media.gist([part for part in words.get("0", "").split("/") if part]) or None
    if name in _TWEETS:
        return media.post("twitter", [words.get("0", "")]) or None
    if name in _IMAGES:
        return _image(words)
    return None


def _include(name: str, words: Mapping[str, str], ways: Ways) -> str | None:
    file = words.get("0", "")
    stem = file.rpartition("/")[2].rpartition(".")[0].lower() or file.lower()
    stem = re.sub(r"[-_ ]?(?:player|embed|video|responsive)(?=$|[-_])|^embed[-_]", "", stem) or stem
    if stem in _VIDEOS:
        found = words.get("id") or words.get("url") or words.get("video") or words.get("video_id") or words.get("1", "")
        return media.video(_VIDEOS[stem], found) or None
    if stem == "video" and words.get("provider", "") in _VIDEOS:
        return media.video(words["provider"], words.get("id", "")) or None
    if stem in _IMAGES or stem.endswith(("image", "figure")):
        image = _image(words)
        if image is not None:
            return image
    if stem in {"toc", "table-of-contents"}:
        return "\n\n[TOC]\n\n"
    if media.is_notice(stem) and (text := words.get("content") or words.get("text")):
        return media.notice(stem, text, words.get("title", ""))
    text = ways.included(name, file)
    # Only what is no template itself means the same wherever it stands.
    return None if text is None or "{%" in text or "{{" in text else text


def _image(words: Mapping[str, str]) -> str | None:
    """Return the picture that a tag or an include shows, by the names that such have for its parts."""
    named = ("src", "url", "path", "image_path", "file", "image", "img", "filename", "source")
    source = next((words[key] for key in named if words.get(key)), "")
    if source and (not re.search(r"[/.]", source) or _VARIABLE.fullmatch(source)):
        # The name of a variable.
        return None
    if not source:
        # Of several words without a name, the one that is a path: classes stand before it, sizes behind.
        plain = [words[key] for key in sorted(words) if key.isdecimal()]
        source = next((one for one in plain if re.search(r"[/.]", one) and not one.endswith(".html")), "")
        if not source:
            return None
        after = [one for one in plain[plain.index(source) + 1 :] if not re.fullmatch(r"\d+(?:px|%)?", one)]
        spoken = words.get("alt") or " ".join(after)
    else:
        spoken = words.get("alt", "")
    caption = words.get("caption") or words.get("figcaption") or ""
    return media.figure(source, spoken or words.get("title", ""), caption, words.get("link") or words.get("href") or "")


def _filled(text: str, known: Lookup) -> str:
    """Return what a tag says with the variables in it; ``page.image`` alone is one as well."""
    if re.fullmatch(r"(?:page|site)\.[\w.-]+", text):
        return value(text, known) or text
    return re.sub(r"\{\{-?(.{0,300}?)-?\}\}", lambda found: _or(value(found[1].strip(), known), found[0]), text)


def _or(new: str | None, old: str) -> str:
    return old if new is None else new


def _short(tag: str) -> str:
    tag = " ".join(tag.split()).replace("`", "'")
    return tag if len(tag) <= 60 else f"{tag[:57]}…"


def variables(site: Mapping[str, Any], page: Mapping[str, Any]) -> Lookup:
    """Return what variables of texts mean."""
    return {"site": site, "page": page, "jekyll": {"environment": "production", "version": ""}}
