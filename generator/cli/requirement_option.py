"""``--requirement``, for the commands that write what hosts install."""

import click

from generator.scaffold import package
from generator.scaffold.index import NotThereError, on_index
from generator.scaffold.requirement import Indexed, RefusedError, Vendored, Way, read

#: The option's default: the wheel in the site.
VENDOR = "vendor"


def this_version() -> str:
    """Return the version of this Goodword."""
    try:
        return package.told().version
    except package.NotAPackageError as wrong:
        raise click.UsageError(str(wrong)) from None


def way_of(spec: str | None) -> Way:
    """Return how the host installs Goodword, or end with a usage error that says what to do."""
    version = this_version()
    if spec is None or spec.strip().lower() == VENDOR:
        return Vendored()
    try:
        found = read(spec, version)
        return on_index(version) if isinstance(found, Indexed) else found
    except RefusedError as wrong:
        raise click.BadParameter(str(wrong), param_hint="--requirement") from None
    except NotThereError as wrong:
        raise click.UsageError(
            f"{wrong}. With --requirement {VENDOR}, the site gets a wheel of this Goodword"
        ) from None
