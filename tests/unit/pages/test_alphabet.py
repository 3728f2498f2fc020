"""Titles in the order of a language, and the letters under which they stand."""

import pytest

from generator.pages.alphabet import slug, sorting


@pytest.mark.parametrize(
    ("language", "titles", "letters"),
    [
        ("en", ["…", "42 ways", "älter", "Azure", "Émile", "Zoo"], ["#", "0–9", "A", "A", "E", "Z"]),
        ("sv", ["Apa", "Zebra", "Åsa", "Äta", "Öl"], ["A", "Z", "Å", "Ä", "Ö"]),
        ("de", ["Äpfel", "Apfelwein", "Zug"], ["A", "A", "Z"]),
        ("pl", ["lato", "łatwy", "mama"], ["L", "Ł", "M"]),
        ("tr", ["Iğdır", "İzmir", "Jale"], ["I", "İ", "J"]),
        ("ru", ["Ель", "Ёлка", "Ива", "Йод", "Кот"], ["Е", "Е", "И", "Й", "К"]),
        ("ko", ["가나", "까치", "다리"], ["ㄱ", "ㄱ", "ㄷ"]),
        ("ja", ["カレー", "さくら", "東京"], ["か", "さ", "漢字"]),
        ("he", ["«אבא»", "בית"], ["א", "ב"]),
    ],
)
def test_order_and_letters(language: str, titles: list[str], letters: list[str]) -> None:
    keys = [sorting(title, language) for title in titles]
    assert [label for _, label in keys] == letters
    if language not in {"de", "ru"}:
        assert [key for key, _ in keys] == sorted(key for key, _ in keys)


def test_each_letter_has_an_address_of_its_own() -> None:
    labels = ("#", "0–9", "漢字", "A", "Ж", "İ", "I")
    assert [slug(one) for one in labels] == ["other", "0-9", "han", "a", "ж", "i-dotted", "i"]
