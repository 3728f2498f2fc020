"""What a host's free plan takes: a line from four fifths of it on, a warning where the host would refuse the site."""

from pathlib import Path

import pytest

from generator.base.problems import Place, Problem, Report
from generator.checks.base import FilesMade
from generator.checks.host_limits import CHECK
from generator.hosts.base import known_hosts
from tests.conftest import Project, Run
from tests.support import write_files

MIB = 1024 * 1024
WRANGLER = {"wrangler.toml": 'name = "a"\n'}
PAGES = {".github/workflows/pages.yml": "name: Pages\n"}
NETLIFY = {"netlify.toml": "[build]\n"}


def found(
    root: Path,
    signs: dict[str, str],
    files: list[tuple[str, int]],
    rules: dict[str, bytes] | None = None,
) -> tuple[list[Problem], list[str]]:
    write_files(root, dict(signs))
    report = Report()
    facts = FilesMade(
        root=root,
        sizes=lambda: files,
        rules=lambda: rules or {},
        moments=(),
        source=lambda path: f"content/{path}" if "mp3" in path else "",
        report=report,
    )
    CHECK.run(facts)
    return list(report), report.notes


def pages(count: int, size: int = 10) -> list[tuple[str, int]]:
    return [(f"a{number}/index.html", size) for number in range(count)]


FEWER = 'with "share_images: kind" there are fewer; else take another host, or a plan that is paid for'


@pytest.mark.parametrize(
    ("count", "problems", "notes"),
    [
        (16_000, [], []),
        (16_001, [], [f"Cloudflare Pages takes 20,000 files, and the site has 16,001 already: {FEWER}."]),
        (20_000, [], [f"Cloudflare Pages takes 20,000 files, and the site has 20,000 already: {FEWER}."]),
        (
            20_001,
            [
                Problem(
                    Place("wrangler.toml"),
                    "warning",
                    "Cloudflare Pages takes 20,000 files, and the site has 20,001: it will refuse the site",
                    FEWER,
                )
            ],
            [],
        ),
    ],
)
def test_number_of_files(count: int, problems: list[Problem], notes: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, WRANGLER, pages(count)) == (problems, notes)


def test_size_of_files(tmp_path: Path) -> None:
    files = [
        ("a.mp3", 20 * MIB),
        ("b.mp3", 21 * MIB + MIB // 2),
        ("c.mp3", 25 * MIB),
        ("d.mp3", 25 * MIB + 1),
        ("e.zip", 26 * MIB),
    ]
    problems, notes = found(tmp_path, WRANGLER, files)
    assert [(one.place.path, one.severity, one.message) for one in problems] == [
        ("content/d.mp3", "warning", "d.mp3 has 25.1 MiB, and Cloudflare Pages takes files of at most 25 MiB"),
        ("e.zip", "warning", "e.zip has 26.0 MiB, and Cloudflare Pages takes files of at most 25 MiB"),
    ]
    assert notes == [
        "Cloudflare Pages takes files of at most 25 MiB, and b.mp3 has 21.5 MiB already (1 more comes near)."
    ]


@pytest.mark.parametrize(
    ("size", "said"),
    [(800_000, None), (800_001, "note"), (1_000_000, "note"), (1_000_001, "warning")],
)
def test_size_of_all(size: int, said: str | None, tmp_path: Path) -> None:
    problems, notes = found(tmp_path, PAGES, pages(1000, size))
    assert [one.message for one in problems] == (
        ["GitHub Pages takes 1,000 MB in all, and the site has 1,001: it will refuse the site"]
        if said == "warning"
        else []
    )
    assert [note.partition(" already")[0] for note in notes] == (
        [f"GitHub Pages takes 1,000 MB in all, and the site has {-(-size // 1000):,}"] if said == "note" else []
    )


def test_files_in_one_folder(tmp_path: Path) -> None:
    many = [(f"images/{number}.jpg", 10) for number in range(54_001)]
    (problem,), notes = found(tmp_path, NETLIFY, many)
    assert (
        problem.message == "Netlify takes 54,000 files in one folder, and the site has 54,001: it will refuse the site"
    )
    assert found(tmp_path, NETLIFY, pages(60_000)) == ([], [])
    assert not notes


def test_rules_that_are_lost_are_told_and_those_with_a_way_around_are_advice(tmp_path: Path) -> None:
    headers = b"".join(b"/%d/*\n  A: b\n" % number for number in range(101))
    moved = b"".join(b"/%d /x/ 301!\n/%d /x/ 301\n" % (number, number) for number in range(1001))
    problems, notes = found(tmp_path, WRANGLER, [], {"_headers": headers, "_redirects": moved + b"/ p=1 /x/ 301!\n"})
    assert sorted((one.severity, one.message) for one in problems) == [
        ("advice", "Cloudflare Pages takes 1,000 aliases, and the site has 1,001: pages lead on from the others"),
        (
            "advice",
            "Cloudflare Pages takes no aliases with a query, and the site has 1: a script on the first page leads on from them",
        ),
    ]
    assert notes == [
        "Cloudflare Pages takes 100 rules in _headers, and the site has 101: the others are ignored, and some feeds lose their media type."
    ]
    assert found(tmp_path / "b", NETLIFY, [], {"_headers": headers, "_redirects": moved}) == ([], [])


def test_a_host_that_nothing_tells_of_is_not_spoken_of(tmp_path: Path) -> None:
    assert not known_hosts(str(tmp_path))
    for signs in ({}, NETLIFY, PAGES):
        assert found(tmp_path / "-".join(signs), signs, [*pages(20_001), ("a.mp3", 26 * MIB)]) == ([], [])


def test_where_several_hosts_are_told_of_it_is_said_by_which_file(tmp_path: Path) -> None:
    _, (note,) = found(tmp_path, {**NETLIFY, **WRANGLER}, pages(17_000))
    assert note.endswith(f"{FEWER} (wrangler.toml says that the site is there).")


@pytest.mark.parametrize(
    ("noted", "count"),
    [
        ('{"hosts": ["cloudflare"]}', 1),
        ('{"hosts": ["none"]}', 0),
        ('{"hosts": ["netlify", "github"]}', 0),
        ("{}", 0),
        ("not JSON", 0),
        ('{"hosts": 7}', 0),
    ],
)
def test_the_host_that_a_site_was_made_for(noted: str, count: int, tmp_path: Path) -> None:
    problems, _ = found(tmp_path, {".goodword.json": noted}, pages(20_001))
    assert [str(problem.place.path) for problem in problems] == [".goodword.json"] * count


# --- in a whole build ---


def test_file_that_the_host_would_refuse_is_a_warning_at_its_source(project: Project, run: Run) -> None:
    root = project({"content/static/talk.bin": b"x" * (25 * MIB + 1), **WRANGLER})
    result = run("build", root=root)
    assert result.code == 0
    assert result.err.startswith(
        "content/static/talk.bin: warning: talk.bin has 25.1 MiB, and Cloudflare Pages takes files of at most 25 MiB\n"
        "    make it smaller, or put it somewhere else and give its address\n"
    )
    again = run("build", root=root)
    assert "1 warning" in again.out
    assert run("build", "--strict", root=root).code == 1
    assert run("check", root=root).code == 1
    (root / "wrangler.toml").unlink()
    assert run("check", root=root).code == 0
    assert run("build", "--strict", root=root).code == 0
    # The same by the note of the host for which the site was made.
    assert run("upgrade", "--host", "cloudflare", root=root).code == 0
    assert run("build", "--strict", root=root).code == 1


def test_file_that_comes_near_is_a_line_that_stops_nothing(project: Project, run: Run) -> None:
    root = project({"content/static/talk.bin": b"x" * (21 * MIB), **WRANGLER})
    line = "Cloudflare Pages takes files of at most 25 MiB, and talk.bin has 21 MiB already.\n"
    for command in (("build", "--strict"), ("build", "--strict"), ("check",)):
        result = run(*command, root=root)
        assert (result.code, result.err) == (0, "")
        assert line in result.out
