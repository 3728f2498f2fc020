"""Names: one spelling in the program, one encoding outside, and slugs that tell words of all scripts apart."""

import unicodedata
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.paths import in_address, in_path, in_web_address, is_outside, may_be_file, on_disk
from generator.base.text import slugify
from generator.content.references import linked, named, resolve
from tests.support import write_files

TEXT = "content/articles/x.md"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("C++ für Eilige", "cplusplus-fur-eilige"),
        ("C#", "csharp"),
        ("Ελληνικά", "ελληνικα"),
        ("Привет, Йога", "привет-иога"),
        ("Đà Nẵng", "đa-nang"),
        ("İstanbul", "istanbul"),
        ("❤️ Jobs", "jobs"),
        ("1️⃣ tip", "1-tip"),
        ("Ｆｕｌｌ ﬁne", "full-fine"),
        ("काम", "काम"),
        ("कम", "कम"),
        ("हिन्दी में नौकरी", "हिन्दी-में-नौकरी"),
        ("ที่ทำงาน", "ที่ทำงาน"),
        ("ໜ້າ", "ໜ້າ"),
        ("ガイド", "ガイド"),
        ("カイト", "カイト"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("パン", "パン"),
        ("한국어", "한국어"),
        ("أحمد", "أحمد"),
        ("احمد", "احمد"),
        ("שָׁלוֹם", unicodedata.normalize("NFC", "שָׁלוֹם")),
        ("!!!", ""),
    ],
)
def test_a_slug_keeps_what_tells_words_apart(text: str, slug: str) -> None:
    assert slugify(text) == slug
    assert slugify(unicodedata.normalize("NFD", text)) == slug
    assert slugify(slug) == slug


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/a/Ep #1.mp3", "/a/Ep%20%231.mp3"),
        ("/100%.mp3", "/100%25.mp3"),
        ("/What?.pdf", "/What%3F.pdf"),
        ("/a:b (1).mp3", "/a:b%20(1).mp3"),
        ("/é.mp3", "/%C3%A9.mp3"),
        ("/plain-1_2.mp3", "/plain-1_2.mp3"),
    ],
)
def test_a_path_is_encoded_once(path: str, address: str) -> None:
    assert in_path(path) == address
    assert in_address(address) == address


@given(st.text(st.characters(codec="utf-8")))
def test_an_encoded_path_is_ascii_and_reads_as_the_path(path: str) -> None:
    assert unquote(in_path(path)) == path
    assert in_path(path).isascii()
    assert in_address(in_path(path)) == in_path(path)


def test_an_address_keeps_what_is_encoded_and_its_fragment() -> None:
    assert in_address("/tags/काम/") == "/tags/%E0%A4%95%E0%A4%BE%E0%A4%AE/"
    assert in_address("/a%20b c?d=é#é") == "/a%20b%20c?d=%C3%A9#é"
    assert in_web_address("https://bücher.example/Ep 1.mp3") == "https://bücher.example/Ep%201.mp3"


@pytest.mark.parametrize("reference", ["a:b.mp3", "Ep: 1.jpg", "12:30.pdf"])
def test_a_colon_may_be_part_of_a_name(reference: str) -> None:
    assert may_be_file(reference) == is_outside(reference)


@pytest.mark.parametrize(
    "reference",
    ["https://x.example/a.jpg", "//x.example/a.jpg", "mailto:a@b.example", "tel:+1.555", "data:image/x.png"],
)
def test_what_is_elsewhere_is_no_name(reference: str) -> None:
    assert is_outside(reference)
    assert not may_be_file(reference)


@pytest.mark.parametrize("name", ["Ep #1.mp3", "100%.mp3", "What?.pdf", "a:b.mp3", "a b.jpg", "plain.jpg", "é.jpg"])
def test_a_name_is_meant_as_it_is_written_and_as_an_address(name: str) -> None:
    files = {f"content/articles/{name}", f"content/static/{name}"}
    for before, path in (("", f"content/articles/{name}"), ("/", f"content/static/{name}")):
        assert named(before + name, TEXT, files) == path
        assert linked(before + name, TEXT, files) == path
        assert linked(before + in_path(name).replace(":", "%3A"), TEXT, files) == path
        assert named(before + unicodedata.normalize("NFD", name), TEXT, files) == path


def test_which_of_two_files_is_meant() -> None:
    files = {
        "content/articles/50%25.mp3",
        "content/articles/50%.mp3",
        "content/articles/What",
        "content/articles/What?.pdf",
    }
    assert named("50%25.mp3", TEXT, files) == "content/articles/50%25.mp3"
    assert linked("50%25.mp3", TEXT, files) == "content/articles/50%.mp3"
    assert named("What?.pdf", TEXT, files) == "content/articles/What?.pdf"
    assert linked("What?.pdf", TEXT, files) == "content/articles/What"


def test_a_file_that_is_not_there_is_looked_for_as_it_is_written() -> None:
    assert named("Ep #1.mp3", TEXT, set()) == "content/articles/Ep #1.mp3"
    assert named("a:b.mp3", TEXT, set()) == "content/articles/a:b.mp3"
    assert named("https://x.example/a%20b.mp3", TEXT, set()) == ""
    assert linked("a:b.mp3", TEXT, set()) == ""


def test_no_name_leads_out_of_the_project() -> None:
    for reference in ("../../../x #1.jpg", "/../../x%.jpg", "a\\b?.jpg"):
        assert named(reference, TEXT, {"x"}) in {"..", resolve(reference, TEXT)}
        assert linked(reference, TEXT, {".."}) == ".."


def test_a_file_is_found_however_its_name_is_stored(tmp_path: Path) -> None:
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, "é/ガ #1.txt")
        write_files(tmp_path / form, {name: form})
        assert Path(on_disk(str(tmp_path / form), unicodedata.normalize("NFC", name))).read_text() == form
    assert on_disk(str(tmp_path), "é/missing.txt") == f"{tmp_path}/é/missing.txt"
