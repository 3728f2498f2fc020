"""Static checks of templates."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2 import meta, nodes

from generator.base.problems import Place, Problem, suggestion
from generator.theme.fault import TemplateFault
from generator.theme.templates import Theme

#: The templates that pages are made with.
PAGES = (
    "404.html",
    "archive.html",
    "article.html",
    "author.html",
    "authors.html",
    "entry.html",
    "episode.html",
    "give-log.html",
    "home.html",
    "lead.html",
    "leads.html",
    "list.html",
    "page.html",
    "pitch.html",
    "redirect.html",
    "subscribe.html",
    "tag.html",
    "tags.html",
    "tip-library.html",
    "tip.html",
    "tips.html",
)


def check(theme: Theme, shipped: Path | None = None, pages: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Return the problems of templates that can be found without rendering them.

    Those that only the folder ``shipped`` has are ours: they are checked by tests, not in every build.
    Checked are syntax, missing includes, and undefined names in the templates of pages (a partial may
    get names from the template that includes it). ``pages`` are templates of pages in addition to ours.
    """
    known = {*PAGES, *pages}
    return tuple(
        problem
        for name in theme.names(besides=shipped)
        for problem in _check_template(theme, name, is_page=name in known)
    )


def _check_template(theme: Theme, name: str, *, is_page: bool) -> Iterator[Problem]:
    place = theme.place(name)
    try:
        tree = theme.parse(name)
        theme.compile(name)
    except TemplateFault as fault:
        yield fault.problem
        return
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        part = getattr(node, "template", None)
        if isinstance(part, nodes.Const) and not theme.exists(str(part.value)):
            message = theme.missing(str(part.value))
            yield Problem(Place(place, node.lineno), "error", message)
    if is_page:
        unknown = meta.find_undeclared_variables(tree) - {"view", "body"} - _declared(tree)
        lines = {node.name: node.lineno for node in reversed(list(tree.find_all(nodes.Name)))}
        for word in sorted(unknown):
            message = f'"{word}" is not defined{suggestion(word, ("view", "body"))}'
            yield Problem(Place(place, lines[word]), "error", message)


def _declared(tree: nodes.Template) -> set[str]:
    """Return the names that the template sets at its top level, which its blocks see too."""
    found = {name for node in tree.find_all(nodes.FromImport) for name in _imported(node)}
    found |= {node.target for node in tree.find_all(nodes.Import)}
    found |= {node.name for node in tree.find_all(nodes.Macro)}
    return found | {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"}


def _imported(node: nodes.FromImport) -> Iterator[str]:
    for name in node.names:
        yield name if isinstance(name, str) else name[1]
