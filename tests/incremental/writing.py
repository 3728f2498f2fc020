"""Edits of what people write: articles and the other kinds in Markdown."""

from base64 import b64encode
from random import Random
from typing import Any

from tests.incremental.begin import MOMENTS
from tests.incremental.model import Model, Text, edit, picture, slug_of, sound

WORDS = ("giving", "asking", "rain", "tea", "corridor", "Tuesday", "goose", "ladder", "mill", "urn")
TAGS = ("Giving", "giving", "GIVING", "Asking", "asking", "C++", "c plus plus", "Rain", "Übung", "later")
SERIES = ("Beginnings", "beginnings", "Endings")
KINDS = ("articles", "pages", "pitches", "episodes", "leads")


def words(random: Random, least: int = 1, most: int = 4) -> str:
    return " ".join(random.choice(WORDS) for _ in range(random.randint(least, most)))


def day(random: Random) -> str:
    """A date, or a date and a time, around the moments that builds take place at."""
    at = random.choice(MOMENTS)
    time = random.choice(("", "", " 00:00", " 23:45"))
    return f"{at:%Y-%m}-{random.randint(1, 28):02}{time}"


def link(model: Model, random: Random) -> str:
    """A link, an image or a footnote, whole or leading nowhere."""
    text = random.choice(list(model.texts))
    kind, name = text.split("/")[1:3]
    image = random.choice([*model.below("content/articles/"), "content/articles/nothing.jpg"])
    return random.choice(
        (
            f"[to a file](../{kind}/{name})",
            f"[to a part](../{kind}/{name}#part)",
            f"[to a page](/{kind}/{name.removesuffix('.md')}/)",
            "[to tips](../tips/small.yaml#t3)",
            "[to a tip](/tips/small/t2/)",
            "[to a give](/give-log/#g2)",
            "[to a tag](/tags/giving/)",
            "[to a download](../articles/list.txt)",
            "[elsewhere](https://elsewhere.example/)",
            f"![a picture](../articles/{image.rpartition('/')[2]})",
            "![of another host](https://pictures.example/a.png)",
            "![static](/ann.jpg)",
            f'<img src="/ann.jpg" srcset="../articles/{image.rpartition("/")[2]} 2x" height="{random.randint(8, 40)}" alt="">',
            f"![inside](data:image/png;base64,{b64encode(picture(random.randint(0, 3), 'PNG')).decode()})",
            f"\n\n<https://youtu.be/dQw4w9WgXc{random.choice('QR')}>\n\n",
            "\n\n```message\nSubject: Tea\n\nNow.\n```\n\n",
        )
    )


def paragraph(model: Model, random: Random) -> str:
    return f"{words(random, 2, 6).capitalize()}, {model.next()}: {link(model, random)}.\n"


def some(model: Model, random: Random, *kinds: str) -> Text | None:
    """One of the Markdown files of some kinds, of all where none is named."""
    paths = model.of(*(kinds or KINDS))
    return model.texts[random.choice(paths)] if paths else None


# --- articles come and go ---


@edit
def add_an_article(model: Model, random: Random) -> None:
    number = model.next()
    keys: dict[str, Any] = {"title": words(random).capitalize(), "date": day(random)}
    if random.random() < 0.6:
        keys["tags"] = random.sample(TAGS, random.randint(0, 3))
    if random.random() < 0.2:
        keys["series"] = random.choice(SERIES)
    if random.random() < 0.2:
        keys["draft"] = True
    body = "\n".join(paragraph(model, random) for _ in range(random.randint(1, 3)))
    model.texts[f"content/articles/{random.choice(('', 'deep/'))}new-{number}.md"] = Text(keys, body)


@edit
def delete_an_article(model: Model, random: Random) -> bool:
    paths = model.of("articles")
    if len(paths) < 2:
        return False
    path = random.choice(paths)
    slug = slug_of(path, model.texts.pop(path))
    for kind in ("comments", "mentions"):
        model.data.pop(f"content/{kind}/{slug}.yaml", None)
    return True


@edit
def rename_an_article(model: Model, random: Random) -> bool:
    paths = model.of("articles")
    if not paths:
        return False
    path = random.choice(paths)
    text = model.texts.pop(path)
    slug, name = slug_of(path, text), f"renamed-{model.next()}"
    text.keys.pop("slug", None)
    model.texts[f"content/articles/{name}.md"] = text
    if random.random() < 0.5 and f"/articles/{slug}/" not in text.keys.get("aliases", []):
        text.keys["aliases"] = [*text.keys.get("aliases", []), f"/articles/{slug}/"]
    for kind in ("comments", "mentions"):
        if (said := model.data.pop(f"content/{kind}/{slug}.yaml", None)) is not None:
            model.data[f"content/{kind}/{name}.yaml"] = said
    return True


@edit
def add_a_page(model: Model, random: Random) -> None:
    number = model.next()
    model.texts[f"content/pages/page-{number}.md"] = Text({"title": words(random)}, paragraph(model, random))


@edit
def add_a_pitch(model: Model, random: Random) -> None:
    number = model.next()
    keys: dict[str, Any] = {
        "title": f"Pitch {number}",
        "template": f"I am {{name}}, and I like {words(random)}.",
        "slots": [{"name": "name", "label": "Name", "example": "Ann"}],
    }
    if random.random() < 0.4:
        keys["date"] = day(random)
    model.texts[f"content/pitches/pitch-{number}.md"] = Text(keys, paragraph(model, random))


@edit
def add_a_lead(model: Model, random: Random) -> None:
    number = model.next()
    keys = {"title": f"Lead {number}", "date": day(random), "employer": words(random), "expires": day(random)}
    model.texts[f"content/leads/lead-{number}.md"] = Text(keys, paragraph(model, random))


@edit
def add_an_episode(model: Model, random: Random) -> None:
    number = model.next()
    audio = f"talk-{number}.mp3"
    model.files[f"content/episodes/{audio}"] = sound(number)
    keys = {"title": f"Episode {number}", "date": day(random), "audio": {"src": audio}, "episode": number}
    model.texts[f"content/episodes/episode-{number}.md"] = Text(keys, paragraph(model, random))


@edit
def delete_of_another_kind(model: Model, random: Random) -> bool:
    paths = model.of("pages", "pitches", "episodes", "leads")
    if not paths:
        return False
    path = random.choice(paths)
    keys = model.texts.pop(path).keys
    if "audio" in keys and random.random() < 0.5:
        model.files.pop(f"content/episodes/{keys['audio']['src']}", None)
    return True


# --- what stands in them ---


@edit
def edit_a_body(model: Model, random: Random) -> bool:
    text = some(model, random)
    if text is None:
        return False
    parts = text.body.split("\n\n")
    at = random.randrange(len(parts) + 1)
    text.body = "\n\n".join([*parts[:at], paragraph(model, random), *parts[at + random.randint(0, 1) :]])
    return True


@edit
def retitle(model: Model, random: Random) -> bool:
    text = some(model, random)
    if text is None:
        return False
    text.keys["title"] = f"{words(random)} & “{model.next()}”"
    return True


def _set(text: Text | None, key: str, value: Any) -> bool:
    """Sets a key, or takes it out where there is no value."""
    if text is None or text.keys.get(key) == value:
        return False
    if value is None:
        del text.keys[key]
    else:
        text.keys[key] = value
    return True


@edit
def draft_or_publish(model: Model, random: Random) -> bool:
    text = some(model, random)
    return _set(text, "draft", None if text and text.keys.get("draft") else True)


@edit
def redate(model: Model, random: Random) -> bool:
    return _set(some(model, random, "articles", "episodes", "leads", "pitches"), "date", day(random))


@edit
def say_when_it_was_updated(model: Model, random: Random) -> bool:
    return _set(some(model, random), "updated", day(random))


@edit
def let_it_expire(model: Model, random: Random) -> bool:
    return _set(some(model, random), "expires", day(random))


@edit
def let_it_stay(model: Model, random: Random) -> bool:
    return _set(some(model, random, "articles", "pages", "pitches", "episodes"), "expires", None)


@edit
def retag(model: Model, random: Random) -> bool:
    return _set(some(model, random), "tags", random.sample(TAGS, random.randint(0, 3)) or None)


@edit
def respell_a_tag(model: Model, random: Random) -> bool:
    text = some(model, random)
    if text is None or not text.keys.get("tags"):
        return False
    text.keys["tags"] = [random.choice((tag.upper(), tag.lower(), tag.title())) for tag in text.keys["tags"]]
    return True


@edit
def put_into_a_series(model: Model, random: Random) -> bool:
    return _set(some(model, random, "articles"), "series", random.choice((*SERIES, None)))


@edit
def summarise(model: Model, random: Random) -> bool:
    return _set(some(model, random), "summary", random.choice((words(random, 3, 9), None)))


@edit
def change_authors(model: Model, random: Random) -> bool:
    names = list(model.settings["authors"])
    return _set(some(model, random), "authors", random.sample(names, random.randint(0, len(names))) or None)


@edit
def ask_something(model: Model, random: Random) -> bool:
    return _set(some(model, random, "articles"), "ask", random.choice((words(random) + "?", None)))


@edit
def open_or_close_comments(model: Model, random: Random) -> bool:
    return _set(some(model, random, "articles"), "comments", random.choice(("open", "closed", "off")))


@edit
def name_copies(model: Model, random: Random) -> bool:
    return _set(some(model, random), "syndicated", [f"https://copy.example/{model.next()}"])


@edit
def change_an_alias(model: Model, random: Random) -> bool:
    old = f"/old/{random.randint(1, 20)}" + random.choice(("", "/", ".html"))
    return _set(some(model, random), "aliases", random.choice(([old], None)))


@edit
def give_it_an_id(model: Model, random: Random) -> bool:
    return _set(some(model, random), "id", random.choice((f"tag:small.example,2026:{model.next()}", None)))


@edit
def give_it_a_slug(model: Model, random: Random) -> bool:
    # Comments follow an article by its slug, and are left to the one that is renamed.
    return _set(some(model, random, "pages", "pitches", "episodes", "leads"), "slug", f"slug-{model.next()}")


# --- images and audio ---


@edit
def set_an_image(model: Model, random: Random) -> bool:
    texts = [
        text for path, text in model.texts.items() if path.startswith("content/articles/") and "/deep/" not in path
    ]
    images = [path for path in model.below("content/articles/") if path.endswith((".jpg", ".png"))]
    if not texts or not images:
        return False
    return _set(random.choice(texts), "image", {"src": random.choice(images).rpartition("/")[2], "alt": words(random)})


@edit
def drop_an_image(model: Model, random: Random) -> bool:
    return _set(some(model, random), "image", None)


@edit
def add_an_image(model: Model, random: Random) -> None:
    number = model.next()
    form, end = random.choice((("JPEG", "jpg"), ("PNG", "png")))
    model.files[f"content/articles/photo-{number}.{end}"] = picture(number, form)


@edit
def change_an_image(model: Model, random: Random) -> bool:
    paths = [path for path in model.files if path.endswith((".jpg", ".png")) and path.startswith("content/")]
    if not paths:
        return False
    path = random.choice(paths)
    model.files[path] = picture(model.next(), "PNG" if path.endswith("png") else "JPEG")
    return True


@edit
def rename_an_image(model: Model, random: Random) -> bool:
    paths = [path for path in model.below("content/articles/") if path.endswith((".jpg", ".png"))]
    if not paths:
        return False
    old = random.choice(paths)
    new = f"moved-{model.next()}{old[-4:]}"
    model.files[f"content/articles/{new}"] = model.files.pop(old)
    for text in model.texts.values():
        name = old.rpartition("/")[2]
        if text.keys.get("image", {}).get("src") == name:
            text.keys["image"]["src"] = new
        if random.random() < 0.5:
            text.body = text.body.replace(name, new)
    return True


@edit
def delete_an_image(model: Model, random: Random) -> bool:
    paths = [path for path in model.below("content/articles/") if path.endswith((".jpg", ".png"))]
    if not paths:
        return False
    old = random.choice(paths)
    del model.files[old]
    for text in model.texts.values():
        if text.keys.get("image", {}).get("src") == old.rpartition("/")[2]:
            del text.keys["image"]
    return True


@edit
def copy_an_image_under_its_name(model: Model, random: Random) -> bool:
    paths = [path for path in model.below("content/articles/") if path.endswith((".jpg", ".png"))]
    if not paths:
        return False
    path = random.choice(paths)
    model.files[f"content/static/{path.rpartition('/')[2]}"] = model.files[path]
    return True


@edit
def change_a_sound(model: Model, random: Random) -> bool:
    paths = [path for path in model.files if path.endswith(".mp3")]
    if not paths:
        return False
    model.files[random.choice(paths)] = sound(model.next())
    return True


@edit
def change_an_episode(model: Model, random: Random) -> bool:
    text = some(model, random, "episodes")
    value: Any
    key, value = random.choice(
        (
            ("season", random.randint(1, 3)),
            ("guests", [{"name": words(random)}]),
            ("guests", None),
            ("transcript", f"Ann: {words(random)}."),
            ("transcript", None),
            ("chapters", [{"at": "0:00", "title": words(random)}]),
            ("chapters", None),
        )
    )
    return _set(text, key, value)


@edit
def change_a_pitch_or_a_lead(model: Model, random: Random) -> bool:
    text = some(model, random, "pitches", "leads")
    if text is None:
        return False
    if "template" in text.keys:
        text.keys["template"] = f"I am {{name}}: {words(random, 3, 9)}."
        return _set(text, "seconds", random.choice((15, 30, 60)))
    key = random.choice(("employer", "location", "employment_type"))
    return _set(text, key, words(random)) or _set(text, "remote", not text.keys.get("remote", False))
