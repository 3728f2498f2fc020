"""Where a site stands: kinds that say less of themselves, and what is asked of those that say more."""

import datetime as dt
from pathlib import Path

import msgspec

from generator.build.contents import Contents, read_contents
from generator.build.overview import Row, overview
from generator.content.kind import no_moments
from generator.site.project import Project as Place
from tests.conftest import Project

NOW = dt.datetime(2026, 11, 27, tzinfo=dt.UTC)
GIVES = "gives:\n  - {id: a, date: 2026-11-02, kind: tip, what: A}\n  - {id: b, date: 2026-12-02, kind: tip, what: B}\n  - {id: c, date: 2026-12-03, kind: tip, what: C}\n"


def contents(root: Path, **changed: object) -> Contents:
    found = read_contents(Place(root))
    kinds = {
        name: msgspec.structs.replace(kind, **changed) if name == "give" else kind for name, kind in found.kinds.items()
    }
    return msgspec.structs.replace(found, kinds=kinds)


def test_a_kind_that_names_no_parts_says_at_least_when_something_comes(project: Project) -> None:
    root = project({"content/give-log.yaml": GIVES})
    moments = [dt.datetime(2026, 12, day, tzinfo=dt.UTC) for day in (2, 3)]
    path = "content/give-log.yaml"
    assert overview(contents(root), NOW).scheduled == tuple(
        Row(at, path, "give", name.upper(), name) for at, name in zip(moments, "bc", strict=True)
    )
    assert overview(contents(root, moments=no_moments), NOW).scheduled == tuple(
        Row(at, path, "give", "give-log") for at in moments
    )


def test_a_kind_says_where_its_owner_stands(project: Project) -> None:
    root = project({"content/give-log.yaml": GIVES})
    stands = contents(root, standing=lambda fields, now, zone: f"{len(fields.gives)} by {now:%d} in {zone.key}")
    assert overview(stands, NOW).standing == (("content/give-log.yaml", "3 by 27 in UTC"),)


def test_a_moment_itself_is_out(project: Project) -> None:
    root = project({"content/give-log.yaml": GIVES})
    at = dt.datetime(2026, 12, 3, tzinfo=dt.UTC)
    assert [row.id for row in overview(contents(root), at - dt.timedelta(seconds=1)).scheduled] == ["c"]
    found = overview(contents(root), at)
    assert (found.scheduled, found.counts, found.changes) == ((), {"give": 3}, ())
