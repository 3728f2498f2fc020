"""The limits of hosts' free plans, checked before the host refuses the site."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from generator.base.problems import Place, Report
from generator.checks.base import FilesMade
from generator.hosts.base import FreePlan, Host, KnownHosts, Use, hosts

Files = Sequence[tuple[str, int]]

#: The share of a limit from which it counts as near.
_NEAR = 0.8
_FEWER = 'with "share_images: kind" there are fewer; else take another host, or a plan that is paid for'
_SMALLER = "make it smaller, or put it somewhere else and give its address"
_SELDOM = (
    "Let it be built on fixed days only (the page on hosts in the documentation has a workflow for it), "
    "let tips come out each week, or take {}"
)


def check_budget(known: KnownHosts, facts: FilesMade) -> None:
    """Report what exceeds the limits of the project's hosts, and note what is near them or needs too many deploys."""
    report, files, rules = facts.report, facts.sizes(), facts.rules()
    for host, sign in known:
        # With files for several hosts, some may be left over from a former host.
        doubt = f" ({sign} says that the site is there)" if len(known) > 1 else ""
        if host.plan:
            _sizes(host, host.plan, files, facts)
        for use in (*_counts(host.plan, files), *host.limits(rules)):
            _report_use(host, sign, use, doubt, report)
        if host.plan and (said := _deploys(facts.root, host, host.plan, facts.moments)):
            report.notes.append(f"{said}{doubt}.")


class Budget(msgspec.Struct, frozen=True):
    """What a host limits, and how much of each a site uses."""

    host: Host
    uses: tuple[Use, ...]


def budgets(known: KnownHosts, facts: FilesMade) -> tuple[Budget, ...]:
    """Return what the project's hosts limit, and how much of that the site uses."""
    files, rules, found = facts.sizes(), facts.rules(), []
    for host, _ in known:
        uses = list(_counts(host.plan, files, always=True)) if files else []
        if host.plan and host.plan.file_size and files:
            largest = max(size for _, size in files)
            uses.append(
                Use("MiB in the largest file", -(-largest // 1024**2), host.plan.file_size // 1024**2, _SMALLER)
            )
        if host.plan and host.plan.deploys:
            count = _count_of_deploys(facts.root, facts.moments)
            uses.append(Use("deploys a month, by what comes out by itself", count, host.plan.deploys, host.plan.beyond))
        if rules:
            uses += [use for use in host.limits(rules) if use.of]
        found.append(Budget(host, tuple(uses)))
    return tuple(found)


def _sizes(host: Host, plan: FreePlan, files: Files, facts: FilesMade) -> None:
    """Report files that are too large, and note those near the limit."""
    if not plan.file_size:
        return
    large = sorted((path, size) for path, size in files if size > _NEAR * plan.file_size)
    takes = f"{host.label} takes files of at most {_size(plan.file_size)}"
    for path, size in large:
        if size > plan.file_size:
            place = Place(facts.source(path) or path)
            facts.report.warning(place, f"{path} has {_size(size, up=True)}, and {takes}", _SMALLER)
    if near := [f"{path} has {_size(size)}" for path, size in large if size <= plan.file_size]:
        more = f" ({len(near) - 1} more {'come' if len(near) > 2 else 'comes'} near)" if len(near) > 1 else ""
        facts.report.notes.append(f"{takes}, and {near[0]} already{more}.")


def _counts(plan: FreePlan | None, files: Files, *, always: bool = False) -> Iterator[Use]:
    """Return the use of what the plan limits; ``always`` even where it takes time and cannot be near."""
    if plan is None:
        return
    if plan.files:
        yield Use("files", len(files), plan.files, _FEWER)
    if plan.files_together and (always or len(files) > _NEAR * plan.files_together):
        together = Counter(path.rpartition("/")[0] for path, _ in files)
        yield Use("files in one folder", max(together.values()), plan.files_together, _FEWER)
    if plan.total_size:
        # In megabytes, as nobody counts bytes.
        total = sum(size for _, size in files)
        yield Use(
            "MB in all", -(-total // 1_000_000), plan.total_size // 1_000_000, "put sound and films somewhere else"
        )


def _report_use(host: Host, sign: str, use: Use, doubt: str, report: Report) -> None:
    """Report a use above its limit, or note one near it."""
    takes = f"{use.of:,}" if use.of else "no"
    has = f"{host.label} takes {takes} {use.what}, and the site has {use.used:,}"
    if use.used > use.of:
        if use.effect == "refused":
            report.warning(Place(sign), f"{has}: it will refuse the site", use.then)
        elif use.effect == "lost":
            report.notes.append(f"{has}: {use.then}{doubt}.")
        else:
            report.advice(Place(sign), f"{has}: {use.then}")
    elif use.effect != "covered" and use.used > _NEAR * use.of:
        report.notes.append(f"{has} already: {use.then}{doubt}.")


def _deploys(root: Path, host: Host, plan: FreePlan, moments: Sequence[dt.datetime]) -> str:
    """Return a note if scheduled builds use up a month's deploys, or nearly; else an empty string."""
    few = _NEAR * plan.deploys
    if not plan.deploys or len(moments) <= few:
        return ""
    count = _count_of_deploys(root, moments)
    if count <= few:
        return ""
    has = f"What comes out by itself makes {count} deploys in a month, and {host.label}'s free plan has {plan.deploys}"
    instead = _SELDOM.format(_hosts_for(count))
    if count > plan.deploys:
        return f"{has}: {plan.beyond}. {instead}"
    return f"{has}, which your own changes use as well. {instead}"


def _count_of_deploys(root: Path, moments: Sequence[dt.datetime]) -> int:
    """Return how many deploys a month the project's schedule makes at most."""
    from generator.checks.host_limits.build_schedule import most_deploys, rhythm_of  # noqa: PLC0415 (few sites change so often)

    return most_deploys(moments, rhythm_of(_workflow(root)))


def _hosts_for(count: int) -> str:
    """Return the hosts that take so many deploys in a month, those without a limit first."""
    plans = [(host.plan.deploys, host.label) for host in hosts().values() if host.plan]
    found = sorted((deploys, label) for deploys, label in plans if not deploys or count <= _NEAR * deploys)
    return " or ".join(label for _, label in found) or "another host"


def _workflow(root: Path) -> str:
    """Return the text of the project's workflow of scheduled builds, or an empty string."""
    from generator.hosts.setup.workflows import SCHEDULED  # noqa: PLC0415 (see above)

    try:
        return (root / SCHEDULED).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _size(number: int, *, up: bool = False) -> str:
    """Return a size in MiB, with a decimal unless it is whole; with ``up`` an excess never looks like the limit."""
    tenths = -(-number * 10 // 1024**2) if up else number * 10 // 1024**2
    return f"{tenths // 10}.{tenths % 10} MiB" if tenths % 10 or up else f"{tenths // 10} MiB"
