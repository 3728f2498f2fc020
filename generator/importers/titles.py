"""What posts are called."""

from generator.base.text import slugify
from generator.importers.base import Post
from generator.importers.body.shown import Shown
from generator.schema.addresses import MAX_NAME, slug_problem


def as_tag(tag: str) -> tuple[str, bool]:
    """Return a tag that is short enough for an address, and whether it cannot be one for its name."""
    name = " ".join(tag.split())
    while len(slugify(name).encode()) > MAX_NAME:
        name = name[: len(name) // 2].strip()
    slug = slugify(name)
    return name, bool(slug and slug_problem(slug))


def title_of(post: Post, after: Shown) -> str:
    """Return a post's title; without one the first words of its text, or its day."""
    title = " ".join(post.title.split())
    if title:
        return title
    words = " ".join(after.words[:8])
    if words:
        return words if len(after.words) <= 8 else f"{words} …"
    return f"{post.date:%Y-%m-%d}" if post.date else "Without a title"
