"""What each answer means, in words."""

import pytest

from generator.web.ask import Answer
from generator.web.findings import Finding, finding

URL = "https://a.example/x"
LATER = "try it again later; if it stays so, give another address, or take the link out"
ELSE = "look at its spelling; else give another address, or take the link out"


@pytest.mark.parametrize(
    ("answer", "severity", "message", "hint"),
    [
        (
            Answer("good", 200, moved="https://b.example/"),
            "advice",
            f'"{URL}" has moved to "https://b.example/"',
            "write the new address",
        ),
        (
            Answer("gone", 404),
            "warning",
            f'the link leads to "{URL}", where there is no page (404)',
            "give its new address, or take the link out",
        ),
        (
            Answer("gone", 410, last="https://b.example/"),
            "warning",
            f'the link leads to "{URL}", by way of "https://b.example/", where there is no page (410)',
            "give its new address, or take the link out",
        ),
        (
            Answer("gone", 400),
            "warning",
            f'the link leads to "{URL}", which is refused (400)',
            "give its new address, or take the link out",
        ),
        (Answer("failed", 502), "warning", f'the link leads to "{URL}", whose server fails (502)', LATER),
        (Answer("no-host"), "warning", f'the link leads to "{URL}", and there is no host "a.example"', ELSE),
        (Answer("slow"), "warning", f'the link leads to "{URL}", which does not answer in time', LATER),
        (
            Answer("unreachable", detail="connection refused"),
            "warning",
            f'the link leads to "{URL}", which cannot be reached (connection refused)',
            LATER,
        ),
        (
            Answer("tls", detail="certificate has expired"),
            "warning",
            f'the link leads to "{URL}", whose certificate is not valid (certificate has expired)',
            "readers see a warning in place of the page",
        ),
        (
            Answer("private", last="http://10.0.0.1/"),
            "warning",
            f'the link leads to "{URL}", by way of "http://10.0.0.1/", which is on this computer or in a private network',
            "readers find nothing there; --allow-private asks it all the same",
        ),
        (Answer("loop"), "warning", f'the link leads to "{URL}", which only leads on, again and again', LATER),
        (Answer("odd"), "warning", f'the link leads to "{URL}", which is no address of a page', ELSE),
        (
            Answer("unsure", 999),
            "advice",
            "a.example does not tell programs whether a page is there (999), so its links were not checked",
            "open them in a browser now and then",
        ),
        (
            Answer("unsure", 429),
            "advice",
            "a.example asks for a pause (429), so not all of its links were checked",
            "run this again later",
        ),
        (
            Answer("no-host", detail="unsure"),
            "advice",
            "a.example could not be looked up, so its links were not checked",
            LATER,
        ),
    ],
)
def test_an_answer_in_words(answer: Answer, severity: str, message: str, hint: str) -> None:
    found = finding(URL, answer)
    assert found is not None
    assert (found.severity, found.message, found.hint) == (severity, message, hint)
    assert found.moved == (answer.kind == "good")


def test_of_what_is_well_nothing_is_said() -> None:
    assert finding(URL, Answer("good", 200)) is None


def test_a_server_that_fails_and_asks_for_a_pause_is_not_broken() -> None:
    assert finding(URL, Answer("failed", 503, wait=60)) == Finding(
        "warning", f'the link leads to "{URL}", whose server fails (503)', LATER
    )
