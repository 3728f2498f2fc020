"""The pages that show one entry in full."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from generator import views
from generator.base.model import Entry
from generator.base.patterns import lazily
from generator.base.text import count_words, slugify
from generator.kinds.pitch import SLOT, filled
from generator.pages.audio import audio, chapters, podcast_link
from generator.pages.comments import conversation
from generator.pages.context import Presenter
from generator.pages.metadata import crumbs_ld, entry_ld, head, script
from generator.pages.texts import body

_SPEAKER = lazily(r"([A-Z][\w .’'-]{0,40}):\s+(\S.*)", re.DOTALL)

#: The template of each kind of entry that has a page.
TEMPLATES = {
    "article": "article.html",
    "page": "page.html",
    "pitch": "pitch.html",
    "episode": "episode.html",
    "lead": "lead.html",
}


def entry_view(stage: Presenter, entry: Entry, newer: Entry | None, older: Entry | None) -> views.EntryView:
    """Return the view of an entry's page; the neighbours are those in its kind's list."""
    makers: Mapping[str, Any] = {"article": _article, "pitch": _pitch, "episode": _episode, "lead": _lead}
    common = _common(stage, entry, newer, older)
    return makers.get(entry.kind, _page)(stage, entry, common)  # type: ignore[no-any-return]


def trail(stage: Presenter, entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return the way from home to an entry: labels with addresses from the root."""
    kind = stage.library.kinds[entry.kind]
    middle = ((kind.plural, kind.index),) if kind.index else ()
    return (("Home", "/"), *middle, (entry.fields.title, stage.library.url(entry)))


def crumbs(stage: Presenter, way: tuple[tuple[str, str], ...]) -> tuple[views.Crumb, ...]:
    """Return the way as a view; the last step has no link."""
    return tuple(views.Crumb(label=label, url=stage.href(url) if url != way[-1][1] else "") for label, url in way)


def _common(stage: Presenter, entry: Entry, newer: Entry | None, older: Entry | None) -> dict[str, Any]:
    """Return what all views of an entry have."""
    fields, text = entry.fields, entry.texts[""]
    talk = conversation(stage, entry)
    way = trail(stage, entry)
    image = stage.image(entry)
    ld = [entry_ld(stage, entry, talk.comments), crumbs_ld(stage, way)]
    return {
        "site": stage.site,
        "head": head(
            stage,
            fields.title,
            stage.summary(entry),
            stage.library.url(entry),
            entry=entry,
            image=stage.share_page(entry) or image,
            feeds=(talk.feed,) if talk.feed else (),
            json_ld=script(ld) if any(ld) else "",
            newer=stage.href(stage.library.url(newer)) if newer else "",
            older=stage.href(stage.library.url(older)) if older else "",
        ),
        "crumbs": crumbs(stage, way),
        **stage.standing(stage.library.url(entry)),
        "title": fields.title,
        "summary": " ".join(fields.summary.split()),
        "body": body(stage, entry),
        "date": stage.date(entry.date),
        "updated": stage.date(fields.updated),
        "minutes": stage.minutes(text),
        "words": text.words,
        "tags": stage.tags(fields.tags),
        "authors": stage.people(entry) if entry.kind != "page" or fields.authors else (),
        "image": image,
        "contents": tuple(
            views.Heading(level=one.level, id=one.id, text=one.text)
            for one in stage.prose[text.digest].headings
            if one.level in {2, 3}
        ),
        "conversation": talk,
        "syndicated": tuple(views.Link(label=urlsplit(url).netloc, url=url) for url in fields.syndicated),
        "newer": stage.card(newer) if newer else None,
        "older": stage.card(older) if older else None,
        "related": tuple(stage.card(other) for other in stage.library.related.get(entry.slug, ()))
        if entry.kind == "article"
        else (),
    }


def _page(_stage: Presenter, _entry: Entry, common: dict[str, Any]) -> views.PageView:
    return views.PageView(**common)


def _article(stage: Presenter, entry: Entry, common: dict[str, Any]) -> views.ArticleView:
    parts = stage.library.series.get(slugify(entry.fields.series)) if entry.fields.series else None
    series = None
    if parts:
        links = tuple(
            views.Link(label=part.fields.title, url=stage.href(stage.library.url(part)), current=part is entry)
            for part in parts
        )
        series = views.Series(title=entry.fields.series, number=parts.index(entry) + 1, entries=links)
    return views.ArticleView(**common, series=series)


def _lead(stage: Presenter, entry: Entry, common: dict[str, Any]) -> views.LeadView:
    fields = entry.fields
    return views.LeadView(
        **common,
        employer=fields.employer,
        closed=stage.library.closed(entry),
        expires=stage.dated(fields.expires),
        location=fields.location,
        remote=fields.remote,
        employment_type=fields.employment_type,
        apply_url=fields.url,
    )


def _pitch(stage: Presenter, entry: Entry, common: dict[str, Any]) -> views.PitchView:
    fields = entry.fields
    words = count_words(filled(fields))
    pace = stage.settings.pitch.words_per_minute
    seconds = round(words * 60 / pace)
    examples = {slot.name: slot.example for slot in fields.slots}
    return views.PitchView(
        **common,
        seconds=fields.seconds,
        audience=fields.audience,
        slots=tuple(
            views.Slot(
                name=slot.name,
                label=slot.label,
                example=slot.example,
                hint=slot.hint,
                max_words=slot.max_words,
                optional=slot.optional,
            )
            for slot in fields.slots
        ),
        pieces=tuple(
            _pieces(paragraph, examples)
            for paragraph in re.split(r"\n\s*\n", fields.template.strip())
            if paragraph.strip()
        ),
        example_words=words,
        example_seconds=seconds,
        words_per_minute=pace,
    )


def _pieces(paragraph: str, examples: dict[str, str]) -> tuple[views.Piece, ...]:
    """Return a paragraph of a pitch as text and gaps."""
    parts = SLOT.split(" ".join(paragraph.split()))
    pieces = []
    for number, part in enumerate(parts):
        name = part.strip()
        if number % 2:
            pieces.append(views.Piece(text=examples.get(name, name), slot=name))
        elif part:
            pieces.append(views.Piece(text=part))
    return tuple(pieces)


def _episode(stage: Presenter, entry: Entry, common: dict[str, Any]) -> views.EpisodeView:
    fields = entry.fields
    numbers = [
        f"Season {fields.season}" if fields.season else "",
        f"Episode {fields.episode}" if fields.episode else "",
    ]
    return views.EpisodeView(
        **common,
        audio=audio(stage, entry),
        number=", ".join(number for number in numbers if number),
        guests=tuple(views.Link(label=guest.name, url=guest.url) for guest in fields.guests),
        chapters=chapters(stage, entry),
        transcript=transcript(fields.transcript),
        podcast=podcast_link(stage),
    )


def transcript(text: str) -> tuple[tuple[str, str], ...]:
    """Return a transcript's paragraphs, each with its speaker where a name and a colon begin it."""
    paragraphs = []
    for block in re.split(r"\n\s*\n|\n(?=[A-Z][\w .’'-]{0,40}:\s)", text.strip()):
        said = " ".join(block.split())
        match = _SPEAKER.fullmatch(said)
        if said:
            paragraphs.append((match[1], match[2]) if match else ("", said))
    return tuple(paragraphs)
