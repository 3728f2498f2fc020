"""Articles: ``content/articles/**/*.md``."""

from generator.kinds.base import Fields, Kind


class ArticleFields(Fields, frozen=True, kw_only=True, omit_defaults=True):
    """An article's keys."""

    series: str = ""


KIND = Kind(
    name="article",
    folder="articles",
    schema=ArticleFields,
    label="Article",
    plural="Articles",
    permalink="/articles/{slug}/",
    index="/articles/",
    discussed=True,
    streamed=True,
)
