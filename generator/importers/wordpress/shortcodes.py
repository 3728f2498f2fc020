"""Shortcodes of WordPress: words in brackets that stand for something. The known ones become what they meant."""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape, unescape

from generator.importers.base import Picture
from generator.importers.body.making import figure, picture, player
from generator.importers.ends import Ends

_NAME = r"[a-zA-Z][\w-]*"
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))|"([^"]*)"|'([^']*)'|(\S+)""")
_CODE = re.compile(
    rf"\[\[(?P<escaped>/?{_NAME}[^\[\]]*)\]\]"
    rf"|<(?P<raw>pre|code|textarea)\b[^<>]*>"
    rf"|\[(?P<name>{_NAME})(?P<said>(?:\s(?:[^\[\]\"']++|\"[^\"]{{0,4000}}\"|'[^']{{0,4000}}'){{0,100}})?|=[^\[\]]*)(?P<alone>/)?\]",
    re.DOTALL,
)
_IMAGE = re.compile(r"(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?", re.DOTALL | re.IGNORECASE)
_LISTING = frozenset(("code", "sourcecode", "crayon", "highlight"))

Attributes = Mapping[str, str]


class Shortcodes:
    """What turns shortcodes into HTML. ``unknown`` gathers the names of those that stay as they are.

    ``pictures`` returns those of numbers of attachments, or those that belong to the post for none.
    """

    def __init__(self, pictures: Callable[[Sequence[str]], Sequence[Picture]]) -> None:
        """Keep where galleries find their pictures."""
        self._pictures = pictures
        self.unknown: list[str] = []

    def __call__(self, text: str) -> str:
        """Return a text with its shortcodes replaced."""
        if "[" not in text:
            return text
        made: list[str] = []
        ends = Ends(text)
        end = 0
        while found := _CODE.search(text, end):
            made.append(text[end : found.start()])
            end = found.end()
            if found["escaped"] is not None:
                made.append(f"[{found['escaped']}]")
                continue
            if found["raw"] is not None:
                end = ends.after(f"</{found['raw']}", end)
                made.append(text[found.start() : end])
                continue
            name = found["name"].lower()
            inner, after = "", end
            if not found["alone"]:
                closing = f"[/{found['name']}]"
                after = ends.after(closing, end)
                inner = text[end : after - len(closing)] if after > end else ""
            html = self._html(name, attributes(found["said"] or ""), inner)
            if html is None:
                made.append(found[0])
                if _looks_meant(found[0], name, closed=after > end):
                    self.unknown.append(name)
                continue
            made.append(html)
            end = after
        made.append(text[end:])
        return "".join(made)

    def _html(self, name: str, said: Attributes, inner: str) -> str | None:
        """Return the HTML of a shortcode, or None for one that is not known."""
        if name in {"caption", "wp_caption"}:
            return self._caption(said, inner)
        if name == "gallery":
            ids = re.findall(r"\d+", said.get("ids", "") or said.get("include", ""))
            return gallery(self._pictures(ids))
        if name in {"audio", "video"}:
            source = _source(name, said) or inner.strip()
            return f"\n\n{player(name, source)}\n\n" if source else ""
        if name == "embed":
            return f"\n\n{inner.strip()}\n\n"
        if name in {"youtube", "vimeo", "dailymotion"}:
            return _player(name, said, inner)
        if name in _LISTING:
            word = said.get("language") or said.get("lang") or ""
            kind = f' class="language-{escape(word)}"' if re.fullmatch(r"[\w+#-]+", word) else ""
            lines = inner.strip("\n")
            # Texts of this editor have their code encoded already, unless a person wrote it in the HTML view.
            code = lines if re.search(r"&(?:lt|gt|amp|quot|#\d+);", lines) else escape(lines, quote=False)
            return f"\n\n<pre><code{kind}>{code}</code></pre>\n\n"
        if name == "playlist":
            return ""
        return None

    def _caption(self, said: Attributes, inner: str) -> str:
        image = _IMAGE.search(inner)
        if image is None:
            return inner
        words = said.get("caption") or inner[image.end() :]
        caption = f"<figcaption>{' '.join(self(words).split())}</figcaption>" if words.strip() else ""
        return f"\n\n<figure>{image[0]}{caption}</figure>\n\n"


def attributes(text: str) -> Attributes:
    """Return a shortcode's attributes; those without a name are numbered from 0."""
    found: dict[str, str] = {}
    number = 0
    for match in _ATTRIBUTE.finditer(text.lstrip("=")):
        if match[1]:
            found[match[1].lower()] = unescape(match[2] or match[3] or match[4] or "")
        else:
            found[str(number)] = unescape(match[5] or match[6] or match[7] or "")
            number += 1
    return found


def gallery(pictures: Sequence[Picture]) -> str:
    """Return pictures one below the other, each with its caption."""
    made = [figure(picture(one.url, one.alt), escape(one.credit)) for one in pictures]
    return "\n\n" + "\n\n".join(made) + "\n\n" if made else ""


def _looks_meant(written: str, name: str, *, closed: bool) -> bool:
    """Return whether words in brackets look like a shortcode: with an end, a value, or a name of several words."""
    return closed or "=" in written or "_" in name or "-" in name


def _source(name: str, said: Attributes) -> str:
    """Return the address that an audio or video shortcode plays."""
    kinds = ("mp3", "m4a", "ogg", "wav", "wma", "flac") if name == "audio" else ("mp4", "m4v", "webm", "ogv", "flv")
    return next((said[key] for key in ("src", *kinds, "0") if said.get(key)), "")


def _player(name: str, said: Attributes, inner: str) -> str | None:
    """Return a video's address on a line of its own, or None if the shortcode does not say which."""
    word = said.get("id") or said.get("url") or said.get("0") or inner.strip()
    if re.match(r"https?://", word):
        return f"\n\n{word}\n\n"
    if name == "vimeo" and re.fullmatch(r"\d{5,12}", word):
        return f"\n\nhttps://vimeo.com/{word}\n\n"
    if name == "youtube" and re.fullmatch(r"[\w-]{11}", word):
        return f"\n\nhttps://www.youtube.com/watch?v={word}\n\n"
    return None
