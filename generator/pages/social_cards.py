"""The plan of social cards: images that are drawn for shared pages."""

import hashlib
from collections.abc import Iterator

import msgspec

from generator import views
from generator.content.kind import title_of
from generator.media.social_card import HEIGHT, REVISION, WIDTH
from generator.pages.context import Values
from generator.pages.jobs import SocialCardJob
from generator.pages.kind import Kind, kinds_of

#: The key of the site's own card, which names no kind.
_SITE = "website"


def social_cards(values: Values) -> tuple[dict[str, views.Picture], dict[str, SocialCardJob]]:
    """Return the pictures by kind of page, or by kind and slug; and the jobs by path in the output."""
    settings = values.settings
    wanted = {_SITE: SocialCardJob("", "", "", settings.title, settings.description)}
    for name, kind in kinds_of(values).items():
        if (kind.is_markdown or kind.index) and values.index.all(name):
            wanted[name] = SocialCardJob("", _label(kind), "", settings.title, settings.description)
    if settings.share_images == "page":
        wanted |= dict(_pages(values))
    pictures: dict[str, views.Picture] = {}
    jobs: dict[str, SocialCardJob] = {}
    for key, job in wanted.items():
        path = file_name(key, job)
        pictures[key] = views.Picture(
            src=values.href("/" + path),
            absolute_src=values.absolute("/" + path),
            alt=job.title or settings.title,
            width=WIDTH,
            height=HEIGHT,
        )
        jobs[path] = job
    return pictures, jobs


def file_name(key: str, job: SocialCardJob) -> str:
    """Return the path of a card in the output: by its kind of page or its page, and by what is drawn."""
    digest = hashlib.blake2b(msgspec.msgpack.encode((REVISION, job)), digest_size=4).hexdigest()
    return f"images/share/{key.replace('/', '-')}.{digest}.png"


def _label(kind: Kind) -> str:
    """Return the label on a kind's card."""
    return kind.label if kind.share_label is None else kind.share_label


def _pages(values: Values) -> Iterator[tuple[str, SocialCardJob]]:
    """Return the jobs of pages without an image of their own, by kind and slug, and by id for parts."""
    title = values.settings.title
    for name, kind in kinds_of(values).items():
        for entry in values.index.all(name):
            if kind.is_page(entry) and entry.fields.image is None:
                people = ", ".join(person.name for person in values.people(entry)) if kind.signed else ""
                yield f"{name}/{entry.slug}", SocialCardJob(entry.fields.title, _label(kind), people, title)
            elif kind.parts_have_pages:
                for part in kind.parts(entry.fields):
                    yield f"{name}/{entry.slug}/{part.id}", SocialCardJob(part.title, title_of(entry), "", title)
