"""The names of social cards in the output, and which there are."""

import re

from generator.media.social_card import Colours, Figures
from generator.pages.jobs import DrawnCard, SocialCardJob
from generator.pages.social_cards import FEW, file_name
from tests.conftest import Build, Project
from tests.support import SITE
from tests.trees import tree


def test_the_name_of_a_card_is_that_of_what_is_drawn() -> None:
    """Networks keep the address of a card, so it may not change with the program alone: this one is of 0.1.0."""
    words = SocialCardJob("", "Article", "", "Goodword", "About")
    assert file_name("article", DrawnCard(words)) == "images/share/article.2c431f82.png"
    others = (DrawnCard(words, Colours(paper="#ffffff")), DrawnCard(words, figures=Figures("1", "thing", (1,))))
    assert len({file_name("article", job) for job in (DrawnCard(words), *others)}) == 3


def test_where_the_settings_are_silent_a_small_site_has_one_for_each_page(project: Project, build: Build) -> None:
    """One page more than are few takes them all back, as a clean build does; the setting decides where it is there."""
    shared: dict[str, set[str]] = {}
    tips = "".join(f"  - {{id: t{number}, text: 'Tip {number}.'}}\n" for number in range(FEW + 1))
    for name, settings, text in (
        ("few", "", tips.rpartition("  -")[0]),
        ("many", "", tips),
        ("each", "share_images: page\n", tips),
        ("kinds", "share_images: kind\n", tips),
    ):
        files: dict[str, str | bytes] = {
            "content/site.yaml": SITE + settings,
            "content/tips/a.yaml": f"title: A\ntips:\n{text}",
        }
        site = build(project(files))
        shared[name] = {path.name.partition(".")[0] for path in (site / "images/share").iterdir()}
        assert tree(site) == tree(build(project(files), "--clean", "--output", str(site.parent / name)))
    own = {f"tip-a-t{number}" for number in range(FEW + 1)}
    assert shared["many"] == shared["kinds"] == {"home", "tip", "website"}
    assert shared["each"] == shared["many"] | own
    assert shared["few"] == shared["each"] - {f"tip-a-t{FEW}"}


def test_the_first_page_and_the_give_log_have_their_own_in_the_colours_of_the_skin(
    project: Project, build: Build
) -> None:
    log = "gives:\n  - {id: a, date: 2026-11-02, kind: tip, what: A tip}\n"
    told = set()
    for skin in ("default", "plum"):
        settings = f"{SITE}theme: {{skin: {skin}}}\n".replace("skin: default", "logo: ''")
        site = build(project({"content/site.yaml": settings, "content/give-log.yaml": log}))
        for page, name in (("index.html", "home"), ("give-log/index.html", "give-give-log"), ("404.html", "website")):
            found = re.search(
                r'og:image" content="[^"]*/(images/share/([\w-]+)\.\w+\.png)"',
                (site / page).read_text(encoding="utf-8"),
            )
            assert found, page
            assert found[2] == name
            assert (site / found[1]).is_file()
            told.add(found[1])
    assert len(told) == 6
