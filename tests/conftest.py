"""Fixtures for all tests, and what is done about browser tests where there is no browser."""

import os
import signal
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support import NOW, ROOT, SITE, Result, run_apart, run_here, write_files

BROWSER_TESTS = ROOT / "tests" / "browser"
SKIPPED = "skipped-browser-test"
#: Where the demo site lies when it does not have a host for itself.
UNDER_PATH = "https://x.example/blog/"
#: A test that takes longer than this is marked `slow`.
SLOW_SECONDS = 10
CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}

# A shell that starts tests in the background has them ignore Ctrl-C, and so would all that they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# By default the same examples each time, so that a failure is a change's fault; `make soak` looks for new ones.
settings.register_profile("default", derandomize=True, deadline=None)
settings.register_profile("soak", max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("default")


def soaking() -> bool:
    """Whether this is `make soak`; else few of the slow examples will do."""
    return settings().max_examples >= 10_000


Project = Callable[..., Path]
Run = Callable[..., Result]
Build = Callable[..., Path]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """`project({path: text or bytes}, name="project")`: the root of a project with these files.

    Where content/site.yaml is not among them, it gets a minimal one. A second call adds files to the same project.
    """

    def make(files: dict[str, str | bytes] | None = None, name: str = "project") -> Path:
        root = tmp_path / name
        if not root.exists():
            write_files(root, {"content/site.yaml": SITE})
        write_files(root, files or {})
        return root

    return make


@pytest.fixture
def run() -> Run:
    """`run(*args, root=…)`: the result of a `goodword` command in this process; see run_apart for one of its own."""
    return run_here


@pytest.fixture
def build() -> Build:
    """`build(root, *args)`: the output folder of `goodword build`, at the tests' moment; fails where the build fails."""

    def go(root: Path, *args: str) -> Path:
        now = () if "--now" in args else ("--now", NOW)
        result = run_here("build", *now, *args, root=root)
        assert result.code == 0, result.output
        return Path(args[args.index("--output") + 1]) if "--output" in args else root / "site"

    return go


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of this repository's own content/, built once for all tests; not to be written to."""
    return _demo(tmp_path_factory)


@pytest.fixture(scope="session")
def demo_under_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for a host that serves it below a path, built once for all tests; not to be written to."""
    return _demo(tmp_path_factory, "--base-url", UNDER_PATH)


def _demo(tmp_path_factory: pytest.TempPathFactory, *options: str) -> Path:
    output = tmp_path_factory.mktemp("demo") / "site"
    result = run_apart("build", "--now", NOW, "--output", str(output), *options, root=ROOT)
    assert result.code == 0, result.output
    return output


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out on Windows what needs another system, and take no slow test without the reason why it is slow."""
    for item in items:
        if os.name != "posix" and item.get_closest_marker("posix"):
            item.add_marker(pytest.mark.skip(reason="needs Linux or macOS"))
        if (slow := item.get_closest_marker("slow")) and not slow.kwargs.get("reason"):
            raise pytest.UsageError(f'{item.nodeid} is slow and does not say why: @pytest.mark.slow(reason="…")')
    # A file stays in one process, so that a long one begins early, and no process works alone at the end.
    long = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in long)


# --- a browser test that is skipped is never silent ---


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """The report of a test; under CI one of a skipped browser test is that of a failed one."""
    report = yield
    if report.skipped and BROWSER_TESTS in item.path.parents:
        report.user_properties.append((SKIPPED, True))
        if CI:
            report.outcome = "failed"
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
            report.longrepr = f"With CI=true a skipped browser test is a failure. {reason}"
    return report


def slow_without_mark(reports: list[pytest.TestReport]) -> list[str]:
    """The tests that took too long without being marked `slow`, and how long; what their fixtures took is not theirs."""
    return [
        f"{report.nodeid} took {report.duration:.0f} s"
        for report in reports
        if report.when == "call" and report.duration > SLOW_SECONDS and "slow" not in report.keywords
    ]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Lines at the end of a run: the slow tests that are not marked so, and that browser tests were skipped."""
    for name in slow_without_mark(terminalreporter.getreports("passed")):
        terminalreporter.write_line(f"SLOW: {name}. Make it quicker, or mark it as slow, with its reason.")
    skipped = [
        report
        for category in ("skipped", "failed", "error")
        for report in terminalreporter.getreports(category)
        if any(name == SKIPPED for name, _ in getattr(report, "user_properties", ()))
    ]
    if skipped:
        terminalreporter.write_line(
            f"NO BROWSER, so browser tests did not run: {len(skipped)}. Install Chromium or Google Chrome, or name one in CHROMIUM.",
            red=True,
            bold=True,
        )
