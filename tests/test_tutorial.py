"""`docs/tutorial.md`, done to the letter: from `init` to a folder on a host."""

import re
import shlex
import shutil
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import pytest

from tests.hosted import hosting
from tests.serving import Served, serving
from tests.support import ROOT, Result, run_apart

pytestmark = pytest.mark.posix

PAGE = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")
_BLOCK = re.compile(
    r"(?:<!-- edit (?P<path>\S+) -->\n)?```(?P<language>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)
#: What stands for the rest, at the end of a line or in place of several.
_REST = "…"


def looks_like(shown: str) -> re.Pattern[str]:
    """What an answer that the page shows may be: `…` in a line is anything in it, and on its own any lines."""
    lines = shown.splitlines()
    return re.compile(
        "".join(r"(?:.*\n)*" if line == _REST else re.escape(line).replace(_REST, ".*") + r"\n" for line in lines)
    )


def answers(block: str) -> Iterator[tuple[list[str], str]]:
    """The words of each command of a block, and what it is shown to answer."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, answer = part.partition("\n")
        yield shlex.split(command), answer


class Reader:
    """Does what the page says, one block after the other."""

    def __init__(self, folder: Path) -> None:
        self.here = folder
        self.commands: list[str] = []
        self.preview: Served | None = None

    def type(self, words: list[str], shown: str) -> None:
        if words[0] == "cd":
            self.here /= words[1]
            return
        assert words[0] == "goodword", words
        self.commands.append(words[1])
        if words[1] == "serve":
            # The test has no browser to open, and another program may have the port.
            assert words[2:] == ["--open"]
            self.preview = self._previews.enter_context(serving(self.here))
            assert looks_like(shown).fullmatch(f"http://127.0.0.1:8000/ {self.preview.said[0].partition(' ')[2]}\n")
            return
        result: Result = run_apart(*words[1:], cwd=self.here, env={"PYTHONPATH": str(ROOT)})
        assert result.code == 0, result.output
        assert looks_like(shown).fullmatch(result.out), f"{words}\n{result.out}"

    def save(self, pattern: str, text: str) -> None:
        (file,) = self.here.glob(pattern)
        file.write_text(text, encoding="utf-8")

    def __enter__(self) -> Self:
        self._previews = ExitStack()
        return self

    def __exit__(self, *_: object) -> None:
        self._previews.close()


def test_the_page_does_what_it_says(tmp_path: Path) -> None:
    with Reader(tmp_path) as reader:
        for block in _BLOCK.finditer(PAGE):
            if block["path"]:
                reader.save(block["path"], block["text"])
            elif block["language"] == "console":
                for words, shown in answers(block["text"]):
                    reader.type(words, shown)
            else:
                # What the first terminal says.
                assert reader.preview
                first, *_ = block["text"].splitlines()
                reader.preview.line(re.escape(first).replace(_REST, ".*"))
        assert reader.commands == ["init", "serve", "new", "give", "status", "check", "check", "build"]
        assert reader.preview
        reader.preview.until("/", lambda _, body: b"What a small give looks like" in body)
        reader.preview.until("/give-log/", lambda _, body: b"who both repair bicycles" in body)
        assert reader.preview.stop() == 0
    deployed = tmp_path / "host"
    shutil.copytree(tmp_path / "my-site/site", deployed)
    with hosting(deployed) as url:
        for path, text in {
            "/": "What a small give looks like",
            "/articles/what-a-small-give-looks-like/": "say where you stopped listening",
            "/give-log/": "Introduced two people who both repair bicycles",
            "/feed.xml": "What a small give looks like",
        }.items():
            with urllib.request.urlopen(url + path) as answer:  # noqa: S310 (our own server)
                assert text in answer.read().decode(), path
