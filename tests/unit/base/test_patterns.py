"""Patterns that are compiled on first use do what compiled ones do; so do those of libraries."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.base.patterns import lazily, lazily_in

#: A library that compiles patterns while it is loaded, with a module of its own.
LIBRARY = {
    "__init__.py": "import re\nfrom {name}.inner import WORD\nNUMBER = re.compile('[0-9]+', re.ASCII)\n",
    "inner.py": "import re\nimport {other}\nWORD = re.compile('([a-z]+)', re.I)\n",
}


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A library that is loaded with its patterns put off; its neighbour compiles at once."""
    name, other = "patterns_of_one", "patterns_of_another"
    for file, text in LIBRARY.items():
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / file).write_text(text.format(name=name, other=other))
    (tmp_path / f"{other}.py").write_text("import re\nWORD = re.compile('x')\n")
    monkeypatch.syspath_prepend(tmp_path)
    real = re.compile
    with lazily_in(name):
        found = __import__(name)
    assert re.compile is real
    yield found
    for one in [one for one in sys.modules if one.startswith("patterns_of_")]:
        del sys.modules[one]


def test_those_of_a_package_are_put_off_and_no_others(library: Any) -> None:
    assert not isinstance(library.WORD, re.Pattern)
    assert not isinstance(library.NUMBER, re.Pattern)
    assert isinstance(sys.modules["patterns_of_another"].WORD, re.Pattern)


def test_they_find_what_compiled_ones_find(library: Any) -> None:
    assert library.WORD.sub(r"<\1>", "One 2 three") == "<One> 2 <three>"
    assert library.NUMBER.split("a1b22c") == ["a", "b", "c"]
    assert library.NUMBER.fullmatch("٣") is None, "its flags count"
    assert (library.WORD.pattern, library.WORD.groups) == ("([a-z]+)", 1)


def test_a_wrong_one_is_told_when_it_is_used() -> None:
    with pytest.raises(re.error):
        lazily("(").search("x")


def test_where_loading_fails_all_is_as_before() -> None:
    real = re.compile
    with pytest.raises(ImportError), lazily_in("nothing"):
        raise ImportError
    assert re.compile is real


def test_pyyaml_without_its_c_parser_reads_as_ever() -> None:
    """Its own parser, in Python, uses the patterns that were put off."""
    program = (
        "import generator.schema.front_matter, yaml; print(yaml.__with_libyaml__);"
        "print(yaml.safe_load('a: 2026-11-02\\nb: [1, 2.5, yes, ~]'));"
        "yaml.safe_load('a: \\x01')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert "{'a': datetime.date(2026, 11, 2), 'b': [1, 2.5, True, None]}" in done.stdout
    assert "special characters are not allowed" in done.stderr


def test_what_python_itself_does_with_its_patterns_goes_on_after_a_start() -> None:
    program = (
        "import generator.start, gettext, platform, textwrap, locale; generator.start.run();"
        "print(gettext.c2py('n != 1')(2), textwrap.wrap('a b', 1), platform.system() != '', locale.format_string('%d', 3))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "1 ['a', 'b'] True 3"
