"""`goodword init`: a site that is complete, builds and passes, and never at the cost of what is there."""

import hashlib
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from generator.scaffold import identity
from generator.scaffold.wheel import this_wheel
from tests.cli.terminal import on_terminal
from tests.conftest import Run
from tests.support import ROOT, write_files

MOMENT = "1796126400"  # 2026-12-01 12:00 UTC


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, on a fixed day in a fixed time zone."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MOMENT)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    return tmp_path


def test_new_site_builds_and_passes(here: Path, run: Run) -> None:
    made = run("init", "job-help", "--yes")
    assert made.code == 0, made.output
    assert "cd job-help" in made.out
    assert "goodword serve" in made.out
    root = here / "job-help"
    built = run("build", "--strict", root=root)
    assert built.code == 0, built.output
    assert built.err == ""
    checked = run("check", root=root)
    assert checked.out == (
        "Nothing is wrong.\n"
        "Not out: 2 tips to come, the next at 07:30; 1 comment waits.\n"
        "Before the world sees it, change what is still the example: the address https://job-help.example, "
        'the name "Your Name", the description, the words about you, the lead, '
        "7 texts (content/articles/give-before-you-ask.md and 6 more).\n"
    )
    assert checked.code == 0
    # In a year the lead is closed and all tips are out, and still nothing is wrong.
    assert run("build", "--strict", "--now", "2028-01-01", root=root).code == 0
    assert run("build", "--strict", "--base-url", "https://ann.github.io/job-help/", root=root).code == 0


def test_new_site_has_one_of_everything(here: Path, run: Run) -> None:
    run("init", "job-help", "--yes")
    assert run("build", root=here / "job-help").code == 0
    site = here / "job-help" / "site"
    for path in (
        "index.html",
        "articles/give-before-you-ask/index.html",
        "about/index.html",
        "tips/small-gives/one-name/index.html",
        "pitches/thirty-seconds/index.html",
        "leads/example-helper/index.html",
        "give-log/index.html",
        "feed.xml",
        "comments.xml",
    ):
        assert (site / path).is_file(), path
    article = (site / "articles/give-before-you-ask/index.html").read_text(encoding="utf-8")
    assert "early bus marked" in article
    assert "And now I will tell it too" in article
    assert "An example of a mention" in article
    assert "until you approve it" not in article
    assert "They share a workbench" not in (site / "give-log/index.html").read_text(encoding="utf-8")


def test_new_site_is_dated_today_in_its_zone(here: Path, run: Run) -> None:
    run("init", "job-help", "--yes")
    root = here / "job-help"
    settings = (root / "content/site.yaml").read_text(encoding="utf-8")
    assert "timezone: Pacific/Auckland\n" in settings
    assert 'title: "Job help"\n' in settings
    assert 'url: "https://job-help.example"\n' in settings
    assert re.search(r"^id: tag:job-help\.example,2026:[0-9a-f]{8}:site$", settings, re.MULTILINE)
    assert "share_images: page\n" in settings
    # It is the 2nd of December there already.
    assert "date: 2026-12-02\n" in (root / "content/articles/give-before-you-ask.md").read_text(encoding="utf-8")


def guids(root: Path) -> set[str]:
    feeds = [path.read_text(encoding="utf-8") for path in (root / "site").rglob("*.xml")]
    return {found for feed in feeds for found in re.findall(r"<(?:guid[^>]*|id)>([^<]+)<", feed)}


def test_two_new_sites_share_no_guid(here: Path, run: Run) -> None:
    roots = [here / place / "job-help" for place in ("one", "two")]
    for root in roots:
        assert run("init", str(root), "--yes").code == 0
        assert run("build", root=root).code == 0
    first, second = (guids(root) for root in roots)
    assert len(first) > 5
    assert not first & second


def test_the_example_of_a_lead_is_no_job_for_search_engines(here: Path, run: Run) -> None:
    run("init", "job-help", "--yes")
    root = here / "job-help"
    lead = root / "content/leads/example-helper.md"
    page = root / "site/leads/example-helper/index.html"
    run("build", root=root)
    assert "Example: helper at a job desk" in page.read_text(encoding="utf-8")
    assert "JobPosting" not in page.read_text(encoding="utf-8")
    lead.write_text(lead.read_text(encoding="utf-8").replace("Example: helper", "Helper"), encoding="utf-8")
    run("build", root=root)
    assert '"JobPosting"' in page.read_text(encoding="utf-8")


def test_what_was_changed_is_no_example_any_more(here: Path, run: Run) -> None:
    run("init", "job-help", "--yes")
    root = here / "job-help"
    content = root / "content"

    def still() -> str:
        said = run("build", "--strict", root=root)
        assert said.code == 0, said.output
        line = said.out.splitlines()[-1]
        return line.partition("the example: ")[2] if line.startswith("Before the world sees it") else ""

    def change(path: str, old: str, new: str) -> None:
        text = (content / path).read_text(encoding="utf-8")
        assert old in text
        (content / path).write_text(text.replace(old, new), encoding="utf-8")

    texts = "7 texts (content/articles/give-before-you-ask.md and 6 more)."
    all_words = f'the name "Your Name", the description, the words about you, the lead, {texts}'
    assert still() == f"the address https://job-help.example, {all_words}"
    change("site.yaml", "https://job-help.example", "https://jobs.ann.dev")
    assert still() == all_words
    change("site.yaml", "Your Name", "Ann")
    change("site.yaml", "Useful things", "Good things")
    change("site.yaml", "I give job-search help", "I help")
    assert still() == f"the lead, {texts}"
    # Another title alone leaves the text what it was, and another text leaves a lead that says "Example:" one.
    change("articles/give-before-you-ask.md", "title: Give", "title: Do give")
    change("leads/example-helper.md", "**What.** One", "**What.** An")
    assert still() == f"the lead, {texts}"
    change("leads/example-helper.md", '"Example: helper', '"Helper')
    change("articles/give-before-you-ask.md", "Most messages", "All messages")
    change("tips/small-gives.yaml", "Pick one name", "Pick two names")
    assert still() == "5 texts (content/comments/give-before-you-ask.yaml and 4 more)."
    for path in ("comments", "mentions"):
        (content / path / "give-before-you-ask.yaml").unlink()
    (content / "give-log.yaml").unlink()
    change("pages/about.md", "(../give-log.yaml)", "(/)")
    change("articles/give-before-you-ask.md", "(../give-log.yaml)", "(/)")
    change("site.yaml", "  - {label: Give-log, url: /give-log/}\n", "")
    assert still() == "1 text (content/pitches/thirty-seconds.md)."
    (content / "pitches/thirty-seconds.md").unlink()
    change("articles/give-before-you-ask.md", "(../pitches/thirty-seconds.md)", "(/)")
    change("site.yaml", "  - {label: Pitches, url: /pitches/}\n", "")
    assert still() == ""


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({"URL": "https://ann.netlify.app"}, "https://ann.netlify.app"),
        ({"CF_PAGES_URL": "https://ann.pages.dev"}, "https://ann.pages.dev"),
        ({"URL": "not an address"}, "https://job-help.example"),
        (
            {"URL": "https://ann.netlify.app", "DEPLOY_PRIME_URL": "https://preview--ann.netlify.app"},
            "https://ann.netlify.app",
        ),
    ],
)
def test_the_host_says_the_address_where_there_is_none_yet(
    environment: dict[str, str], address: str, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init", "job-help", "--yes")
    root = here / "job-help"

    def feed() -> str:
        return (root / "site" / "feed.xml").read_text(encoding="utf-8")

    run("build", root=root)
    before = feed()
    time.sleep(0.1)
    run("build", root=root)
    assert "nothing changed" in run("build", root=root).out
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    first = run("build", root=root)
    assert f"<link>{address}/</link>" in feed()
    if address != "https://job-help.example":
        assert f"the address in content/site.yaml (the host's own, {address}, stands in for it)" in first.out
        assert "nothing changed" not in first.out
    # An address that is given, or set, counts.
    run("build", "--base-url", "https://given.dev", root=root)
    assert "<link>https://given.dev/</link>" in feed()
    settings = root / "content/site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('job-help.example"', 'set.dev"'), encoding="utf-8")
    run("build", root=root)
    assert "<link>https://set.dev/</link>" in feed()
    settings.write_text(settings.read_text(encoding="utf-8").replace('set.dev"', 'job-help.example"'), encoding="utf-8")
    for name in environment:
        monkeypatch.delenv(name)
    run("build", root=root)
    assert feed() == before


def test_no_gap_is_left_open(here: Path, run: Run) -> None:
    run("init", "job-help", "--yes")
    for path in (here / "job-help").rglob("*"):
        if path.is_file() and path.suffix != ".whl":
            assert "@@" not in path.read_text(encoding="utf-8"), path


def test_hosts_install_the_wheel_in_the_site(here: Path, run: Run) -> None:
    from importlib.metadata import version

    run("init", "a", "--yes")
    (wheel,) = (here / "a/vendor").iterdir()
    assert wheel.name == f"goodword-{version('goodword')}-py3-none-any.whl"
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    lines = (here / "a/requirements.txt").read_text(encoding="ascii").splitlines()
    assert lines[1:3] == [f"./vendor/{wheel.name} \\", f"    --hash=sha256:{digest}"]
    assert (here / "a/.python-version").read_text() == "3.13\n"
    assert "/private/" in (here / "a/.gitignore").read_text().splitlines()
    assert (here / "a/site/.gitignore").is_file()


SCHEDULED = ".github/workflows/scheduled.yml"
HOST_FILES = {
    "netlify": {"netlify.toml", SCHEDULED},
    "cloudflare": {SCHEDULED},
    "github": {".github/workflows/pages.yml"},
    "none": set(),
}


@pytest.mark.parametrize("host", HOST_FILES)
def test_a_site_has_the_files_of_its_host_alone(host: str, here: Path, run: Run) -> None:
    made = run("init", "a", "--yes", "--host", host)
    assert made.code == 0
    found = {path.relative_to(here / "a").as_posix() for path in (here / "a").rglob("*") if path.is_file()}
    all_of_hosts = {"netlify.toml", ".github/workflows/pages.yml", SCHEDULED}
    assert found & all_of_hosts == HOST_FILES[host]
    assert {".python-version", "requirements.txt", ".goodword.json"} <= found
    guide = (here / "a/README.md").read_text(encoding="utf-8")
    labels = {"netlify": "Netlify", "cloudflare": "Cloudflare", "github": "GitHub Pages", "none": "any host"}
    for name, label in labels.items():
        assert (label in guide) == (name == host), label
        assert (label in made.out) == (name == host), label
    for path in all_of_hosts - HOST_FILES[host]:
        assert path not in guide
    assert ("git push" in guide) == (host != "none")
    # The address is set before anybody sees the site.
    for text in (guide[guide.index("## Publishing") :], made.out[made.out.index("To publish") :]):
        assert text.index("after") < text.index("url:") < text.index("2. ")
    assert run("build", "--strict", root=here / "a").code == 0


def test_how_the_hosts_build(here: Path, run: Run) -> None:
    run("init", "a", "--yes", "--host", "netlify")
    run("init", "b", "--yes", "--host", "github")
    settings = tomllib.loads((here / "a/netlify.toml").read_text())
    assert settings["build"] == {
        "command": "pip install -r requirements.txt && goodword build --strict",
        "publish": "site",
        "environment": {"PYTHON_VERSION": "3.13"},
    }
    assert "pip install -r requirements.txt" in (here / "b/.github/workflows/pages.yml").read_text()


def test_unknown_host(here: Path, run: Run) -> None:
    result = run("init", "a", "--yes", "--host", "netlfy")
    assert result.code == 2
    assert "'netlify', 'cloudflare', 'github', 'none'" in result.err
    assert not (here / "a").exists()


def test_a_commit_at_a_git_address(here: Path, run: Run) -> None:
    commit = "0123456789abcdef0123456789abcdef01234567"
    made = run("init", "a", "--yes", "--requirement", f"git+https://code.example/ann/goodword.git@{commit}")
    assert made.code == 0, made.output
    lines = (here / "a/requirements.txt").read_text(encoding="ascii").splitlines()
    assert lines[1] == f"goodword @ git+https://code.example/ann/goodword.git@{commit}"
    assert not any("--hash=" in line for line in lines if not line.startswith("#"))
    assert not (here / "a/vendor").exists()
    assert "vendor" not in (here / "a/README.md").read_text()


def test_git_takes_the_content_and_not_what_is_built(here: Path, run: Run) -> None:
    run("init", "a", "--yes")
    run("build", root=here / "a")
    write_files(here / "a", {"private/people.yaml": "{}"})
    subprocess.run(["git", "init", "-q"], cwd=here / "a", check=True)
    # Some people have Git ignore such things everywhere.
    write_files(here, {"ignored": "vendor/\n*.whl\n"})
    subprocess.run(["git", "config", "core.excludesFile", str(here / "ignored")], cwd=here / "a", check=True)
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"],
        cwd=here / "a",
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout.split()
    assert "content/site.yaml" in listed
    assert "site/.gitignore" in listed
    assert [path for path in listed if path.startswith("vendor/")] == [f"vendor/{this_wheel().name}"]
    assert not [path for path in listed if path.startswith(("private/", ".goodword/")) or path == "site/index.html"]


@pytest.mark.parametrize(
    ("requirement", "words"),
    [
        ("", "it must be one line as pip takes it"),
        ("a\nb", "it must be one line as pip takes it"),
        ("--index-url https://evil.example/simple goodword", "options of pip"),
        ("goodwords", "another project"),
        ("goodword @ https://files.example/goodword.whl", "no Git address by https or ssh"),
        ("git+https://code.example/goodword.git", "a whole commit"),
    ],
)
def test_wrong_requirement(requirement: str, words: str, here: Path, run: Run) -> None:
    result = run("init", "a", "--yes", f"--requirement={requirement}")
    assert result.code == 2
    assert words in result.err
    assert not (here / "a").exists()


def test_folder_that_is_not_empty(here: Path, run: Run) -> None:
    write_files(here / "full", {"thesis.txt": "years of work", "b/c.txt": ""})
    result = run("init", "full", "--yes")
    assert result.code == 2
    assert "is not empty, and nothing is overwritten. It has: b, thesis.txt" in result.err
    assert sorted(path.name for path in (here / "full").iterdir()) == ["b", "thesis.txt"]


def test_folder_that_is_a_file(here: Path, run: Run) -> None:
    write_files(here, {"file": "mine"})
    result = run("init", "file", "--yes")
    assert result.code == 2
    assert "is a file, not a folder" in result.err


@pytest.mark.posix
@pytest.mark.parametrize(
    ("folder", "said"),
    [("file/below/it", "file is a file, not a folder"), ("gone", "gone is a link to something that is not there")],
)
def test_folder_that_can_be_none(folder: str, said: str, here: Path, run: Run) -> None:
    write_files(here, {"file": "mine"})
    (here / "gone").symlink_to("nowhere")
    result = run("init", folder, "--yes")
    assert result.code == 2
    assert said in result.err


@pytest.mark.posix
@pytest.mark.parametrize("name", ["a b", 'Jürgen\'s "Site"', "$HOME", "-n", "--help", "#a; echo *", "plain-1.0"])
def test_the_command_that_is_shown_leads_there(name: str, here: Path, run: Run) -> None:
    result = run("init", "--yes", "--", name)
    assert result.code == 0, result.output
    command = next(line for line in result.out.splitlines() if line.startswith("  cd "))
    done = subprocess.run(["sh", "-c", f"{command} && pwd"], capture_output=True, text=True, check=True)
    assert Path(done.stdout.removesuffix("\n")).samefile(here / name)


def test_empty_repository_and_current_folder(here: Path, run: Run) -> None:
    subprocess.run(["git", "init", "-q"], cwd=here, check=True)
    result = run("init", ".", "--yes")
    assert result.code == 0, result.output
    assert "  cd " not in result.out
    assert (here / "content/site.yaml").is_file()


@pytest.mark.posix
def test_folder_that_cannot_be_made(here: Path, run: Run) -> None:
    result = run("init", "a" * 300, "--yes")
    assert result.code == 3
    assert result.err.startswith("goodword: ")
    assert "File name too long" in result.err
    assert not list(here.iterdir())


@pytest.mark.posix
def test_half_a_site_is_taken_away_again(here: Path) -> None:
    """A limit on the size of files is a full disk as far as a program can tell."""
    import resource

    done = subprocess.run(
        [sys.executable, "-m", "generator", "init", str(here / "deep" / "er"), "--yes"],
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert "File too large" in done.stderr
    assert list(here.iterdir()) == []


def test_no_terminal_and_no_yes(here: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "init", str(here / "a")],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert "--yes asks none" in done.stderr
    assert not (here / "a").exists()


@pytest.mark.posix
def test_questions_on_a_terminal(here: Path, run: Run) -> None:
    answers = [
        "Help: \"yes\" & 'no' #1\n",
        "githab\n",
        "github\n",
        "ann.example/blog\n",
        "https://ann.example/blog\n",
        "Zoë O'Neil\n",
    ]
    answers += ["berlin\n", "Europe/Berlin\n", "english\n", "en\n"]
    code, screen = on_terminal(["init", str(here / "a")], answers)
    assert code == 0, screen
    assert "Six questions." in screen
    assert "The site's title [A]: " in screen
    assert '"githab" is none of netlify, cloudflare, github, none; did you mean "github"?' in screen
    assert "Its address, such as https://USER.github.io/REPOSITORY [https://a.example]: " in screen
    assert "that must be an address such as https://ann.example/blog" in screen
    assert 'there is no time zone "berlin"; did you mean "Europe/Berlin"?' in screen
    assert "that must be a code such as en, de or pt-BR" in screen
    settings = (here / "a/content/site.yaml").read_text(encoding="utf-8")
    assert 'title: "Help: \\"yes\\" & \'no\' #1"\n' in settings
    assert re.search(r"^id: tag:ann\.example,2026:blog:[0-9a-f]{8}:site$", settings, re.MULTILINE)
    assert "author: zoe\n" in settings
    assert run("build", "--strict", root=here / "a").code == 0
    home = (here / "a/site/index.html").read_text(encoding="utf-8")
    assert "<title>Help: “yes” &amp; ‘no’ #1" in home


@pytest.mark.posix
def test_a_host_that_is_given_is_not_asked_for(here: Path) -> None:
    code, screen = on_terminal(["init", str(here / "a"), "--host", "none"], ["\n"] * 5)
    assert code == 0, screen
    assert "Five questions." in screen
    assert "Where it will be published" not in screen
    assert "Its address [https://a.example]: " in screen


@pytest.mark.posix
def test_ctrl_c_at_a_question(here: Path) -> None:
    code, screen = on_terminal(["init", str(here / "a")], ["\x03"])
    assert code == 130
    assert "goodword: stopped." in screen
    assert "Traceback" not in screen
    assert not (here / "a").exists()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org", "tag:example.org,2026"),
        ("https://Example.org:8080/", "tag:example.org,2026"),
        ("https://ann.github.io/My%20Site/", "tag:ann.github.io,2026:my-20site"),
        ("https://bücher.example/", "tag:xn--bcher-kva.example,2026"),
        ("http://[::1]/", "tag:1,2026"),
    ],
)
def test_permanent_names(url: str, expected: str) -> None:
    assert identity(url, 2026) == expected


@pytest.mark.parametrize("name", ["Ärzte ohne Job", "--", "a" * 150])
def test_any_folder_name_gives_a_site(name: str, here: Path, run: Run) -> None:
    made = run("init", "--yes", "--", name)
    assert made.code == 0, made.output
    assert run("build", "--strict", root=here / name).code == 0
