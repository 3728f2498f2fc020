"""A site that brings its own Goodword, on another machine: a clean environment that knows nothing of this checkout."""

import os
import re
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml

from generator.scaffold import package
from generator.scaffold.requirement import Committed
from generator.scaffold.requirements import FILE, requirements
from tests.support import ROOT, run_here

pytestmark = pytest.mark.slow(reason="makes environments, and installs sites there from an index, as hosts do")


class Machine:
    """A folder with an environment of its own, in which commands are run as a host runs them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        subprocess.run([sys.executable, "-m", "venv", str(folder / "env")], check=True)
        kept = {name: value for name, value in os.environ.items() if not re.match(r"PYTHON|VIRTUAL_ENV|COV", name)}
        home = folder / "home"
        home.mkdir()
        self.environment = {**kept, "PATH": f"{folder / 'env/bin'}{os.pathsep}{kept['PATH']}", "HOME": str(home)}

    def run(self, command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-e", "-c", command],
            cwd=cwd,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


def moved(name: str, folder: Path, *options: str) -> Path:
    """A new site, taken to another place."""
    made = folder / "made" / name
    assert run_here("init", str(made), "--yes", *options).code == 0
    there = folder / "there" / name
    there.parent.mkdir(exist_ok=True)
    shutil.move(made, there)
    return there


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    return Machine(tmp_path_factory.mktemp("machine"))


def test_it_installs_and_builds_as_on_netlify_and_cloudflare(machine: Machine) -> None:
    site = moved("one", machine.folder)
    done = machine.run("pip install -r requirements.txt && goodword build --strict", site)
    assert done.returncode == 0, done.stdout + done.stderr
    where = machine.run("python -c 'import generator; print(generator.__file__)'", site).stdout
    assert Path(where).is_relative_to(machine.folder / "env")
    assert "Give before you ask" in (site / "site/index.html").read_text(encoding="utf-8")
    if f"jinja2=={version('jinja2')} " not in (site / FILE).read_text(encoding="utf-8"):
        return  # the tests run with another Jinja2 than is locked: the theme was compiled for that one
    # The theme came compiled: nothing of it had to be compiled here.
    assert not (site / ".goodword/cache/templates").exists()
    # And it makes of itself what it came from: a site from this machine has the same wheel.
    again = machine.run("goodword init ../again --yes && cmp vendor/*.whl ../again/vendor/*.whl", site)
    assert again.returncode == 0, again.stdout + again.stderr


def test_the_steps_of_the_workflow_on_github(machine: Machine) -> None:
    site = moved("two", machine.folder, "--host", "github")
    workflow = yaml.safe_load((site / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    # As after a push: nothing was asked, so nothing said that no build is due.
    holds = {"github.event_name == 'schedule'": False, "steps.ask.outputs.due != 'false'": True}
    steps = [step for step in workflow["jobs"]["build"]["steps"] if "if" not in step or holds[step["if"]]]
    commands = [step["run"] for step in steps if "run" in step]
    assert commands
    for command in commands:
        told = command.replace("${{ steps.pages.outputs.base_url }}", "https://ann.github.io/two")
        done = machine.run(told, site)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "https://ann.github.io/two/articles/" in (site / "site/feed.xml").read_text(encoding="utf-8")


def test_another_wheel_in_its_place_is_not_installed(machine: Machine) -> None:
    site = moved("three", machine.folder)
    (wheel,) = (site / "vendor").iterdir()
    data = bytearray(wheel.read_bytes())
    data[len(data) // 2] ^= 1
    wheel.write_bytes(data)
    done = machine.run("pip install --dry-run --ignore-installed -r requirements.txt", site)
    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stdout + done.stderr


def test_a_commit_installs_with_the_locked_versions(tmp_path: Path) -> None:
    """Only https and ssh are taken on the command line; what is written for them is tried with a repository here."""
    machine = Machine(tmp_path)
    repository = tmp_path / "repository"
    for name in ("generator", "templates", "locks"):
        shutil.copytree(ROOT / name, repository / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "hatch_build.py", "LICENSE", "README.md", "release"):
        source = ROOT / name
        shutil.copytree(source, repository / name) if source.is_dir() else shutil.copy(source, repository / name)
    git = ["git", "-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *command], cwd=repository, check=True)
    commit = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=repository, capture_output=True, encoding="ascii", check=True
    ).stdout.strip()
    subprocess.run(["git", "update-server-info"], cwd=repository, check=True)
    site = moved("four", tmp_path)
    shutil.rmtree(site / "vendor")
    served = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(repository)))
    with served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        url = f"git+http://127.0.0.1:{served.server_port}/.git@{commit}"
        (site / FILE).write_text(requirements(Committed(url)), encoding="ascii")
        done = machine.run("pip install -r requirements.txt && goodword build --strict && pip freeze", site)
        served.shutdown()
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"@{commit}" in done.stdout
    (pin,) = re.findall(r"^jinja2==\S+", package.lock_text(), re.MULTILINE)
    assert pin in done.stdout.lower()
