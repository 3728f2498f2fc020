"""The comments of a Ghost export. Of members, the name is read, and whether they are authors."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence

from generator.importers.base import Person, Said
from generator.importers.ghost.tables import Tables, dated, line, word

#: Of comments, those that were hidden or deleted are not shown.
_SHOWN = "published"


def said(
    every: Sequence[Tables], people: Mapping[str, Person], posts: Container[str], left: Counter[str]
) -> Mapping[str, list[Said]]:
    """Return the comments by their posts. Of who wrote them, only the name is kept: an author's, if it was one."""
    found: dict[str, list[Said]] = {}
    authors = {
        word(row, "email").casefold(): people[key].name
        for each in every
        for row in each.get("users", ())
        if (key := word(row, "id")) in people and word(row, "email")
    }
    for each in every:
        names = {
            word(row, "id"): authors.get(word(row, "email").casefold()) or line(row, "name")
            for row in each.get("members", ())
        }
        for row in each.get("comments", ()):
            when, body = dated(row, "created_at"), word(row, "html")
            if word(row, "status") != _SHOWN or when is None or not body:
                left["comments that were hidden or deleted"] += 1
                continue
            if (post := word(row, "post_id")) not in posts:
                left["comments on posts that are not in the export"] += 1
                continue
            found.setdefault(post, []).append(
                Said(
                    id=word(row, "id"),
                    author=names.get(word(row, "member_id"), ""),
                    date=when,
                    body=body,
                    reply_to=word(row, "in_reply_to_id", "parent_id"),
                    status="approved",
                )
            )
    return found
