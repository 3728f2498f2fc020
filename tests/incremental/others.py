"""Edits of what is kept in YAML: tips, gives, comments, mentions, people."""

from random import Random
from typing import Any

from tests.incremental.model import Model, edit, slug_of
from tests.incremental.writing import TAGS, day, link, words

GIVES = "content/give-log.yaml"
PEOPLE = "private/people.yaml"


def _library(model: Model, random: Random) -> dict[str, Any]:
    paths = [path for path in model.data if path.startswith("content/tips/")]
    if not paths:
        model.data["content/tips/small.yaml"] = {"title": "Small tips again", "tips": []}
        paths = ["content/tips/small.yaml"]
    found: dict[str, Any] = model.data[random.choice(paths)]
    return found


@edit
def add_a_tip(model: Model, random: Random) -> None:
    tip: dict[str, Any] = {"id": f"t{model.next() + 10}", "text": f"{words(random, 2, 6)}."}
    if random.random() < 0.3:
        tip["date"] = day(random)
    if random.random() < 0.3:
        tip["tags"] = [random.choice(TAGS)]
    if random.random() < 0.3:
        tip["more"] = f"More, {link(model, random)}."
    if random.random() < 0.2:
        tip["topic"] = random.choice(("One", "Two"))
    tips = _library(model, random)["tips"]
    tips.insert(random.randint(0, len(tips)), tip)


@edit
def change_a_tip(model: Model, random: Random) -> bool:
    tips = _library(model, random)["tips"]
    if not tips:
        return False
    tip = random.choice(tips)
    key, value = random.choice(
        (
            ("text", f"{words(random, 2, 6)}!"),
            ("date", day(random)),
            ("more", f"More: {link(model, random)}."),
            ("tags", [random.choice(TAGS)]),
            ("source", {"name": words(random), "url": "https://somebody.example/"}),
        )
    )
    tip[key] = value
    return True


@edit
def delete_a_tip(model: Model, random: Random) -> bool:
    tips = _library(model, random)["tips"]
    if not tips:
        return False
    tips.pop(random.randrange(len(tips)))
    return True


@edit
def change_a_queue(model: Model, random: Random) -> None:
    library = _library(model, random)
    if random.random() < 0.3:
        library.pop("queue", None)
    else:
        library["queue"] = {
            "start": day(random)[:10],
            "every": random.choice(("day", "weekday", "week")),
            "at": random.choice(("07:30", "00:00", "23:59")),
        }


@edit
def change_a_library(model: Model, random: Random) -> None:
    library = _library(model, random)
    library[random.choice(("title", "description"))] = f"Tips of {words(random)}"


@edit
def add_or_delete_a_library(model: Model, random: Random) -> None:
    paths = [path for path in model.data if path.startswith("content/tips/")]
    if len(paths) > 1:
        del model.data[random.choice(paths)]
    else:
        tips = [{"id": f"t{number}", "text": words(random, 2, 5)} for number in range(3)]
        model.data[f"content/tips/library-{model.next()}.yaml"] = {"title": words(random), "tips": tips}


# --- comments and mentions ---


def _said(model: Model, random: Random, kind: str) -> list[dict[str, Any]]:
    """What is said of some article."""
    path = random.choice(model.of("articles"))
    found: list[dict[str, Any]] = model.data.setdefault(f"content/{kind}/{slug_of(path, model.texts[path])}.yaml", [])
    return found


def _any(model: Model, random: Random, kind: str) -> list[dict[str, Any]]:
    """What is said of an article of which something is said."""
    return random.choice([said for path, said in model.data.items() if path.startswith(f"content/{kind}/")] or [[]])


@edit
def add_a_comment(model: Model, random: Random) -> None:
    said = _said(model, random, "comments")
    comment = {
        "id": f"c{model.next() + 10}",
        "author": random.choice(("Dora", "Emil", "Ann Example")),
        "date": day(random),
        "body": f"I like *{words(random)}* and {link(model, random)}.",
    }
    if random.random() < 0.7:
        comment["status"] = random.choice(("approved", "approved", "pending", "spam"))
    if said and random.random() < 0.4:
        comment["reply_to"] = random.choice(said)["id"]
    said.append(comment)


@edit
def change_a_comment(model: Model, random: Random) -> bool:
    said = _any(model, random, "comments")
    if not said:
        return False
    key, value = random.choice(
        (
            ("status", "approved"),
            ("status", "pending"),
            ("body", f"I meant {words(random)}."),
            ("author", "Frida"),
            ("date", day(random)),
            ("url", "https://dora.example/"),
        )
    )
    random.choice(said)[key] = value
    return True


@edit
def delete_comments(model: Model, random: Random) -> bool:
    paths = [path for path in model.data if path.startswith(("content/comments/", "content/mentions/"))]
    if not paths:
        return False
    path = random.choice(paths)
    if random.random() < 0.5 or len(model.data[path]) < 2:
        del model.data[path]
    else:
        gone = model.data[path].pop()
        for one in model.data[path]:
            if "reply_to" in one and one["reply_to"] == gone["id"]:
                del one["reply_to"]
    return True


@edit
def add_a_mention(model: Model, random: Random) -> None:
    mention = {"source": f"https://other.example/{model.next()}", "date": day(random), "kind": "like"}
    if random.random() < 0.5:
        mention |= {"title": words(random), "kind": "reply"}
    if random.random() < 0.8:
        mention["status"] = "approved"
    _said(model, random, "mentions").append(mention)


@edit
def change_a_mention(model: Model, random: Random) -> bool:
    said = _any(model, random, "mentions")
    if not said:
        return False
    key, value = random.choice((("status", "approved"), ("status", "spam"), ("title", words(random))))
    random.choice(said)[key] = value
    return True


# --- the give-log ---


def _gives(model: Model) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = model.data.setdefault(GIVES, {"gives": []})["gives"]
    return found


@edit
def give(model: Model, random: Random) -> None:
    one = {
        "id": f"g{model.next() + 10}",
        "date": day(random),
        "kind": random.choice(("tip", "referral", "pitch", "other")),
        "what": words(random, 2, 6),
    }
    if random.random() < 0.4:
        path = random.choice(list(model.texts))
        kind, name = path.split("/")[1], slug_of(path, model.texts[path])
        one["link"] = f"/{name}/" if kind == "pages" else f"/{kind}/{name}/"
    if random.random() < 0.3:
        one["to"] = words(random)
    _gives(model).append(one)


@edit
def change_a_give(model: Model, random: Random) -> bool:
    gives = _gives(model)
    if not gives:
        return False
    one = random.choice(gives)
    people = [name for name, person in model.data.get(PEOPLE, {}).items() if person.get("consent") == "role"]
    key, value = random.choice(
        (
            ("outcome", words(random)),
            ("outcome_consent", not one.get("outcome_consent", False)),
            ("what", words(random, 2, 6)),
            ("date", day(random)),
            ("link", random.choice(("/tips/small/t3/", "/articles/draft/", "/give-log/#g2", "https://there.example/"))),
            ("person", random.choice(people) if people else None),
        )
    )
    if value is None:
        return False
    one[key] = value
    return True


@edit
def delete_a_give(model: Model, random: Random) -> bool:
    gives = _gives(model)
    if not gives:
        return False
    gives.pop(random.randrange(len(gives)))
    return True


@edit
def change_the_log(model: Model, random: Random) -> None:
    log = model.data.setdefault(GIVES, {"gives": []})
    key, value = random.choice(
        (
            ("title", words(random)),
            ("plan", {"start": day(random)[:10], "weeks": random.randint(1, 30)}),
            ("plan", None),
        )
    )
    if value is None:
        log.pop(key, None)
    else:
        log[key] = value


# --- people ---


@edit
def change_people(model: Model, random: Random) -> bool:
    people = model.data.setdefault(PEOPLE, {})
    known = list(people)
    what = random.random()
    if what < 0.5 or not known:
        number = model.next()
        # A name that stands nowhere else, so that nothing is about to leak.
        people[f"p{number}"] = {
            "name": f"Quirinus Zzyzx{number}",
            "email": f"q{number}@private.example",
            "role": words(random),
            "consent": random.choice(("none", "role")),
        }
        return True
    name = random.choice(known)
    named = any(one.get("person") == name for one in _gives(model))
    if what < 0.7 and not named:
        del people[name]
        return True
    people[name]["role"] = words(random)
    return True
