"""What people see when the settings of a newsletter are wrong, and where."""

import pytest

from generator.base.problems import Report
from generator.newsletters.choose import choose, newsletters
from generator.schema.front_matter import read_yaml
from generator.site import settings as site_settings
from generator.views import SignUp

SITE = "title: T\nurl: https://site.example\n"


def read(newsletter: str) -> tuple[SignUp | None, list[tuple[int, int, str]], list[str]]:
    report = Report()
    node = read_yaml(SITE + newsletter, site_settings.SOURCE, report)
    assert node is not None
    site = site_settings.read_site(node, report)
    assert isinstance(site, site_settings.Site)
    found = choose(site, report)
    problems = list(report)
    assert all(problem.place.path == "content/site.yaml" for problem in problems)
    assert (found is None) or not problems
    return found, [(p.place.line, p.place.column, p.message) for p in problems], [p.hint for p in problems]


@pytest.mark.parametrize("newsletter", ["", "newsletter: {every: month}\n", "newsletter:\n  provider: none\n"])
def test_no_provider_is_fine(newsletter: str) -> None:
    assert read(newsletter) == (None, [], [])


def test_settings_are_read() -> None:
    found, problems, _ = read("newsletter: {provider: kit, form: 12, every: month}\n")
    assert problems == []
    assert found is not None
    assert found.action == "https://app.kit.com/forms/12/subscriptions"
    assert (found.field, found.confirms) == ("email_address", True)
    assert found.promise.startswith("One e-mail a month")


def test_a_promise_in_own_words_replaces_ours() -> None:
    found, _, _ = read('newsletter: {provider: buttondown, username: ann, promise: "A letter, tea included."}\n')
    assert found is not None
    assert found.promise == "A letter, tea included."


def test_unknown_provider_is_shown_with_the_nearest() -> None:
    _, problems, hints = read("newsletter:\n  every: week\n  provider: buttonup\n")
    assert problems == [(5, 3, 'unknown provider "buttonup"; did you mean "buttondown"?')]
    assert hints == [f"use one of: none, {', '.join(newsletters())}"]


def test_settings_without_a_provider_are_errors() -> None:
    _, problems, hints = read("newsletter:\n  username: ann\n  evry: week\n")
    assert problems == [(4, 3, 'unknown key "username"'), (5, 3, 'unknown key "evry"; did you mean "every"?')]
    assert hints == ["a service's settings need a line provider: NAME beside them", ""]


@pytest.mark.parametrize(
    ("settings", "place", "said"),
    [
        ("provider: kit", (4, 3), 'the key "form" is missing in "newsletter"'),
        ("provider: kit\n  form: a b", (5, 9), '"form" must be an id without spaces, not "a b"'),
        ("provider: kit\n  form: 1\n  frm: 2", (6, 3), 'unknown key "frm"'),
        ("provider: brevo\n  action: http://x.example/a", (5, 11), '"action" must be the address that a form posts to'),
        ("provider: mailchimp\n  action: https://x.example/?u=1&id=2", (5, 11), '"action" must be the address of a f'),
        ("provider: mailchimp\n  action: https://a.us1.list-manage.com/subscribe/post?u=1", (5, 11), '"action" must'),
        ("provider: listmonk\n  host: lists\n  list: a", (5, 9), '"host" must be the address of a server, not "lists"'),
        ("provider: form\n  service: S\n  action: https://x.example/a\n  field: a b", (7, 10), '"field" must be the n'),
        ("provider: buttondown\n  username: a\n  every: day", (6, 10), '"every" cannot be "day"'),
        ("provider: buttondown\n  username: a\n  double_opt_in: maybe", (6, 18), '"double_opt_in" must be true or f'),
    ],
)
def test_what_is_wrong_has_its_place(settings: str, place: tuple[int, int], said: str) -> None:
    report = Report()
    node = read_yaml(f"{SITE}newsletter:\n  {settings}\n", site_settings.SOURCE, report)
    assert node is not None
    site = site_settings.read_site(node, report)
    if isinstance(site, site_settings.Site):
        assert choose(site, report) is None
    ((line, column, message),) = [(p.place.line, p.place.column, p.message) for p in report]
    assert (line, column) == place
    assert message.startswith(said)


def test_an_address_that_was_copied_from_html_is_read() -> None:
    found, problems, _ = read(
        "newsletter: {provider: mailchimp, action: 'https://a.us1.list-manage.com/subscribe/post?u=0a&amp;id=3d&amp;f_id=1'}\n"
    )
    assert problems == []
    assert found is not None
    assert found.action == "https://a.us1.list-manage.com/subscribe/post?u=0a&id=3d&f_id=1"
    assert found.trap == "b_0a_3d"
