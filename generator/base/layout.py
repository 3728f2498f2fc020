"""Where a project's settings are. The up-to-date check imports this first, so it imports nothing heavy."""

import os

CONTENT = "content"
#: The folder below the content's whose files are copied to the root of the output.
STATIC = "static"
#: The name of the settings' file; other capitals, and the other suffix, are accepted as well.
SETTINGS = "site.yaml"
NAMES = frozenset((SETTINGS, "site.yml"))

#: The file in which ``goodword init`` records what it wrote, and for which hosts.
RECORD = ".goodword.json"

#: Where hosts read what tells them of a project: its own folder, and one below it.
_READ_BY_HOSTS = ("", ".github/workflows/")

_TEXTS = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".txt")


def settings_of(root: str) -> str:
    """Return the path of the settings from a project's root, or an empty string where it is no project."""
    folder = f"{root}/{CONTENT}"
    if os.path.isfile(f"{folder}/{SETTINGS}"):  # noqa: PTH113 (pathlib takes 8 ms to import)
        return f"{CONTENT}/{SETTINGS}"
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 (see above)
    except OSError:
        return ""
    for name in names:
        if name.lower() in NAMES and os.path.isfile(f"{folder}/{name}"):  # noqa: PTH113 (see above)
            return f"{CONTENT}/{name}"
    return ""


def outside(root: str) -> list[str]:
    """Return the names of the text files directly in the project's folder, where no content is read."""
    try:
        with os.scandir(root) as listing:
            return sorted(item.name for item in listing if item.name.lower().endswith(_TEXTS) and item.is_file())
    except OSError:
        return []


def beside(root: str) -> list[str]:
    """Return the files in a project's own folder, and those that tell a host how it is built.

    A build says other things when one of them changes, or comes, or goes. Which are a host's, its own file says.
    """
    found: list[str] = []
    for folder in _READ_BY_HOSTS:
        try:
            with os.scandir(f"{root}/{folder}") as listing:
                found += sorted(folder + item.name for item in listing if item.is_file())
        except OSError:
            continue
    return found


def is_beside(path: str) -> bool:
    """Return whether a file of a project is among those that :func:`beside` looks for."""
    return path[: path.rfind("/") + 1] in _READ_BY_HOSTS
