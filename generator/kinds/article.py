"""Articles: ``content/articles/**/*.md``."""

from typing import Annotated

from generator import views
from generator.base.model import Entry
from generator.kinds.base import Common, EntryPage, Fields, Home, JsonLd, Kind
from generator.pages.context import Context, Values
from generator.pages.metadata import comments_ld, dates_ld, full, people_ld
from generator.schema.rules import About


class ArticleFields(Fields, frozen=True, kw_only=True, omit_defaults=True):
    """An article's keys."""

    series: Annotated[
        str, About("The name of a series; its parts point to each other, oldest first", "First steps")
    ] = ""


def view(context: Context, page: EntryPage[ArticleFields], common: Common) -> views.ArticleView:
    """Return an article's view, with the other parts of its series."""
    series = None
    if page.series:
        links = tuple(
            views.Link(label=part.fields.title, url=context.href(context.url(part)), current=part is page.entry)
            for part in page.series
        )
        number = page.series.index(page.entry) + 1
        series = views.Series(title=page.entry.fields.series, number=number, entries=links)
    return views.ArticleView(**common, series=series)


def note(_values: Values, entry: Entry[ArticleFields]) -> str:
    """Return the name of an article's series, or an empty string."""
    return entry.fields.series


def json_ld(
    context: Context, entry: Entry[ArticleFields], common: JsonLd, comments: tuple[views.Comment, ...]
) -> JsonLd:
    """Return an article as an Article."""
    said = comments_ld(comments, context.absolute(context.url(entry)))
    return full(
        {
            "@type": "Article",
            **common,
            "headline": entry.fields.title,
            **dates_ld(context, entry),
            "author": people_ld(context, entry),
            "keywords": ", ".join(tag.label for tag in context.tags(entry.fields.tags)),
            "wordCount": entry.texts[""].words,
            "commentCount": len(said) or "",
            "comment": said,
            "isPartOf": {"@id": context.absolute("/") + "#site"},
        },
    )


KIND = Kind(
    name="article",
    folder="articles",
    schema=ArticleFields,
    label="Article",
    plural="Articles",
    rank=10,
    permalink="/articles/{slug}/",
    index="/articles/",
    discussed=True,
    feeds="all",
    related=True,
    series=True,
    home=Home("articles", 7),
    template="article.html",
    view=view,
    note=note,
    timed=True,
    one_column=True,
    open_graph="article",
    json_ld=json_ld,
)
