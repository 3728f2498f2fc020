"""What posts are called."""

from generator.importers.base import Post
from generator.importers.body.shown import Shown


def title_of(post: Post, after: Shown) -> str:
    """Return a post's title; without one the first words of its text, or its day."""
    title = " ".join(post.title.split())
    if title:
        return title
    words = " ".join(after.words[:8])
    if words:
        return words if len(after.words) <= 8 else f"{words} …"
    return f"{post.date:%Y-%m-%d}" if post.date else "Without a title"
