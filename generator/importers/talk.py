"""What was said of the posts of an import, written into the site's files."""

from collections.abc import Callable, Mapping
from typing import Literal

from generator.edit.yaml_list import appended
from generator.importers.addresses import Home
from generator.importers.base import Post, Said
from generator.importers.body.words import words_of
from generator.importers.conversation import comments, mentions
from generator.importers.disk import put
from generator.importers.report import Result
from generator.site.project import Project
from generator.site.settings import Site


class Talk:
    """Adds comments and mentions to the files that have them, each once."""

    def __init__(self, project: Project, site: Site, names: Mapping[str, str], result: Result, *, dry: bool) -> None:
        """Keep the names of the blog's own people by their keys, and where all is counted."""
        self._project, self._site, self._names, self._result, self._dry = project, site, names, result, dry
        #: Whether readers will see any comment.
        self.is_shown = False

    def add(self, post: Post, home: Home, link: Callable[[str], str], picture: Callable[[str], str]) -> None:
        """Write what is new of what was said. The functions give addresses as they are to be. Raises OSError."""

        def text(one: Said) -> str:
            return one.body if one.form == "markdown" else words_of(one.body, link, picture)

        self.is_shown = self.is_shown or any(one.status == "approved" for one in post.comments)
        said = comments(post.comments, self._site.zone, self._names, text, self._site.comments.longest_body)
        linked = mentions(post.mentions, self._site.zone)
        lost = len(post.mentions) - len(linked)
        self._result.leave("mentions at addresses that hold an e-mail address or a password", lost)
        self._append("comments", home, said, "id")
        self._append("mentions", home, linked, "source")

    def _append(
        self, folder: Literal["comments", "mentions"], home: Home, items: list[tuple[str, str]], key: str
    ) -> None:
        """Write those items into a file that are not in it."""
        if not items:
            return
        about = "" if home.kind == "article" else f"{home.path.split('/')[1]}/"
        path = f"content/{folder}/{about}{home.slug}.yaml"
        target = self._project.root / path
        before = target.read_bytes() if target.exists() else b""
        data, new = appended(before, items, key)
        if data is None:
            self._result.notes.append(
                f"{path} is written in a way in which nothing can be added to it safely: left alone"
            )
            return
        for _ in range(new):
            self._result.count(folder)
        if new and not self._dry:
            put(self._project, path, data)
