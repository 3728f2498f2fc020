import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import jinja2
import markupsafe
import msgspec
import pytest

from generator import views
from generator.base.problems import Place
from generator.kinds.give.log import LABELS
from generator.theme import TemplateFault, Theme, assets, check, open_theme, page_templates, quick_code, shipped, skins

TEMPLATES = sorted(path for path in shipped().rglob("*.html"))
NAMES = [path.relative_to(shipped()).as_posix() for path in TEMPLATES]


def a_site() -> views.Site:
    made = {asset.name: f"/{asset.path}" for asset in assets((shipped(),))}
    return views.Site(
        title="A & B", description="", language="en", url="/", absolute_url="https://a.example/", assets=made
    )


def least(view: type[views.View]) -> views.View:
    """Return a view with nothing in it but what it must have."""
    site = a_site()
    link = views.Link(label="Library", url="/tips/l/")
    date = views.Date(iso="2026-11-02", text="2 November 2026")
    known: dict[str, Any] = {
        "site": site,
        "head": views.Head(title="T", description="", canonical=""),
        "title": "A <b>title</b>",
        "body": views.Body(digest=""),
        "conversation": views.Conversation(state="off"),
        "seconds": 30,
        "audio": views.Audio(url="/a.mp3", media_type="audio/mpeg"),
        "employer": "E",
        "closed": False,
        "expires": date,
        "tip": views.Tip(id="t", url="/tips/l/t/", text="Give <i>first</i>"),
        "library": link,
        "libraries": (),
        "give": views.Give(id="g", kind="tip", label="Tip", what="W", date=date, url="/give-log/#g"),
        "log": "Give-log",
        "log_url": "/give-log/",
        "totals": views.GiveTotals(gives=0, weeks=0, people=0, outcomes=0),
        "tags": (),
        "people": (),
        "person": views.Person(id="p", name="P", url="/authors/p/"),
        "groups": (),
        "since": date,
        "until": date,
        "digests": (),
        "main": views.Following(
            group=views.FeedGroup(
                title="Everything",
                note="",
                feeds=(
                    views.FeedLink(
                        title="F", url="/f", absolute_url="https://a.example/f", media_type="m", format="RSS"
                    ),
                ),
            )
        ),
        "target": "/new/",
        "absolute_target": "https://a.example/new/",
    }
    return view(**{name: known[name] for name in view.__struct_fields__ if name in known})


PAGES = page_templates()


def view_of(template: str) -> type[views.View]:
    first = (shipped() / template).read_text().splitlines()[0]
    match = re.fullmatch(r"{# view: (\w+) #}", first)
    assert match, f"{template} does not name its view: {first}"
    found: type[views.View] = getattr(views, match[1])
    assert issubclass(found, views.View)
    return found


#: The templates of entries that have a text, and what readers said of it.
ENTRIES = [name for name in PAGES if issubclass(view_of(name), views.EntryView)]


@pytest.fixture(scope="module")
def theme() -> Theme:
    return open_theme((shipped(),))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    return folder


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def fault(folder: Path, template: str = "tags.html") -> TemplateFault:
    theme = open_theme((folder, shipped()))
    with pytest.raises(TemplateFault) as caught:
        theme.render(template, least(view_of(template)), None)
    return caught.value


# --- the shipped theme -------------------------------------------------------


def test_the_shipped_theme_has_no_fault(theme: Theme) -> None:
    assert check(theme) == ()
    assert {name for name in theme.names() if "/" not in name} == {*PAGES, "base.html"}


@pytest.mark.parametrize("template", PAGES)
def test_every_page_draws_a_view_with_nothing_in_it(theme: Theme, template: str) -> None:
    page = theme.render(template, least(view_of(template)), "<p>The text</p>")
    assert page.startswith("<!doctype html>\n")
    assert page.count("<h1") == 1
    assert page.count("<main") == 1
    assert "<b>title" not in page
    assert "<i>first" not in page


@pytest.mark.parametrize("template", ENTRIES)
def test_the_body_is_trusted_and_all_else_is_escaped(theme: Theme, template: str) -> None:
    page = theme.render(template, least(view_of(template)), "<p>The <em>text</em></p>")
    assert "<p>The <em>text</em></p>" in page
    assert "A &lt;b&gt;title&lt;/b&gt;" in page


def test_the_frame_is_short() -> None:
    assert len((shipped() / "base.html").read_text().splitlines()) <= 60


@pytest.mark.parametrize("name", NAMES)
def test_a_template_says_what_it_needs_and_names_its_parts_plainly(theme: Theme, name: str) -> None:
    text = (shipped() / name).read_text()
    assert text.startswith("{# ")
    assert theme.references(name) is not None, "a dynamic include"
    assert not re.search(r"\sstyle=|<style|\son\w+=", text), "inline style or script"
    for attributes in re.findall(r"<script([^>]*)>", text):
        assert "application/ld+json" in attributes or " src=" in attributes


def test_references_are_the_same_by_pattern_and_by_parse(theme: Theme) -> None:
    from jinja2 import meta

    for name in NAMES:
        parsed = {found for found in meta.find_referenced_templates(theme.parse(name)) if found}
        assert set(theme.references(name) or ()) == parsed


@pytest.mark.parametrize(
    ("language", "begins"), [("en", ""), ("de-CH", ""), ("ar", ' dir="rtl"'), ("he-IL", ' dir="rtl"')]
)
def test_a_page_begins_at_the_side_where_its_language_does(theme: Theme, language: str, begins: str) -> None:
    view = least(views.TagsView)
    view = msgspec.structs.replace(view, site=msgspec.structs.replace(view.site, language=language))
    assert f'<html lang="{language}"{begins}>' in theme.render("tags.html", view)


def test_comments_nest_without_end(theme: Theme) -> None:
    date = views.Date(iso="2026-11-02", text="2 November 2026")
    comment = views.Comment(id="0", author="A", html="<p>deepest</p>", date=date, url="#comment-0")
    for depth in range(1, 40):
        comment = views.Comment(
            id=str(depth), author="A", html="<p>x</p>", date=date, url=f"#comment-{depth}", replies=(comment,)
        )
    view = least(views.ArticleView)
    talk = views.Conversation(state="closed", count=40, comments=(comment,))
    page = theme.render("article.html", msgspec.structs.replace(view, conversation=talk), "")
    assert page.count('id="comment-') == 40
    assert "<p>deepest</p>" in page


# --- faults ------------------------------------------------------------------


def test_an_unknown_field_names_its_line_and_the_nearest_field(own: Path) -> None:
    write(own, "tags.html", "{# view: TagsView #}\n\n{{ view.tgas }}\n")
    problem = fault(own).problem
    assert problem.place == Place("templates/tags.html", 3)
    assert problem.message == 'a TagsView has no "tgas"; did you mean "tags"?'


def test_an_unknown_name_in_a_part_is_found_in_the_part(own: Path) -> None:
    write(own, "partials/title.html", "<h1>\n{{ veiw.site.title }}</h1>")
    problem = fault(own).problem
    assert problem.place == Place("templates/partials/title.html", 2)
    assert problem.message == '"veiw" is not defined; did you mean "view"?'


def test_an_unknown_asset_is_a_fault(own: Path) -> None:
    write(own, "tags.html", "{{ view.site.assets['sit.css'] }}")
    assert fault(own).problem.message == 'a mapping has no "sit.css"; did you mean "site.css"?'


def test_a_syntax_error_is_found_before_anything_is_drawn(own: Path) -> None:
    write(own, "tags.html", "{# view: TagsView #}\n{% if view.tags %}\n")
    (problem,) = check(open_theme((own, shipped())))
    assert problem.place.path == "templates/tags.html"
    assert problem.place.line == 2
    assert problem.message.startswith("the template cannot be read: Unexpected end of template")


def test_a_missing_part_is_found_before_anything_is_drawn(own: Path) -> None:
    write(own, "tags.html", '{# view: TagsView #}\n{% include "partials/crad.html" %}\n')
    (problem,) = check(open_theme((own, shipped())))
    assert problem.place == Place("templates/tags.html", 2)
    assert problem.message == 'no template "partials/crad.html"; did you mean "partials/card.html"?'
    assert fault(own).problem == problem


def test_an_undefined_name_in_a_page_is_found_before_anything_is_drawn(own: Path) -> None:
    write(own, "tags.html", "{# view: TagsView #}\n{% set mine = 1 %}\n{{ mine }} {{ boby }}\n")
    (problem,) = check(open_theme((own, shipped())))
    assert problem.place == Place("templates/tags.html", 3)
    assert problem.message == '"boby" is not defined; did you mean "body"?'


def test_any_other_error_in_a_template_is_a_problem_too(own: Path) -> None:
    write(own, "tags.html", "\n{{ 1 / 0 }}")
    problem = fault(own).problem
    assert problem.place == Place("templates/tags.html", 2)
    assert problem.message == "the template fails: ZeroDivisionError: division by zero"


def test_a_template_that_is_not_utf8_is_a_problem(own: Path) -> None:
    (own / "tags.html").write_bytes(b"\xff\xfe{{")
    assert fault(own).problem.message == "the template is not UTF-8"


# --- overriding and digests --------------------------------------------------


def test_a_sites_own_part_stands_in_for_the_shipped_one(own: Path) -> None:
    write(own, "partials/site-footer.html", "<footer>Mine</footer>")
    page = open_theme((own, shipped())).render("tags.html", least(views.TagsView))
    assert "<footer>Mine</footer>" in page
    assert "site-header" in page


def test_a_digest_follows_all_that_a_template_includes(own: Path) -> None:
    before = {name: open_theme((own, shipped())).digest(name) for name in PAGES}
    write(own, "partials/comment.html", "changed")
    after = open_theme((own, shipped()))
    changed = {name for name in PAGES if before[name] != after.digest(name)}
    assert changed == set(ENTRIES)


def test_a_template_with_a_dynamic_include_depends_on_all(own: Path) -> None:
    write(own, "tags.html", "{% set part = 'partials/tags.html' %}{% include part %}")
    before = open_theme((own, shipped())).digest("tags.html")
    write(own, "partials/quite-other.html", "new")
    assert open_theme((own, shipped())).digest("tags.html") != before


def test_compiled_templates_are_kept_and_a_spoilt_one_is_ignored(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    view = least(views.TagsView)
    page = open_theme((shipped(),), kept).render("tags.html", view)
    files = sorted(kept.iterdir())
    assert files
    assert open_theme((shipped(),), kept).render("tags.html", view) == page
    for file in files:
        file.write_bytes(file.read_bytes()[:-9] + b"x")
    assert open_theme((shipped(),), kept).render("tags.html", view) == page


# --- assets ------------------------------------------------------------------


def test_compiled_templates_of_a_program_whose_modules_had_other_names_are_not_used() -> None:
    """They import one of ours by its name, and are kept by what says how they were made."""
    code = quick_code.Environment().compile("{{ x }}", raw=True)
    assert f"from {quick_code.__name__} import" in code
    assert quick_code.__name__ in quick_code.MAKE


def test_assets_are_one_style_sheet_one_sprite_and_each_script() -> None:
    made = {asset.name: asset for asset in assets((shipped(),))}
    assert {"site.css", "icons.svg", "mark.svg", "favicon.svg", "copy.js", "embed.js"} <= set(made)
    for name, asset in made.items():
        stem, _, suffix = name.rpartition(".")
        assert re.fullmatch(rf"assets/{stem}\.[0-9a-f]{{8}}\.{suffix}", asset.path)
    css = made["site.css"].data.decode()
    assert "@import" not in css
    assert "/*" not in css
    assert css.count("{") == css.count("}")
    assert css.startswith("@layer tokens,skin,reset,base,layout,components,own,print;")


def test_a_sites_own_component_icon_and_script_replace_ours(own: Path) -> None:
    write(own, "assets/css/components/card.css", ".mine { color: red }")
    write(own, "assets/icons/rss.svg", '<svg viewBox="0 0 24 24"><path d="M0 0"/></svg>')
    write(own, "assets/js/copy.js", 'import { say } from "./lib/say.js";\nsay();\n')
    write(own, "assets/js/lib/say.js", "export function say() {}\n")
    write(own, "assets/paper.png", "not really a picture")
    write(own, "assets/css/own.css", 'body { background: url("../paper.png") }')
    made = {asset.name: asset for asset in assets((own, shipped()))}
    css = made["site.css"].data.decode()
    assert ".mine{color:red}" in css
    assert ".card-title" not in css.replace(".card-title a", "")
    assert '<symbol id="rss" viewBox="0 0 24 24"><path d="M0 0"/></symbol>' in made["icons.svg"].data.decode()
    said = Path(made["lib/say.js"].path).name
    assert made["copy.js"].data.decode().startswith(f'import {{ say }} from "./{said}";')
    assert f'url("{Path(made["paper.png"].path).name}")' in css


def test_an_unknown_skin_is_a_problem_with_a_suggestion() -> None:
    with pytest.raises(TemplateFault) as caught:
        assets((shipped(),), "harbor")
    assert caught.value.problem.message == 'no skin "harbor"; did you mean "harbour"?'


def test_a_missing_style_sheet_and_a_circle_of_scripts_are_problems(own: Path) -> None:
    write(own, "assets/css/own.css", '\n@import "extar.css";')
    with pytest.raises(TemplateFault) as caught:
        assets((own, shipped()))
    assert caught.value.problem.place == Place("templates/assets/css/own.css", 2)
    write(own, "assets/css/own.css", "")
    write(own, "assets/js/a.js", 'import "./b.js";')
    write(own, "assets/js/b.js", 'import "./a.js";')
    with pytest.raises(TemplateFault) as caught:
        assets((own, shipped()))
    assert "circle" in caught.value.problem.message


#: The mark from hand to hand is a drawing, and of another shape.
ICONS = sorted(path for path in (shipped() / "assets/icons").glob("*.svg") if path.stem != "passed")


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_drawn_on_one_grid_in_the_colour_of_its_text(path: Path) -> None:
    root = ET.fromstring(path.read_text())  # noqa: S314 - our own file
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"


def test_every_icon_that_is_asked_for_is_there() -> None:
    there = {path.stem for path in (shipped() / "assets/icons").glob("*.svg")}
    asked = {found for path in TEMPLATES for found in re.findall(r'icon\(view, "([\w-]+)"', path.read_text())}
    assert asked | set(LABELS) <= there


def test_raw_colours_stand_in_the_tokens_only() -> None:
    for path in (shipped() / "assets/css").rglob("*.css"):
        if path.name not in {"tokens.css", "print.css"}:
            text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
            found = set(re.findall(r"#[0-9a-f]{3,8}\b|\brgb\w*\(|\bhsl\w*\(|\boklch\(", text))
            assert found <= {"#000", "#1c1708"}, path.name  # a mask; text on the marigold of a selection


# --- contrast ----------------------------------------------------------------

BODY, TEXT, CONTROL = 7.0, 4.5, 3.0
PAIRS = [
    *[("ink", behind, BODY) for behind in ("paper", "paper-card", "paper-well", "marigold-wash", "fern-wash")],
    ("ink-soft", "paper", BODY),
    *[("ink-soft", behind, TEXT) for behind in ("paper-card", "paper-well", "fern-wash", "marigold-wash")],
    ("fern", "paper", BODY),
    *[("fern", behind, TEXT) for behind in ("paper-card", "paper-well", "fern-wash", "marigold-wash")],
    ("fern-deep", "paper", BODY),
    *[("fern-deep", behind, TEXT) for behind in ("paper-card", "paper-well", "fern-wash")],
    ("fern-on", "fern-fill", TEXT),
    ("paper", "fern-deep", TEXT),
    *[("marigold-deep", behind, TEXT) for behind in ("paper", "paper-card", "marigold-wash")],
    *[("clay", behind, TEXT) for behind in ("paper", "paper-card", "clay-wash")],
    ("ink", "clay-wash", BODY),
    ("fern", "clay-wash", TEXT),
    ("ink", "give-1", TEXT),
    ("ink", "give-2", TEXT),
    ("fern-on", "give-3", TEXT),
    ("fern-on", "give-4", TEXT),
    *[("rule-strong", behind, CONTROL) for behind in ("paper", "paper-card", "paper-well")],
    *[("fern-fill", behind, CONTROL) for behind in ("paper", "paper-card", "paper-well")],
]


def colours(skin: str, mode: int) -> dict[str, str]:
    files = [shipped() / "assets/css/tokens.css"]
    if skin != "default":
        files.append(shipped() / f"assets/skins/{skin}.css")
    found: dict[str, str] = {}
    for file in files:
        pairs = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", file.read_text())
        found |= {name: (light, dark)[mode] for name, light, dark in pairs}
    return found


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("skin", skins((shipped(),)))
def test_every_pair_of_colours_has_the_contrast_of_its_duty(skin: str, mode: int) -> None:
    known = colours(skin, mode)
    weak = []
    for front, behind, duty in PAIRS:
        low, high = sorted((luminance(known[front]), luminance(known[behind])))
        ratio = (high + 0.05) / (low + 0.05)
        if ratio < duty:
            weak.append(f"{front} on {behind}: {ratio:.2f}, should be {duty}")
    assert not weak


def test_a_skin_redefines_known_names_only() -> None:
    for skin in skins((shipped(),)):
        text = (shipped() / f"assets/skins/{skin}.css").read_text() if skin != "default" else ""
        assert set(re.findall(r"--([\w-]+):", text)) <= set(colours("default", 0))


# --- quick_code --------------------------------------------------------------------


@pytest.mark.parametrize("template", PAGES)
def test_a_page_is_the_same_as_jinja2_alone_draws_it(
    theme: Theme, template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = msgspec.structs.replace(
        least(view_of(template)), head=views.Head(title="'A' & <b>", description="", canonical="")
    )
    quick = theme.render(template, view, "<p>'It' & more</p>")
    monkeypatch.setattr(quick_code, "QUICK_VERSIONS", frozenset())
    assert open_theme((shipped(),)).render(template, view, "<p>'It' & more</p>") == quick


def test_pace_is_taken_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def code() -> str:
        source = '<b>{% include "a.html" %}{{ b.c.d }}{% if b %}\n{{ b["e"].f(b).class }}{% endif %}'
        return quick_code.Environment(autoescape=True).compile(source, "x.html", raw=True)

    quick = code()
    assert "; from generator.theme.quick_code import included, of_all, of_text\n" in quick
    assert "    yield concat(('<b>',\n    included(context, 'a.html', {}),\n" in quick
    assert "(of_text(value) if type(value := ((l_0_b.c).d)) is str else of_all(value)),))\n" in quick
    # Python has no attribute of this name.
    assert "'class')" in quick
    assert "for event in gen" not in quick
    monkeypatch.setattr(quick_code, "QUICK_VERSIONS", frozenset())
    slow = code()
    assert "for event in gen" in slow
    assert "escape(environment.getattr(environment.getattr(" in slow
    assert quick_code.__name__ not in slow
    assert slow.count("\n") == quick.count("\n"), "Jinja2 maps errors by line"


def test_values_are_escaped_as_by_markupsafe() -> None:
    made = quick_code.Environment(autoescape=True).from_string("{% for x in all %}{{ x }};{% endfor %}")
    values = ("'<&>\"", 5, None, markupsafe.Markup("<b>"))
    assert made.render(all=values) == "&#39;&lt;&amp;&gt;&#34;;5;None;<b>;"


_ATTRIBUTES = {
    "page.html": (
        '{% extends "frame.html" %}{% block main %}{% include "item.html" %}{{ made.one }}{{ self.other() }}{% endblock %}'
        '{% block other %}{% set n = namespace(x=1) %}{{ n.x }}{% for a in "ab" %}{{ loop.index }}{% endfor %}{% endblock %}'
    ),
    "frame.html": '{% block main %}{% endblock %}{{ {"items": 1}["items"] }}',
    "item.html": "\n{{ made.two.three }}{{ made.keys() | list }}{{ made.items | default('-') is callable }}",
}


def test_attributes_that_are_items_are_found_as_jinja2_does(tmp_path: Path) -> None:
    for name, source in _ATTRIBUTES.items():
        write(tmp_path / "theme", name, source)
    made: Any = {"one": 1, "two": {"three": 3}}
    expected = jinja2.Environment(loader=jinja2.DictLoader(_ATTRIBUTES), autoescape=True)
    for _ in range(2):
        # The second time, from the cache on disk.
        theme = open_theme([tmp_path / "theme"], tmp_path / "cache")
        theme._environment.globals["made"] = made
        for _ in range(2):
            assert theme.render("page.html", made) == expected.get_template("page.html").render(made=made)
        files = {str(tmp_path / "theme" / name) for name in ("page.html", "item.html")}
        assert theme._environment.thorough == files
    assert not theme._environment.doubt(files.pop())


#: What reads attributes that are items, called by names that are not plain; and what a loop asks for as it is drawn.
_ODD = {
    "names": {
        "page.html": '{% extends ".//part/frame.html" %}{% block main %}{% include "./part/item.html" %}{% endblock %}',
        "part/frame.html": "{{ view.two.three }}{% block main %}{% endblock %}",
        "part/item.html": "{{ view.two.three }}{{ view.two.four | default('-') }}{{ view.five is defined }}",
    },
    "loops": {
        "page.html": '{% for x in [view.list, view.two, view.list] if x.count is defined %}{{ loop.index }}{% include "b.html" %}'
        "{{ loop['length'] | default('?') }}{{ loop is sequence }}{% endfor %}",
        "b.html": "{{ view.two.three }}{{ ', ' if not loop.last }}",
    },
    "loops that are told": {
        "page.html": '{% import "b.html" as b %}{% for x in [view.list, view.two] if x.count is defined %}{{ b.row(loop) }}{% endfor %}',
        "b.html": "{% macro row(loop) %}{{ {'a': 1}.a }}{{ loop.length }}{% endmacro %}",
    },
}


@pytest.mark.parametrize("name", _ODD)
def test_attributes_are_found_by_whatever_way_a_template_is_reached(name: str, tmp_path: Path) -> None:
    for file, source in _ODD[name].items():
        write(tmp_path, file, source)
    view: Any = SimpleNamespace(two={"three": 3}, list=[])
    plain = jinja2.Environment(loader=jinja2.FileSystemLoader(tmp_path), autoescape=True)
    expected = plain.get_template("page.html").render(view=view)
    # One folder is in the other.
    theme = open_theme([tmp_path, tmp_path / "part"])
    assert [theme.render("page.html", view) for _ in range(2)] == [expected, expected]


@pytest.mark.parametrize("end", ["__str__()", "x", "x.y"])
def test_what_is_not_defined_has_nothing(end: str, tmp_path: Path) -> None:
    write(tmp_path, "page.html", f"{{{{ nope.{end} }}}}")
    with pytest.raises(TemplateFault) as caught:
        open_theme([tmp_path]).render("page.html", least(views.ListView))
    assert caught.value.problem.message == '"nope" is not defined'


def test_what_has_no_such_attribute_is_told_of_with_the_line(tmp_path: Path) -> None:
    write(tmp_path / "theme", "page.html", '<p>\n{% include "part.html" %}\n{{ view.title }}')
    write(tmp_path / "theme", "part.html", "\n\n{{ view.title }}{{ nothing.title }}")
    with pytest.raises(TemplateFault) as caught:
        open_theme([tmp_path / "theme"]).render("page.html", least(views.ListView))
    assert caught.value.problem.place == Place("templates/part.html", 3)
    assert caught.value.problem.message == '"nothing" is not defined'


#: What asks a context for what it makes only then: its names, and whether it escapes.
_CONTEXTS = {
    "page.html": (
        "{% extends 'frame.html' %}{% import 'macros.html' as made with context %}"
        "{% block main %}{{ super() }}{{ made.mark('<') }}{{ ['<', '>'] | join('&') }}"
        "{% autoescape false %}{{ word }}{% include 'part.html' %}{% endautoescape %}{{ word }}"
        "{% set word = 'set' %}{% include 'part.html' %}{% include 'part.html' without context %}{% endblock %}"
    ),
    "frame.html": "<main>{% block main %}{{ word }}:{% endblock %}</main>{{ self.main() }}",
    "macros.html": "{% macro mark(text) %}<b>{{ text }}{{ word }}{{ caller is defined }}</b>{% endmacro %}",
    "part.html": "[{{ word }}{{ range(2) | list }}{{ {'a': word} | xmlattr if word else 'none' }}]",
}


def test_contexts_are_as_those_of_jinja2() -> None:
    def drawn(kind: type[jinja2.Environment]) -> str:
        made = kind(loader=jinja2.DictLoader(_CONTEXTS), autoescape=True)
        assert isinstance(made.from_string("").new_context(), made.context_class)
        return made.get_template("page.html").render(word="<i>")

    assert drawn(quick_code.Environment) == drawn(jinja2.Environment)
    assert quick_code.Environment().context_class is not jinja2.Environment.context_class
    assert not hasattr(quick_code.Environment().from_string("").new_context(), "elsewhere")


_MACROS = """
{%- macro plain(one, other="&", last=other) %}{{ one }}{{ other }}{{ last }}{% endmacro -%}
{%- macro more() %}{{ varargs | length }}{{ kwargs | length }}{% endmacro -%}
{%- macro around() %}({{ caller() }}){% endmacro -%}
"""


@pytest.mark.parametrize(
    "call",
    [
        "{{ plain('<', '>', 'x') }}{{ plain('<') }}{{ plain(last='<', one='>') }}{{ plain() }}",
        "{% for n in range(2) %}{{ plain(n) }}{% endfor %}{% set x = plain('<') %}{{ x }}{{ x | length }}",
        "{{ more(1, 2, a=3) }}{% call around() %}<{{ plain('<') }}{% endcall %}",
        "{% autoescape false %}{{ plain('<') }}{% endautoescape %}{{ plain('<') }}",
        "{{ plain(1, 2, 3, 4) }}",
        "{{ plain(1, wrong=2) }}",
        "{{ plain(1, one=2) }}",
        "{{ plain.name }}{{ none() }}",
    ],
)
@pytest.mark.parametrize("escapes", [True, False])
def test_macros_are_called_as_jinja2_calls_them(call: str, *, escapes: bool) -> None:
    def drawn(kind: type[jinja2.Environment]) -> str:
        made = kind(autoescape=escapes).from_string(_MACROS + call)
        try:
            return made.render(none=lambda: "<none>")
        except TypeError as fault:
            return str(fault)

    assert drawn(quick_code.Environment) == drawn(jinja2.Environment)
