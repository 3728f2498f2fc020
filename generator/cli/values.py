"""What shells complete: names of kinds, pitches, tips, pages, people, as far as the project's files can be read.

Each function is for ``shell_complete`` of an argument or option. A shell asks at each press of a key, so names are
taken from files' names where that will do. Nothing is printed, whatever the files are like.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from itertools import islice
from pathlib import Path

import click

from generator.site.project import Project, find_root

#: A shell is given no more than this: nobody reads more.
_MOST = 200

#: A name and what it stands for.
Choice = tuple[str, str]


def _completes(find: Callable[[Project, str], Iterable[Choice]]) -> Callable[..., list[object]]:
    """Return a function for ``shell_complete`` from one that finds names in a project, given how they begin."""

    @wraps(find)
    def complete(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[object]:
        from click.shell_completion import CompletionItem

        try:
            start = context.find_root().params.get("root")
            root = find_root(Path.cwd()) if start is None else Path(start)
            if root is None:
                return []
            found = (one for one in find(Project(root.absolute()), incomplete) if one[0].startswith(incomplete))
            return [CompletionItem(name, help=said or None) for name, said in islice(found, _MOST)]
        except Exception:  # noqa: BLE001 (somebody is typing: a fault of the content is told by other commands)
            return []

    return complete


@_completes
def kinds(project: Project, _incomplete: str) -> Iterator[Choice]:
    """Return the names of the site's kinds."""
    from generator.base.problems import Report
    from generator.build.settings import read_settings
    from generator.content.find import find_files

    given = read_settings(project.root, find_files(project.root, Report()), Report())
    for name, kind in given.kinds().items():
        yield name, kind.plural


@_completes
def pitches(project: Project, _incomplete: str) -> Iterator[Choice]:
    """Return the slugs of the pitches."""
    from generator.build.lookup import look_up
    from generator.content.kind import title_of
    from generator.kinds.pitch import PitchFields

    for entry in look_up(project, lambda kind: issubclass(kind.schema, PitchFields)).entries:
        yield entry.slug, title_of(entry)


@_completes
def tips(project: Project, incomplete: str) -> Iterator[Choice]:
    """Return the tips as LIBRARY/ID; the libraries first, where no whole one is typed yet."""
    from generator.build.lookup import look_up

    found = look_up(project, lambda kind: kind.parts_have_pages)
    for entry in found.entries:
        if entry.slug.startswith(incomplete) or incomplete.startswith(f"{entry.slug}/"):
            for part in found.kinds[entry.kind].parts(entry.fields):
                yield f"{entry.slug}/{part.id}", part.title


@_completes
def pages(project: Project, incomplete: str) -> Iterator[Choice]:
    """Return what has a page, as KIND/NAME: by the files' names, since there may be many."""
    from generator.base.problems import Report
    from generator.build.settings import read_settings
    from generator.content.entry_reader import slug_of_file
    from generator.content.files import sort_files
    from generator.content.find import find_files

    found = find_files(project.root, Report())
    given = read_settings(project.root, found, Report())
    every = given.kinds()
    sources = sort_files(found, given.folders(every), Report())
    for name, kind in every.items():
        begin = f"{name}/"
        if kind.is_markdown and (begin.startswith(incomplete) or incomplete.startswith(begin)):
            for source in sources.entries[kind.folder]:
                yield begin + slug_of_file(source.path), ""


@_completes
def people(project: Project, _incomplete: str) -> Iterator[Choice]:
    """Return the ids of the people in ``private/people.yaml``, and nothing else of them."""
    from generator.base.problems import Report
    from generator.privacy.people import read_people

    for name in read_people(project.root, Report()).people:
        yield name, ""


@_completes
def said_ids(project: Project, _incomplete: str) -> Iterator[Choice]:
    """Return the IDs of comments and mentions, those that wait first."""
    from generator.build.contents import read_contents
    from generator.moderation.said import every

    for one in sorted(every(read_contents(project)), key=lambda one: one.status != "pending"):
        yield one.id, one.status
