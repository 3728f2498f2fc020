"""Suggestions: the nearest of the known words, also where many words are wrong."""

from generator.base.problems import Suggester, nearest, suggestion

KNOWN = [f"{first}{second}-article" for first in "abcdefghij" for second in "abcdefghijklmnopqrstuvwxyz"]


def test_words_kept_suggest_what_words_given_once_do() -> None:
    words = Suggester(KNOWN)
    for word in ("ab-artcle", "AB-article", "zz", "cd-articel", ""):
        assert words.nearest(word) == nearest(word, KNOWN)
        assert words.suggestion(word) == suggestion(word, KNOWN)
    assert words.suggestion("ab-artcle") == '; did you mean "ab-article"?'


def test_of_many_wrong_words_the_last_one_gets_a_suggestion_too() -> None:
    words = Suggester(KNOWN)
    assert [words.nearest(known.replace("ti", "it")) for known in KNOWN] == KNOWN
