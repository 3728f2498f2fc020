"""What the cache keeps of files, of texts and of single values, and when it looks again."""

import os
import pickle
import time
from pathlib import Path

import msgspec
import pytest

from generator.base.checksummed import read_checked, write_checked
from generator.base.model import Prose
from generator.content.find import Source
from generator.incremental.content_cache import Store, digest_of
from generator.incremental.html_store import Bodies, BrokenCacheError
from generator.incremental.memo import Memo

OLD = (1_700_000_000_000_000_001, 10, 1, 1_700_000_000_000_000_002)


def recalled(folder: Path, source: Source, what: str = "image", program: str = "p") -> bool:
    """Whether a build's cache in the folder recalls a file; what is found of it is kept for the next build."""
    looked = []

    def look() -> bytes:
        looked.append(source)
        return b"found"

    store = Store(folder, program)
    assert store.recall(source, what, look) == b"found"
    store.save()
    return not looked


def test_a_file_is_looked_at_once(tmp_path: Path) -> None:
    source = Source("content/a.jpg", OLD)
    assert [recalled(tmp_path, source) for _ in range(3)] == [False, True, True]


@pytest.mark.parametrize("which", range(4))
def test_a_file_that_changed_is_looked_at_again(tmp_path: Path, which: int) -> None:
    assert not recalled(tmp_path, Source("content/a.jpg", OLD))
    changed, size, inode, mark = (was + (number == which) for number, was in enumerate(OLD))
    assert not recalled(tmp_path, Source("content/a.jpg", (changed, size, inode, mark)))


def test_another_program_or_question_looks_again(tmp_path: Path) -> None:
    source = Source("content/a.jpg", OLD)
    assert not recalled(tmp_path, source)
    assert not recalled(tmp_path, source, what="audio")
    assert not recalled(tmp_path, source, what="audio", program="q")
    assert recalled(tmp_path, source, what="audio", program="q")


# --- readings of content files ---

TEXT = "content/articles/a.md"


def kept(
    folder: Path, root: Path, *, program: str = "p", zone: str = "UTC", html: dict[str, bytes] | None = None
) -> None:
    """Has a build keep the file's reading."""
    store = Store(folder, program)
    data = (root / TEXT).read_bytes()
    store.keep(
        source(root),
        digest_of(data, "article", zone),
        b"read",
        {"d1": b"<p>one", "d2": b"<p>two"} if html is None else html,
    )
    store.save()


def source(root: Path) -> Source:
    info = (root / TEXT).stat()
    stamp = [info.st_mtime_ns, info.st_size, info.st_ino, info.st_ctime_ns]
    return Source(TEXT, tuple(stamp))  # type: ignore[arg-type]  # a wrong value is what is tried


def known(folder: Path, root: Path, program: str = "p", kind: str = "article", zone: str = "UTC") -> bool:
    """Whether the next build knows the file's reading; what it knows is kept for the one after it."""
    store = Store(folder, program)
    found = store.known(source(root), kind, zone, root)
    if found is not None:
        assert (found.reading, found.stamp) == (b"read", source(root).stamp)
        assert store.new == {TEXT: found}
        assert {name: store.bodies.data(name) for name in found.texts} | {"large": b""} == {
            "large": b"",
            "d1": b"<p>one",
            "d2": b"<p>two",
        }
    store.save()
    return found is not None


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / "project" / TEXT
    path.parent.mkdir(parents=True)
    path.write_text("one\n")
    return tmp_path / "project"


def test_a_text_is_read_once(tmp_path: Path, root: Path) -> None:
    cache = tmp_path / "cache"
    assert not known(cache, root)
    kept(cache, root)
    assert [known(cache, root) for _ in range(3)] == [True] * 3


def test_a_text_with_another_stamp_is_known_by_its_bytes(tmp_path: Path, root: Path) -> None:
    cache = tmp_path / "cache"
    kept(cache, root)
    (root / TEXT).write_text("one\n")
    os.utime(root / TEXT, ns=(1, 1))
    assert known(cache, root)
    (root / TEXT).write_text("two\n")
    assert not known(cache, root)
    kept(cache, root)
    (root / TEXT).write_text("longer\n")
    assert not known(cache, root)


def test_a_text_that_is_gone_is_not_known(tmp_path: Path, root: Path) -> None:
    cache = tmp_path / "cache"
    kept(cache, root)
    info = (root / TEXT).stat()
    (root / TEXT).unlink()
    gone = Source(TEXT, (1, info.st_size, 1, 1))
    assert Store(cache, "p").known(gone, "article", "UTC", root) is None


@pytest.mark.parametrize("other", [{"program": "q"}, {"kind": "page"}, {"zone": "Europe/Berlin"}])
@pytest.mark.parametrize("touched", [False, True])
def test_a_text_read_by_other_rules_is_not_known(
    other: dict[str, str], touched: bool, tmp_path: Path, root: Path
) -> None:
    kept(tmp_path / "cache", root)
    if touched:
        os.utime(root / TEXT, ns=(1, 1))
    assert not known(tmp_path / "cache", root, **other)


def test_a_cache_that_is_to_be_forgotten(tmp_path: Path, root: Path) -> None:
    cache = tmp_path / "cache"
    kept(cache, root)
    assert Store(cache, "p", forget=True).old == {}
    assert len(Store(cache, "p", forget=True).bodies) == 0
    assert Store(cache, "p").old.keys() == {TEXT}


def texts_of(cache: Path) -> list[Path]:
    return sorted(cache.glob("texts-*"))


def test_what_no_file_has_any_more_is_forgotten(tmp_path: Path, root: Path) -> None:
    cache = tmp_path / "cache"
    kept(cache, root)
    (first,) = texts_of(cache)
    kept(cache, root, html={"d1": b"<p>one"})
    store = Store(cache, "p")
    assert set(store.bodies) == {"d1"}
    assert texts_of(cache) == [first], "a small file is kept as it is"
    store.save()
    assert Store(cache, "p").old == {}, "the text was asked for no more"


def test_where_most_is_not_used_the_texts_are_written_anew(tmp_path: Path, root: Path) -> None:
    cache = tmp_path / "cache"
    kept(cache, root, html={"large": bytes(800_000), "small": b"<p>", "other": bytes(300_000)})
    (first,) = texts_of(cache)
    time.sleep(0.001)
    kept(cache, root, html={"small": b"<p>"})
    (second,) = texts_of(cache)
    assert first != second
    assert second.read_bytes() == b"<p>"
    assert Store(cache, "p").bodies.data("small") == b"<p>"


def test_where_half_is_used_the_texts_stay(tmp_path: Path, root: Path) -> None:
    cache = tmp_path / "cache"
    kept(cache, root, html={"large": bytes(800_000), "other": bytes(300_000)})
    (first,) = texts_of(cache)
    kept(cache, root, html={"large": bytes(800_000)})
    assert texts_of(cache) == [first]
    assert first.stat().st_size == 1_100_000
    assert set(Store(cache, "p").bodies) == {"large"}


def test_an_unchanged_cache_is_not_written(tmp_path: Path, root: Path) -> None:
    cache = tmp_path / "deep/cache"
    kept(cache, root)
    kept(cache, root)
    was = (cache / "index").stat()
    assert known(cache, root)
    assert (cache / "index").stat().st_ino == was.st_ino
    os.utime(root / TEXT, ns=(1, 1))
    assert known(cache, root)
    assert (cache / "index").stat().st_ino != was.st_ino, "the stamp is another"


@pytest.mark.parametrize("harm", ["index gone", "index cut", "index of nothing", "texts gone", "texts cut"])
def test_a_cache_that_is_not_whole_counts_as_nothing(harm: str, tmp_path: Path, root: Path) -> None:
    cache = tmp_path / "cache"
    kept(cache, root)
    (texts,) = texts_of(cache)
    if harm == "index gone":
        (cache / "index").unlink()
    elif harm == "index cut":
        os.truncate(cache / "index", 30)
    elif harm == "index of nothing":
        write_checked(cache / "index", b"\x01")
    elif harm == "texts gone":
        texts.unlink()
    else:
        os.truncate(texts, texts.stat().st_size - 1)
    assert Store(cache, "p").old == {}
    assert not known(cache, root)


def test_a_cache_names_no_file_elsewhere(tmp_path: Path, root: Path) -> None:
    cache = tmp_path / "cache"
    kept(cache, root)
    (texts,) = texts_of(cache)
    texts.rename(tmp_path / "texts-x")
    data = read_checked(cache / "index")
    assert data is not None
    name = texts.name.encode()
    elsewhere = b"../texts-x"
    # A text of msgpack: a byte says that it is shorter than 32 bytes, and how long it is.
    write_checked(
        cache / "index", data.replace(bytes([0xA0 | len(name)]) + name, bytes([0xA0 | len(elsewhere)]) + elsewhere)
    )
    assert Store(cache, "p").old == {}


def test_a_cache_without_texts_needs_no_file_of_them(tmp_path: Path, root: Path) -> None:
    cache = tmp_path / "deep/cache"
    kept(cache, root, html={})
    for path in texts_of(cache):
        path.unlink()
    assert Store(cache, "p").old.keys() == {TEXT}


# --- the HTML of texts ---


def test_texts_are_found_as_they_were_added(tmp_path: Path) -> None:
    bodies = Bodies(tmp_path / "deep/texts", {})
    prose = {name: msgspec.msgpack.encode(Prose((f"<p>{name}",))) for name in ("a", "b", "c")}
    bodies.add(prose)
    assert (list(bodies), len(bodies)) == (["a", "b", "c"], 3)
    assert [bodies[name].pieces for name in "abca"] == [("<p>a",), ("<p>b",), ("<p>c",), ("<p>a",)]
    assert bodies["a"] is bodies["a"]
    size = (tmp_path / "deep/texts").stat().st_size
    bodies.add({"a": b"other"})
    bodies.flush()
    assert (tmp_path / "deep/texts").stat().st_size == size, "it is there"
    assert bodies.data("a") == prose["a"]
    bodies.close()
    again = Bodies(tmp_path / "deep/texts", bodies.spans)
    again.add({"d": b"fourth"})
    assert [again.data(name) for name in "cad"] == [prose["c"], prose["a"], b"fourth"]
    with pytest.raises(KeyError):
        again["e"]
    again.close()
    again.close()


def test_many_texts_are_written_as_they_come(tmp_path: Path) -> None:
    bodies = Bodies(tmp_path / "texts", {})
    bodies.add({"a": bytes(1_000_000)})
    assert (tmp_path / "texts").stat().st_size == 0, "it waits"
    bodies.add({"b": b"1"})
    assert (tmp_path / "texts").stat().st_size == 1_000_001
    bodies.add({"c": bytes(1_000_000)})
    assert (tmp_path / "texts").stat().st_size == 1_000_001
    bodies.add({"d": b"2"})
    bodies.close()
    assert (tmp_path / "texts").read_bytes() == bytes(1_000_000) + b"1" + bytes(1_000_000) + b"2"


def test_what_is_closed_can_be_read_again(tmp_path: Path) -> None:
    bodies = Bodies(tmp_path / "texts", {})
    bodies.add({"a": b"one"})
    assert bodies.data("a") == b"one"
    bodies.add({"b": b"two"})
    bodies.close()
    assert (tmp_path / "texts").read_bytes() == b"onetwo"
    assert bodies.data("a") == b"one"
    bodies.close()


def test_at_the_bound_a_file_is_written_anew(tmp_path: Path) -> None:
    """As large as is worth while, and just half of it used; all of it still waits."""
    bodies = Bodies(tmp_path / "texts-1", {})
    bodies.add({"a": bytes(500_000), "b": b"x" * 500_000})
    # A build that was killed may have begun one.
    (tmp_path / "texts-2").write_bytes(b"begun")
    new = bodies.swept(["b"], tmp_path / "texts-2")
    assert (new.path.name, set(new)) == ("texts-2", {"b"})
    assert (tmp_path / "texts-2").read_bytes() == b"x" * 500_000, "it is there before an index says so"
    new.close()
    bodies.close()


@pytest.mark.parametrize(("sizes", "name"), [((499_999, 500_000), "texts-1"), ((499_999, 500_001), "texts-1"), ((500_000, 500_001), "texts-1"), ((500_002, 500_001), "texts-2")])  # fmt: skip
def test_what_is_small_or_mostly_used_stays(sizes: tuple[int, int], name: str, tmp_path: Path) -> None:
    bodies = Bodies(tmp_path / "texts-1", {})
    bodies.add({"a": bytes(sizes[0]), "b": bytes(sizes[1])})
    new = bodies.swept(["b"], tmp_path / "texts-2")
    assert new.path.name == name
    new.close()
    bodies.close()


def open_files() -> list[str]:
    return os.listdir("/dev/fd")  # noqa: PTH208 (names are all there is)


@pytest.mark.posix
@pytest.mark.parametrize("larger", [False, True])
def test_no_file_stays_open(larger: bool, tmp_path: Path, root: Path) -> None:
    cache = tmp_path / "cache"
    before = open_files()
    more = {"large": bytes(1_200_000)} if larger else {}
    kept(cache, root, html=more | {"d1": b"<p>one", "d2": b"<p>two"})
    assert open_files() == before
    assert known(cache, root), "which reads its texts"
    assert open_files() == before
    time.sleep(0.001)
    store = Store(cache, "p")
    store.keep(source(root), b"", b"", {"d1": b"<p>one", "d3": b"new"})
    assert store.bodies.data("d1") == b"<p>one"
    store.save()
    assert open_files() == before


def test_another_process_reads_what_waits(tmp_path: Path) -> None:
    bodies = Bodies(tmp_path / "texts", {})
    bodies.add({"a": b"one", "b": b"two"})
    sent = pickle.loads(pickle.dumps(bodies))  # noqa: S301 (our own)
    assert sent.spans == bodies.spans
    assert sent.data("b") == b"two"
    sent.close()
    assert bodies.data("a") == b"one"
    bodies.close()


@pytest.mark.posix
def test_a_forked_process_has_its_own_place(tmp_path: Path) -> None:
    bodies = Bodies(tmp_path / "texts", {})
    bodies.add({"a": b"one"})
    assert bodies.data("a") == b"one"
    handle = bodies._reading
    bodies._owner = 1  # as it is in a process that was forked
    assert bodies.data("a") == b"one"
    assert bodies._reading != handle, "the parent's is not used"
    assert bodies._owner == os.getpid()
    os.close(handle)
    bodies.close()


@pytest.mark.parametrize("data", [b"tw0", b"tw"])
def test_a_text_that_is_not_as_it_was_is_told(data: bytes, tmp_path: Path) -> None:
    bodies = Bodies(tmp_path / "texts", {})
    bodies.add({"a": b"two"})
    bodies.close()
    (tmp_path / "texts").write_bytes(data)
    with pytest.raises(BrokenCacheError, match="texts"):
        Bodies(tmp_path / "texts", bodies.spans).data("a")


def test_a_text_is_found_by_its_length_as_well(tmp_path: Path) -> None:
    """A checksum of nothing is that of no bytes at all."""
    (tmp_path / "texts").write_bytes(b"")
    with pytest.raises(BrokenCacheError):
        Bodies(tmp_path / "texts", {"a": (0, 3, 0)}).data("a")


def test_a_system_that_writes_a_part_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:3]))
    bodies = Bodies(tmp_path / "texts", {})
    bodies.add({"a": b"one and two"})
    assert bodies.data("a") == b"one and two"
    bodies.close()


# --- single values ---


def test_a_value_is_worked_out_once_for_what_it_is_of(tmp_path: Path) -> None:
    worked: list[int] = []

    def recalled(of: object, program: str = "p", name: str = "value", *, forget: bool = False) -> tuple[int, ...]:
        def make() -> tuple[int, ...]:
            worked.append(1)
            return (len(worked),)

        folder = tmp_path / "deep/memo"
        memo = Memo(folder, program, forget=True) if forget else Memo(folder, program)
        found = memo.recall(name, of, tuple[int, ...], make)
        assert isinstance(found, tuple)
        return found

    assert [recalled("a"), recalled("a")] == [(1,), (1,)]
    assert recalled("b") == (2,)
    assert recalled("b", "q") == (3,)
    assert recalled("b", "q", "other") == (4,)
    assert recalled("b", "q") == (3,)
    assert recalled("b", "q", forget=True) == (5,)
    assert recalled("b", "q") == (5,)
    data = read_checked(tmp_path / "deep/memo/value")
    assert data is not None
    write_checked(tmp_path / "deep/memo/value", data[:-1] + b"\xc1")
    assert [recalled("b", "q"), recalled("b", "q")] == [(6,), (6,)], "what cannot be read is worked out again"
    write_checked(tmp_path / "deep/memo/value", data[:-2])
    assert recalled("b", "q") == (7,)


def test_texts_can_be_read_after_they_were_saved(tmp_path: Path) -> None:
    """A preview reads on; a text that nothing uses any more is gone by then."""
    store = Store(tmp_path, "p")
    store.keep(Source(TEXT, OLD), b"digest", b"read", {"d1": b"<p>one"})
    store.save()
    assert store.bodies.data("d1") == b"<p>one"
    store.keep(Source(TEXT, OLD), b"other", b"read", {"d2": b"<p>two"})
    store.save()
    assert store.bodies.data("d2") == b"<p>two"
    assert list(store.bodies) == ["d2"]
    assert len(list(tmp_path.glob("texts-*"))) == 1
