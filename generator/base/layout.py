"""Where a project's settings are. What runs before everything else asks too, so nothing heavy is needed."""

import os

CONTENT = "content"
#: Below it: what is copied to the root of the output.
STATIC = "static"
#: As they are called; other capitals, and the other suffix, are read as well.
SETTINGS = "site.yaml"
NAMES = frozenset((SETTINGS, "site.yml"))

#: What ``goodword init`` notes of what it wrote: for which hosts, among others.
RECORD = ".goodword.json"

#: What in the project's own folder tells of its host: a build says other things when one of them changes.
HOST_FILES = (
    "netlify.toml",
    *("wrangler.toml", "wrangler.jsonc", "wrangler.json"),
    *(".github/workflows/pages.yml", ".github/workflows/scheduled.yml"),
    RECORD,
)

_TEXTS = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".txt")


def settings_of(root: str) -> str:
    """Return the path of the settings from a project's root, or nothing where it is no project."""
    folder = f"{root}/{CONTENT}"
    if os.path.isfile(f"{folder}/{SETTINGS}"):  # noqa: PTH113 (pathlib takes 8 ms to import)
        return f"{CONTENT}/{SETTINGS}"
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 (as said above)
    except OSError:
        return ""
    for name in names:
        if name.lower() in NAMES and os.path.isfile(f"{folder}/{name}"):  # noqa: PTH113 (as said above)
            return f"{CONTENT}/{name}"
    return ""


def outside(root: str) -> list[str]:
    """Return the names of the texts in the project's own folder, where none is read."""
    try:
        with os.scandir(root) as listing:
            return sorted(item.name for item in listing if item.name.lower().endswith(_TEXTS) and item.is_file())
    except OSError:
        return []
