"""The texts of Hugo, as Markdown: shortcodes first, then what goldmark writes otherwise."""

import posixpath
import re
from collections.abc import Sequence

from generator.importers.folder import kramdown, shortcodes
from generator.importers.folder.old import Doc, Told
from generator.importers.folder.values import Values, text, within, yes
from generator.importers.links import to_text


class HugoTexts:
    """Makes texts of plain Markdown, with what the whole site knows."""

    def __init__(self, config: Values, docs: Sequence[Doc], root: str) -> None:
        """Keep the settings, and the texts by their paths and names."""
        self._config = config
        self._by_path: dict[str, Doc] = {}
        self._named: dict[str, Doc] = {}
        for doc in docs:
            inner = doc.path.removeprefix(f"{root}/")
            plain = re.sub(r"(?:\.\w{2,3}(?:-\w+)?)?\.\w+$", "", inner)
            bundle = plain.removesuffix("/index").removesuffix("/_index")
            for name in (inner, plain, bundle):
                self._by_path.setdefault(name.lower(), doc)
                self._named.setdefault(posixpath.basename(name).lower(), doc)
        self._root = root
        markup = within(config.get("markup"), "goldmark")
        self._hard = yes(within(markup, "renderer", "hardWraps"))
        self._home = text(config.get("baseurl")).rstrip("/")

    def translate(self, doc: Doc, body: str, told: Told) -> str:
        """Return a text as Markdown, its addresses still the old ones."""
        ways = shortcodes.Ways(
            address=lambda name: self._address(doc, name),
            parameter=lambda name: self._parameter(doc, name),
        )
        body = shortcodes.translated(body, ways, told)
        return body if doc.form == "html" else kramdown.plain(body, told, hard=self._hard)

    def _parameter(self, doc: Doc, name: str) -> str:
        path = name.split(".")
        return text(within(doc.values, *path)) or text(within(self._config.get("params"), *path))

    def _address(self, doc: Doc, name: str) -> str:
        """Return where ``ref`` leads: to a path from the top, one beside the text, or a name that is only once."""
        path, sign, fragment = name.strip().partition("#")
        end = f"#{fragment}" if sign else ""
        if not path:
            return end
        folder = posixpath.dirname(doc.path).removeprefix(self._root).strip("/")
        for one in (path.strip("/"), posixpath.normpath(posixpath.join(folder, path.lstrip("/"))).strip("/")):
            plain = one.lower()
            for key in (plain, re.sub(r"\.\w+$", "", plain)):
                if key in self._by_path:
                    return to_text(self._by_path[key].path) + end
        found = self._named.get(posixpath.basename(path.rstrip("/")).lower())
        return to_text(found.path) + end if found is not None and "/" not in path.strip("/") else ""
