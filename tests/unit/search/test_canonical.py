"""The parts of Pagefind's index, put into an order: real ones, of words with accents in two spellings."""

import gzip
from itertools import permutations, product

import pytest

from generator.search.base import SCRIPT, Document
from generator.search.canonical import UnknownFormError, canonical, packed, unpacked
from generator.search.pagefind import indexed

#: ``[[["don", [[0, [-25, 3], []]], [["donné", [[0, [3], []]]], ["donnée", [[0, [300], []]]]]]]]`` and the like, by hand.
ONE = b"\x82\x66donn\xc3\xa9\x81\x83\x00\x81\x03\x80"
TWO = b"\x82\x67donn\xc3\xa9e\x81\x83\x00\x81\x19\x01\x2c\x80"
THREE = b"\x82\x63d\xc3\xb4\x80"
META = b"\x86\x651.5.2\x81\x82\x66fr_abc\x03\x81\x83\x61d\x61e\x64fr_1\x82\x82\x64kind\x64fr_2\x82\x61a\x64fr_3\x80\x81\x65title"


def chunk(*spellings: bytes) -> bytes:
    return b"\x81\x81\x83\x63don\x81\x83\x00\x82\x38\x18\x03\x80" + bytes([0x80 | len(spellings)]) + b"".join(spellings)


def files(words: bytes, values: tuple[bytes, ...], listed: bytes = META) -> dict[str, bytes]:
    kind = b"\x82\x64kind" + bytes([0x80 | len(values)]) + b"".join(values)
    return {
        "fragment/fr_abc.pf_fragment": packed(b"{}"),
        "index/fr_1.pf_index": packed(words),
        "filter/fr_2.pf_filter": packed(kind),
        "filter/fr_3.pf_filter": packed(b"\x82\x61a\x81\x82\x61b\x81\x00"),
        "pagefind.fr_old.pf_meta": packed(listed),
    }


def test_packed_is_gzip_with_a_mark_and_nothing_of_the_day() -> None:
    assert gzip.decompress(packed(b"words")) == b"pagefind_dcdwords"
    assert unpacked(packed(b"words")) == b"words"
    assert packed(b"words")[:10] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"


def test_any_order_becomes_the_same() -> None:
    values = (b"\x82\x61a\x81\x00", b"\x82\x61b\x82\x01\x02", b"\x82\x62aa\x80")
    orders = product(permutations(values), permutations((ONE, TWO, THREE)))
    made = [canonical(files(chunk(*words), some), "fr", "fr_old") for some, words in orders]
    assert all(one == made[0] for one in made)
    found, name = made[0]
    assert unpacked(found[f"pagefind.{name}.pf_meta"]) != META, "the files have other names"
    (words,) = (unpacked(data) for path, data in found.items() if path.startswith("index/"))
    assert words == chunk(THREE, ONE, TWO), "sorted by what they are, and nothing of them is lost"
    first = next(
        unpacked(data) for path, data in found.items() if path.endswith(".pf_filter") and b"kind" in unpacked(data)
    )
    assert first == b"\x82\x64kind\x83" + values[0] + values[2] + values[1]
    assert found["fragment/fr_abc.pf_fragment"] == packed(b"{}")


def test_the_list_names_the_files_that_are_there() -> None:
    found, name = canonical(files(chunk(ONE), (b"\x82\x61a\x81\x00",)), "fr", "fr_old")
    listed = unpacked(found[f"pagefind.{name}.pf_meta"])
    names = [path.rpartition("/")[2].partition(".")[0] for path in found if path.startswith(("index/", "filter/"))]
    assert len(names) == 3
    assert [one for one in names if one.encode() not in listed] == []
    assert listed.index(b"\x61a") < listed.index(b"kind"), "filters come by their names"


def test_a_chunk_without_a_choice_stays_as_pagefind_packed_it() -> None:
    given = files(chunk(ONE), (b"\x82\x61a\x81\x00",))
    given["index/fr_1.pf_index"] = gzip.compress(unpacked(given["index/fr_1.pf_index"]).join([b"pagefind_dcd", b""]), 1)
    found, _ = canonical(given, "fr", "fr_old")
    assert [data for path, data in found.items() if path.startswith("index/")] == [given["index/fr_1.pf_index"]]


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        b"\xf6",
        b"\x81",
        b"\x81\x81\x84",
        chunk(ONE)[:-1],
        chunk(ONE) + b"\x80",
        b"\x81\x81\x83\x63don\xff",
        b"\x9f",
    ],
)
def test_another_form_is_refused(wrong: bytes) -> None:
    with pytest.raises(UnknownFormError):
        canonical(files(wrong, ()), "fr", "fr_old")


@pytest.mark.parametrize("listed", [b"\x80", b"\x84\x00\x00\x00\x00", b"\x18\x05", META + b"\x00", b"\xa0"])
def test_another_list_is_refused(listed: bytes) -> None:
    with pytest.raises(UnknownFormError):
        canonical(files(chunk(ONE), (), listed), "fr", "fr_old")


def test_what_is_no_gzip_or_has_no_mark_is_refused() -> None:
    for data in (b"words", gzip.compress(b"words")):
        with pytest.raises(UnknownFormError):
            unpacked(data)


def test_pagefind_gives_the_same_bytes_each_time() -> None:
    """Several kinds, and several spellings of a word on one page: either alone makes Pagefind's own files differ."""
    documents = [
        Document(f"/{number}/", f"Été {number}", f"Kind {number % 6}", ("Donné, donnée, donnés: un café, des cafés.",))
        for number in range(12)
    ]
    made = [list(indexed("fr", documents, str)) for _ in range(4)]
    assert all(one == made[0] for one in made)
    assert made[0][0][0] == SCRIPT
    assert made[0][-1][0] == "pagefind/pagefind-entry.json"
    paths = [path for path, _ in made[0]]
    assert len(paths) == len(set(paths)) == 12 + 7
    assert "pagefind/wasm.fr.pagefind" in paths


def test_a_language_without_stems_and_no_documents() -> None:
    paths = [path for path, _ in indexed("la", [Document("/a/", "Salve", "Paginae", ("Quid agis?",))], str)]
    assert "pagefind/wasm.unknown.pagefind" in paths
    assert [path for path, _ in indexed("en", [], str)] == [
        SCRIPT,
        "pagefind/pagefind-worker.js",
        "pagefind/pagefind-entry.json",
    ]
