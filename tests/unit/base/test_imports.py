"""What is imported without what it imports: the library works, and what it did without is to be had afterwards."""

import subprocess
import sys

import pytest

from generator.base.imports import put_off, without


def run(program: str) -> str:
    """What a program prints, in a process of its own, which has imported nothing yet."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    return done.stdout.strip()


def test_a_module_that_is_hidden_is_there_again_afterwards() -> None:
    sys.modules.pop("colorsys", None)
    with pytest.raises(ImportError), without("colorsys"):
        __import__("colorsys")
    import colorsys

    with without("colorsys"):
        assert sys.modules["colorsys"] is colorsys, "what is there stays"


def test_a_module_is_loaded_when_it_is_used_first() -> None:
    program = """
from generator.base.imports import put_off
import sys
with put_off("wsgiref.util", "colorsys", "nowhere"):
    import colorsys, wsgiref.util
print("posixpath" in sys.modules, "wsgiref.util" in sys.modules)
print(wsgiref.util.guess_scheme({}), colorsys.rgb_to_hsv(0, 0, 0))
print("posixpath" in sys.modules, "wsgiref.util" in sys.modules)
"""
    assert run(program).splitlines() == ["True False", "http (0.0, 0.0, 0)", "True True"]


def test_whoever_imports_it_afterwards_gets_it_whole() -> None:
    sys.modules.pop("colorsys", None)
    with put_off("colorsys"):
        import colorsys as later
    assert "colorsys" not in sys.modules or sys.modules["colorsys"] is not later
    import colorsys

    assert later.rgb_to_hsv is colorsys.rgb_to_hsv
    with pytest.raises(AttributeError):
        getattr(later, "nothing")  # noqa: B009 (for the type checker, which knows)
    with put_off("colorsys"):
        assert sys.modules["colorsys"] is colorsys, "what is there stays"


def test_one_that_is_not_there_is_told_when_it_is_used() -> None:
    with put_off("nowhere"):
        later = __import__("nowhere")
    with pytest.raises(ImportError):
        later.anything  # noqa: B018 (what is tried)


def test_a_feed_needs_no_parser_of_dates_and_the_theme_no_printer() -> None:
    program = """
import sys
from generator.feeds.base import Feed
from generator.feeds.rss import write
import generator.theme
write(Feed(id="a", title="b", home_url="https://a.example/", self_url="https://a.example/f"))
print("dateutil.parser._parser" in sys.modules, "dateutil.tz.win" in sys.modules, "pprint" in sys.modules)
import dateutil.parser, pprint
print(dateutil.parser.parse("2026-11-02").year, pprint.pformat([1]))
"""
    assert run(program).splitlines() == ["False False False", "2026 [1]"]
