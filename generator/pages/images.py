"""The HTML of pictures in a text: in all their sizes, or in those that their author gave."""

import html
import re
from collections.abc import Callable
from urllib.parse import quote, urljoin

from generator.base.model import Entry, Placeholder
from generator.base.patterns import lazily
from generator.markup.srcset import candidates, joined
from generator.markup.tags import EXTERNAL, attributes_of
from generator.media.images import Rendition
from generator.media.source_image import SourceImage
from generator.pages.context import Values
from generator.site.media_index import is_inside

#: Attributes of an author's ``<img>`` that are replaced, or that the security policy blocks.
_OURS = {"src", "srcset", "sizes", "width", "height", "loading", "decoding", "style"}
#: The attributes that Markdown writes itself, with nothing in them that needs escaping.
_PLAIN = re.compile(r"""( alt="([^"&<>']*)") src="[^"]*\"""")
#: The ``sizes`` of an image in a text: how wide it is displayed.
_SIZES = "(min-width: 46rem) 42rem, 100vw"
_PIXELS = lazily(r"\s*\+?0*([1-9]\d{0,4})(?:\.\d*)?(?:px)?\s*", re.IGNORECASE)
_SHARE = lazily(r"\s*\d{1,3}(?:\.\d+)?%\s*")
_TYPES = {"svg": "image/svg+xml"}


#: ``missing(reference, count)`` is called for a picture that does not exist; ``count`` is how often it occurred before.
Missing = Callable[[str, int], None]


def draw(values: Values, placeholder: Placeholder, entry: Entry, url: str, missing: Missing | None = None) -> str:
    """Return the HTML of a picture or ``<source>`` in a text, for the page at ``url``; without ``missing``, for feeds.

    Feeds show the same as the page, so missing pictures were reported already. Their addresses are absolute.
    """
    absolute = missing is None
    plain = _PLAIN.fullmatch(placeholder.attributes) if placeholder.kind == "image" else None
    if plain is not None:
        path = (
            placeholder.target
            if is_inside(placeholder.target)
            else values.media.linked(placeholder.target, entry.source)
        )
        if (shot := values.media.shots.get(path)) is not None:
            return _plain_img(values, shot, plain[1], plain[2], absolute=absolute)
    made = _source if placeholder.kind == "source" else _img
    return made(_Drawing(values, placeholder, entry, url, missing))


def _plain_img(values: Values, shot: SourceImage, words: str, alt: str, *, absolute: bool) -> str:
    """Return an image as Markdown writes it, with no attribute chosen but its alternative text.

    A shortcut for ``_img`` in a third of the time, since each build renders each image of a site to see whether
    a page changed. ``words`` are its attributes as written, without its address.
    """
    picture = values.shown(shot, alt)
    size = f' width="{picture.width}" height="{picture.height}"'
    if absolute:
        return f'<img src="{html.escape(picture.absolute_src)}"{size}{words}>'
    srcset = f' srcset="{html.escape(picture.srcset)}" sizes="{_SIZES}"' if picture.srcset else ""
    img = f'<img src="{html.escape(picture.src)}"{srcset}{size} loading="lazy" decoding="async"{words}>'
    if not picture.webp:
        return img
    return f'<picture><source type="image/webp" srcset="{picture.webp}" sizes="{_SIZES}">{img}</picture>'


class _Drawing:
    """A picture whose HTML is being made: its attributes, and whether for the page or for feeds."""

    def __init__(
        self, values: Values, placeholder: Placeholder, entry: Entry, url: str, missing: Missing | None
    ) -> None:
        self.values, self.placeholder, self.entry, self.url = values, placeholder, entry, url
        self.tell, self.absolute = missing, missing is None
        self.attributes = attributes_of(placeholder.attributes)

    def shot(self, reference: str) -> SourceImage | None:
        """Return the project's picture that a reference means, or None."""
        path = reference if is_inside(reference) else self.values.media.linked(reference, self.entry.source)
        return self.values.media.shots.get(path)

    def address(self, url: str) -> str:
        """Return an address from the site's root as it is written on the page or in the feed."""
        return self.values.absolute(url) if self.absolute else self.values.href(url)

    def elsewhere(self, reference: str) -> str:
        """Return the address of a picture that is not the project's, as it is written on the page or in the feed."""
        if EXTERNAL.match(reference):
            return self.values.absolute(reference) if self.absolute else reference
        return self.address(quote(urljoin(self.url, reference), safe="/:?&=%#+,;@"))

    def missing(self, reference: str) -> None:
        """Report a picture that does not exist."""
        if self.tell and not is_inside(reference):
            self.tell(reference, self.placeholder.count if reference == self.placeholder.target else 0)

    def candidates(self) -> list[tuple[str, str, Rendition | None]]:
        """Return the valid candidates that the author gave in a ``srcset``: address, descriptor and rendition."""
        found: list[tuple[str, str, Rendition | None]] = []
        for reference, what in candidates(self.attributes.get("srcset", "")):
            if shot := self.shot(reference):
                file = _largest(shot)
                found.append((self.address("/" + file.path), what, file))
            elif is_inside(reference):
                continue
            elif EXTERNAL.match(reference):
                found.append((self.elsewhere(reference), what, None))
            else:
                self.missing(reference)
        return found


def _largest(shot: SourceImage) -> Rendition:
    """Return the rendition for places that take only one."""
    wanted = [one for one in shot.renditions if one.format != "webp"]
    if shot.probe.format == "avif" or not wanted:
        wanted = [one for one in shot.renditions if one.format == "webp"]
    return max(wanted, key=lambda one: one.width)


def _source(drawing: _Drawing) -> str:
    """Return a ``<source>`` of the author's own; an empty string if none of its pictures exists."""
    found = drawing.candidates()
    if not found:
        return ""
    formats = {file.format for _, _, file in found if file}
    parts = []
    for name, given in drawing.attributes.items():
        value = given
        if name == "srcset":
            value = joined((url, what) for url, what, _ in found)
        elif name == "type" and len(formats) == 1:
            # A picture may be published in another format than its file's.
            kind = formats.copy().pop()
            value = _TYPES.get(kind, f"image/{kind}")
        parts.append(f' {name}="{html.escape(value)}"')
    return f"<source{''.join(parts)}>"


def _img(drawing: _Drawing) -> str:
    """Return the ``<img>`` of a text; a missing one is reported."""
    values, placeholder = drawing.values, drawing.placeholder
    attributes, absolute = drawing.attributes, drawing.absolute
    kept = "".join(
        f' {name}="{html.escape(drawing.elsewhere(value) if name == "longdesc" else value)}"'
        for name, value in attributes.items()
        if name not in _OURS and not name.startswith("on")
    )
    if "alt" not in attributes:
        kept += ' alt=""'
    shot = drawing.shot(placeholder.target)
    own = joined((url, what) for url, what, _ in drawing.candidates()) if "srcset" in attributes else ""
    if shot is None:
        if is_inside(placeholder.target):
            # Embedded in the text, but it cannot be published, which was reported: show the alternative text.
            return html.escape(attributes.get("alt", ""))
        if not EXTERNAL.match(placeholder.target) and placeholder.target:
            drawing.missing(placeholder.target)
        source = f' src="{html.escape(drawing.elsewhere(placeholder.target))}"' if placeholder.target else ""
        srcset = f' srcset="{html.escape(own)}"' + _given(attributes, "sizes") if own else ""
        return f"<img{source}{srcset}{_given(attributes, 'width', 'height', 'loading', 'decoding')}{kept}>"
    picture = values.shown(shot, attributes.get("alt", ""))
    size, wide = _size(attributes, picture.width, picture.height)
    if absolute:
        return f'<img src="{html.escape(picture.absolute_src)}"{size}{kept}>'
    sizes = html.escape(attributes.get("sizes", "") or (f"min({wide}px, 100vw)" if wide else _SIZES))
    # The author's choice has precedence: then no other format is offered.
    webp = "" if own or placeholder.kind == "inner" else picture.webp
    source = f'<source type="image/webp" srcset="{webp}" sizes="{sizes}">' if webp else ""
    srcset = own or picture.srcset
    srcset = f' srcset="{html.escape(srcset)}" sizes="{sizes}"' if srcset else ""
    loading = html.escape(attributes.get("loading") or "lazy")
    decoding = html.escape(attributes.get("decoding") or "async")
    img = f'<img src="{html.escape(picture.src)}"{srcset}{size} loading="{loading}" decoding="{decoding}"{kept}>'
    return f"<picture>{source}{img}</picture>" if source else img


def _given(attributes: dict[str, str], *names: str) -> str:
    """Return the named attributes as the author gave them, as HTML."""
    return "".join(f' {name}="{html.escape(attributes[name])}"' for name in names if attributes.get(name))


def _size(attributes: dict[str, str], width: int, height: int) -> tuple[str, int]:
    """Return the attributes for the size, and the width in pixels if the author gave one.

    From a single dimension the other is computed, so that the layout does not shift when the picture loads. A
    percentage of the page's width does not determine the height.
    """
    wide, high = (_PIXELS.fullmatch(attributes.get(name, "")) for name in ("width", "height"))
    if not wide and _SHARE.fullmatch(attributes.get("width", "")):
        return f' width="{attributes["width"].strip()}"', 0
    if not wide and not high:
        return f' width="{width}" height="{height}"', 0
    across = int(wide[1]) if wide else max(1, round(int(high[1]) * width / height)) if high else width
    down = int(high[1]) if high else max(1, round(across * height / width))
    return f' width="{across}" height="{down}"', across
