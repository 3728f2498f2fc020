"""The shelf of newsletter services: each of them keeps the contract, and another package can add one."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest
from lxml import html

from generator import views
from generator.base.problems import Report
from generator.comments.base import Origins, origin
from generator.hosts.policy import content_security_policy
from generator.newsletters.base import Newsletter
from generator.newsletters.choose import choose, newsletters
from generator.schema.front_matter import read_yaml
from generator.site import settings as site_settings
from generator.theme.templates import open_theme
from tests.support import ROOT, run_here, write_files

every = pytest.mark.parametrize("name", sorted(newsletters()))


def chosen(name: str) -> views.SignUp:
    report = Report()
    settings = {
        "title": "T",
        "url": "https://s.example",
        "newsletter": {"provider": name, **newsletters()[name].example},
    }
    node = read_yaml(msgspec.json.encode(settings).decode(), site_settings.SOURCE, report)
    assert node is not None
    site = site_settings.read_site(node, report)
    assert isinstance(site, site_settings.Site)
    found = choose(site, report)
    assert found is not None, list(report)
    return found


def drawn(form: views.SignUp) -> Any:
    """The partial as a browser has it."""
    text = (
        open_theme([ROOT / "templates"])
        ._environment.from_string('{% with sign_up = view.sign_up %}{% include "partials/sign-up.html" %}{% endwith %}')
        .render(view=SimpleNamespace(sign_up=form))
    )
    return html.fragment_fromstring(text, create_parent="main")


@every
def test_service_says_what_it_is(name: str) -> None:
    service = newsletters()[name]
    assert isinstance(service, Newsletter)
    assert (ROOT / "generator/newsletters" / f"{name}.py").is_file()
    assert service.label
    assert service.about.endswith(".")
    assert service.source
    assert service.settings.__struct_config__.frozen
    assert service.settings.__doc__


@every
def test_form_is_a_value_whose_origin_the_policy_can_allow(name: str) -> None:
    form = chosen(name)
    assert form == chosen(name)
    assert msgspec.json.decode(msgspec.json.encode(form), type=views.SignUp) == form
    assert urlsplit(form.action).scheme == "https"
    assert form.service
    assert form.field
    policy = content_security_policy(Origins(form=(origin(form.action),)))
    assert f"form-action 'self' {origin(form.action)};" in policy


@every
def test_form_works_without_scripts_and_is_told_to_readers(name: str) -> None:
    form = chosen(name)
    page = drawn(form)
    (shown,) = page.xpath("//form")
    assert (shown.method, shown.action) == ("POST", form.action)
    (field,) = shown.xpath(".//input[@type='email']")
    assert (field.name, field.get("autocomplete"), field.get("required")) == (form.field, "email", "")
    (label,) = shown.xpath(f".//label[@for='{field.get('id')}']")
    assert label.text_content() == "Your e-mail address"
    told = " ".join(page.get_element_by_id(field.get("aria-describedby")).text_content().split())
    assert form.promise in told
    assert ("this site’s own list" if form.own else f"{form.service} sends it and keeps your address") in told
    assert ("A mail with a link comes first" in told) == form.confirms
    assert "a link to stop" in told
    for one in form.hidden:
        assert shown.fields[one.name] == one.value
    # What only robots fill is neither seen nor reached.
    for trap in shown.xpath(".//p[@hidden]//input"):
        assert (trap.name, trap.get("tabindex"), trap.get("autocomplete")) == (form.trap, "-1", "off")
    assert page.xpath("//script | //iframe | //img | //link | //*[@style]") == []


@every
def test_documentation_tells_of_it(name: str) -> None:
    service = newsletters()[name]
    text = (ROOT / "docs/newsletter.md").read_text(encoding="utf-8")
    (own,) = [part for part in text.split("\n### ")[1:] if part.startswith(f"{service.label}\n")]
    assert f"provider: {name}\n" in own
    for key in service.settings.__struct_fields__:
        assert f"| `{key}` |" in own


PACKAGE = {
    "pyproject.toml": """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "goodword-pigeons"
version = "1"
[project.entry-points."goodword.newsletters"]
pigeons = "goodword_pigeons:NEWSLETTER"
""",
    "goodword_pigeons/__init__.py": '''\
import msgspec
from generator.newsletters.base import Newsletter
from generator.views import SignUp

class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The loft."""
    loft: str

def form(settings):
    return SignUp(service="Pigeons", action=f"https://{settings.loft}/", field="roof")

NEWSLETTER = Newsletter(name="pigeons", label="Pigeons", settings=Settings, form=form, about="Slow.", source="the roof")
''',
}
TRY = """
import sys
from generator.site import settings as site_settings
from generator.newsletters.choose import choose
from generator.schema.front_matter import read_yaml
from generator.base.problems import Report
report = Report()
site = site_settings.read_site(read_yaml(sys.stdin.read(), "content/site.yaml", report), report)
found = choose(site, report)
print([p.message for p in report], found and found.action)
"""


def test_installed_package_adds_a_service(tmp_path: Path) -> None:
    write_files(tmp_path / "source", {**PACKAGE})
    install = ["-m", "pip", "install", "--quiet", "--no-build-isolation", "--no-deps", "--no-index", "--target"]
    subprocess.run([sys.executable, *install, str(tmp_path / "site"), str(tmp_path / "source")], check=True)
    settings = "title: T\nurl: https://site.example\nnewsletter: {provider: pigeons, loft: loft.example}\n"
    for path, said in (
        (str(tmp_path / "site"), "[] https://loft.example/\n"),
        ("", """['unknown provider "pigeons"'] None\n"""),
    ):
        env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), path])}
        done = subprocess.run(
            [sys.executable, "-c", TRY],
            input=settings,
            env=env,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == said


def test_only_the_page_with_the_form_may_send_to_the_service(tmp_path: Path) -> None:
    settings = "title: T\nurl: https://site.example\nnewsletter: {provider: kit, form: 12}\n"
    files = {"content/site.yaml": settings, "content/articles/a.md": "---\ntitle: A\ndate: 2026-11-02\n---\nText.\n"}
    write_files(tmp_path, {**files})
    assert run_here("build", "--jobs", "1", "--now", "2026-11-27", root=tmp_path).code == 0
    pages = {
        path.relative_to(tmp_path / "site").as_posix(): path.read_text() for path in tmp_path.rglob("site/**/*.html")
    }
    allowing = {path for path, text in pages.items() if "https://app.kit.com" in text}
    assert allowing == {"subscribe/index.html"}
    assert "form-action &#39;self&#39; https://app.kit.com;" in pages["subscribe/index.html"]
    assert "form-action &#39;self&#39;;" in pages["index.html"]
    # The header is the same for all pages, and a browser follows both.
    assert "form-action 'self' https://app.kit.com;" in (tmp_path / "site/_headers").read_text()
