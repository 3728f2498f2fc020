"""What is mutated, and by which tests it is to be found. This is the one place that knows where things lie."""

import ast
from collections.abc import Callable
from dataclasses import dataclass

from tests.mutation.operators import Words
from tests.support import ROOT

_SELECTION = "__import__('generator.pages.selection', fromlist=['Card'])"
#: A field of which nothing is in the key.
_NOTHING = f"{_SELECTION}.Annotated[object, {_SELECTION}.Level('nothing', lambda _, some: [bytes(12) for _ in some])]"
#: What our calls, attributes and types mean. A digest is of all of an entry, of what cards show, or of its row alone.
WORDS = Words(
    loose=frozenset({"digest", "plus", "joined"}),
    weaker=(
        ("digest", "card_digest"),
        ("card_digest", "row_digest"),
        ("item", "card"),
        ("whole", "item"),
        ("talk", "card"),
        ("page", "feed"),
        ("feed", "every"),
    ),
    holders=frozenset({"entry", "other", "keys", "self", "Keys"}),
    types=(
        ("Whole", f"{_SELECTION}.Card"),
        ("Items", f"{_SELECTION}.Cards"),
        ("Conversations", f"{_SELECTION}.Cards"),
        ("Cards", f"{_SELECTION}.Rows"),
        ("Card", _NOTHING),
        ("Rows", _NOTHING),
        ("Plain", _NOTHING),
    ),
)

SINGLE = "tests/test_single_changes.py"
TABLE = "tests/test_table.py::test_what_an_edit_writes_and_makes"
STORE = "tests/unit/incremental/test_content_cache.py"

Wanted = Callable[[str, ast.AST, tuple[ast.AST, ...]], bool]


def everything(_function: str, _node: ast.AST, _above: tuple[ast.AST, ...]) -> bool:
    """All of a module."""
    return True


def only(*functions: str) -> Wanted:
    """Some functions of a module, or classes."""
    names = {*functions}
    return lambda function, _node, _above: bool(names & {function, *function.split(".")})


def but_for(wanted: Wanted, *words: str) -> Wanted:
    """What is wanted, but for statements in which one of some words stands: they decide nothing."""

    def still(function: str, node: ast.AST, above: tuple[ast.AST, ...]) -> bool:
        if not wanted(function, node, above):
            return False
        lines = (one for one in (*above, node) if isinstance(one, ast.Expr | ast.Assign | ast.AugAssign | ast.If))
        return not any(word in ast.unparse(line) for line in lines for word in words)

    return still


def fields(_function: str, node: ast.AST, above: tuple[ast.AST, ...]) -> bool:
    """The fields of selections: how much of each a page shows."""
    return isinstance(node, ast.AnnAssign) and any(
        isinstance(one, ast.ClassDef) and any(ast.unparse(base) == "Selection" for base in one.bases) for one in above
    )


@dataclass(frozen=True)
class Target:
    """A module with the tests that hold it, the quickest and sharpest first."""

    path: str
    tests: tuple[str, ...]
    wanted: Wanted = everything


def _selections() -> list[Target]:
    """Every module that says what pages show."""
    modules = [path for path in sorted((ROOT / "generator").rglob("*.py")) if "(Selection, " in path.read_text("utf-8")]
    return [Target(path.relative_to(ROOT).as_posix(), (TABLE, SINGLE), fields) for path in modules]


TARGETS = (
    Target("generator/pages/dependencies.py", ("tests/unit/pages/test_dependencies.py", TABLE, SINGLE)),
    Target("generator/pages/selection.py", ("tests/unit/pages/test_selection.py",)),
    *_selections(),
    Target("generator/pages/planned.py", ("tests/unit/pages/test_planned.py", TABLE, SINGLE), only("Planned.parts")),
    Target("generator/base/digest.py", ("tests/unit/base/test_digest.py",)),
    Target(
        "generator/build/execute.py",
        ("tests/unit/build/test_execute.py", TABLE, SINGLE),
        but_for(only("make", "remember"), "crew", "weight", "leak", "_weigh", "Staging("),
    ),
    Target(
        "generator/build/load.py",
        ("tests/unit/build/test_load.py", TABLE, SINGLE),
        but_for(everything, "crew.progress"),
    ),
    Target("generator/site/index.py", ("tests/unit/site/test_related.py", TABLE, SINGLE), only("_related")),
    Target("generator/incremental/memo.py", (STORE,)),
    Target("generator/incremental/content_cache.py", (STORE,)),
    Target("generator/incremental/html_store.py", (STORE,)),
    Target("generator/incremental/fingerprint.py", ("tests/unit/incremental/test_fingerprint.py",)),
    Target("generator/incremental/manifest.py", ("tests/unit/incremental/test_manifest.py",)),
    Target("generator/base/file_stamps.py", ("tests/unit/base/test_file_stamps.py",)),
    Target("generator/incremental/up_to_date.py", ("tests/unit/incremental/test_up_to_date.py",)),
)
