"""Edits of settings, of static files, of a site's own templates, and of what a build is asked for."""

from random import Random
from typing import Any

from generator.feeds.base import choices
from tests.incremental.begin import MOMENTS
from tests.incremental.model import Model, edit, picture
from tests.incremental.writing import words
from tests.support import ROOT

TEMPLATES = ROOT / "templates"


@edit
def change_a_setting(model: Model, random: Random) -> bool:
    value: Any
    key, value = random.choice(
        (
            ("title", f"The site of {words(random)}"),
            ("description", words(random, 2, 8)),
            ("language", random.choice(("en", "de", "fr"))),
            ("timezone", random.choice(("UTC", "America/Chicago", "Pacific/Kiritimati"))),
            ("author", random.choice(list(model.settings["authors"]))),
            ("page_size", random.randint(1, 7)),
            ("share_images", random.choice(("kind", "page", None))),
            ("pitch", {"words_per_minute": random.randint(100, 200)}),
            ("permalinks", random.choice(({"article": "/{year}/{month}/{slug}/"}, {"article": "/a/{slug}/"}, {}))),
            ("url", random.choice(("https://small.example", "https://small.example/blog/", "https://moved.example"))),
            ("id", f"tag:small.example,2026:{model.next()}"),
            ("community", [{"label": words(random), "url": "https://group.example/"}]),
            ("menu", [{"label": words(random), "url": random.choice(("/articles/", "/tips/", "/about/"))}]),
            ("theme", random.choice(({"skin": "plum"}, {"skin": "harbour"}, {"logo": "/ann.jpg"}, {}))),
            ("podcast", {"title": words(random), "category": "Business", "image": "/ann.jpg"}),
        )
    )
    changed = bool(model.settings.get(key) != value)
    model.settings[key] = value
    return changed


@edit
def change_the_feeds(model: Model, random: Random) -> bool:
    feeds = {
        "items": random.randint(1, 6),
        "formats": random.sample([form.name for form in choices()], random.randint(1, len(choices()))),
        "include": random.sample(("article", "episode", "tip", "give"), random.randint(1, 4)),
    }
    changed = bool(model.settings.get("feeds") != feeds)
    model.settings["feeds"] = feeds
    return changed


@edit
def change_the_comments(model: Model, random: Random) -> None:
    comments: dict[str, Any] = random.choice(
        (
            {"provider": "none"},
            {"provider": "isso", "server": "https://talk.example/isso"},
            {"provider": "disqus", "shortname": "small"},
            {"provider": "email", "address": "talk@small.example"},
        )
    )
    if random.random() < 0.5:
        comments["close_after_days"] = random.choice((30, 120))
    if random.random() < 0.3:
        comments["webmention"] = "https://mentions.example/small"
    model.settings["comments"] = comments


@edit
def change_an_author(model: Model, random: Random) -> None:
    authors = model.settings["authors"]
    author = authors[random.choice(list(authors))]
    key, value = random.choice(
        (
            ("name", f"{words(random)} Example"),
            ("bio", words(random, 3, 9)),
            ("url", "https://ann.example/"),
            ("image", "/ann.jpg"),
        )
    )
    author[key] = value


@edit
def add_an_author(model: Model, random: Random) -> None:
    model.settings["authors"][f"author-{model.next()}"] = {"name": words(random)}


@edit
def reorder_authors(model: Model, random: Random) -> bool:
    authors = model.settings["authors"]
    model.settings["authors"] = dict(reversed(authors.items()))
    return len(authors) > 1


# --- files ---


@edit
def change_a_static_file(model: Model, random: Random) -> bool:
    paths = [path for path in model.files if path.endswith(".txt")]
    if not paths:
        return False
    # As long as it was, or not.
    model.files[random.choice(paths)] = f"changed {random.randint(10, 99)}{'!' * random.randint(0, 2)}\n".encode()
    return True


@edit
def add_a_static_file(model: Model, random: Random) -> None:
    name = random.choice(("notes.txt", "deep/er/notes.txt", "robots.txt", ".well-known/it.txt", "own.html", "pic.png"))
    model.files[f"content/static/{name}"] = picture(model.next(), "PNG") if name.endswith("png") else b"static\n"


@edit
def delete_a_static_file(model: Model, random: Random) -> bool:
    paths = [path for path in model.below("content/static/") if path != "content/static/ann.jpg"]
    if not paths:
        return False
    del model.files[random.choice(paths)]
    return True


# --- the site's own templates ---


def _overridden(model: Model, random: Random) -> str:
    """The path of a template that is the site's own, or of one that can become it."""
    own = model.below("templates/")
    return random.choice(own) if own else ""


@edit
def override_a_template(model: Model, random: Random) -> None:
    name = random.choice(
        (
            "partials/site-footer.html",
            "partials/card.html",
            "partials/comment.html",
            "macros/say.html",
            "macros/draw.html",
            "base.html",
            "article.html",
            "tag.html",
            "redirect.html",
            "404.html",
        )
    )
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    for mark in ("</footer>", "</span>", "</time>", "</picture>", "</svg>", "{% endblock", "</li>"):
        if mark in text:
            text = text.replace(mark, f"<!-- {model.next()} -->{mark}", 1)
            break
    else:
        text += f"<!-- {model.next()} -->\n"
    model.files[f"templates/{name}"] = text.encode()


@edit
def override_a_style(model: Model, random: Random) -> None:
    name = random.choice(("assets/css/own.css", "assets/css/tokens.css", "assets/icons/tip.svg", "assets/js/copy.js"))
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    more = f"\n<!-- {model.next()} -->\n" if name.endswith("svg") else f"\n/* {model.next()} */\n.x{{color:red}}\n"
    model.files[f"templates/{name}"] = (text + (more if not name.endswith("js") else f"\n// {model.next()}\n")).encode()


@edit
def drop_an_override(model: Model, random: Random) -> bool:
    name = _overridden(model, random)
    if not name:
        return False
    del model.files[name]
    return True


# --- the clock and the options ---


@edit
def move_the_clock(model: Model, random: Random) -> bool:
    before = model.now
    model.now = random.choice(MOMENTS)
    return model.now != before


@edit
def change_the_options(model: Model, random: Random) -> None:
    what = random.randrange(4)
    if what == 0:
        model.drafts = not model.drafts
    elif what == 1:
        model.future = not model.future
    elif what == 2:
        model.base_url = random.choice(("", "https://preview.example/", "https://preview.example/deep/er"))
    else:
        model.jobs = random.choice((1, 1, 2))


# --- errors ---

BROKEN: dict[str, bytes] = {
    "content/articles/broken.md": b"---\ntitle: [\n---\n",
    "content/articles/unknown.md": b"---\ntitle: x\ndaet: 2026-01-01\n---\n",
    "content/pages/latin.md": b"---\ntitle: \xff\n---\n",
    "content/static/broken.png": b"\x89PNG\r\n\x1a\n" + bytes(50),
    "content/comments/nobody.yaml": b"- {id: a, author: b, date: 2026-01-01, body: c}\n",
    "content/tips/broken.yaml": b"title: x\ntips: [{id: a}]\n",
    "templates/partials/card.html": b"{{ nobody.knows }}",
    "templates/404.html": b"{% if %}",
    "templates/assets/js/copy.js": b'import "./nowhere.js";\n',
}
