"""The shape of the project. Each rule is a function from a text to what is wrong with it, tried on a bad text too."""

import ast
import contextlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes

from generator.theme.fragments import Once
from tests.support import ROOT, write_files

MODULES = sorted((ROOT / "generator").rglob("*.py"))
TEMPLATES = sorted(
    path
    for path in (ROOT / "templates").rglob("*")
    if path.is_file() and "assets" not in path.relative_to(ROOT / "templates").parts
)
MOST_LINES = 300
MOST_LINES_OF_BASE = 60
#: The one module that says to type checkers what it does not say when it runs: defaults of type variables.
TYPE_VARIABLES = ROOT / "generator" / "base" / "type_variables.py"
#: The domain: what Goodword is about. Only doors to what has no types may say Any.
DOMAIN = [
    ROOT / "generator" / "base" / "model.py",
    ROOT / "generator" / "base" / "digest.py",
    TYPE_VARIABLES,
    *sorted(
        path
        for folder in ("content", "site", "privacy", "kinds", "pages", "checks", "build", "incremental")
        for path in (ROOT / "generator" / folder).rglob("*.py")
    ),
]
#: These may say Any, each for a reason.
ANY = {
    "generator/base/type_variables.py": "the kinds of a shelf have fields of many types",
    "generator/build/lock.py": "a module that only some systems have",
    "generator/checks/base.py": "the checks of a shelf take the facts of many stages",
    "generator/kinds/declared/__init__.py": "types that a site declares are values",
}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# --- modules ---


def too_long(text: str, most: int) -> list[str]:
    lines = len(text.splitlines())
    return [f"{lines} lines; {most} at most"] if lines > most else []


def hidden_imports(text: str) -> list[str]:
    """Every use of TYPE_CHECKING: what is imported under it hides a circle, if it is a module of ours."""
    return [
        f"line {node.lineno}: TYPE_CHECKING"
        for node in ast.walk(ast.parse(text))
        if (isinstance(node, ast.Name) and node.id == "TYPE_CHECKING")
        or (isinstance(node, ast.Attribute) and node.attr == "TYPE_CHECKING")
    ]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_module_is_short_and_hides_no_import(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert too_long(text, MOST_LINES) + (hidden_imports(text) if path != TYPE_VARIABLES else []) == []


def test_type_variables_import_nothing_of_ours() -> None:
    assert "generator" not in TYPE_VARIABLES.read_text(encoding="utf-8")


def uses_of_any(text: str) -> list[str]:
    """Every use of Any, which switches type checks off; in quotes as well, as in casts."""
    return [f"line {line}: Any" for line in sorted(set(_lines_with_any(ast.parse(text))))]


def _lines_with_any(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute | ast.alias):
            if "Any" in {getattr(node, "id", ""), getattr(node, "attr", ""), getattr(node, "name", "")}:
                yield node.lineno
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "Any" in node.value:
            with contextlib.suppress(SyntaxError):
                quoted = ast.parse(node.value.strip(), mode="eval")
                yield from (node.lineno for _ in _lines_with_any(quoted))


@pytest.mark.parametrize("path", DOMAIN, ids=name)
def test_domain_says_any_only_where_there_is_a_reason(path: Path) -> None:
    assert bool(uses_of_any(path.read_text(encoding="utf-8"))) == (name(path) in ANY)


def test_uses_of_any_are_found() -> None:
    assert uses_of_any("from typing import Any\n") == ["line 1: Any"]
    assert uses_of_any("def f(x: dict[str, Any]) -> None: ...\n") == ["line 1: Any"]
    assert uses_of_any("import typing\n\nx: typing.Any = 1\n") == ["line 3: Any"]
    assert uses_of_any('x = cast("list[Any]", y)\n') == ["line 1: Any"]
    assert uses_of_any('"""Any month of any host is no longer."""\nx = any(y)\n') == []


def test_long_module_and_hidden_import_are_found() -> None:
    assert too_long("x = 1\n" * MOST_LINES, MOST_LINES) == []
    assert too_long("x = 1\n" * (MOST_LINES + 1), MOST_LINES) == ["301 lines; 300 at most"]
    assert hidden_imports("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import x\n") == [
        "line 2: TYPE_CHECKING"
    ]
    assert hidden_imports("import typing\nif typing.TYPE_CHECKING:\n    import x\n") == ["line 2: TYPE_CHECKING"]


# --- imports ---


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-logo",
            "--no-cache",
        ],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_import_contracts_hold() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


BREAKS = {
    "an import upwards": (
        {"base/__init__.py": "", "base/problems.py": "import generator.pages\n", "pages/__init__.py": ""},
        "generator.base.problems -> generator.pages",
    ),
    "an import sideways": (
        {"theme.py": "import generator.feeds\n", "feeds.py": ""},
        "generator.theme -> generator.feeds",
    ),
    "a module without a layer": ({"helpers.py": ""}, "helpers"),
    "a circle in a package": (
        {
            "kinds/__init__.py": "",
            "kinds/a.py": "import generator.kinds.b\n",
            "kinds/b.py": "import generator.kinds.a\n",
        },
        "generator.kinds",
    ),
    "markdown elsewhere": ({"build.py": "import markdown\n"}, "generator.build -> markdown"),
    "yaml elsewhere": ({"site.py": "from yaml import nodes\n"}, "generator.site -> yaml"),
    "jinja2 elsewhere": ({"build.py": "import jinja2\n"}, "generator.build -> jinja2"),
    "click elsewhere": ({"build.py": "import click\n"}, "generator.build -> click"),
    "feedgen elsewhere": ({"pages.py": "from feedgen import feed\n"}, "generator.pages -> feedgen"),
}


@pytest.mark.parametrize(("files", "told"), BREAKS.values(), ids=BREAKS.keys())
def test_broken_import_contract_is_found(files: dict[str, str | bytes], told: str, tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "pyproject.toml": (ROOT / "pyproject.toml").read_bytes(),
            "generator/__init__.py": "",
            **{f"generator/{path}": text for path, text in files.items()},
        },
    )
    done = lint_imports(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert told in done.stdout.replace("\n", " "), done.stdout


# --- templates ---


def dynamic_references(text: str) -> list[str]:
    """Every reference to a template that is not named by a plain string: the cache must know them all beforehand."""
    references = (nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)
    return [
        f"line {node.lineno}: {type(node).__name__.lower()}"
        for node in Environment(autoescape=True, extensions=[Once]).parse(text).find_all(references)
        if not _is_text(getattr(node, "template", None))
    ]


def _is_text(node: object) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)


def unnamed_view(text: str, views: set[str]) -> list[str]:
    """Why the first line of a page's template is not the comment that names its view: `{# view: ArticleView … #}`."""
    first = text.split("\n", 1)[0]
    comment = re.match(r"\{# view: (\w+)", first)
    if not comment:
        return [f"the first line does not name the view: {first}"]
    return [] if comment[1] in views else [f"generator.views has no {comment[1]}"]


def unnamed_needs(text: str) -> list[str]:
    """What a part uses and its first line, a comment, does not name in backticks."""
    first = text.split("\n", 1)[0]
    if not first.startswith("{#"):
        return [f"the first line is no comment: {first}"]
    used = meta.find_undeclared_variables(Environment(autoescape=True, extensions=[Once]).parse(text))
    return [
        f"the first line does not say that it needs `{each}`"
        for each in sorted(used - set(re.findall(r"`(\w+)`", first)))
    ]


def classes(text: str) -> set[str]:
    return {node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef)}


VIEWS = {
    view
    for path in (ROOT / "generator" / "views.py", *(ROOT / "generator" / "views").glob("*.py"))
    if path.exists()
    for view in classes(path.read_text(encoding="utf-8"))
}


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_says_what_it_is_given_and_what_it_includes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    is_page = path.parent == ROOT / "templates"
    unnamed = unnamed_view(text, VIEWS) if is_page else unnamed_needs(text)
    assert unnamed + dynamic_references(text) == []


def test_base_template_is_short() -> None:
    text = (ROOT / "templates" / "base.html").read_text(encoding="utf-8")
    assert too_long(text, MOST_LINES_OF_BASE) == []


def test_bad_templates_are_found() -> None:
    assert dynamic_references('{% include "a.html" %}{%- extends \'b.html\' -%}{% from "c" import d %}') == []
    assert dynamic_references("{# {% include x %} #}") == []
    assert dynamic_references("{#\n#}\n{% include kind %}") == ["line 3: include"]
    assert dynamic_references('{%- include "a" ~ kind -%}') == ["line 1: include"]
    assert dynamic_references('{% include ["a", "b"] %}') == ["line 1: include"]
    assert dynamic_references("{% from kind import x %}") == ["line 1: fromimport"]
    assert unnamed_view("{# view: PageView. A page #}\n<p>", {"PageView"}) == []
    assert unnamed_view("<p>{# view: PageView #}", {"PageView"}) == [
        "the first line does not name the view: <p>{# view: PageView #}"
    ]
    assert unnamed_view("{# view: PegaView #}", {"PageView"}) == ["generator.views has no PegaView"]
    assert unnamed_needs("{# A link. Needs `link`. #}\n{{ link.url }}") == []
    assert unnamed_needs("{# A link. #}\n{{ link.url }}") == ["the first line does not say that it needs `link`"]
    assert unnamed_needs("{{ 1 }}") == ["the first line is no comment: {{ 1 }}"]


# --- the whole repository ---


def own_files() -> Iterator[Path]:
    """Every file of the project: as git lists them; in an unpacked source archive all that do not begin with a dot."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        listed = [name(path) for path in ROOT.rglob("*") if not any(part.startswith(".") for part in path.parts)]
    yield from (path for path in (ROOT / item for item in listed if item) if path.is_file())


def machine_paths(text: str, places: set[str]) -> list[str]:
    """Every place in the text that is a path of one machine. What follows a name, as in a URL, is none."""
    found = re.compile(r"(?<![\w.~-])(?:" + "|".join(re.escape(place) for place in sorted(places)) + ")")
    return [f"line {text.count(chr(10), 0, match.start()) + 1}: {match[0]}" for match in found.finditer(text)]


def places_here() -> set[str]:
    """The folders that a file of the project cannot know: of this checkout, this user, and what is thrown away."""
    folders = {ROOT, ROOT.parent, Path.home(), Path(tempfile.gettempdir())} - {Path("/")}
    return {f"{folder}/" for folder in folders}


def test_no_file_names_a_path_of_this_machine() -> None:
    places = places_here()
    found = {}
    for path in own_files():
        content = path.read_bytes()
        if b"\0" not in content and (faults := machine_paths(content.decode(errors="replace"), places)):
            found[name(path)] = faults
    assert found == {}


def test_path_of_a_machine_is_found() -> None:
    assert machine_paths("see\n/home/ann/x", {"/home/ann/"}) == ["line 2: /home/ann/"]
    assert machine_paths("https://x.example/home/ann/x", {"/home/ann/"}) == []
    assert f"{ROOT}/" in places_here()
    assert Path(__file__) in own_files()


# --- unit tests ---


def unmirrored(packages: set[str], tests: list[str]) -> list[str]:
    """The tests that lie in no package's folder, and the packages whose folder has none; views are values alone."""
    flat = [path for path in tests if path.rpartition("/")[0] not in packages]
    return flat + sorted(packages - {path.rpartition("/")[0] for path in tests} - {"views"})


def test_unit_tests_mirror_the_packages() -> None:
    packages = {path.parent.name for path in (ROOT / "generator").glob("*/__init__.py")}
    unit = ROOT / "tests" / "unit"
    tests = sorted(path.relative_to(unit).as_posix() for path in unit.rglob("test_*.py"))
    assert unmirrored(packages, tests) == []


def test_a_test_beside_the_packages_is_found() -> None:
    assert unmirrored({"base", "pages", "views"}, ["base/test_text.py", "test_pages.py"]) == ["test_pages.py", "pages"]


# --- views and what they may look at ---

#: What of the index would lead a view to entries that its selection does not have.
WHOLE = {"entries", "all", "all_of", "dated", "published", "related", "series", "parts_of", "tags", "authors"}
#: What views ask of the whole index all the same, and how their keys have the answer.
ASKED = {
    "generator/pages/kind.py kind_feed": "whether there are any of a kind; its list is there only then",
    "generator/kinds/episode/podcast.py podcast_link": "whether there are episodes; those who ask show one",
    "generator/pages/comments.py talk_state": "the newest date, to see what is too old to be talked of: Keys has the state",
    "generator/pages/context.py tag": "how a tag is spelled most: Keys has the spelling, the page of a tag its label",
    "generator/pages/searched.py listed": "what is found: the index's key is all of it",
    "generator/pages/searched.py search_index": "the same",
    "generator/pages/context.py person": "whether an author has a page: Keys has all authors as they are shown",
}


def reaching(texts: dict[str, str]) -> set[str]:
    """The functions that views come to, which look at all of the index: those with a context, and whom they call."""
    functions: dict[str, ast.FunctionDef] = {}
    known: dict[str, dict[str, str]] = {}
    for path, text in texts.items():
        tree = ast.parse(text)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                functions[f"{path} {node.name}"] = node
        known[path] = {
            one.asname or one.name: f"{node.module.replace('.', '/')}.py {one.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for one in node.names
        } | {name.split(" ")[1]: name for name in functions if name.startswith(f"{path} ")}
    methods = {name.split(" ")[1]: name for name in functions if name.startswith("generator/pages/context.py ")}
    todo = [
        name
        for name, node in functions.items()
        if any(isinstance(one.annotation, ast.Name) and one.annotation.id == "Context" for one in node.args.args)
    ]
    seen: set[str] = set()
    found: set[str] = set()
    while todo:
        name = todo.pop()
        if name in seen or name not in functions:
            continue
        seen.add(name)
        for node in ast.walk(functions[name]):
            if isinstance(node, ast.Name):
                todo.append(known[name.split(" ")[0]].get(node.id, ""))
            elif isinstance(node, ast.Attribute):
                todo.append(methods.get(node.attr, ""))
                of = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
                if node.attr in WHOLE and of == "index":
                    found.add(name)
    return found


def test_views_look_at_their_selection_and_not_at_the_index() -> None:
    texts = {name(path): path.read_text(encoding="utf-8") for path in MODULES}
    # Keys see everything, to make a digest of it.
    del texts["generator/pages/dependencies.py"]
    shown = {path: text for path, text in texts.items() if path.startswith(("generator/pages/", "generator/kinds/"))}
    assert reaching(shown) == set(ASKED)


def test_a_view_that_looks_at_the_index_is_found() -> None:
    page = "from generator.kinds.b import picked\ndef view(context: Context, shown):\n    return picked(context)\n"
    helper = "def picked(values: Values):\n    return values.index.all('article')\ndef plan(values: Values):\n    return values.index.dated\n"
    assert reaching({"generator/kinds/a.py": page, "generator/kinds/b.py": helper}) == {"generator/kinds/b.py picked"}
    assert reaching({"generator/kinds/a.py": page.replace("picked(context)", "context.index.dated[:3]")}) == {
        "generator/kinds/a.py view"
    }
