"""Whether the site is within its hosts' limits. Imported late, since a site without a host does not need it."""

from generator.checks.base import Check, FilesMade
from generator.hosts.base import known_hosts


def run(facts: FilesMade) -> None:
    """Report what exceeds the limits of the project's hosts, and note what is near them."""
    if known := known_hosts(str(facts.root)):
        from generator.checks.host_limits.limits import check_budget  # noqa: PLC0415 (see above)

        check_budget(known, facts)


CHECK = Check(name="host-limits", stage=FilesMade, run=run)
