"""A Medium export: a file of HTML for each story. What it has of the person beside these is never opened."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.base.text import slugify
from generator.importers.archive import Archive, Packed, shown
from generator.importers.base import Blog, Person, Picture, Place, Post, UnreadableError
from generator.importers.medium.body import Text, text_of
from generator.importers.medium.story import Story, id_in, is_answer, slug_of, story
from generator.importers.names import words
from generator.importers.urls import host_of, split

_OWN = words(
    "about blocks bookmarks claps following highlights interests ips lists partner-program posts profile"
    " pubs-following quotes sessions topics-following twitter users-following"
)
_MOST_TEXT = 32 * 2**20
_MEDIUM = "https://medium.com"
#: Answers that are named in the report, each with its file.
_NAMED = 200


class Medium(Packed):
    """The export in one zip file or folder, or in several."""

    def __init__(self, paths: Sequence[Path], address: str = "") -> None:
        """Look through the files; ``address`` is the blog's own. Raises :class:`UnreadableError`."""
        super().__init__(paths, _OWN)
        self._left: Counter[str] = Counter()
        self._notes = [note for one in self._archives for note in one.notes]
        #: Where each story is, by its number or the name of its file.
        self._files: dict[str, tuple[Archive, str]] = {}
        self._links: dict[str, str] = {}
        self._people: dict[str, Person] = {}
        found: list[tuple[str, str, Story]] = []
        answers: list[str] = []
        for archive in self._archives:
            for name in _stories(archive, self._left):
                one = story(archive.text(name, _MOST_TEXT), name.rpartition("/")[2])
                key = one.id or name
                if key in self._files:
                    self._left["there twice"] += 1
                elif is_answer(one):
                    self._left["answers to texts of others"] += 1
                    answers.append(name)
                else:
                    self._files[key] = archive, name
                    # The text itself is read again when its turn comes.
                    found.append((key, name, _without_text(one)))
        if not self._files and not answers:
            raise UnreadableError(_missing([name for one in self._archives for name in one.names]))
        self._notes += [
            f"{shown(name)} looks like an answer to a text of somebody else, and is left out: it has no title"
            for name in answers[:_NAMED]
        ]
        self._home = address or _home([one for _, _, one in found])
        places = tuple(self._place(key, name, one) for key, name, one in found)
        self._own = own_links({place.key: place.link for place in places if place.link})
        self.blog = self._blog(places)

    def _blog(self, places: tuple[Place, ...]) -> Blog:
        pictures: dict[str, Picture] = {}
        for key in self._files:
            for url in self._text(key)[1].pictures:
                pictures.setdefault(url, Picture(url=url))
        return Blog(
            title=split(self._home).hostname or "",
            url=self._home,
            people=tuple(self._people.values()),
            places=places,
            redirects={"/feed/": "feed:rss"},
            pictures=pictures,
            left=self._left,
            notes=tuple(self._notes),
        )

    def _place(self, key: str, name: str, one: Story) -> Place:
        if one.author and one.author_url not in self._people:
            self._people[one.author_url] = Person(key=one.author_url, name=one.author)
        short = f"{self._home}/p/{one.id}" if one.id else ""
        is_here = bool(one.link) and host_of(one.link) == host_of(self._home)
        slug = slug_of(one, name.rpartition("/")[2])
        return Place(
            kind="article",
            key=key,
            guid=f"{_MEDIUM}/p/{one.id}" if one.id else "",
            slug=slugify(slug) or slugify(one.title),
            link=one.link if is_here else short,
            others=(short,) if is_here and short else (),
            date=one.date,
            is_out=not one.is_draft,
        )

    def _text(self, key: str) -> tuple[Story, Text]:
        archive, name = self._files[key]
        one = story(archive.text(name, _MOST_TEXT), name.rpartition("/")[2])
        return one, text_of(one, self._own)

    def posts(self) -> Iterator[Post]:
        """Yield the stories, each once. Raises :class:`UnreadableError`."""
        for key in self._files:
            one, text = self._text(key)
            yield Post(
                kind="article",
                key=key,
                title=one.title,
                date=one.date,
                draft="a draft" if one.is_draft else "",
                tags=one.tags,
                authors=(one.author_url,) if one.author else (),
                summary=text.summary,
                image=text.image,
                body=text.html,
            )


def own_links(links: Mapping[str, str]) -> Callable[[str], str]:
    """Return what gives links to the blog's own stories the one form that is known. ``links`` are by their numbers."""

    def own(url: str) -> str:
        return links.get(id_in(url), url) if url.startswith(("http", "/")) else url

    return own


def _without_text(one: Story) -> Story:
    return Story(
        id=one.id,
        title=one.title,
        subtitle=one.subtitle,
        link=one.link,
        date=one.date,
        is_draft=one.is_draft,
        author=one.author,
        author_url=one.author_url,
        tags=one.tags,
        body=None,
    )


def _stories(archive: Archive, left: Counter[str]) -> Iterator[str]:
    """Yield the names of the files that are stories, and count the others by their folders."""
    names = archive.names
    has_folder = any(name.startswith("posts/") for name in names)
    for name in names:
        folder, _, file = name.rpartition("/")
        if name.endswith(".html") and (folder == "posts" if has_folder else not folder) and file != "README.html":
            yield name
        else:
            left[f"{name.partition('/')[0] if folder else 'other files'}: not opened"] += 1


def _home(stories: Sequence[Story]) -> str:
    """Return where the stories were: the host of most of them."""
    hosts = Counter(
        f"{parts.scheme}://{parts.netloc}" for one in stories if one.link and (parts := split(one.link)).hostname
    )
    return hosts.most_common(1)[0][0] if hosts else _MEDIUM


def _missing(names: Sequence[str]) -> str:
    if inside := next((name for name in names if name.endswith(".zip")), ""):
        return f"there is no story in it, but another zip file, {shown(inside)}: unpack it, and give that one"
    return "it is no export of Medium: there is no folder posts with stories in it"
