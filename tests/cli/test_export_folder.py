"""`goodword import folder` of what `goodword export` wrote: all of a site, of all kinds, with what was said of it."""

import base64
import json
import shutil
from pathlib import Path

import pytest
import yaml

from tests.cli.test_export import FILES, SITE, front
from tests.conftest import Build, Project, Run
from tests.small import photo
from tests.support import NOW
from tests.trees import differing, tree

#: A picture that stands in a text itself.
INSIDE = f"data:image/jpeg;base64,{base64.b64encode(photo(3)).decode()}"
#: With keys that are taken, with pages whose file and address differ, and a kind of the site's own.
MORE: dict[str, str | bytes] = {
    "content/site.yaml": SITE.replace(
        "bea: {name: Bea Example}", "bea: {name: Bea Example, bio: Ask bea@x.example, image: /img/bea.jpg}"
    )
    + "kinds:\n  recipe: {label: Recipe, plural: Recipes, folder: recipes, fields: {type: text, serves: number}}\n",
    "content/static/img/bea.jpg": photo(2, text="camera-secret"),
    "content/articles/hidden.md": "---\ntitle: Hidden\ndate: 2026-01-04\ndraft: true\nimage: {src: jar.jpg, alt: A jar, credit: Me}\n---\n![B](/img/bea.jpg) ![J](jar.jpg)\n",
    "content/static/robots.txt": "User-agent: *\n",
    "content/pages/index-cards.md": "---\ntitle: Cards\nslug: cards\nupdated: 2026-02-03\nauthors: [bea]\n---\nText.\n",
    "content/recipes/soup.md": "---\ntitle: Soup\ndate: 2026-01-10\ntype: broth\nserves: 4\n---\nBoil. See [one](../articles/one.md).\n",
    "content/comments/recipes/soup.yaml": "- {id: r1, author: Gus, date: 2026-01-11, body: Good., status: approved}\n",
    "content/articles/inside.md": f"---\ntitle: Inside\ndate: 2026-01-11\ndraft: true\n---\n![In]({INSIDE})\n",
    "content/leads/job.md": "---\ntitle: A job\ndate: 2026-01-09\nemployer: The dairy\nexpires: 2026-01-20\nurl: https://dairy.example/jobs\n---\nWork.\n",
}


@pytest.fixture
def site(project: Project) -> Path:
    return project(FILES | MORE)


@pytest.fixture
def gone(site: Path, run: Run) -> Path:
    result = run("export", str(site.parent / "out"), "--now", NOW, root=site)
    assert result.code == 0, result.output
    return site.parent / "out"


def test_the_site_is_the_same_again(site: Path, gone: Path, project: Project, run: Run, build: Build) -> None:
    settings = str(MORE["content/site.yaml"])
    back = project({"content/site.yaml": settings}, "back")
    result = run("import", "folder", str(gone), root=back)
    assert result.code == 0, result.output
    every = ("--drafts", "--future")
    differs = differing(tree(build(site, *every)), tree(build(back, *every)))
    # An outcome that may not be told is not told here either, not even as a number.
    assert [path for path in differs if not path.startswith(("give-log/", "pagefind/"))] == []
    # What waits, and what was removed, comes too.
    for path in ("comments/one.yaml", "comments/pages/about.yaml", "comments/recipes/soup.yaml", "mentions/one.yaml"):
        before, after = (yaml.safe_load((root / "content" / path).read_text()) for root in (site, back))
        assert [(one.get("id"), one.get("status")) for one in after] == [
            (one.get("id"), one.get("status")) for one in before
        ]
    assert front(back / "content/articles/hidden.md")[0]["draft"] is True
    # What has expired is no draft.
    assert "draft" not in front(back / "content/articles/gone.md")[0]
    assert front(back / "content/leads/job.md")[0]["url"] == "https://dairy.example/jobs"
    assert front(back / "content/recipes/soup.md")[0]["type"] == "broth"
    assert (back / "content/articles/jar.jpg").read_bytes() == (site / "content/articles/jar.jpg").read_bytes()
    # What only a draft shows is beside it, where nothing is published by itself.
    assert not [path for path in tree(back / "content/static") if path not in tree(site / "content/static")]
    # A second time, nothing is new.
    before_ = tree(back / "content")
    again = run("import", "folder", str(gone), root=back)
    assert again.output.startswith("Nothing is new: 7 articles that were here already, 1 episode that was here already")
    assert tree(back / "content") == before_


def test_the_file_for_wordpress_brings_all_kinds(
    site: Path, gone: Path, project: Project, run: Run, build: Build
) -> None:
    settings = str(MORE["content/site.yaml"]).replace(", image: /img/bea.jpg", "")
    back = project({"content/site.yaml": settings}, "back")
    args = ("import", "wordpress", str(gone / "export.xml"), "--media", str(gone / "static"))
    result = run(*args, root=back)
    assert result.code == 0, result.output
    assert "Lost: nothing (0.00 %)." in result.output
    # Pictures and notes lie elsewhere now; texts are written anew, which readers do not see.
    names = {path for path in tree(site / "content") if path.endswith((".md", ".yaml"))}
    assert {path for path in tree(back / "content") if path.endswith((".md", ".yaml"))} == names
    for path in ("leads/job.md", "pitches/hello.md", "episodes/ep.md", "recipes/soup.md", "articles/gone.md"):
        before, after = front(site / "content" / path)[0], front(back / "content" / path)[0]
        shared = ("title", "employer", "url", "template", "slots", "guests", "type", "serves", "draft", "tags")
        # A number is a number in quotes as well.
        assert {key: f"{after.get(key)}" for key in shared} == {key: f"{before.get(key)}" for key in shared}
    assert front(back / "content/leads/job.md")[1] == "Work."
    before_, after_ = tree(build(site, "--future")), tree(build(back, "--future"))
    # A recording has the address that podcast apps know.
    for path in ("episodes/ep/ep.mp3", "tips/small/index.html", "leads/job/index.html", "recipes/soup/index.html"):
        assert after_[path] == before_[path], path
    # What the site makes itself is linked to within the site, wherever that is now.
    assert "[all](/archive/)" in (back / "content/articles/one.md").read_text()
    pages = {path for path in before_ if path.endswith("index.html")}
    assert pages - after_.keys() == set()


def test_a_kind_that_is_not_here_is_a_post(gone: Path, project: Project, run: Run) -> None:
    back = project({"content/site.yaml": SITE}, "back")
    args = ("import", "wordpress", str(gone / "export.xml"), "--media", str(gone / "static"))
    assert run(*args, root=back).code == 0
    keys, body = front(back / "content/articles/2026-01-10-soup.md")
    assert "type" not in keys
    assert "Boil. See [one](one.md)." in body
    assert "**Serves:** 4" in body
    assert run("check", root=back).code in {0, 1}


#: What must not be believed of a file for WordPress: how a part of it is changed.
HOSTILE = (
    (r'"path":"content/leads/job.md"', '"path":"content/../../job.md"'),
    (r'"path":"content/leads/job.md"', '"path":"content/comments/job.md"'),
    (r'"lines":"employer', r'"lines":"---\n<b onclick=1>\nemployer'),
    (r'"lines":"employer', r'"lines":"title: Mine\nemployer'),
    (r'"path":"content/give-log.yaml"', '"path":"content/site.yaml"'),
    (r'"path":"content/give-log.yaml"', '"path":"../give-log.yaml"'),
)


@pytest.mark.parametrize(("part", "other"), HOSTILE)
def test_what_a_file_for_wordpress_says_of_kinds_is_looked_at(
    part: str, other: str, gone: Path, project: Project, run: Run
) -> None:
    back = project({"content/site.yaml": SITE}, "back")
    file = gone / "export.xml"
    text = file.read_text()
    assert text.count(part) == 1
    file.write_text(text.replace(part, other))
    result = run("import", "wordpress", str(file), root=back)
    assert result.code == 0, result.output
    what = "leads/job.md" if "lead" in part or "lines" in part else "give-log.yaml"
    assert not (back / "content" / what).exists()
    assert not (back.parent / "give-log.yaml").exists()
    assert (back / "content/site.yaml").read_text().startswith(SITE)
    assert not [path for path, data in tree(back / "content").items() if b"onclick" in data]


def test_people_and_the_menu_come_into_a_new_site(gone: Path, project: Project, run: Run) -> None:
    back = project({"content/site.yaml": "title: B\nurl: https://ann.example/blog\ntimezone: Europe/Berlin\n"}, "back")
    result = run("import", "folder", str(gone), root=back)
    assert result.code == 0, result.output
    settings = yaml.safe_load((back / "content/site.yaml").read_text())
    bio = "Ask bea@x.example"
    assert settings["authors"]["bea"] == {"name": "Bea Example", "bio": bio, "image": "/img/bea.jpg"}
    assert [one["url"] for one in settings["menu"]] == ["/about/", "https://x.example/"]
    assert settings["redirects"]["/group/"] == "/about/"
    assert front(back / "content/articles/one.md")[0]["authors"] == ["bea", "ann"]
    # The same moment in another zone.
    assert front(back / "content/articles/one.md")[0]["date"] == "2026-01-02 10:04"
    # This site has no such kind: that is said, and nothing is made something else.
    report = (back / "import-report.md").read_text()
    assert 'of the kind "recipe", which is not among the `kinds` of this site\'s settings | 1 |' in report
    assert "data/site.yaml" in report
    assert not (back / "content/recipes/soup.md").exists()


def test_what_is_here_stays(gone: Path, project: Project, run: Run) -> None:
    mine: dict[str, str | bytes] = {
        "content/site.yaml": SITE,
        "content/give-log.yaml": "title: Mine\n",
        "content/articles/two.md": "---\ntitle: Mine\ndate: 2026-01-01\n---\nText.\n",
    }
    back = project(mine, "back")
    result = run("import", "folder", str(gone), root=back)
    assert result.code == 0, result.output
    assert all((back / path).read_text() == data for path, data in mine.items())
    assert "content/give-log.yaml is here already, and is another" in (back / "import-report.md").read_text()
    assert front(back / "content/articles/2026-01-03-two-2.md")[0]["title"] == "Two"


def test_without_its_mark_it_is_not_taken_for_something_else(gone: Path, project: Project, run: Run) -> None:
    back = project({"content/site.yaml": SITE}, "back")
    (gone / ".goodword-export.json").unlink()
    result = run("import", "folder", str(gone), root=back)
    assert result.code == 1
    assert ".goodword-export.json" in result.output
    assert run("import", "folder", str(gone), "--program", "plain", root=back).code == 0


def test_no_file_comes_from_where_none_belongs(gone: Path, project: Project, run: Run) -> None:
    back = project({"content/site.yaml": SITE}, "back")
    mark = gone / ".goodword-export.json"
    made = json.loads(mark.read_bytes())
    hostile = (
        "../outside.txt",
        "content/../private/x.txt",
        ".github/workflows/x.yml",
        "content/.x",
        "content/site.yaml",
    )
    for number, path in enumerate(hostile):
        shutil.copyfile(gone / "static/robots.txt", gone / f"static/h{number}.txt")
        made["sources"][f"h{number}.txt"] = path
    mark.write_text(json.dumps(made))
    result = run("import", "folder", str(gone), root=back)
    assert result.code == 0, result.output
    assert not (back.parent / "outside.txt").exists()
    assert {path.name for path in back.iterdir()} == {".goodword", "content", "import-report.md"}
    assert (back / "content/static/h0.txt").is_file()


@pytest.mark.parametrize("broken", [b"{", b'{"files": 3}', b"{}", b"\xff"])
def test_a_broken_mark_is_no_traceback(broken: bytes, gone: Path, project: Project, run: Run) -> None:
    back = project({"content/site.yaml": SITE}, "back")
    (gone / ".goodword-export.json").write_bytes(broken)
    result = run("import", "folder", str(gone), root=back)
    assert result.code == 1
    assert "Traceback" not in result.output
    assert not (back / "content/articles").exists()
