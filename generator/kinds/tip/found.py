"""What search finds in tip libraries: only tips that are out, each at its own page."""

from collections.abc import Iterator

from generator.base.model import Entry
from generator.base.text import clip
from generator.kinds.tip.pages import tip_url
from generator.kinds.tip.schema import LibraryFields
from generator.pages.context import Context
from generator.search.base import Document


def found(context: Context, library: Entry[LibraryFields]) -> Iterator[Document]:
    """Return a library as a document, and each of its tips."""
    fields = library.fields
    if not fields.tips:
        return
    group = context.index.kinds[library.kind].plural
    yield Document(context.url(library), fields.title, group, tuple(filter(None, (fields.description,))))
    for tip in fields.tips:
        text = library.texts[tip.id].digest if tip.id in library.texts else ""
        words = tuple(filter(None, (tip.text, tip.topic, tip.source.name if tip.source else "")))
        yield Document(tip_url(context, library, tip), clip(tip.text, 70), group, words, text)
