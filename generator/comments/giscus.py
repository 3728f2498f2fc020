"""giscus: comments in a repository's discussions (https://giscus.app)."""

import msgspec

from generator.comments.base import Origins, Provider, Thread
from generator.comments.settings import Repository, Token
from generator.schema.scalars import Filled
from generator.views import Embed

SERVICE = "https://giscus.app"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The values that giscus.app gives for a repository."""

    repo: Repository
    repo_id: Token
    category: Filled
    category_id: Token
    theme: Filled = "preferred_color_scheme"
    reactions: bool = True


def embed(settings: Settings, thread: Thread) -> Embed:
    """Return the widget. Its discussion is found by the article's id, matched exactly."""
    attributes = {
        "data-repo": settings.repo,
        "data-repo-id": settings.repo_id,
        "data-category": settings.category,
        "data-category-id": settings.category_id,
        "data-mapping": "specific",
        "data-term": thread.id,
        "data-strict": "1",
        "data-reactions-enabled": "1" if settings.reactions else "0",
        "data-emit-metadata": "0",
        "data-input-position": "top",
        "data-theme": settings.theme,
        "data-lang": thread.language,
        "crossorigin": "anonymous",
    }
    return Embed(
        provider="giscus",
        label="Show the discussion on GitHub",
        notice="This asks GitHub, by way of giscus.app. To answer you need an account there.",
        container="giscus-thread",
        script=f"{SERVICE}/client.js",
        attributes=attributes,
        link=f"https://github.com/{settings.repo}/discussions",
        link_label="Read the discussions on GitHub",
    )


def origins(_: Settings) -> Origins:
    """Return the service, for its script, its style sheet and its frame."""
    return Origins(script=(SERVICE,), style=(SERVICE,), frame=(SERVICE,))


PROVIDER = Provider(
    name="giscus",
    label="giscus",
    settings=Settings,
    embed=embed,
    origins=origins,
    about="Comments are discussions in a public GitHub repository; readers need a GitHub account.",
    example={"repo": "ann/site", "repo_id": "R_kg=", "category": "Comments & more", "category_id": "DIC_kw"},
)
