"""The drawn images that stand for pages where they are shared."""

import hashlib
from collections.abc import Iterator

import msgspec

from generator import views
from generator.media.social_card import HEIGHT, REVISION, WIDTH
from generator.pages.context import Presenter
from generator.pages.entry import TEMPLATES
from generator.pages.jobs import Share
from generator.pages.tips import libraries

#: What the card of a kind of page says it is; the site's own card says nothing.
_LABELS = {
    "website": "",
    "article": "Article",
    "page": "",
    "tip": "Tip",
    "pitch": "Pitch",
    "episode": "Talk show",
    "lead": "Lead",
    "give": "Give-log",
}


def shares(stage: Presenter) -> Iterator[tuple[str, Share]]:
    """Return each image's path in the output with what is drawn, and set ``stage.shares``."""
    settings = stage.settings
    present = {"website", *(kind for kind in stage.library.entries if stage.library.all(kind))}
    wanted = {
        kind: Share("", label, "", settings.title, settings.description)
        for kind, label in _LABELS.items()
        if kind in present
    }
    if settings.share_images == "page":
        wanted |= dict(_pages(stage))
    alt = settings.title
    for key, job in wanted.items():
        digest = hashlib.blake2b(msgspec.msgpack.encode((REVISION, job)), digest_size=4).hexdigest()
        path = f"images/share/{key.replace('/', '-')}.{digest}.png"
        stage.shares[key] = views.Picture(
            src=stage.href("/" + path),
            absolute_src=stage.absolute("/" + path),
            alt=job.title or alt,
            width=WIDTH,
            height=HEIGHT,
        )
        yield path, job


def _pages(stage: Presenter) -> Iterator[tuple[str, Share]]:
    """Return the pages that have no image of their own, by kind and slug."""
    title = stage.settings.title
    for kind in TEMPLATES:
        for entry in stage.library.all(kind):
            if entry.fields.image is None:
                people = ", ".join(person.name for person in stage.people(entry)) if kind != "page" else ""
                yield f"{kind}/{entry.slug}", Share(entry.fields.title, _LABELS[kind], people, title)
    for library in libraries(stage):
        for tip in library.fields.tips:
            yield f"tip/{library.slug}/{tip.id}", Share(tip.text, library.fields.title, "", title)
