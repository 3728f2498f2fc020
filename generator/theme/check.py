"""Static checks of templates."""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import meta, nodes

from generator.base.problems import Place, Problem, suggestion
from generator.theme.fault import TemplateFault
from generator.theme.templates import Theme, shipped

#: The first line of a page's template names its view.
_MARK = "{# view:"


def check(theme: Theme, besides: Path | None = None) -> tuple[Problem, ...]:
    """Return the problems of templates that can be found without rendering them.

    Those that only the folder ``besides`` has are ours: they are checked by tests, not in every build.
    Checked are syntax, missing includes, and undefined names in the templates of pages (a partial may
    get names from the template that includes it). A page's template is one that is called like one of ours, or
    whose first line names its view.
    """
    ours = set(page_templates())
    return tuple(
        problem
        for name in theme.names(besides=besides)
        for problem in _check_template(theme, name, is_page=name in ours)
    )


def page_templates() -> tuple[str, ...]:
    """Return the names of the shipped templates of pages: all at the folder's top but the frame of every page."""
    return tuple(sorted(path.name for path in shipped().glob("*.html") if path.name != "base.html"))


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
    if is_page or theme.source(name).startswith(_MARK):
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
