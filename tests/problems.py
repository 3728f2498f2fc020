"""The cases of tests/cases/problems/: read, built, and with `python -m tests.problems --write` written anew."""

import io
import re
import shutil
import struct
import sys
import tempfile
import wave
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PIL import Image

from generator.comments.choose import providers
from generator.incremental import manifest
from tests.support import NOW, ROOT, SITE, run_here, write_files

CASES = ROOT / "tests" / "cases" / "problems"

WELCOME = """\
---
title: Welcome
date: 2026-10-01
---
## Give first

Three small things a week.
"""

_TITLE = re.compile(r"^#{8} ?(.*)\n", re.MULTILINE)
_SECTION = re.compile(r"^=== (.*)\n", re.MULTILINE)
_FILE = re.compile(r"(?P<path>.+?)(?: \((?P<how>escapes|made: .+)\))?")
_RUN = re.compile(r"(?P<command>[a-z].*): exit (?P<code>\d)")
_ESCAPE = re.compile(rb"\\(?:x([0-9a-f]{2})|u\{([0-9a-f]+)\}|([tr0\\]))")
#: The address of the good site is nobody's, which a build says at its end; tests/cli/test_init.py has that.
_EXAMPLE = re.compile(r"^Before the world sees it, .*\n", re.MULTILINE)
_TIMING = re.compile(r"^\S+/: \d+ files? written, .*\n", re.MULTILINE)


@dataclass(frozen=True)
class Run:
    """A command of a case, its exit code, and what it prints."""

    command: str
    code: int
    said: str


@dataclass(frozen=True)
class Case:
    """A project's files beside those of the good site, and what commands say to them."""

    topic: str
    title: str
    prose: str
    #: Path, how it is written, and text.
    files: tuple[tuple[str, str, str], ...]
    runs: tuple[Run, ...]

    @property
    def id(self) -> str:
        return f"{self.topic}: {self.title}"


@dataclass(frozen=True)
class Topic:
    """A file of cases: what stands above the first, and the cases."""

    path: Path
    prose: str
    cases: tuple[Case, ...] = field(default=())

    def text(self) -> str:
        return self.prose + "".join(_case_text(case) for case in self.cases)


def read_topics() -> list[Topic]:
    return [_topic(path) for path in sorted(CASES.glob("*.txt")) if path.name != "README.txt"]


def _topic(path: Path) -> Topic:
    prose, *parts = _TITLE.split(path.read_bytes().decode())
    cases = [_case(path.stem, title, text) for title, text in zip(parts[::2], parts[1::2], strict=True)]
    return Topic(path, prose, tuple(cases))


def _case(topic: str, title: str, text: str) -> Case:
    prose, *parts = _SECTION.split(text)
    files: list[tuple[str, str, str]] = []
    runs: list[Run] = []
    for head, body in zip(parts[::2], parts[1::2], strict=True):
        if run := _RUN.fullmatch(head):
            runs.append(Run(run["command"], int(run["code"]), body.removesuffix("\n")))
        else:
            match = _FILE.fullmatch(head)
            assert match, head
            files.append((match["path"], match["how"] or "", body))
    return Case(topic, title, prose, tuple(files), tuple(runs))


def _case_text(case: Case) -> str:
    files = "".join(f"=== {path}{f' ({how})' if how else ''}\n{text}" for path, how, text in case.files)
    runs = "".join(f"=== {run.command}: exit {run.code}\n{run.said}\n" for run in case.runs)
    return f"######## {case.title}\n{case.prose}{files}{runs}"


# --- files that are not written out ---


def _picture(form: str, size: tuple[int, int] = (24, 16)) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, (30, 90, 60)).save(data, form)
    return data.getvalue()


def _sound() -> bytes:
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(bytes([128]) * 16000)
    return data.getvalue()


def _packed(files: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name, text in files.items():
            file.writestr(name, text)
    return data.getvalue()


def _in_fragments() -> bytes:
    def box(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I4s", len(content) + 8, name) + content

    head = box(b"mdhd", struct.pack(">IIIIII", 0, 0, 0, 1000, 0, 0))
    media = box(b"mdia", head + box(b"hdlr", bytes(8) + b"soun" + bytes(13)) + box(b"minf", box(b"stbl", b"")))
    moov = box(b"moov", box(b"trak", media) + box(b"mvex", box(b"trex", bytes(24))))
    return box(b"ftyp", b"M4A \0\0\0\0") + moov + box(b"moof", box(b"mfhd", bytes(8))) + box(b"mdat", bytes(100))


_ARTICLE = "---\ntitle: Long\ndate: 2026-11-02\n---\n"


def _article(text: str) -> bytes:
    return (_ARTICLE + text + "\n").encode()


MADE: dict[str, Callable[[], bytes]] = {
    "a JPEG picture": partial(_picture, "JPEG"),
    "a PNG picture": partial(_picture, "PNG"),
    "a TIFF picture": partial(_picture, "TIFF"),
    "a WebP picture of 1500 × 1500": partial(_picture, "WEBP", (1500, 1500)),
    "a JPEG picture of 1400 × 1400": partial(_picture, "JPEG", (1400, 1400)),
    "a PNG picture of 1500 × 1200": partial(_picture, "PNG", (1500, 1200)),
    "a PNG picture of 3001 × 3001": partial(_picture, "PNG", (3001, 3001)),
    "a PNG picture of 1400 × 1401": partial(_picture, "PNG", (1400, 1401)),
    "M4A audio in fragments": _in_fragments,
    "two seconds of WAV audio": _sound,
    "an article of 12 MB": lambda: _article("Give first. " * (1024 * 1024)),
    "2,000 levels of quotes": lambda: _article("Fine.\n\n" + ">" * 2000 + " deep"),
    "200 levels of lists": lambda: _article("".join("    " * level + "- deeper\n" for level in range(200))),
    "100,000 brackets": lambda: _article("").replace(b"date:", b"tags: " + b"[" * 100_000 + b"\ndate:"),
    "a slug of 300 letters": lambda: _article("").replace(b"date:", b"slug: " + b"a" * 300 + b"\ndate:"),
    "UTF-16": lambda: _article("Text.").decode().encode("utf-16"),
    "UTF-16 without its mark": lambda: _article("Text.").decode().encode("utf-16-le"),
    "a Word file": lambda: _packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"}),
    "nothing at all": bytes,
}


def _bytes(how: str, text: str) -> bytes:
    if how.startswith("made: "):
        return MADE[how.removeprefix("made: ")]()
    return _ESCAPE.sub(_unescaped, text.encode()) if how else text.encode()


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes.fromhex(match[1].decode())
    if match[2]:
        return chr(int(match[2], 16)).encode()
    return {b"t": b"\t", b"r": b"\r", b"0": b"\0", b"\\": b"\\"}[match[3]]


# --- building ---


def good_site(root: Path) -> None:
    """Makes the site that each case breaks, and builds it."""
    write_files(root, {"content/site.yaml": SITE, "content/articles/welcome.md": WELCOME})
    result = run_here("build", "--now", NOW, root=root)
    assert (result.code, result.err) == (0, ""), result.output


def run_case(case: Case, good: Path, root: Path) -> tuple[Run, ...]:
    """The case's runs as they are. Fails where a build with errors touches the site that was there."""
    shutil.copytree(good, root)
    written = manifest.load(good / ".goodword", good / "site")
    assert written
    manifest.save(root / ".goodword", root / "site", written)
    for path, how, text in case.files:
        if how.startswith("made: a link to "):
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(how.removeprefix("made: a link to "))
        else:
            write_files(root, {path: _bytes(how, text)})
    return tuple(_run(run, root) for run in case.runs)


def _run(run: Run, root: Path) -> Run:
    before = snapshot(root / "site")
    words = run.command.split()
    now = [] if "--now" in words else ["--now", NOW]
    result = run_here(*words, *now, root=root)
    if result.code == 1:
        assert snapshot(root / "site") == before, f"a build with errors touched the site: {result.output}"
    else:
        assert snapshot(root / "site"), "nothing was published"
    said = result.err + _EXAMPLE.sub("", _TIMING.sub("", result.out))
    # One more comment system changes no case.
    said = said.replace(", ".join(providers()), "COMMENT SYSTEMS")
    return replace(run, code=result.code, said=said.replace(str(root), "…").rstrip("\n"))


def snapshot(folder: Path) -> dict[str, bytes]:
    """The content of each file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def main() -> None:
    """Writes every case's output anew."""
    wanted = [word for word in sys.argv[1:] if not word.startswith("-")]
    assert "--write" in sys.argv, "usage: python -m tests.problems --write [TOPIC …]"
    with tempfile.TemporaryDirectory() as folder:
        good = Path(folder) / "good"
        good_site(good)
        for topic in read_topics():
            if wanted and topic.path.stem not in wanted:
                continue
            cases = []
            for number, case in enumerate(topic.cases):
                root = Path(folder) / f"{topic.path.stem}-{number}"
                asked = case if case.runs else replace(case, runs=(Run("build", 0, ""),))
                cases.append(replace(asked, runs=run_case(asked, good, root)))
                shutil.rmtree(root)
            ready = replace(
                topic,
                cases=tuple(
                    replace(case, runs=tuple(replace(run, said=run.said + "\n") for run in case.runs)) for case in cases
                ),
            )
            topic.path.write_bytes(ready.text().encode())


if __name__ == "__main__":
    main()
