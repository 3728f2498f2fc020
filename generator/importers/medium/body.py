"""The text of a Medium story as its readers saw it, without the title and the summary that stand above it."""

import re
from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import parse_qs

import msgspec

from generator.importers.base import Picture
from generator.importers.body.making import link
from generator.importers.body.parse import classed, classes, drop, elements, inner, instead, is_below, said
from generator.importers.medium.story import Story
from generator.importers.urls import split

_PICTURE = re.compile(r"(https?://(?:cdn-images-\d+|miro)\.medium\.com/)(?:max|fit/[a-z]+)/(\d+)(?:/\d+)?/(.+)$")
_WIDEST = 4000
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PLAIN = frozenset(("plaintext", "text", "none", "auto"))
#: The longest caption of a picture above a story that can be its credit.
_CREDIT = 200


class Text(msgspec.Struct, frozen=True):
    """A text as HTML, with its summary, which is whole where it stands in the text, and the picture above it."""

    html: str
    summary: str
    image: Picture | None
    pictures: tuple[str, ...]


def text_of(one: Story, own: Callable[[str], str]) -> Text:
    """Return a story's text. ``own`` gives the blog's own address of a link, or the link as it is."""
    root = one.body
    _rules(root)
    summary = _without_head(root, one)
    _embeds(root)
    _listings(root)
    for picture in elements(root, "img"):
        picture.set("src", original(picture.get("src") or "", picture.get("data-width") or ""))
    for one_link in elements(root, "a"):
        if href := (one_link.get("href") or "").strip():
            one_link.set("href", own(href))
    _names(root)
    _levels(root)
    image = _image(root)
    found = dict.fromkeys(each.get("src") for each in elements(root, "img") if each.get("src").startswith("http"))
    if image:
        found[image.url] = None
    return Text(inner(root), summary, image, tuple(found))


def original(url: str, width: str) -> str:
    """Return the address of a picture as large as it was uploaded, for one that is shown smaller."""
    found = _PICTURE.match(url.strip())
    if found is None or not width.isdecimal() or len(width) > 5 or int(width) <= int(found[2]):
        return url.strip()
    return f"{found[1]}max/{min(int(width), _WIDEST)}/{found[3]}"


def _rules(root: Any) -> None:
    """Leave a line between sections, and none above the first."""
    for number, one in enumerate(classed(root, "section--body", "section")):
        for rule in classed(one, "section-divider"):
            if rule.tag == "hr" and number == 0:
                drop(rule)


def _without_head(root: Any, one: Story) -> str:
    """Take out the title and the summary, each once, where they stand in the text as well. Returns the summary."""
    summary = one.subtitle
    grafs = list(classed(root, "graf"))[:8]
    title = next((each for each in grafs if "graf--title" in classes(each)), None)
    if title is None:
        title = next((each for each in grafs[:3] if each.tag in _HEADINGS and _same(said(each), one.title)), None)
    if title is not None and _same(said(title), one.title):
        drop(title)
    subtitle = next((each for each in grafs if "graf--subtitle" in classes(each)), None)
    if subtitle is None:
        subtitle = next((each for each in grafs[:4] if each.tag in _HEADINGS and _same(said(each), one.subtitle)), None)
    if subtitle is not None and is_below(subtitle, root) and _same(said(subtitle), one.subtitle):
        summary = said(subtitle)
        drop(subtitle)
    for kicker in classed(root, "graf--kicker"):
        if _same(said(kicker), one.subtitle) or _same(said(kicker), one.title):
            drop(kicker)
        else:
            kicker.tag = "p"
    return summary


def _same(text: str, other: str) -> bool:
    """Return whether two texts are the same, where the second may be cut short."""
    plain, cut = (re.sub(r"\W+", " ", each).strip().casefold() for each in (text, other))
    return bool(plain) and (plain == cut or (other.rstrip().endswith(("…", "...")) and plain.startswith(cut)))


def _embeds(root: Any) -> None:
    """Put links in the place of what is shown of other sites."""
    for one in classed(root, "mixtapeImage"):
        drop(one)
    for one in classed(root, "graf--mixtapeEmbed"):
        target = next(iter(elements(one, "a")), None)
        if target is not None:
            instead(one, _card(target))
    for one in elements(root, "blockquote"):
        if "twitter-tweet" in classes(one) and not said(one):
            urls = [each.get("href") for each in elements(one, "a") if each.get("href")]
            instead(one, link(urls[-1]) if urls else "<p></p>")
    for one in elements(root, "script"):
        source = (one.get("src") or "").strip()
        if found := re.match(r"(https?://gist\.github\.com/[\w/-]+)\.js", source):
            instead(one, link(found[1]))
        else:
            drop(one)
    for one in elements(root, "iframe"):
        source = (one.get("src") or one.get("data-src") or "").strip()
        asked = parse_qs(split(source).query)
        if (split(source).hostname or "").endswith("embedly.com"):
            source = next((asked[key][0] for key in ("url", "src") if key in asked), source)
        one.set("src", source)


def _card(link: Any) -> str:
    """Return a card that stands for a page as a link with what it says."""
    url = escape((link.get("href") or "").strip())
    title = next((said(one) for one in elements(link, "strong")), "")
    about = next((said(one) for one in elements(link, "em")), "")
    rest = said(link).removeprefix(title).strip().removeprefix(about).strip()
    lines = [f'<a href="{url}"><strong>{escape(title)}</strong></a>' if title else f'<a href="{url}">{url}</a>']
    lines += [f"<em>{escape(about)}</em>"] if about else []
    lines += [escape(rest)] if rest else []
    return f"<p>{'<br>'.join(lines)}</p>"


def _listings(root: Any) -> None:
    """Make listings of code of their lines; old ones that follow each other are one."""
    before: Any = None
    for one in elements(root, "pre"):
        for line_end in elements(one, "br"):
            line_end.tail = "\n" + (line_end.tail or "")
            drop(line_end)
        lines = "".join(one.itertext()).strip("\n")
        name = (one.get("data-code-block-lang") or "").lower()
        is_new = "graf--preV2" in classes(one)
        if before is not None and before.getnext() is one and not (before.tail or "").strip() and not is_new:
            before[0].text += f"\n{lines}"
            drop(one)
            continue
        for child in list(one):
            one.remove(child)
        one.text = None
        code = one.makeelement("code", {})
        code.text = lines
        if re.fullmatch(r"[\w+#-]+", name) and name not in _PLAIN:
            code.set("class", f"language-{name}")
        one.append(code)
        before = None if is_new else one


def _names(root: Any) -> None:
    """Take the names of places away that nothing in the text leads to: every paragraph has one."""
    wanted = {(one.get("href") or "")[1:] for one in elements(root, "a") if (one.get("href") or "").startswith("#")}
    for one in root.iter():
        if isinstance(one.tag, str):
            if one.tag != "a" or one.get("name") not in wanted:
                one.attrib.pop("name", None)
            if one.get("id") not in wanted:
                one.attrib.pop("id", None)


def _levels(root: Any) -> None:
    """Let headings begin below the title, and leave no level out."""
    used = sorted({one.tag for one in elements(root, *_HEADINGS)})
    new = {tag: f"h{min(number, 6)}" for number, tag in enumerate(used, 2)}
    for one in elements(root, *_HEADINGS):
        one.tag = new[one.tag]


def _image(root: Any) -> Picture | None:
    """Take the picture out that stands above a story and stands for it, with what its caption says."""
    figure = next(iter(classed(root, "graf")), None)
    if figure is None or figure.tag != "figure":
        return None
    images = elements(figure, "img")
    if len(images) != 1 or images[0].get("data-is-featured") != "true" or not images[0].get("src").startswith("http"):
        return None
    captions = elements(figure, "figcaption")
    credit = said(captions[0]) if captions else ""
    links = [one.get("href") or "" for one in elements(figure, "a")]
    if len(links) > 1 or len(credit) > _CREDIT or (links and not captions):
        return None
    drop(figure)
    alt = " ".join((images[0].get("alt") or "").split())
    url = links[0] if links and re.match(r"https?://\S+$", links[0]) else ""
    return Picture(url=images[0].get("src"), alt=alt, credit=credit, credit_url=url)
