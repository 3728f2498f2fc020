"""What still shows a person who may not be shown: gives, lines of files, the output."""

from generator.base.decoding import decode
from generator.base.layout import CONTENT
from generator.base.problems import Place, Report
from generator.checks.private_names import files_below, found_in
from generator.edit.giving import Log
from generator.privacy.name_scanner import Guard
from generator.schema.front_matter import read_yaml
from generator.schema.nodes import locate
from generator.site.project import Project

#: The folders of what is written, and that of the output.
_WRITTEN = (CONTENT, "templates")
_OUTPUT = "site"


def of_gives(log: Log, name: str, before: str, now: str) -> list[tuple[Place, str]]:
    """Return the places in the give-log that show what a person had agreed to ``before`` and does not ``now``.

    Where they agree to nothing any more, those with their id are among them.
    """
    text = decode(log.data or b"", log.path, Report())
    node = read_yaml(text, log.path, Report()) if text else None
    found = []
    for number, give in enumerate(log.fields.gives):
        if give.person != name or node is None:
            continue
        if not now:
            place = Place(log.path, *locate(node, ("gives", number, "person")))
            found.append((place, f'{give.id} has "{name}" as its person'))
        if before not in {"", now} and give.to == before:
            there = Place(log.path, *locate(node, ("gives", number, "to")))
            found.append((there, f'{give.id} says in "to" what they had agreed to'))
    return found


def in_files(project: Project, guard: Guard) -> list[tuple[Place, str]]:
    """Return the places in files that people write which have a private name or address."""
    return [
        (problem.place, problem.message)
        for folder in _WRITTEN
        for path in files_below(project.root, folder)
        for problem in found_in(project.root, path, guard)
    ]


def in_output(project: Project, guard: Guard) -> list[str]:
    """Return the files of the output that have a private name or address."""
    return [path for path in files_below(project.root, _OUTPUT) if any(found_in(project.root, path, guard))]
