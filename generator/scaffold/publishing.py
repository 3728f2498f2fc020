"""Where a new site goes: the choices of ``--host``, the host's files in the project, and the next steps."""

import re
import textwrap

from generator.base.patterns import lazily
from generator.hosts.base import PYTHON, Deployment, Host, Setup, hosts
from generator.hosts.setup.workflows import SCHEDULED
from generator.site.settings import SOURCE

DEFAULT = "netlify"
PYTHON_VERSION = ".python-version"
_MARKS = lazily(r"[*`<>]")
_WIDTH = 88


def _nothing(_: Deployment) -> dict[str, bytes]:
    """Return no files: there is no configuration that every server reads."""
    return {}


#: Any server that serves a folder of files. It is not on the shelf, because the output has no files for it.
_NONE = Host(
    name="none",
    label="any host",
    files=_nothing,
    setup=Setup(
        builds=False,
        steps=(
            "Build: `goodword build --strict`.",
            "Copy what is in `site/` to the folder that the host serves.",
            "Make sure that the host shows `index.html` for a folder, and `404.html` for what is not there.",
            "If it can send headers, take them from `site/_headers`.",
        ),
    ),
)


def choices() -> dict[str, Host]:
    """Return all hosts by their names on the command line, the default first and ``none`` last."""
    found = {host.setup.name or name: host for name, host in hosts().items()}
    first = {DEFAULT: found.pop(DEFAULT)}
    return {**first, **dict(sorted(found.items())), _NONE.name: _NONE}


def project_files(host: Host) -> dict[str, bytes]:
    """Return the files that a host reads in the project, and the one with the version of Python."""
    files = {**host.setup.files(), PYTHON_VERSION: f"{PYTHON}\n"}
    return {path: text.encode() for path, text in files.items()}


def steps(host: Host, where: str) -> tuple[str, ...]:
    """Return the steps to publish a new site, in Markdown and in order. The address comes first.

    ``where`` says where the chapter on repositories is, if there is one.
    """
    form = f" On {host.label} it is `{host.setup.address}`, unless you have a domain of your own." * bool(
        host.setup.address
    )
    address = (
        f"Choose the site's address, and write it into `{SOURCE}`, after `url:`. Do that before anybody sees the site: "
        f"feeds and links name it.{form}"
    )
    repository = "Put this folder into a repository on GitHub."
    if where:
        repository += f" *Into a repository*, {where}, says how, with a terminal and without."
    return (address, *((repository,) if host.setup.builds else ()), *host.setup.steps)


def numbered(host: Host) -> str:
    """Return the steps as a numbered list in Markdown."""
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps(host, "below"), 1))


def shown(host: Host, where: str = "in `README.md`") -> str:
    """Return the steps as plain text for a terminal."""
    lines: list[str] = []
    for number, step in enumerate(steps(host, where), 1):
        text = re.sub(r"<(https?://[^>]+)>", r"\1", step)
        lines += textwrap.wrap(
            _MARKS.sub("", text),
            _WIDTH,
            initial_indent=f"  {number}. ",
            subsequent_indent="     ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lines)


def rows(host: Host) -> str:
    """Return the rows of a table that names the host's files."""
    return "".join(
        f"| `{path}` | {'when' if path == SCHEDULED else 'how'} {host.label} builds the site |\n"
        for path in host.setup.files()
    )
