"""Reads a content file into an entry: checks its fields, converts its texts, and cuts them at placeholders.

The result is cached, and can be computed in any process: it depends on the file's bytes, the kind,
the settings in ``Terms`` and the program, and on nothing else.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import cast
from zoneinfo import ZoneInfo

import msgspec

from generator.base.decoding import decode
from generator.base.digest import with_digests
from generator.base.model import Entry, Prose, Text
from generator.base.problems import Place, Problem, Report
from generator.base.text import clip, count_words, slugify, without_controls
from generator.content.kind import ContentType, Fields
from generator.content.text_images import shortened, taken_out, unnamed
from generator.content.text_locator import TextLocator
from generator.markup.leftovers import leftovers
from generator.markup.markdown import Unconvertible, convert, deep_html, too_deep
from generator.markup.placeholders import cut
from generator.markup.sanitize import clean
from generator.markup.summary import summary
from generator.markup.typography import curled_entry
from generator.schema.addresses import slug_problem
from generator.schema.fields import FileContext, Invalid, read, read_list
from generator.schema.front_matter import read_matter, read_yaml
from generator.schema.nodes import Mapping, Node
from generator.schema.scalars import parse_time

#: The length of an excerpt in place of a summary, in characters.
EXCERPT = 220
#: After this many parts were not found in a file, further ones are only searched for in this many characters.
_MANY, _NEAR = 20, 100_000

_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})[-_ ]+(.+)")
_MARKDOWN_SUFFIX = re.compile(r"\.(?:md|markdown|ya?ml)$", re.IGNORECASE)


class Reading(msgspec.Struct, frozen=True):
    """The result of reading a file: an entry unless it has errors, the HTML of its texts, and its problems."""

    entry: Entry | None
    #: By the digest in the entry's texts.
    html: dict[str, Prose]
    problems: tuple[Problem, ...]


class ReadOptions(msgspec.Struct, frozen=True):
    """The settings that reading depends on: the time zone, and the maximum length of untrusted texts, in characters."""

    zone: str
    longest_body: int

    @property
    def time_zone(self) -> ZoneInfo:
        """Return the time zone."""
        return ZoneInfo(self.zone)

    def of(self, kind: ContentType) -> str:
        """Return those that reading a kind's files depends on, as a part of the cache key."""
        zone = f"{self.zone}\0{kind.reading}" if kind.reading else self.zone
        return f"{zone}\0{self.longest_body}" if kind.hostile else zone


def read_entry(
    path: str, data: bytes, kind: ContentType, zone: ZoneInfo, longest_body: int = 20_000, *, texts: bool = True
) -> Reading:
    """Return the reading of the file at a path from the root; without texts if only its keys are needed.

    Untrusted texts have a maximum length.
    """
    report = Report()
    html: dict[str, Prose] = {}
    text = decode(data, path, report)
    entry = None
    if text is not None:
        if kind.is_markdown:
            entry = _markdown(path, text, kind, zone, report, html if texts else None)
        else:
            entry = _yaml(path, text, kind, zone, report, html if texts else None, longest_body)
    if entry is None or report.failed:
        return Reading(None, html, tuple(report))
    if not texts:
        return Reading(entry, html, tuple(report))
    return Reading(with_digests(curled_entry(entry), kind.own_page), html, tuple(report))


def _markdown(
    path: str, text: str, kind: ContentType, zone: ZoneInfo, report: Report, html: dict[str, Prose] | None
) -> Entry | None:
    """Return a Markdown file's entry, or None if it has errors; without texts if ``html`` is None."""
    matter = read_matter(text, path, report)
    if matter is None:
        return None
    context = FileContext(path, report, zone)
    # The keys of every Markdown kind begin with these.
    fields = read(cast("type[Fields]", kind.schema), matter.fields, context)
    place = Place(path, matter.body_line)
    if isinstance(fields, Invalid):
        if html is not None:
            # The body's own problems are reported nevertheless.
            _text(matter.body, "x", place, report, html)
        return None
    slug, date = _name(path, fields, matter.fields, context)
    if kind.dated and date is None and not report.failed:
        what = '"date" is empty' if "date" in matter.fields.values else 'the key "date" is missing'
        context.error(
            matter.fields.keys.get("date", matter.fields),
            what,
            'write "date: 2026-11-02", or begin the file\'s name with the date',
        )
    if html is None:
        return Entry(kind.name, path, slug, fields, date)
    body = _text(matter.body, slug, place, report, html, videos=True)
    if not fields.summary.strip() and body.digest:
        body = msgspec.structs.replace(body, excerpt=clip(summary(html[body.digest].pieces), EXCERPT))
    kind.check(fields, matter.fields, context)
    return Entry(kind.name, path, slug, fields, date, {"": body}, matter.body_line)


def _name(path: str, fields: Fields, node: Mapping, context: FileContext) -> tuple[str, dt.datetime | None]:
    """Return an entry's slug and date: from its keys, else from its file name."""
    stem = _stem(path)
    date, dated = fields.date, _DATED_NAME.fullmatch(stem)
    if dated:
        try:
            date = date or parse_time(dated[1], context.zone)
            stem = dated[2]
        except ValueError:
            if date is None:
                context.report.error(
                    Place(context.path),
                    f"the file name's date {dated[1]} does not exist",
                    'rename the file, or add the key "date"',
                )
    slug = fields.slug or slugify(stem)
    _check_name(slug, node, context, 'rename the file, or add a line "slug: …"')
    return slug, date


def slug_of_file(path: str) -> str:
    """Return the slug that a Markdown file has by its name, where no key gives it another."""
    stem = _stem(path)
    dated = _DATED_NAME.fullmatch(stem)
    return slugify(dated[2] if dated else stem)


def _stem(path: str) -> str:
    """Return what a Markdown file is called, without its suffix: a text in a folder of its own is named by that."""
    folders, _, name = path.rpartition("/")
    stem = _MARKDOWN_SUFFIX.sub("", name)
    return folders.rpartition("/")[2] if stem.lower() == "index" and folders.count("/") > 1 else stem


def _check_name(slug: str, node: Node, context: FileContext, hint: str) -> None:
    """Report a file name that cannot be part of an address."""
    if not slug:
        context.error(node, "the file's name has no letter or digit for an address", hint)
    elif problem := slug_problem(slug):
        context.error(node, f"the file's name must be {problem}", hint)


def _yaml(
    path: str,
    text: str,
    kind: ContentType,
    zone: ZoneInfo,
    report: Report,
    html: dict[str, Prose] | None,
    longest_body: int,
) -> Entry | None:
    """Return a YAML file's entry, or None if it has errors; without texts if ``html`` is None."""
    node: Node | None = read_yaml(text, path, report)
    if node is None:
        return None
    context = FileContext(path, report, zone)
    if isinstance(node, Mapping) and not node.values:
        if not kind.many:
            context.error(node, "the file is empty", "see the documentation for its keys, or delete it")
            return None
        fields: object = ()
    else:
        fields = (read_list if kind.many else read)(kind.schema, node, context)
    if isinstance(fields, Invalid):
        return None
    slug = slugify(_MARKDOWN_SUFFIX.sub("", path.rpartition("/")[2]))
    if kind.many:
        # Named after the article's slug, which may hold more than slugify leaves.
        slug = _MARKDOWN_SUFFIX.sub("", path.rpartition("/")[2])
    elif kind.permalink:
        _check_name(slug, node, context, "rename the file")
    kind.check(fields, node, context)
    if html is None:
        return Entry(kind.name, path, slug, fields)
    texts = {}
    parts = kind.texts(fields)
    for (name, markdown), line in zip(parts.items(), _lines_of(text, parts.values()), strict=True):
        if kind.hostile and len(markdown) > longest_body:
            report.error(
                Place(path, line),
                f"the {kind.label.lower()} has {len(markdown):,} characters; {longest_body:,} are the most",
                'shorten it, or write "status: spam"; the most is "longest_body" in site.yaml\'s "comments"',
            )
            continue
        texts[name] = _text(markdown, f"{slug}-{name}", Place(path, line), report, html, hostile=kind.hostile)
    return Entry(kind.name, path, slug, fields, None, texts)


def _lines_of(text: str, parts: Iterable[str]) -> Iterator[int]:
    """Return the lines on which parts of a file's text begin, as far as they occur there literally."""
    line, begin, missed = 1, 0, 0
    for part in parts:
        end = begin + _NEAR if missed > _MANY else len(text)
        at = text.find(part.lstrip().split("\n", 1)[0], begin, end)
        if at < 0:
            # It is written in another form than its value, such as quoted: take a line near the one before.
            missed += 1
            yield line
            continue
        line += text.count("\n", begin, at)
        begin = at
        yield line


def _text(
    markdown: str,
    prefix: str,
    place: Place,
    report: Report,
    html: dict[str, Prose],
    *,
    hostile: bool = False,
    videos: bool = False,
) -> Text:
    """Return a text's data; its HTML is added to ``html``. ``place`` is its first line.

    A ``hostile`` text is untrusted; ``videos`` are embedded only in texts that have a page of their own.
    """
    markdown, at = without_controls(markdown)
    if at >= 0:
        line = place.line + markdown.count("\n", 0, at)
        report.warning(
            Place(place.path, line, at - markdown.rfind("\n", 0, at)),
            "a control character is left out",
            "delete it; most editors do not show it",
        )
    if deep := too_deep(markdown):
        report.error(Place(place.path, place.line + deep - 1), "quotes or lists nested more than 100 levels deep")
        return Text("")
    if deep := deep_html(markdown):
        place = Place(place.path, place.line + deep - 1)
        report.error(place, "HTML nested more than 5,000 elements deep", "close each element that is opened")
        return Text("")
    try:
        converted = convert(markdown, prefix)
    except Unconvertible as fault:
        line = place.line + fault.line(markdown) - 1
        report.error(Place(place.path, line) if fault.passage else place, str(fault), fault.hint)
        return Text("")
    markup = clean(converted.html) if hostile else converted.html
    parts = cut(markup, videos=videos)
    if not hostile:
        _report_raw(markdown, parts.stopped, parts.bare, place, report)
        report.add(unnamed(markdown, parts.empty, place))
        text = TextLocator(markdown, place)
        for tag in leftovers(markup):
            report.warning(
                text.find(re.escape(tag)),
                f"{tag} is shown as it stands: it is a tag of another generator's templates",
                "take it out, write what it stood for, or put it between backticks if it is meant to be seen",
            )
    inside, data = taken_out(parts.embedded, markdown, place, report) if parts.embedded else ((), {})
    digest = hashlib.blake2b(f"{prefix}\0{markdown}".encode(), digest_size=16).hexdigest()
    html[digest] = Prose(parts.pieces, converted.headings, parts.ids, data)
    words = count_words(markdown)
    return Text(digest, parts.placeholders, words, parts.outside, modules=parts.modules, inside=inside)


def _report_raw(markdown: str, stopped: tuple[str, ...], bare: tuple[str, ...], place: Place, report: Report) -> None:
    """Warn of raw HTML that will not work, at its first occurrence."""
    text = TextLocator(markdown, place)
    for name in stopped:
        wanted = re.escape(name[:-1]) if name.startswith("<") else rf"\s{re.escape(name)}\s*="
        what = f"the {name}" if name.startswith("<") else f"the inline {name} attribute"
        hint = "use a class and a style sheet of the theme" if "style" in name else "put it into a file of the theme"
        report.warning(text.find(wanted), f"{what} will be stopped by the security policy", hint)
    text = TextLocator(markdown, place)
    for source in bare:
        report.warning(
            text.find(rf"<img\b(?![^<>]*\salt\b)[^<>]*{re.escape(source)}"),
            f'the image "{shortened(source)}" has no alternative text',
            'describe it in alt="…", or write alt="" if it is only decoration',
        )
