"""The plan of social cards: images that are drawn for shared pages."""

import hashlib
from collections.abc import Iterator

import msgspec

from generator import views
from generator.base.sentences import first_sentence
from generator.content.kind import title_of
from generator.media.social_card import COLOURS, HEIGHT, REVISION, WIDTH, Colours
from generator.pages.context import Values
from generator.pages.jobs import DrawnCard, SocialCardJob
from generator.pages.kind import Kind, kinds_of

#: The key of the site's own card, which names no kind, and that of its home page.
_SITE, HOME = "website", "home"
#: How many cards of pages are drawn where the settings do not ask for them: a first build must not take long.
FEW = 50


def social_cards(values: Values, colours: Colours = COLOURS) -> tuple[dict[str, views.Picture], dict[str, DrawnCard]]:
    """Return the pictures by kind of page, or by kind and slug; and the jobs by path in the output."""
    settings = values.settings
    host = settings.origin.partition("//")[2]
    wanted = {
        _SITE: DrawnCard(SocialCardJob("", "", "", settings.title, settings.description), colours),
        HOME: DrawnCard(SocialCardJob("", settings.title, "", host, first_sentence(settings.description)[0]), colours),
    }
    for name, kind in kinds_of(values).items():
        entries = values.index.all(name)
        if (kind.is_markdown or kind.index) and entries:
            words = SocialCardJob("", _label(kind), "", settings.title, settings.description)
            wanted[name] = DrawnCard(words, colours)
        if entries and (figures := kind.figures(values, entries)) is not None:
            words = SocialCardJob(title_of(entries[0]), _label(kind), "", settings.title)
            wanted[f"{name}/{entries[0].slug}"] = DrawnCard(words, colours, figures)
    for key, words in _pages(values) if _each_page(values) else ():
        wanted[key] = DrawnCard(words, colours)
    pictures: dict[str, views.Picture] = {}
    jobs: dict[str, DrawnCard] = {}
    for key, job in wanted.items():
        path = file_name(key, job)
        pictures[key] = views.Picture(
            src=values.href("/" + path),
            absolute_src=values.absolute("/" + path),
            alt=job.words.title or settings.title,
            width=WIDTH,
            height=HEIGHT,
        )
        jobs[path] = job
    return pictures, jobs


def _each_page(values: Values) -> bool:
    """Return whether each page without an image has a card of its own: as the settings say, else if they are few."""
    wanted = values.settings.share_images
    if wanted is None:
        return all(count < FEW for count, _ in enumerate(_pages(values)))
    return wanted == "page"


def file_name(key: str, job: DrawnCard) -> str:
    """Return the path of a card in the output: by its kind of page or its page, and by what is drawn."""
    # The default's colours are not said, so a card has the name that it had when there were no others.
    told = (REVISION, job.words) if job == DrawnCard(job.words) else (REVISION, job)
    digest = hashlib.blake2b(msgspec.msgpack.encode(told), digest_size=4).hexdigest()
    return f"images/share/{key.replace('/', '-')}.{digest}.png"


def _label(kind: Kind) -> str:
    """Return the label on a kind's card."""
    return kind.label if kind.share_label is None else kind.share_label


def _pages(values: Values) -> Iterator[tuple[str, SocialCardJob]]:
    """Return the words of pages without an image of their own, by kind and slug, and by id for parts."""
    title = values.settings.title
    for name, kind in kinds_of(values).items():
        for entry in values.index.all(name):
            if kind.is_page(entry) and entry.fields.image is None:
                people = ", ".join(person.name for person in values.people(entry)) if kind.signed else ""
                yield f"{name}/{entry.slug}", SocialCardJob(entry.fields.title, _label(kind), people, title)
            else:
                for part in kind.part_cards(values, entry):
                    yield f"{name}/{entry.slug}/{part.id}", SocialCardJob(part.title, part.label, "", title)
