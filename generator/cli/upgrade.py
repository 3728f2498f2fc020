"""``goodword upgrade``: renews a site's wheel, lock and host files after Goodword was upgraded."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from generator.cli.console import say
from generator.cli.help import Command
from generator.cli.main import Session
from generator.cli.requirement_option import VENDOR, this_version, way_of
from generator.scaffold import package
from generator.scaffold import record as records
from generator.scaffold.publishing import choices, project_files, shown
from generator.scaffold.schemas import FOLDER
from generator.scaffold.upgrade import Change, PinnedError, carry_out, first_record, others, plan, record_of


@click.command("upgrade", cls=Command, examples=("goodword upgrade", "goodword upgrade --host cloudflare"))
@click.option(
    "--host",
    type=click.Choice(list(choices()), case_sensitive=False),
    help="Make the site one for this host from now on.",
)
@click.option(
    "--requirement",
    metavar="SPEC",
    help=f"What the host installs: {VENDOR}, goodword==VERSION, or git+https://HOST/PATH@COMMIT.",
)
@click.pass_obj
def command(session: Session, *, host: str | None, requirement: str | None) -> int:
    """Renew the wheel, the lock and the host's files of a site, after Goodword was upgraded.

    What you changed stays as it is; what this version would write is laid beside it.
    """
    root = session.project().root
    if root.resolve() == package.checkout():
        raise click.UsageError("this is Goodword itself, which hosts install from its own files")
    version = this_version()
    try:
        old = records.read(root)
    except records.BrokenRecordError as wrong:
        raise click.UsageError(f"{wrong}; delete it, and run this again") from None
    if old is None:
        old = first_record(root)
    if records.is_newer(old, version):
        raise click.UsageError(
            f"Goodword {old.goodword} wrote this site's files, and this is {version}, which is older; "
            f"install Goodword {old.goodword} or newer, and run this again"
        )
    if old.way == "git" and requirement is None:
        raise click.UsageError(
            "this site installs Goodword from a Git address; say which commit: --requirement git+https://HOST/PATH@COMMIT"
        )
    way = way_of("goodword" if old.way == "index" and requirement is None else requirement)
    hosts = (host,) if host else tuple(name for name in old.hosts if name in choices())
    if not hosts:
        raise click.UsageError(
            f"no host is known here of those that {records.FILE} names ({', '.join(old.hosts) or 'none'}); install the "
            "package that knows it, or name another by --host"
        )
    if host:
        # Asking for a host restores its files, also those that were deleted.
        files = project_files(choices()[host])
        there = {path: known for path, known in old.files.items() if path not in files or (root / path).exists()}
        old = msgspec.structs.replace(old, files=there)
    new = record_of(hosts, way)
    try:
        found = plan(root, old, new, way)
    except PinnedError as wrong:
        raise click.UsageError(str(wrong)) from None
    changes = list(found.changes)
    data = records.written(new)
    if not (root / records.FILE).is_file() or (root / records.FILE).read_bytes().replace(b"\r\n", b"\n") != data:
        changes.append(Change(path=records.FILE, said="renewed", data=data))
    # First the files, then the record, deletions last: if interrupted, the next run can finish.
    changes.sort(key=lambda change: change.data is None)
    carry_out(root, tuple(changes))
    for line in _changed(found.changes):
        say(line)
    for note in found.notes:
        say(note)
    kept = others(root, new)
    but = f", but for what you changed or deleted: {', '.join(kept)}" if kept else ""
    if not found.changes and not found.notes:
        say(f"Nothing to do: what hosts install and read is that of Goodword {version}{but}.")
    elif found.changes:
        say(
            f"What hosts install and read is now that of Goodword {version}{but}. Build, look, and publish the changes."
        )
    if hosts != old.hosts:
        _tell(root, hosts[-1])
    return 0


def _changed(changes: Sequence[Change]) -> Iterator[str]:
    """Return a line for each change, and one for all schemas, of which there are many."""
    of_schemas = [change for change in changes if change.path.startswith(f"{FOLDER}/")]
    yield from (f"{change.path}: {change.said}" for change in changes if change not in of_schemas)
    if of_schemas:
        yield f"{FOLDER}/: {len(of_schemas)} schemas for editors are those of this version now"


def _tell(root: Path, name: str) -> None:
    """Print how to move the site to its new host: its README has the steps for the old one."""
    host = choices()[name]
    try:
        text = (root / "README.md").read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    say(f"\nTo publish at {host.label} (README.md is as it was):\n")
    say(shown(host, "in `README.md`" if "\n## Into a repository\n" in text else ""))
