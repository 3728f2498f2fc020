"""Files of another site: limits, going on where it broke off, and what is kept for the next time."""

import time
from pathlib import Path

import pytest

from generator.web.download import Downloads, Limits
from tests.old_server import Unkind, old_server

QUICK = Limits(pause=0)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def downloads(folder: Path, limits: Limits = QUICK, *, allow_private: bool = True) -> Downloads:
    return Downloads(folder / "got", "Goodword/1", allow_private=allow_private, limits=limits)


def test_a_file_comes_once(tmp_path: Path) -> None:
    with old_server({"/a.jpg": b"one"}) as server:
        got = downloads(tmp_path)
        found = got.get(f"{server.url}/a.jpg#part")
        assert isinstance(found, Path)
        assert found.read_bytes() == b"one"
        assert found.suffix == ".jpg"
        got.get(f"{server.url}/a.jpg")
        assert downloads(tmp_path).get(f"{server.url}/a.jpg") == found
        assert server.asked == [("/a.jpg", "")]


def test_what_broke_off_goes_on_where_it_was(tmp_path: Path) -> None:
    data = bytes(range(256)) * 400
    with old_server({"/a.mp3": data}, {"/a.mp3": Unkind(ends_after=40_000, times=2)}) as server:
        found = downloads(tmp_path).get(f"{server.url}/a.mp3")
        assert isinstance(found, Path)
        assert found.read_bytes() == data
        assert [one for _, one in server.asked] == ["", "bytes=40000-", "bytes=80000-"]
        assert [path.name for path in found.parent.iterdir() if path.suffix in {".part", ".mark"}] == []


def test_the_next_run_goes_on(tmp_path: Path) -> None:
    data = bytes(range(256)) * 400
    with old_server({"/a.mp3": data}, {"/a.mp3": Unkind(ends_after=30_000, times=1)}) as server:
        url = f"{server.url}/a.mp3"
        assert downloads(tmp_path, Limits(pause=0, tries=1)).get(url) == "the connection failed"
        found = downloads(tmp_path).get(url)
        assert isinstance(found, Path)
        assert found.read_bytes() == data
        assert server.asked[1] == ("/a.mp3", "bytes=30000-")


def test_a_file_that_changed_meanwhile_begins_anew(tmp_path: Path) -> None:
    with old_server({"/a.mp3": b"old" * 1000}, {"/a.mp3": Unkind(ends_after=900)}) as server:
        url = f"{server.url}/a.mp3"
        assert downloads(tmp_path, Limits(pause=0, tries=1)).get(url) == "the connection failed"
        server.files["/a.mp3"] = b"new" * 700
        found = downloads(tmp_path).get(url)
        assert isinstance(found, Path)
        assert found.read_bytes() == b"new" * 700


def test_a_connection_that_never_gets_further_is_given_up(tmp_path: Path) -> None:
    with old_server({"/a.mp3": b"x" * 9000}, {"/a.mp3": Unkind(ends_after=1, times=99)}) as server:
        assert downloads(tmp_path).get(f"{server.url}/a.mp3") == "the connection failed"
        assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("way", "why"),
    [
        (Unkind(410), "gone (410)"),
        (Unkind(500), "the server answers 500"),
        (Unkind(403), "the server answers 403"),
        (Unkind(kind="text/html; charset=utf-8"), "there is a page in place of the file"),
        (Unkind(302, location="/a.jpg"), "it leads on again and again"),
        (Unkind(302, location="ftp://x.example/a.jpg"), "its address is none"),
        (Unkind(302, location="http://[x/"), "its address is none"),
        (Unkind(302, location="http://nowhere.invalid/"), "there is no such host, or no network"),
        (Unkind(429, wait="3600"), "the server asks for a pause"),
        (Unkind(length=5000), "it is larger than 0 MB, or all together than 0"),
    ],
)
def test_what_does_not_come_has_a_reason(way: Unkind, why: str, tmp_path: Path) -> None:
    with old_server({"/a.jpg": b"x" * 10}, {"/a.jpg": way}) as server:
        limits = Limits(pause=0, file=1000, all=2000)
        got = downloads(tmp_path, limits)
        assert got.get(f"{server.url}/a.jpg") == why
        assert got.get(f"{server.url}/a.jpg") == why
        count = len(server.asked)
        # What is gone is gone; all else may be there another time.
        server.unkind.pop("/a.jpg", None)
        again = downloads(tmp_path, limits).get(f"{server.url}/a.jpg")
        assert (again == why) is why.startswith("gone")
        assert len(server.asked) == count + (not why.startswith("gone"))


def test_what_is_asked_to_wait_waits(tmp_path: Path) -> None:
    with old_server({"/a.jpg": b"one"}, {"/a.jpg": Unkind(503, wait="1")}) as server:
        assert isinstance(downloads(tmp_path).get(f"{server.url}/a.jpg"), Path)
        assert server.moments[1] - server.moments[0] >= 1


def test_all_together_have_a_limit(tmp_path: Path) -> None:
    with old_server({f"/{name}.jpg": b"x" * 600 for name in "abc"}) as server:
        got = downloads(tmp_path, Limits(pause=0, file=1000, all=1300))
        found = [got.get(f"{server.url}/{name}.jpg") for name in "abc"]
        assert [isinstance(one, Path) for one in found] == [True, True, False]
        got = downloads(tmp_path / "few", Limits(pause=0, count=1))
        assert [isinstance(got.get(f"{server.url}/{name}.jpg"), Path) for name in "ab"] == [True, False]


def test_a_host_is_asked_politely(tmp_path: Path) -> None:
    with old_server({f"/{name}.jpg": b"x" for name in "abc"}) as server:
        got = downloads(tmp_path, Limits(pause=0.3))
        began = time.monotonic()
        for name in "abc":
            got.get(f"{server.url}/{name}.jpg")
        assert time.monotonic() - began >= 0.6


def test_private_hosts_are_not_asked_by_any_way(tmp_path: Path) -> None:
    with old_server({"/a.jpg": b"x"}) as server:
        got = downloads(tmp_path, allow_private=False)
        for url in (f"{server.url}/a.jpg", server.url.replace("127.0.0.1", "localhost") + "/a.jpg", "http://[::1]/a"):
            assert got.get(url) == "its host is in a private network"
        assert server.asked == []


def test_a_list_that_was_meddled_with_leads_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "got"
    folder.mkdir()
    (tmp_path / "secret").write_text("secret")
    (folder / "list.jsonl").write_text('{"url":"http://127.0.0.1:1/a.jpg","file":"../secret"}\nnot json\n[]\n')
    assert downloads(tmp_path, Limits(pause=0, tries=1)).get("http://127.0.0.1:1/a.jpg") == "the connection failed"
