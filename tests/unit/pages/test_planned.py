"""Planned files: what each sort of file is made from is in its key, by name."""

from typing import Any

import pytest

from generator.base.digest import Parts, digest
from generator.pages.jobs import Data
from generator.pages.planned import Planned, known
from generator.pages.selection import Plain, Selection


class Words(Selection, frozen=True, kw_only=True):
    words: Plain[str]


class Known:
    """The digests that keys begin with, told from each other."""

    context = "the context"
    every = Parts().plus(("every", digest("every")))
    feed = Parts().plus(("feed", digest("feed")))
    page = Parts().plus(("page", digest("page")))


def key(planned: Planned) -> dict[str, bytes]:
    keys: Any = Known()
    return planned.parts(keys, lambda name: digest("template", name)).named()


def made(context: Any) -> Data:
    return Data(f"made from {context}".encode())


SHOWN = ("what is counted and listed on it", digest(["x"]))


@pytest.mark.parametrize(
    ("planned", "parts"),
    [
        (Planned("/a", "assets", "", made), {"every": digest("every"), "its content": digest(made("the context"))}),
        (Planned("/a", "assets", "", made, of="less"), {"every": digest("every"), "its content": digest("less")}),
        (known("/a", "assets", Data(b"x")), {"every": digest("every"), "its content": digest(Data(b"x"))}),
        (Planned("/f", "feeds", "", made, selection=Words(words="x")), {"feed": digest("feed"), SHOWN[0]: SHOWN[1]}),
        (
            Planned("/p/", "pages", "", made, template="page.html", selection=Words(words="x")),
            {
                "page": digest("page"),
                "the template": digest("template", "page.html"),
                SHOWN[0]: SHOWN[1],
            },
        ),
    ],
)
def test_the_key_of_each_sort_of_file(planned: Planned, parts: dict[str, bytes]) -> None:
    assert key(planned) == parts
    assert list(key(planned)) == list(parts)
