"""What is searched: every entry that has a page and is not over, and what YAML kinds have."""

from generator.content.kind import Fields, MarkdownEntry
from generator.pages.context import Context, Values
from generator.pages.jobs import SearchIndex
from generator.pages.kind import kind_of, kinds_of, nothing_found
from generator.search.base import Document
from generator.search.program import program

URL = "/search/"


def is_searched(values: Values) -> bool:
    """Return whether the site has a search: the settings ask for it, and there is something to find."""
    if values.settings.search == "none":
        return False
    return bool(listed(values)) or any(
        kind.parts(entry.fields)
        for kind in kinds_of(values).values()
        if kind.found is not nothing_found
        for entry in values.index.all(kind.name)
    )


def is_indexed(values: Values) -> bool:
    """Return whether the site has an index. Where Pagefind is missing, its search is the list of titles alone."""
    return is_searched(values) and program() is not None


def listed(values: Values) -> list[MarkdownEntry]:
    """Return the entries that are found by their titles."""
    closed = values.index.closed
    return [
        entry
        for kind in kinds_of(values).values()
        if kind.is_markdown
        for entry in values.index.all_of(kind.name, Fields)
        if not (kind.stays and closed(entry))
    ]


def search_index(context: Context) -> SearchIndex:
    """Return the job that makes the index: from the words alone, so that it is made again only when these change."""
    documents = [_document(context, entry) for entry in listed(context)]
    for kind in kinds_of(context).values():
        if kind.found is not nothing_found:
            for entry in context.index.all(kind.name):
                documents += kind.found(context, entry)
    return SearchIndex(context.settings.language, tuple(documents))


def _document(context: Context, entry: MarkdownEntry) -> Document:
    """Return an entry as a document, with its summary and what else its kind shows."""
    kind, fields = kind_of(context, entry), entry.fields
    summary = " ".join(fields.summary.split())
    words = (*((summary,) if summary else ()), *kind.words(context, entry))
    return Document(context.url(entry), fields.title, kind.plural, words, entry.texts[""].digest)
