"""Pagefind, the program that makes the index: how it is told the documents, and which of its files are taken.

It is spoken to as its own Node and Python packages do: messages in JSON, base64 and a comma, each answered before the
next is sent. Its command line would take files in the order of the disk, and number them so; and its Python package
waits for a tenth of a second after each document.
"""

import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import IO

import msgspec

from generator.search.base import FOLDER, SCRIPT, Document
from generator.search.canonical import UnknownFormError, canonical
from generator.search.program import INSTALL, program

#: What of Pagefind's own scripts the theme uses; its ready-made interfaces are left out.
_SCRIPTS = (SCRIPT.removeprefix(f"{FOLDER}/"), "pagefind-worker.js")
_ENTRY = "pagefind-entry.json"
_PARTS = ("fragment/", "index/", "filter/")
#: How much is read at once. An answer has all files in it.
_CHUNK = 1 << 20


class SearchError(OSError):
    """Pagefind failed: a fault of the machine or of that program, not of the content."""


class _Language(msgspec.Struct):
    """A language in the list of indexes."""

    hash: str
    #: The program in the browser that knows the language's stems; None for a language without one.
    wasm: str | None = None


class _Entry(msgspec.Struct):
    """What is read of the list of indexes."""

    languages: dict[str, _Language]


class _File(msgspec.Struct):
    path: str
    content: str


class _Payload(msgspec.Struct):
    """What is read of an answer."""

    type: str
    message: str = ""
    index_id: int = 0
    files: list[_File] = []


class _Answer(msgspec.Struct):
    payload: _Payload


def indexed(language: str, documents: Sequence[Document], text: Callable[[str], str]) -> Iterator[tuple[str, bytes]]:
    """Return the files of the index by their paths in the output, the script first, the list of the others last.

    ``text`` returns a text's HTML by its digest. Raises :class:`SearchError`.
    """
    path = program()
    if path is None:
        raise SearchError(f"Pagefind, which makes the search, is not installed: {INSTALL}")
    try:
        files = _run(path, language, documents, text)
        yield from _kept(files)
    except (UnknownFormError, msgspec.DecodeError, KeyError) as wrong:
        words = f"Pagefind wrote an index that this Goodword cannot read ({wrong}): {INSTALL}"
        raise SearchError(words) from None


def page(language: str, document: Document, text: str) -> str:
    """Return a document as HTML, as Pagefind reads it."""
    words = "".join(f"<p>{escape(one)}</p>" for one in document.words)
    return (
        f'<!doctype html><html lang="{escape(language)}"><body><h1 data-pagefind-meta="title">{escape(document.title)}'
        f'</h1><p data-pagefind-filter="kind">{escape(document.group)}</p>'
        f"<main data-pagefind-body>{words}{text}</main></body></html>"
    )


def _run(path: Path, language: str, documents: Sequence[Document], text: Callable[[str], str]) -> dict[str, bytes]:
    """Return all files that Pagefind makes of the documents, by their paths in its folder."""
    # What a user has set for a site of another kind is not meant for this one.
    environment = {name: value for name, value in os.environ.items() if not name.upper().startswith("PAGEFIND_")}
    try:
        started = subprocess.Popen(  # noqa: S603 (the program of the package, and no argument from outside)
            [path, "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Not in the project, where it would look for settings of its own.
            cwd=path.parent,
            env=environment,
        )
    except OSError as fault:
        raise SearchError(f"Pagefind, which makes the search, cannot be started: {fault.strerror or fault}") from None
    try:
        service = _Service(started)
        number = service.ask({"type": "NewIndex"}).index_id
        for document in documents:
            html = page(language, document, text(document.text) if document.text else "")
            service.ask({"type": "AddFile", "index_id": number, "url": document.url, "file_contents": html})
        files = service.ask({"type": "GetFiles", "index_id": number}).files
        return {file.path.replace("\\", "/"): b64decode(file.content) for file in files}
    finally:
        started.kill()
        # Not by "with": what could not be sent to a program that has ended is sent once more as the pipe is closed.
        for pipe in (started.stdin, started.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        started.wait()


class _Service:
    """Pagefind at work."""

    def __init__(self, started: "subprocess.Popen[bytes]") -> None:
        """Use a started program."""
        self._started = started
        self._number = 0

    def ask(self, payload: dict[str, object]) -> _Payload:
        """Return the answer to a message. Raises :class:`SearchError`."""
        told, answers = self._started.stdin, self._started.stdout
        assert told is not None and answers is not None  # noqa: PT018, S101 (both are pipes)
        self._number += 1
        try:
            told.write(b64encode(msgspec.json.encode({"message_id": self._number, "payload": payload})) + b",")
            told.flush()
            answer = _answer(answers)
        except OSError:
            answer = b""
        if not answer:
            raise SearchError(f"Pagefind, which makes the search, ended in the middle of its work{self._why()}")
        found = msgspec.json.decode(b64decode(answer), type=_Answer).payload
        if found.type == "Error":
            raise SearchError(f"Pagefind, which makes the search, cannot go on: {' '.join(found.message.split())}")
        return found

    def _why(self) -> str:
        """Return with which code the program ended, in words."""
        try:
            code = self._started.wait(5)
        except subprocess.TimeoutExpired:
            return ""
        return f" (it was stopped by signal {-code})" if code < 0 else f" (with code {code})"


def _answer(stream: IO[bytes]) -> bytes:
    """Return an answer without its comma, or nothing if the program has ended."""
    parts: list[bytes] = []
    while part := os.read(stream.fileno(), _CHUNK):
        parts.append(part)
        if part.endswith(b","):
            return b"".join(parts)[:-1]
    return b""


def _kept(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Return the files that the theme uses, in an order that depends on their contents alone."""
    # Read in two ways: what is known of it, and the whole, which is written again.
    entry = msgspec.json.decode(files[_ENTRY], type=_Entry)
    whole = msgspec.json.decode(files[_ENTRY])
    made: dict[str, bytes] = {}
    for language, index in entry.languages.items():
        own = {path: data for path, data in files.items() if path.startswith(_PARTS)}
        meta = f"pagefind.{index.hash}.pf_meta"
        found, name = canonical({**own, meta: files[meta]}, language, index.hash)
        made |= found
        made[f"wasm.{index.wasm or 'unknown'}.pagefind"] = files[f"wasm.{index.wasm or 'unknown'}.pagefind"]
        whole["languages"][language]["hash"] = name
    scripts = {name: files[name] for name in _SCRIPTS}
    for path, data in (*scripts.items(), *sorted(made.items()), (_ENTRY, msgspec.json.encode(whole))):
        yield f"{FOLDER}/{path}", data
