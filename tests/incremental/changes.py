"""Single changes of the rich site: each changes one thing, and is taken back before the next."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.incremental.model import Model, Text, picture, sound
from tests.incremental.rich import ARTICLES, EPISODES, GIVES, LEADS, PAGES, PITCHES
from tests.support import ROOT

Way = str | int
Value = Any
#: Takes a key out.
OUT = object()
SITE, GIVE_LOG, PEOPLE = "content/site.yaml", "content/give-log.yaml", "private/people.yaml"
FIRST, QUEUED, DATED = (f"content/tips/{name}.yaml" for name in ("first", "queued", "dated"))
#: The newest article, the oldest, the first and the last of a page of a list, of the home page, and of feeds.
NEWEST, OLDEST = ARTICLES - 1, 0


@dataclass(frozen=True)
class Change:
    """A change of the project, or of what a build is asked for."""

    title: str
    do: Callable[[Model], None]
    #: Whether the output stays as it is.
    quiet: bool = False


def _at(value: Any, way: Sequence[Way]) -> Any:
    for step in way:
        if isinstance(value, dict) and step not in value:
            value[step] = {}
        value = value[step]
    return value


def _put(value: Any, way: Sequence[Way], new: Value) -> None:
    place = _at(value, way[:-1])
    if new is OUT:
        del place[way[-1]]
    else:
        place[way[-1]] = new


def _named(path: str, way: Sequence[Way], new: Value) -> str:
    name = path.removeprefix("content/").partition(".")[0]
    return f"{name} {'.'.join(map(str, way))} {'out' if new is OUT else str(new)[:30]}".replace("/", "-")


def key(path: str, *way: Way, new: Value, quiet: bool = False) -> Change:
    """A key of a file of content, or of the settings, has another value."""

    def do(model: Model) -> None:
        text = model.texts.get(path)
        top = text.keys if text else model.settings if path == SITE else model.data[path]
        _put(top, way, new)

    return Change(_named(path, way, new), do, quiet)


def body(path: str, old: str, new: str, title: str) -> Change:
    """A text says something else."""

    def do(model: Model) -> None:
        text = model.texts[path]
        assert old in text.body, path
        text.body = text.body.replace(old, new)

    return Change(f"{path.removeprefix('content/').removesuffix('.md').replace('/', '-')}, {title}", do)


def added(path: str, keys: dict[str, Any], text: str = "New.\n", *, quiet: bool = False) -> Change:
    """There is another text."""

    def do(model: Model) -> None:
        model.texts[path] = Text(keys, text)

    return Change(f"{path.removeprefix('content/').replace('/', '-')} new {keys['title']}", do, quiet)


def gone(path: str, *, quiet: bool = False) -> Change:
    """A file is deleted."""

    def do(model: Model) -> None:
        tables: tuple[dict[str, Any], ...] = (model.texts, model.data, model.files)
        for files in tables:
            files.pop(path, None)

    return Change(f"{path.replace('/', '-')} deleted", do, quiet)


def file(path: str, data: bytes, what: str = "changed", *, quiet: bool = False) -> Change:
    """A file that is neither text nor data is there, or is another."""

    def do(model: Model) -> None:
        model.files[path] = data

    return Change(f"{path.replace('/', '-')} {what}", do, quiet)


def moved(old: str, new: str, *, quiet: bool = False) -> Change:
    """A file has another name."""

    def do(model: Model) -> None:
        tables: tuple[dict[str, Any], ...] = (model.texts, model.data, model.files)
        for files in tables:
            if old in files:
                files[new] = files.pop(old)

    return Change(f"{old.replace('/', '-')} renamed", do, quiet)


def template(name: str, old: str = "{% endblock", new: str = "<!-- own -->{% endblock") -> Change:
    """A template of the theme is replaced by the site's own."""
    text = (ROOT / "templates" / name).read_text(encoding="utf-8")
    assert old in text, name
    return file(f"templates/{name}", text.replace(old, new, 1).encode(), "its own")


def asked(title: str, quiet: bool = False, **values: Any) -> Change:
    """A build is asked for something else."""

    def do(model: Model) -> None:
        for name, value in values.items():
            setattr(model, name, value)

    return Change(title, do, quiet)


def article(number: int) -> str:
    return f"content/articles/article-{number}.md"


def changes() -> list[Change]:
    """All changes there are, those that most often show a fault first."""
    found = [
        *_articles(),
        *_series_and_tags(),
        *_more_of_articles(),
        *_pitches(),
        *_episodes(),
        *_leads(),
        *_pages(),
        *_tips(),
        *_gives(),
        *_readers(),
        *_settings(),
        *_files(),
        *_asked(),
    ]
    titles = [change.title for change in found]
    assert len({*titles}) == len(titles), sorted(title for title in titles if titles.count(title) > 1)
    return found


def _markdown(path: str, values: dict[str, Value], *, quiet: Sequence[str] = ()) -> Iterator[Change]:
    for name, new in values.items():
        yield key(path, name, new=new, quiet=name in quiet)


def _articles() -> Iterator[Change]:
    for number in range(ARTICLES):
        yield key(article(number), "title", new=f"Renamed {number}")
    for number in (OLDEST, 3, 5, 6, 7, NEWEST):
        yield body(article(number), "See [next]", "See, again, [next]", "a later paragraph")
    for number in (OLDEST, 4, 5, NEWEST):
        yield body(article(number), "The first", "One first", "the first paragraph")
    for number in (OLDEST, 1, 6, NEWEST):
        yield key(article(number), "draft", new=True)
    for number in (1, 5, 10):
        yield gone(article(number))
    values = {
        "date": "2026-06-20",
        "updated": "2026-11-28",
        "slug": "another",
        "id": "tag:rich.example,2026:own",
        "tags": ["Giving", "New"],
        "authors": ["cleo"],
        "summary": "In short.",
        "image": {"src": "photo-1.jpg", "alt": "Another"},
        "expires": "2026-11-30",
        "aliases": ["/old/four/"],
        "comments": "off",
        "ask": "What did you give?",
        "syndicated": ["https://copy.example/4"],
        "standard_site": "at://did:plc:abc/site.standard.document/4",
        "series": "Endings",
    }
    for number in (4, NEWEST):
        for name, new in values.items():
            if not (number == NEWEST and name == "slug"):
                yield key(article(number), name, new=new)
    yield key(article(OLDEST), "comments", new="closed")
    yield key(article(6), "comments", new="closed")
    yield key(article(3), "aliases", new=["/old/3/"])
    yield key(article(3), "slug", new="three")

    def oldest_gone(model: Model) -> None:
        for name in ("article-0", "article-1", "going"):
            del model.texts[f"content/articles/{name}.md"]
        for kind in ("comments", "mentions"):
            del model.data[f"content/{kind}/article-0.yaml"]

    yield Change("the list has a page less, and the same on its first", oldest_gone)
    yield key(article(8), "aliases", new=["/?p=8"])
    yield key(article(4), "date", new="2026-05-01 00:30")
    for name, new in (
        ("alt", "Other words"),
        ("credit", "Ben"),
        ("credit_url", "https://b.example/"),
        ("license", "X"),
    ):
        yield key(article(NEWEST), "image", name, new=new)
    yield key(article(7), "image", new=OUT)


def _series_and_tags() -> Iterator[Change]:
    # The parts of a series, by which it is found, and what is left alone by that.
    for number in (0, 1, 3, 5):
        yield key(article(number), "series", new=OUT)
    yield key(article(0), "series", new="Beginnings!")
    # The spelling of tags, which is that of most.
    for number, tags in ((6, ["rain"]), (0, ["Giving", "c++"]), (1, ["Giving"]), (9, ["tea", "asking"]), (7, ["Tea"])):
        yield key(article(number), "tags", new=tags)
    yield key(article(4), "tags", 0, new="sun")

    def spelled(model: Model) -> None:
        for number in (6, 11):
            tags = model.texts[article(number)].keys["tags"]
            tags[tags.index("Rain")] = "RAIN"

    yield Change("a tag is spelled otherwise where it is spelled as usual", spelled)


def _more_of_articles() -> Iterator[Change]:
    yield key(article(2), "authors", new=["cleo", "ben"])
    yield key(article(6), "authors", new=["ann"])
    yield added("content/articles/new.md", {"title": "First", "date": "2026-11-30", "tags": ["tea"]})
    yield added("content/articles/new.md", {"title": "Last", "date": "2025-11-30"})
    yield added(
        "content/articles/new.md", {"title": "Middle", "date": "2026-06-02", "tags": ["Giving"], "series": "Alone"}
    )
    yield added("content/articles/new.md", {"title": "Hidden", "date": "2026-06-02", "draft": True}, quiet=True)
    yield added("content/articles/new.md", {"title": "To come", "date": "2027-06-02"}, quiet=True)
    yield key("content/articles/draft.md", "title", new="Another draft", quiet=True)
    yield key("content/articles/draft.md", "draft", new=False)
    yield key("content/articles/soon.md", "date", new="2026-11-20")
    yield key("content/articles/going.md", "expires", new="2026-11-24")
    yield body(article(1), "[next](article-2.md)", "[next](article-5.md)", "a link")
    yield body(article(1), "[next](article-2.md)", "[next](draft.md)", "a link to a draft")
    yield body(article(1), "## Part", "## Other part", "a heading")
    yield body(article(1), "## Part", "![Outside](https://pictures.example/a.png)", "a picture from elsewhere")
    yield body(article(9), "youtu.be/dQw4w9WgXcQ", "youtu.be/dQw4w9WgXcR", "a video")
    yield body(article(9), "<https://youtu.be/dQw4w9WgXcQ>", "", "no video")
    yield body(article(9), "[A list](list.txt)", "A list", "a download")
    yield body(article(10), "photo-1.jpg", "photo-7.jpg", "a picture in it")


def _pitches() -> Iterator[Change]:
    for number in range(PITCHES):
        yield key(f"content/pitches/pitch-{number}.md", "title", new=f"Renamed {number}")
    for number in (0, 3, 4, 5):
        yield gone(f"content/pitches/pitch-{number}.md")
    one = "content/pitches/pitch-1.md"
    yield from _markdown(
        one,
        {
            "seconds": 45,
            "for": "beginners",
            "template": "I am {name}: rain.",
            "summary": "A short one.",
            "tags": ["Pitches"],
            "date": "2026-05-05",
            "updated": "2026-11-05",
            "authors": ["ben"],
            "draft": True,
            "id": "tag:rich.example,2026:pitch",
            "ask": "And you?",
            "image": {"src": "../articles/photo-0.jpg", "alt": "A colour"},
            "syndicated": ["https://copy.example/p"],
            "standard_site": "at://did:plc:abc/site.standard.document/p",
        },
        quiet=("ask", "id"),
    )
    for name, new in (("label", "Name"), ("example", "Ben"), ("hint", "Yours"), ("max_words", 2), ("optional", True)):
        yield key(one, "slots", 0, name, new=new)
    yield body(one, "Why", "How", "the text")


def _episodes() -> Iterator[Change]:
    for number in range(EPISODES):
        path = f"content/episodes/talk-{number}.md"
        yield key(path, "title", new=f"Renamed {number}")
        yield file(f"content/episodes/talk-{number}.mp3", sound(number + 1))
        yield body(path, "We talk", "They talk", "the text")
        yield key(path, "draft", new=True)
    newest, oldest = f"content/episodes/talk-{EPISODES - 1}.md", "content/episodes/talk-0.md"
    yield from _markdown(
        newest,
        {
            "season": 2,
            "episode": 4,
            "guests": [{"name": "Gerda"}],
            "chapters": [{"at": "0:00", "title": "Start"}, {"at": "0:01", "title": "End"}],
            "transcript": "Ann: Goodbye.",
            "explicit": True,
            "date": "2026-01-15",
            "summary": "What was said.",
            "tags": ["Said"],
            "comments": "closed",
            "ask": "What do you say?",
            "image": {"src": "../articles/photo-0.jpg", "alt": "A colour"},
        },
    )
    yield key(oldest, "transcript", new=OUT)
    yield key(oldest, "chapters", new=OUT)
    yield key(newest, "audio", "duration", new="1:00")
    yield key(newest, "audio", "bytes", new=1000, quiet=True)
    yield key(newest, "audio", "type", new="audio/x")
    yield key(newest, "audio", "src", new="talk-0.mp3")
    yield key(oldest, "audio", new={"src": "https://sounds.example/a.mp3", "bytes": 1000})

    def sound_moved(model: Model) -> None:
        model.files["content/static/talk-1.mp3"] = model.files.pop("content/episodes/talk-1.mp3")
        model.texts["content/episodes/talk-1.md"].keys["audio"]["src"] = "/talk-1.mp3"

    yield Change("an episode's audio in another folder", sound_moved)


def _leads() -> Iterator[Change]:
    for number in range(LEADS):
        yield key(f"content/leads/job-{number}.md", "title", new=f"Renamed {number}")
    for number in (0, 2, 4):
        yield gone(f"content/leads/job-{number}.md")
    for number in (1, 3, 4):
        path = f"content/leads/job-{number}.md"
        yield key(path, "expires", new="2026-11-10" if number != 4 else "2027-01-01")
        yield body(path, "A real", "A true", "the text")
    yield from _markdown(
        "content/leads/job-3.md",
        {
            "employer": "Bakery",
            "location": "Ulm",
            "remote": True,
            "url": "https://bakery.example/",
            "employment_type": "part-time",
            "date": "2026-03-31",
            "tags": ["work"],
            "summary": "Bread.",
        },
    )


def _pages() -> Iterator[Change]:
    for number in range(PAGES):
        path = f"content/pages/page-{number}.md"
        yield key(path, "title", new=f"Renamed {number}")
        yield body(path, "Who", "What", "the text")
    yield key("content/pages/page-1.md", "slug", new="elsewhere")
    yield key("content/pages/page-1.md", "tags", new=["giving"])
    yield key("content/pages/page-1.md", "authors", new=["cleo"])
    yield key("content/pages/page-1.md", "date", new="2026-08-08")
    yield key("content/pages/page-1.md", "aliases", new=["/who/"])
    yield gone("content/pages/page-1.md")
    yield added("content/pages/new.md", {"title": "New page"})


def _tips() -> Iterator[Change]:
    for path, count, name in ((FIRST, 6, "t"), (DATED, 5, "d")):
        for number in range(count):
            yield key(path, "tips", number, "text", new=f"Otherwise {number}.")
        yield key(path, "title", new="Renamed tips")
        yield key(path, "description", new="Otherwise.")
        yield key(path, "tips", new=[{"id": f"{name}1", "text": "The only one."}])
        yield key(path, "tips", new=[])
        yield gone(path)
    one = (FIRST, "tips", 1)
    for key_, new in (
        ("date", "2026-11-11"),
        ("topic", "Two"),
        ("tags", ["Giving"]),
        ("tags", ["own"]),
        ("source", {"name": "Somebody", "url": "https://somebody.example/"}),
        ("more", "Less."),
        ("more", OUT),
    ):
        yield key(*one, key_, new=new)
    yield key(FIRST, "tips", 1, "more", new="More, [as there](/page-1/).")
    yield key(FIRST, "tips", 1, "more", new="More, [as never](/articles/draft/).")
    for name, new in (("start", "2026-11-09"), ("every", "day"), ("at", "23:59")):
        yield key(QUEUED, "queue", name, new=new)
    yield key(QUEUED, "queue", "pauses", new=[{"from": "2026-11-22", "to": "2026-11-30"}])
    yield key(QUEUED, "queue", new=OUT)
    yield key(QUEUED, "tips", 3, "text", new="Not out yet.", quiet=True)


def _gives() -> Iterator[Change]:
    last = GIVES - 3
    for number in (0, 1, 15, last - 5, last):
        yield key(GIVE_LOG, "gives", number, "what", new="Something")
        yield key(GIVE_LOG, "gives", number, "date", new="2026-06-10")
    for name, new in (
        ("kind", "resource"),
        ("to", "a friend"),
        ("link", "/articles/article-1/"),
        ("link", "/old/3/"),
        ("outcome", "Kept."),
    ):
        yield key(GIVE_LOG, "gives", last, name, new=new)
    yield key(GIVE_LOG, "gives", 29, "outcome", new="Kept.")
    yield key(GIVE_LOG, "gives", 29, "outcome_consent", new=False)
    yield key(GIVE_LOG, "gives", 29, "person", new=OUT)
    yield key(GIVE_LOG, "title", new="What was given")
    yield key(GIVE_LOG, "plan", "weeks", new=52)
    yield key(GIVE_LOG, "plan", "per_week", new=1)
    yield key(GIVE_LOG, "plan", "start", new="2026-04-06")
    yield key(GIVE_LOG, "plan", "pauses", new=[{"from": "2026-07-01", "to": "2026-07-20"}])
    yield key(GIVE_LOG, "plan", new=OUT)
    yield gone(GIVE_LOG)
    yield key(PEOPLE, "zz", "role", new="a farmer")
    yield key(PEOPLE, "yy", new={"name": "Xaver Yyyyx", "consent": "none"}, quiet=True)
    yield key(PEOPLE, "zz", "email", new="other@private.example", quiet=True)


def _readers() -> Iterator[Change]:
    for number in (0, 11):
        path = f"content/comments/article-{number}.yaml"
        for name, new in (
            ("author", "Gustav"),
            ("date", "2026-06-05 11:00"),
            ("body", "I see."),
            ("url", "https://g.example/"),
            ("status", "spam"),
            ("status", "removed"),
            ("id", "c9"),
        ):
            if not (number == 0 and name in {"status", "id"}):
                yield key(path, 0, name, new=new)
        yield gone(path)
    yield key("content/comments/article-0.yaml", 1, "status", new="approved")
    yield key("content/comments/article-0.yaml", 1, "body", new="Not seen.", quiet=True)
    yield key("content/comments/article-11.yaml", 6, "body", new="Yes, [there](/articles/article-2/).")
    yield key("content/comments/article-11.yaml", 1, "reply_to", new="n0")
    for number in (0, 6):
        path = f"content/mentions/article-{number}.yaml"
        for name, new in (
            ("source", "https://third.example/"),
            ("date", "2026-08-03"),
            ("author", "Hans"),
            ("title", "Said"),
            ("kind", "reply"),
            ("status", "pending"),
        ):
            yield key(path, 0, name, new=new)
        yield gone(path)

    def first_comment(model: Model) -> None:
        model.data["content/comments/article-5.yaml"] = [
            {"id": "a", "author": "Ida", "date": "2026-10-01", "body": "First.", "status": "approved"}
        ]

    yield Change("a first comment", first_comment)


def _settings() -> Iterator[Change]:
    for name, new in (
        ("title", "The other site"),
        ("url", "https://moved.example"),
        ("url", "https://rich.example"),
        ("id", "tag:rich.example,2026:other"),
        ("description", "Otherwise."),
        ("language", "de"),
        ("timezone", "America/Chicago"),
        ("author", "ben"),
        ("menu", []),
        ("community", []),
        ("permalinks", {"article": "/{year}/{slug}/"}),
        ("permalinks", {"lead": "/jobs/{slug}/"}),
        ("redirects", {"/feed/": "/feed.xml", "/?feed=rss2": "/feed.xml", "/gone/": "https://else.example/x"}),
        ("kinds", {"event": {"label": "Event", "plural": "Events", "fields": {"place": "text"}}}),
        ("page_size", 4),
        ("page_size", 6),
        ("share_images", "kind"),
        ("pitch", {"words_per_minute": 100}),
        ("theme", {"skin": "plum"}),
        ("theme", {"logo": "/show.jpg"}),
        ("search", "pagefind"),
        ("standard_site", "at://did:plc:abc/site.standard.publication/3k"),
        ("podcast", OUT),
        ("comments", OUT),
        ("comments", {"provider": "email", "address": "talk@rich.example"}),
        ("newsletter", {"provider": "buttondown", "username": "rich"}),
        ("newsletter", {"provider": "kit", "form": "12", "every": "month"}),
        ("newsletter", {"promise": "A letter."}),
    ):
        yield key(SITE, name, new=new, quiet=new == {"promise": "A letter."})
    for name, new in (
        ("items", 5),
        ("items", 7),
        ("formats", ["json", "rss"]),
        ("include", ["article"]),
        ("include", ["tip", "give", "lead"]),
        ("hub", "https://hub.example/"),
    ):
        yield key(SITE, "feeds", name, new=new)
    for name, new in (
        ("close_after_days", 60),
        ("webmention", "https://mentions.example/rich"),
        ("host", "https://other.example/isso"),
        ("longest_body", 5000),
    ):
        yield key(SITE, "comments", name, new=new, quiet=name == "longest_body")
    for name, new in (
        ("title", "Another show"),
        ("description", "We talk."),
        ("author", "Ben"),
        ("owner_name", "Ben"),
        ("owner_email", "b@rich.example"),
        ("category", "Education"),
        ("subcategory", "Careers"),
        ("image", "/ann.jpg"),
        ("explicit", True),
        ("guid", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
        ("funding", "https://fund.example/"),
    ):
        yield key(SITE, "podcast", name, new=new)
    for author, name, new in (
        ("ann", "name", "Anna"),
        ("ann", "bio", "Wrote here."),
        ("ben", "url", "https://ben2.example/"),
        ("ann", "profiles", ["https://social.example/@ann"]),
        ("ben", "fediverse", "@ben@social.example"),
        ("ann", "image", "/show.jpg"),
        ("cleo", "name", "Clea"),
    ):
        yield key(SITE, "authors", author, name, new=new)
    yield key(SITE, "authors", "dan", new={"name": "Dan"}, quiet=True)
    yield key(SITE, "menu", 1, "label", new="All of us")
    yield key(SITE, "menu", 1, "url", new="/page-1/")
    yield key(SITE, "community", 0, "note", new="on Mondays")

    def turned(model: Model) -> None:
        model.settings["authors"] = dict(reversed(model.settings["authors"].items()))

    yield Change("authors in another order", turned)


def _files() -> Iterator[Change]:
    for number in (0, 1, 7, 11):
        yield file(f"content/articles/photo-{number}.jpg", picture(number + 30))
    yield file("content/static/ann.jpg", picture(50))
    yield file("content/static/show.jpg", picture(51))
    yield file("content/articles/list.txt", b"one\nsix\n")
    yield file("content/static/plain.txt", b"Plain\n")
    yield file("content/static/plain.txt", b"plainer\n", "longer")
    yield file("content/static/new.txt", b"new\n", "new")
    yield gone("content/static/plain.txt")
    yield gone("content/static/tree.txt")
    yield moved("content/articles/photo-1.jpg", "content/static/photo-1.jpg")
    for name in ("article.html", "home.html", "tag.html", "404.html", "tip.html", "give-log.html"):
        yield template(name)
    yield template("redirect.html", "</head>", "<!-- own --></head>")
    yield template("base.html", "<main", "<!-- own --><main")
    yield template("partials/card.html", "</", " </")
    yield template("partials/comment.html", "</article>", "<!-- own --></article>")
    yield gone("templates/partials/site-footer.html")
    yield file("templates/partials/site-footer.html", b"<p>Another</p>\n")
    yield file("templates/assets/css/own.css", b"body { color: #321 }\n")
    yield file("templates/assets/css/tokens.css", b":root { --x: 1 }\n", "its own")
    yield file("templates/assets/more.txt", b"more\n", "new")


def _asked() -> Iterator[Change]:
    for day in ("2026-12-02", "2026-12-21", "2026-12-25", "2027-02-01", "2026-11-20", "2029-01-01"):
        yield asked(
            f"built on {day}", now=dt.datetime.fromisoformat(f"{day}T12:00:00+00:00"), quiet=day == "2026-12-02"
        )
    yield asked("with drafts", drafts=True)
    yield asked("with what is to come", future=True)
    yield asked("for another address", base_url="https://preview.example/deep/er")
