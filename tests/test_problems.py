"""Every case of tests/cases/problems/: what is printed, to the letter, and that a bad build touches nothing."""

from pathlib import Path

import pytest

from tests.problems import Case, good_site, read_topics, run_case

CASES = [case for topic in read_topics() for case in topic.cases]


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("good") / "site"
    good_site(root)
    return root


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_what_is_said(case: Case, good: Path, tmp_path: Path) -> None:
    assert case.runs, "no command: run `python -m tests.problems --write`"
    assert {run.code for run in case.runs} <= {0, 1}, (
        "bad input is neither a wrong command line nor the machine's fault"
    )
    found = run_case(case, good, tmp_path / "project")
    for run, expected in zip(found, case.runs, strict=True):
        assert f"exit {run.code}\n{run.said}".split("\n") == f"exit {expected.code}\n{expected.said.rstrip()}".split(
            "\n"
        )


def test_titles_are_told_apart() -> None:
    assert len({case.id for case in CASES}) == len(CASES)
