"""Whether the project's hosts take the site. A site without a host needs none of this, so it is imported late."""

from generator.checks.base import Check, FilesMade
from generator.hosts.base import known_hosts


def run(facts: FilesMade) -> None:
    """Report what the project's hosts refuse, and note what comes near to that."""
    if known := known_hosts(str(facts.root)):
        from generator.checks.budget.limits import check_budget  # noqa: PLC0415 (as said above)

        check_budget(known, facts)


CHECK = Check(name="budget", stage=FilesMade, run=run)
