"""`goodword upgrade`: a newer wheel, lock and host files, and nothing that people changed is lost."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from generator.scaffold import package, record
from generator.scaffold.requirements import FILE as REQUIREMENTS
from generator.scaffold.wheel import this_wheel
from tests.conftest import Run
from tests.support import NOW, ROOT, SITE, Result, write_files

NOTHING = "Nothing to do: what hosts install and read is that of Goodword {}.\n"


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def site(tmp_path: Path, run: Run) -> Path:
    """A new site for Netlify."""
    root = tmp_path / "a"
    assert run("init", str(root), "--yes").code == 0
    return root


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    """The wheel of another Goodword is not kept for the next test."""
    yield
    this_wheel.cache_clear()


def become(monkeypatch: pytest.MonkeyPatch, **other: str) -> None:
    """From here on, Goodword is another."""
    told = msgspec.structs.replace(package.told(), **other)
    monkeypatch.setattr(package, "told", lambda: told)
    this_wheel.cache_clear()


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> str:
    """From here on, Goodword is a newer one with other dependencies."""
    text = package.lock_text()
    become(monkeypatch, version="0.9.0")
    monkeypatch.setattr(package, "lock_text", lambda: text.replace("babel==", "babel==9"))
    return "0.9.0"


def upgrade(run: Run, root: Path, *args: str) -> Result:
    """The result of an upgrade. A second one right after it finds nothing to do, and writes nothing."""
    first = run("upgrade", *args, root=root)
    if first.code == 0:
        before = files(root)
        again = run("upgrade", root=root)
        assert again.code == 0, again.output
        assert again.out.startswith("Nothing to do"), again.out
        assert files(root) == before
    return first


def installs(root: Path) -> str:
    """The wheel that requirements.txt names, by the hash that is its own."""
    first, digest = (root / REQUIREMENTS).read_text(encoding="ascii").splitlines()[1:3]
    path = first.removesuffix(" \\")
    assert digest == f"    --hash=sha256:{hashlib.sha256((root / path).read_bytes()).hexdigest()}"
    return path


def test_nothing_to_do_in_a_new_site(site: Path, run: Run) -> None:
    before = files(site)
    result = run("upgrade", root=site)
    assert (result.code, result.out) == (0, NOTHING.format(package.told().version))
    assert files(site) == before


def test_wheel_and_lock_become_the_newer_ones(site: Path, run: Run, newer: str) -> None:
    (old,) = (path.name for path in (site / "vendor").iterdir())
    content = {path: data for path, data in files(site).items() if path.startswith("content/")}
    result = upgrade(run, site)
    assert result.code == 0, result.output
    assert result.out.splitlines() == [
        f"vendor/goodword-{newer}-py3-none-any.whl: new",
        "requirements.txt: renewed",
        f"vendor/{old}: removed",
        f"What hosts install and read is now that of Goodword {newer}. Build, look, and publish the changes.",
    ]
    assert installs(site) == f"./vendor/goodword-{newer}-py3-none-any.whl"
    assert "babel==9" in (site / REQUIREMENTS).read_text()
    assert {path: data for path, data in files(site).items() if path.startswith("content/")} == content
    assert len(list((site / "vendor").iterdir())) == 1


def test_another_goodword_of_the_same_number(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    become(monkeypatch, summary="Another")
    before = installs(site)
    text = (site / REQUIREMENTS).read_text()
    result = upgrade(run, site)
    assert result.out.startswith(f"vendor/{this_wheel().name}: renewed\nrequirements.txt: renewed\n")
    assert installs(site) == before
    assert (site / REQUIREMENTS).read_text() != text


def test_lines_added_below_stay(site: Path, run: Run, newer: str) -> None:
    with (site / REQUIREMENTS).open("a") as file:
        file.write("mine==1 --hash=sha256:00\n")
    assert upgrade(run, site).code == 0
    assert installs(site).startswith(f"./vendor/goodword-{newer}")
    assert (site / REQUIREMENTS).read_text().endswith("# What you add below stays yours.\nmine==1 --hash=sha256:00\n")


def test_other_ends_of_lines_are_no_change(site: Path, run: Run, newer: str) -> None:
    """As Git writes them on Windows."""
    for path in (REQUIREMENTS, "netlify.toml", ".python-version", record.FILE):
        (site / path).write_bytes((site / path).read_bytes().replace(b"\n", b"\r\n"))
    result = upgrade(run, site)
    assert "changed by you" not in result.out
    assert installs(site).startswith(f"./vendor/goodword-{newer}")


def test_what_people_changed_stays_and_the_new_lies_beside(site: Path, run: Run, newer: str) -> None:
    text = (site / REQUIREMENTS).read_text()
    mine = text.replace("babel==", "babel==1")
    (site / REQUIREMENTS).write_text(mine)
    (old,) = (path.name for path in (site / "vendor").iterdir())
    result = upgrade(run, site)
    assert result.code == 0, result.output
    assert (
        "requirements.txt was changed by you, so it stays. What this version writes lies beside it, as "
        "requirements.txt.new.\n"
    ) in result.out
    assert (site / REQUIREMENTS).read_text() == mine
    assert f"goodword-{newer}" in (site / "requirements.txt.new").read_text()
    # The old wheel is what their file installs.
    assert (site / "vendor" / old).is_file()


def test_a_changed_host_file_without_a_newer_one_is_left_in_peace(site: Path, run: Run, newer: str) -> None:
    mine = (site / "netlify.toml").read_text() + "\n[[plugins]]\n"
    (site / "netlify.toml").write_text(mine)
    result = upgrade(run, site)
    assert result.out.splitlines()[-1] == (
        f"What hosts install and read is now that of Goodword {newer}, but for what you changed or deleted: "
        "netlify.toml. Build, look, and publish the changes."
    )
    assert (site / "netlify.toml").read_text() == mine
    assert not (site / "netlify.toml.new").exists()


@pytest.mark.parametrize("text", [b"goodword\n", b"", b"\xff\xfe", None])
def test_what_is_not_of_this_goodword_is_said(text: bytes | None, site: Path, run: Run) -> None:
    if text is None:
        (site / "netlify.toml").unlink()
    else:
        (site / REQUIREMENTS).write_bytes(text)
    before = files(site)
    result = run("upgrade", root=site)
    assert result.code == 0
    assert result.out == (
        f"Nothing to do: what hosts install and read is that of Goodword {package.told().version}, "
        f"but for what you changed or deleted: {'netlify.toml' if text is None else REQUIREMENTS}.\n"
    )
    assert files(site) == before


def test_files_of_a_host_that_is_named_come_back(site: Path, run: Run) -> None:
    before = files(site)
    for path in ("netlify.toml", ".python-version", ".github/workflows/scheduled.yml"):
        (site / path).unlink()
    result = upgrade(run, site, "--host", "netlify")
    assert result.code == 0, result.output
    assert files(site) == before
    # The host is the same, and so are the steps.
    assert "To publish" not in result.out


def test_a_newer_host_file(site: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.hosts import netlify

    monkeypatch.setattr(netlify, "_SETTINGS", "# newer\n")
    other = site.parent / "b"
    shutil.copytree(site, other)
    shutil.copytree(site, third := site.parent / "c")
    assert upgrade(run, site).out.startswith("netlify.toml: renewed\n")
    assert (site / "netlify.toml").read_text() == "# newer\n"
    (other / "netlify.toml").write_text("# mine\n")
    write_files(other, {"netlify.toml.new": "# also mine\n"})
    result = upgrade(run, other)
    assert "netlify.toml was changed by you, so it stays." in result.out
    assert (other / "netlify.toml").read_text() == "# mine\n"
    assert (other / "netlify.toml.new").read_text() == "# also mine\n"
    assert (other / "netlify.toml.new2").read_text() == "# newer\n"
    # Who took a file away does not want it.
    (third / "netlify.toml").unlink()
    result = upgrade(run, third)
    assert "netlify.toml is not there any more, so it was not renewed.\n" in result.out
    assert not (third / "netlify.toml").exists()


def test_a_hand_made_requirements_txt_never_loses_its_wheel(
    site: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    become(monkeypatch, summary="Another")
    (site / REQUIREMENTS).write_text((site / REQUIREMENTS).read_text().replace("babel==", "babel==1"))
    before = files(site)
    result = run("upgrade", root=site)
    assert result.code == 2
    assert "requirements.txt was changed by hand" in result.err
    assert files(site) == before
    (site / REQUIREMENTS).unlink()
    assert upgrade(run, site).code == 0
    installs(site)


def test_a_site_that_the_first_goodword_made(tmp_path: Path, run: Run) -> None:
    root = tmp_path / "old"
    shutil.copytree(ROOT / "tests/sites/0.1.0", root)
    before = {path: data for path, data in files(root).items() if path.startswith("content/")}
    result = upgrade(run, root)
    assert result.code == 0, result.output
    for line in (f"vendor/{this_wheel().name}: new", "requirements.txt: renewed", ".python-version: new"):
        assert f"{line}\n" in result.out
    assert "changed by you" not in result.out
    assert ".new" not in result.out
    assert installs(root) == f"./vendor/{this_wheel().name}"
    assert json.loads((root / record.FILE).read_bytes())["hosts"] == ["netlify", "github"]
    assert {path: data for path, data in files(root).items() if path.startswith("content/")} == before
    assert run("build", "--now", NOW, root=root).code == 0


@pytest.mark.parametrize("text", ["goodword==0.1.0\n", "goodword\n", "goodword==0.1.0"])
def test_the_old_forms_of_requirements_txt(text: str, tmp_path: Path, run: Run) -> None:
    write_files(tmp_path, {"content/site.yaml": SITE, REQUIREMENTS: text, "netlify.toml": "# all mine\n"})
    result = upgrade(run, tmp_path)
    assert result.code == 0, result.output
    assert installs(tmp_path) == f"./vendor/{this_wheel().name}"
    assert (tmp_path / "netlify.toml").read_text() == "# all mine\n"
    assert not (tmp_path / ".github").exists()


def test_an_address_that_somebody_wrote_stays(tmp_path: Path, run: Run) -> None:
    mine = "# What the host installs to build the site.\ngoodword @ git+https://code.example/goodword.git\n"
    write_files(tmp_path, {"content/site.yaml": SITE, REQUIREMENTS: mine})
    assert "requirements.txt was changed by you, so it stays." in upgrade(run, tmp_path).out
    assert (tmp_path / REQUIREMENTS).read_text() == mine
    assert "goodword-" in (tmp_path / "requirements.txt.new").read_text()


def test_schemas_for_editors_are_renewed(site: Path, run: Run) -> None:
    """Nobody writes in them, and `schema --all` may have written them in between. What is not ours stays."""
    tip, give, lead = (site / f".schemas/{name}.json" for name in ("tip", "give", "lead"))
    wanted = tip.read_bytes()
    tip.write_bytes(wanted.replace(b"What it is called.", b"Another version's words."))
    give.write_text("{}", encoding="utf-8")
    lead.unlink()
    result = upgrade(run, site)
    assert ".schemas/: 1 schemas for editors are those of this version now\n" in result.out
    assert tip.read_bytes() == wanted
    assert give.read_text(encoding="utf-8") == "{}"
    assert not lead.exists()
    assert not list(site.glob(".schemas/*.new"))


def test_a_site_without_schemas_gets_them(site: Path, run: Run) -> None:
    known = json.loads((site / ".goodword.json").read_bytes())
    known["files"] = {path: was for path, was in known["files"].items() if not path.startswith(".schemas/")}
    (site / ".goodword.json").write_text(json.dumps(known), encoding="utf-8")
    before = {path.name: path.read_bytes() for path in (site / ".schemas").iterdir()}
    shutil.rmtree(site / ".schemas")
    result = upgrade(run, site)
    assert f".schemas/: {len(before)} schemas for editors are those of this version now\n" in result.out
    assert {path.name: path.read_bytes() for path in (site / ".schemas").iterdir()} == before


def test_another_host(site: Path, run: Run) -> None:
    result = upgrade(run, site, "--host", "github")
    assert result.out.splitlines()[:3] == [
        ".github/workflows/pages.yml: new",
        ".github/workflows/scheduled.yml: removed",
        "netlify.toml: removed",
    ]
    assert "\nTo publish at GitHub Pages (README.md is as it was):\n\n  1. Choose the site's address" in result.out
    assert "Into a repository, in README.md, says how" in " ".join(result.out.split())
    assert not (site / "netlify.toml").exists()
    (site / ".github/workflows/pages.yml").write_text("# mine\n")
    result = upgrade(run, site, "--host", "cloudflare")
    assert ".github/workflows/pages.yml is no longer needed, but you changed it, so it stays.\n" in result.out
    assert (site / ".github/workflows/pages.yml").read_text() == "# mine\n"


def test_the_steps_point_at_no_chapter_that_is_not_there(tmp_path: Path, run: Run) -> None:
    root = tmp_path / "a"
    assert run("init", str(root), "--yes", "--host", "none").code == 0
    result = upgrade(run, root, "--host", "cloudflare")
    assert "  2. Put this folder into a repository on GitHub.\n  3. Sign in at" in result.out
    (root / "README.md").unlink()
    assert upgrade(run, root, "--host", "netlify").code == 0


def test_only_what_is_ours_is_ever_removed(site: Path, run: Run, newer: str) -> None:
    others = {"vendor/mine-1.0-py3-none-any.whl": "mine", "vendor/goodword-0.0.1-py3-none-any.whl": "not recorded"}
    write_files(site, {**others, "content/keep.txt": "x"})
    write_files(site.parent, {"outside.txt": "x"})
    told = json.loads((site / record.FILE).read_bytes())
    digest = hashlib.sha256(b"x").hexdigest()
    told["files"] |= {"content/keep.txt": digest, "../outside.txt": digest, "vendor/../content/keep.txt": digest}
    (site / record.FILE).write_text(json.dumps(told))
    assert upgrade(run, site).code == 0
    assert (site / "content/keep.txt").is_file()
    assert (site.parent / "outside.txt").is_file()
    for path in others:
        assert (site / path).is_file()


def test_settings_that_changed_are_named(site: Path, run: Run) -> None:
    told = json.loads((site / record.FILE).read_bytes())
    del told["settings"]["search"], told["settings"]["feeds.hub"]
    told["settings"] |= {"page_size": 7, "colour": "red"}
    (site / record.FILE).write_text(json.dumps(told))
    assert run("upgrade", root=site).out == (
        "New settings: feeds.hub, search.\n"
        "Settings that are no longer there; take them out of content/site.yaml: colour.\n"
        "Where page_size is not set, it is now 10; it was 7.\n"
    )
    assert run("upgrade", root=site).out.startswith("Nothing to do")


def test_the_record_of_the_first_goodword_names_settings_that_are_there() -> None:
    first = record.of_first(Path("/nowhere"), ("netlify",))
    assert first.goodword == "0.1.0"
    assert {"title", "feeds.items", "authors.name", "podcast.owner_email"} <= first.settings.keys()


def test_an_older_goodword_leaves_the_site_alone(site: Path, run: Run) -> None:
    text = (site / record.FILE).read_text()
    (site / record.FILE).write_text(text.replace('"goodword": "', '"goodword": "9'))
    before = files(site)
    result = run("upgrade", root=site)
    assert result.code == 2
    assert "which is older; install Goodword 9" in result.err
    assert files(site) == before


@pytest.mark.parametrize("text", ["", "{", "[]", '{"goodword": 1}', "<<<<<<< HEAD\n{}"])
def test_a_broken_record(text: str, site: Path, run: Run) -> None:
    (site / record.FILE).write_text(text)
    result = run("upgrade", root=site)
    assert result.code == 2
    assert ".goodword.json cannot be read" in result.err
    assert "delete it, and run this again" in result.err
    (site / record.FILE).unlink()
    # Without a record, what is as it would be written is ours again.
    assert upgrade(run, site).code == 0
    assert not list(site.glob("*.new"))


def test_goodwords_own_checkout(run: Run) -> None:
    before = (ROOT / "netlify.toml").read_bytes()
    result = run("upgrade", root=ROOT)
    assert result.code == 2
    assert "this is Goodword itself" in result.err
    assert (ROOT / "netlify.toml").read_bytes() == before
    assert not (ROOT / "vendor").exists()


def test_a_host_that_is_known_no_more(site: Path, run: Run) -> None:
    text = (site / record.FILE).read_text()
    (site / record.FILE).write_text(text.replace('"netlify"', '"of-a-package"'))
    before = files(site)
    result = run("upgrade", root=site)
    assert result.code == 2
    assert "no host is known here of those that .goodword.json names (of-a-package)" in result.err
    assert files(site) == before
    assert run("upgrade", "--host", "Netlify", root=site).code == 0


def test_no_project(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("upgrade")
    assert result.code == 2
    assert "there is no content/site.yaml" in result.err


def test_a_git_address_wants_its_commit(tmp_path: Path, run: Run) -> None:
    commits = ["0123456789abcdef0123456789abcdef01234567", "89abcdef0123456789abcdef0123456789abcdef"]
    root = tmp_path / "a"
    made = run("init", str(root), "--yes", "--requirement", f"git+https://code.example/g@{commits[0]}")
    assert made.code == 0
    before = files(root)
    result = run("upgrade", root=root)
    assert result.code == 2
    assert "say which commit" in result.err
    assert files(root) == before
    again = f"git+https://code.example/g@{commits[1]}"
    assert run("upgrade", "--requirement", again, root=root).out.startswith("requirements.txt: renewed\n")
    assert f"goodword @ {again}\n" in (root / REQUIREMENTS).read_text()
    assert run("upgrade", "--requirement", again, root=root).out.startswith("Nothing to do")
    # And back to the wheel.
    assert upgrade(run, root, "--requirement", "vendor").code == 0
    installs(root)
