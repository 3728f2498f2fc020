"""The name on the index is written only where the index has this very Goodword; the index is a server on this machine."""

import hashlib
import http.server
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.scaffold import index, package
from generator.scaffold.requirement import Indexed
from generator.scaffold.wheel import this_wheel
from tests.conftest import Run

VERSION = package.told().version


class Index:
    """An index with what a test puts into it."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.status = 200
        self.url = ""

    def offer(self, data: bytes, **more: Any) -> None:
        self.files["/files/goodword.whl"] = data
        entry = {
            "packagetype": "bdist_wheel",
            "url": f"{self.url}/files/goodword.whl",
            "digests": {"sha256": hashlib.sha256(data).hexdigest()},
            "yanked": False,
            **more,
        }
        answer = {"urls": [{"packagetype": "sdist", "url": "", "digests": {}}, entry]}
        self.files[f"/pypi/goodword/{VERSION}/json"] = json.dumps(answer).encode()


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    found = Index()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            data = found.files.get(self.path)
            self.send_response(404 if data is None else found.status)
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, *args: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found.url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(index, "URL", f"{found.url}/pypi")
    yield found
    server.shutdown()
    server.server_close()


def repacked(**changed: bytes) -> bytes:
    """The wheel as another machine packs it: compressed, with other metadata, and with files changed."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(this_wheel().data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in reversed(old.namelist()):
            if not name.startswith("generator/theme/compiled/"):
                new.writestr(name, changed.get(name, b"x" if ".dist-info/" in name else old.read(name)))
    return target.getvalue()


def test_the_very_same_is_taken_with_its_hash(there: Index) -> None:
    data = repacked()
    there.offer(data)
    assert index.on_index(VERSION) == Indexed(VERSION, (f"sha256:{hashlib.sha256(data).hexdigest()}",))


@pytest.mark.parametrize(
    ("data", "more", "words"),
    [
        (repacked(**{"generator/base/text.py": b"evil = True\n"}), {}, "is not the one that runs here: generator/base/text.py differs"),
        (b"no archive", {}, "what the index has is no wheel"),
        (repacked(), {"yanked": True}, f"the index has no wheel of goodword {VERSION}"),
        (repacked(), {"digests": {"sha256": "0" * 64}}, "another file than it names"),
        (repacked(), {"url": "file:///etc/passwd"}, "an address that is none of its own"),
        (repacked(), {"digests": 7}, "does not answer as an index does"),
    ],
    # An archive has the time in it, and a test's name is the same in all processes.
    ids=["another program", "no archive", "withdrawn", "another digest", "another place", "no digests"],
)  # fmt: skip
def test_anything_else_is_not(data: bytes, more: dict[str, Any], words: str, there: Index) -> None:
    there.offer(data, **more)
    with pytest.raises(index.NotThereError) as refused:
        index.on_index(VERSION)
    assert words in str(refused.value)


@pytest.mark.parametrize("answer", [b"", b"<html>", b"[]", b'{"urls": 3}', b'{"urls": [3]}', b'{"info": {}}'])
def test_answers_that_are_none(answer: bytes, there: Index) -> None:
    there.files[f"/pypi/goodword/{VERSION}/json"] = answer
    with pytest.raises(index.NotThereError):
        index.on_index(VERSION)


def test_init_writes_the_name_where_it_is_there(there: Index, tmp_path: Path, run: Run) -> None:
    data = repacked()
    there.offer(data)
    root = tmp_path / "a"
    made = run("init", str(root), "--yes", "--requirement", "goodword")
    assert made.code == 0, made.output
    lines = (root / "requirements.txt").read_text(encoding="ascii").splitlines()
    assert lines[1:3] == [f"goodword=={VERSION} \\", f"    --hash=sha256:{hashlib.sha256(data).hexdigest()}"]
    assert not (root / "vendor").exists()
    assert run("upgrade", root=root).out.startswith("Nothing to do")
    # A later one that the index has not: nothing is changed.
    there.files.clear()
    before = (root / "requirements.txt").read_bytes()
    result = run("upgrade", root=root)
    assert result.code == 2
    assert "the index does not have this version" in result.err
    assert (root / "requirements.txt").read_bytes() == before


@pytest.mark.parametrize("requirement", ["goodword", f"goodword=={VERSION}"])
def test_init_never_writes_a_name_that_is_not_there(requirement: str, there: Index, tmp_path: Path, run: Run) -> None:
    result = run("init", str(tmp_path / "a"), "--yes", "--requirement", requirement)
    assert result.code == 2
    assert "the index does not have this version; a name that nobody owns is not written" in result.err
    assert "With --requirement vendor, the site gets a wheel of this Goodword" in result.err
    assert not (tmp_path / "a").exists()
    assert there.asked == [f"/pypi/goodword/{VERSION}/json"]


def test_no_network(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "URL", "http://127.0.0.1:9/pypi")
    result = run("init", str(tmp_path / "a"), "--yes", "--requirement", "goodword")
    assert result.code == 2
    assert "the index cannot be asked" in result.err
    assert not (tmp_path / "a").exists()
    # The wheel needs none.
    assert run("init", str(tmp_path / "a"), "--yes").code == 0


def test_an_index_with_a_fault_of_its_own(there: Index, tmp_path: Path, run: Run) -> None:
    there.offer(repacked())
    there.status = 503
    result = run("init", str(tmp_path / "a"), "--yes", "--requirement", "goodword")
    assert result.code == 2
    assert "the index answers with an error: 503" in result.err
