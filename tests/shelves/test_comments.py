"""The shelf of live comment systems: each of them keeps the contract, and another package can add one."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec
import pytest
from lxml import html

from generator import views
from generator.base.problems import Report
from generator.comments.base import Origins, Provider, Thread, origin, refused
from generator.comments.choose import choose, providers
from generator.hosts.policy import content_security_policy
from generator.schema.front_matter import read_yaml
from generator.site import settings as site_settings
from generator.theme.templates import open_theme
from tests.providers import chosen
from tests.support import ROOT, write_files

THREAD = Thread(
    id="tag:site.example,2026:site:article:first",
    slug="first",
    title="""She said "it's <b>&amp;</b> new"  --> </script>""",
    url="https://site.example/blog/articles/first/",
    path="/blog/articles/first/",
    language="de-AT",
    base="/blog",
    syndicated=("https://elsewhere.example/1", "https://social.example/@ann/112233"),
)
RENAMED = msgspec.structs.replace(
    THREAD, slug="second", title="New", url="https://new.example/second/", path="/second/", base=""
)


def embed(name: str, thread: Thread = THREAD) -> views.Embed:
    made = chosen(name).embed(thread)
    assert made is not None
    return made


def shown(made: views.Embed) -> html.HtmlElement:
    """The partial as a browser has it, in a page that needs nothing else."""

    class Page(views.Value, frozen=True, kw_only=True):
        site: views.Site
        embed: views.Embed

    assets = {path.name: f"/assets/{path.name}" for path in (ROOT / "templates/assets/js").glob("*.js")}
    site = views.Site(
        title="T", description="", language="en", url="/", absolute_url="/", assets={**assets, "icons.svg": "/i.svg"}
    )
    theme = open_theme([ROOT / "templates"])
    page: Any = Page(site=site, embed=made)
    text = theme._environment.from_string(
        '{% with embed = view.embed %}{% include "partials/embed.html" %}{% endwith %}'
    ).render(view=page)
    found: html.HtmlElement = html.fragment_fromstring(text, create_parent="main")
    return found


every = pytest.mark.parametrize("name", sorted(providers()))


def test_every_file_of_the_shelf_is_named_like_its_provider() -> None:
    assert {"email", "giscus", "isso"} <= set(providers())
    for name in providers():
        assert (ROOT / "generator/comments" / f"{name.replace('-', '_')}.py").is_file()


@every
def test_provider_says_what_it_is(name: str) -> None:
    provider = providers()[name]
    assert isinstance(provider, Provider)
    assert provider.label
    assert provider.about.endswith(".")
    assert provider.settings.__struct_config__.frozen
    assert provider.settings.__doc__


@every
def test_embed_is_a_value_with_one_way_to_answer(name: str) -> None:
    made = embed(name)
    assert made == embed(name)
    assert msgspec.json.decode(msgspec.json.encode(made), type=views.Embed) == made
    assert made.provider == name
    assert made.label
    assert made.notice.endswith(".")
    loads = bool(made.script or made.module)
    assert loads + bool(made.form_action) + bool(made.link and not loads) == 1
    assert bool(made.container) == loads


@every
def test_policy_allows_what_is_loaded_and_no_more_than_origins(name: str) -> None:
    made, origins = embed(name), chosen(name).origins
    assert refused(origins) == ()
    if made.script:
        assert origin(made.script) in origins.script
        assert urlsplit(made.script).scheme == "https"
    assert "unsafe" not in content_security_policy(origins)
    for use in Origins.__struct_fields__:
        assert "*" not in "".join(getattr(origins, use))
    # A script of ours asks the system itself, or loads what does.
    if made.module:
        assert origins.connect or origins.script


@every
def test_module_is_one_of_the_theme(name: str) -> None:
    if module := embed(name).module:
        assert (ROOT / "templates/assets/js" / module).is_file()


@every
def test_thread_survives_a_rename_where_the_system_takes_an_id(name: str) -> None:
    before, after = (unquote(json.dumps(msgspec.to_builtins(embed(name, thread)))) for thread in (THREAD, RENAMED))
    assert (THREAD.id in before) == (THREAD.id in after)
    # What takes no id knows the article by what a rename changes, or not at all.
    assert THREAD.id in before or f"/{THREAD.slug}/" not in after
    assert f"{ROOT}" not in before


@every
def test_page_asks_for_nothing_before_the_click(name: str) -> None:
    page = shown(embed(name))
    assert page.xpath("//script | //iframe | //link | //img | //style | //object | //embed") == []
    for element in page.iter():
        assert not [key for key in element.attrib if key.startswith("on") or key in {"src", "style", "srcdoc"}]


@every
def test_page_carries_every_value_unharmed(name: str) -> None:
    made = embed(name)
    page = shown(made)
    for button in page.xpath("//button[@data-embed]"):
        assert "hidden" in button.attrib, "a button that does nothing without scripts is not shown without"
        place = page.get_element_by_id(button.get("data-into"))
        assert place.tag == made.element
        for key, value in made.container_attributes.items():
            assert place.get(key) == value
        if made.script:
            assert button.get("data-script") == made.script
            assert json.loads(button.get("data-attributes")) == made.attributes
        assert page.xpath("//*[@data-without-scripts][normalize-space()]")
    for form in page.xpath("//form"):
        assert form.method == "POST"
        for key, value in made.form_attributes.items():
            assert form.get(key) == value
        fields = {field.name: field.value for field in made.fields}
        assert {key: form.fields[key] or "" for key in fields} == fields
        visible = form.xpath(".//input[not(@type='hidden')] | .//textarea")
        assert all(
            field.getparent().tag == "label" or page.xpath(f"//label[@for='{field.get('id')}']") for field in visible
        )
    assert [link.get("href") for link in page.xpath("//a")] == [made.link] * len(page.xpath("//a"))


# --- what single systems do ---

#: What is asked once the reader has clicked, and nothing but that.
ORIGINS = {
    "giscus": Origins(script=("https://giscus.app",), style=("https://giscus.app",), frame=("https://giscus.app",)),
    "utterances": Origins(script=("https://utteranc.es",), frame=("https://utteranc.es",)),
    "isso": Origins(
        script=("https://talk.example",), style=("https://talk.example",), connect=("https://talk.example",)
    ),
    "remark42": Origins(script=("https://talk.example",), frame=("https://talk.example",)),
    "cusdis": Origins(connect=("https://talk.example",)),
    "mastodon": Origins(connect=("https://social.example",)),
    "netlify-forms": Origins(),
    "email": Origins(),
}


@pytest.mark.parametrize("name", ORIGINS)
def test_origins_are_these_and_no_others(name: str) -> None:
    assert chosen(name).origins == ORIGINS[name]


def test_these_find_a_thread_by_the_id_of_the_article_and_those_do_not() -> None:
    """So that a rename loses nothing, or is known to."""
    for name in ("cusdis", "disqus", "giscus", "isso", "utterances"):
        assert THREAD.id in json.dumps(msgspec.to_builtins(embed(name, RENAMED)))
    for name in ("comentario", "email", "mastodon", "netlify-forms", "remark42"):
        assert THREAD.id not in json.dumps(msgspec.to_builtins(embed(name)))


def test_mastodon_needs_a_post_on_its_own_server() -> None:
    for url in ("https://other.example/@ann/1", "https://social.example/@ann", "https://social.example/about/1"):
        assert chosen("mastodon").embed(msgspec.structs.replace(THREAD, syndicated=(url,))) is None
    for url in (
        "https://social.example/@ann/1/",
        "https://social.example/users/ann/statuses/1",
        "https://SOCIAL.example/@ann@b.example/1",
    ):
        made = chosen("mastodon").embed(msgspec.structs.replace(THREAD, syndicated=(url,)))
        assert made is not None
        assert made.container_attributes["data-api"] == "https://social.example/api/v1/statuses/1/context"


def test_form_leads_to_a_page_of_the_site_under_its_path() -> None:
    thanks = chosen("netlify-forms", "thanks: /thanks/").embed(THREAD)
    assert thanks is not None
    assert thanks.form_action == "/blog/thanks/"
    made = chosen("netlify-forms", "").embed(THREAD)
    assert made is not None
    assert made.form_action == THREAD.path
    assert made.honeypot == made.form_attributes["data-netlify-honeypot"]


def test_mail_begins_with_the_article() -> None:
    link = embed("email").link
    assert link.startswith("mailto:marit@site.example?subject=Re%3A%20She%20said%20%22it%27s%20%3Cb%3E")
    assert "&body=%0D%0A%0D%0Ahttps%3A%2F%2Fsite.example%2Fblog%2Farticles%2Ffirst%2F" in link
    assert set(link[7:]).isdisjoint("\"'<> \r\n")


# --- a provider of another package ---

PACKAGE = {
    "pyproject.toml": """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "goodword-pigeons"
version = "1"
[project.entry-points."goodword.comments"]
pigeons = "goodword_pigeons:PROVIDER"
""",
    "goodword_pigeons/__init__.py": '''\
import msgspec
from generator.comments.base import Origins, Provider
from generator.views import Embed

class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The loft."""
    loft: str

def embed(settings, thread):
    return Embed(provider="pigeons", label="Send a pigeon", link=f"https://{settings.loft}/{thread.slug}")

PROVIDER = Provider(name="pigeons", label="Pigeons", settings=Settings, embed=embed, origins=lambda _: Origins(), about="Slow.")
''',
}
TRY = """
import sys
from generator.site import settings as site_settings
from generator.comments.base import Thread
from generator.comments.choose import choose
from generator.schema.front_matter import read_yaml
from generator.base.problems import Report
report = Report()
site = site_settings.read_site(read_yaml(sys.stdin.read(), "content/site.yaml", report), report)
found = choose(site, report)
thread = Thread(id="i", slug="first", title="t", url="u", path="/p/")
print([p.message for p in report], found and found.embed(thread).link)
"""


def test_installed_package_adds_a_provider(tmp_path: Path) -> None:
    write_files(tmp_path / "source", {**PACKAGE})
    install = ["-m", "pip", "install", "--quiet", "--no-build-isolation", "--no-deps", "--no-index", "--target"]
    subprocess.run([sys.executable, *install, str(tmp_path / "site"), str(tmp_path / "source")], check=True)
    settings = "title: T\nurl: https://site.example\ncomments: {provider: pigeons, loft: loft.example}\n"
    for path, said in (
        (str(tmp_path / "site"), "[] https://loft.example/first\n"),
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


def test_provider_that_wants_inline_scripts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = Provider(
        name="bad",
        label="Bad",
        settings=type(chosen("email").settings),
        embed=lambda _settings, _thread: None,
        origins=lambda _: Origins(script=("https://x.example", "'unsafe-inline'")),
        about="Bad.",
    )
    monkeypatch.setattr("generator.comments.choose.providers", lambda: {"bad": bad})
    report = Report()
    node = read_yaml(
        "title: T\nurl: https://s.example\ncomments:\n  provider: bad\n  address: a@b.example\n",
        site_settings.SOURCE,
        report,
    )
    assert node is not None
    site = site_settings.read_site(node, report)
    assert isinstance(site, site_settings.Site)
    assert choose(site, report) is None
    assert [(p.place.line, p.message) for p in report] == [
        (4, "the provider \"bad\" asks for 'unsafe-inline', which the security policy cannot allow")
    ]
