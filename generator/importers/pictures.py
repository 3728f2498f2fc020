"""Pictures and other files of the old blog: looked for in a copy of its uploads, and put below ``content/static/``.

They keep their paths, so that who links to them from elsewhere still finds them. All that is there is published, so
what only texts show that are not out comes not there: that of drafts not at all, that of others beside these.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import unquote

import msgspec

from generator.base.paths import nfc
from generator.edit.kept_out import without_logins
from generator.importers.base import Picture
from generator.importers.beside import Lying, beside, seen_from
from generator.importers.file_kinds import FILES, fault_of, name_of
from generator.importers.urls import joined, split

#: What the blog had made of a picture: its size before the suffix.
_RESIZED = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{2,5}$)")
_SAFE = re.compile(r"[^\x00-\x1f\x7f<>:\"|?*\\]{1,150}")
#: How an address begins that does not depend on where it stands.
_WHOLE = r"(?:https?:)?//|/"
STATIC = "content/static"


class Moved(msgspec.Struct, frozen=True):
    """A file to copy: where it was found, and its path in the project; before it has one, that in the old blog."""

    source: Path
    target: str


class Pictures:
    """Gives the new addresses of old files, and remembers which are to be copied and which were not found."""

    def __init__(
        self,
        known: Mapping[str, Picture],
        pages: Mapping[str, str],
        media: Path | None,
        is_own: Callable[[str], bool],
        fetch: Callable[[str], Path | str] | None = None,
        files: Mapping[str, Path] | None = None,
        *,
        root: Path,
    ) -> None:
        """Keep what the export says of pictures, the folder with copies, and what tells the blog's own addresses.

        ``pages`` are the addresses of pages that show a picture, with that picture's. ``fetch`` gets the file of an
        address from the web, or says why it cannot. ``files`` came with the export, by their paths below the blog.
        ``root`` is the project's own folder.
        """
        self._root, self._lying = root, Lying(root)
        #: The path below which the site is: a file that had it in its address has it again by itself.
        self.base = ""
        self._fetch, self._files = fetch, files or {}
        self._pages = {_plain(page).rstrip("/"): url for page, url in pages.items()}
        self._known = {_plain(url): one for url, one in known.items()}
        self._media = media.resolve() if media else None
        self._is_own = is_own
        #: The new addresses of files that texts show which are out.
        self._answers: dict[str, str] = {}
        #: The files of addresses, with their paths in the old blog; None for those that are not here.
        self._files_of: dict[str, Moved | None] = {}
        self.found: dict[str, Moved] = {}
        #: Those of them that were not taken from here yet.
        self.fresh: list[Moved] = []
        #: Addresses of files that are not here, each once, in order.
        self.missing: dict[str, None] = {}
        #: Files that are here and cannot be shown, with the reason.
        self.broken: dict[str, str] = {}
        #: Files that drafts show, and those that other texts show, with the new addresses of what is here.
        self._held: set[str] = set()
        self._shown: dict[str, str] = {}
        #: Files that scheduled and expired texts show.
        self._later: set[str] = set()
        #: How an address is answered: by a file that is brought, but for texts that are not out.
        self._answer: Callable[[str], str] = self._brought

    @contextmanager
    def _answering(self, answer: Callable[[str], str]) -> Iterator[None]:
        before, self._answer = self._answer, answer
        try:
            yield
        finally:
            self._answer = before

    def held(self, blog: str) -> AbstractContextManager[None]:
        """Bring no file meanwhile, as a draft is read, and all that is here is published; addresses stay, in full.

        What a text that is out has brought is shown from here.
        """
        return self._answering(partial(self._held_back, blog))

    def beside(self, text: str) -> AbstractContextManager[None]:
        """Put files beside a text meanwhile, whose path this is: it is out at another time, and they are with it.

        What texts that are out have brought before is shown from there.
        """
        return self._answering(partial(self._put_beside, text))

    @property
    def left(self) -> int:
        """Return how many files only drafts show."""
        return len(self._held - self._later - self._shown.keys())

    def is_left(self, url: str) -> bool:
        """Return whether a file is one that only texts show which are not out, also by what lies beside these."""
        url = self.original(url)
        name, target = self._name(url), self._target(url)
        if name in self._shown:
            return False
        is_beside = bool(target) and not self._is_static(target) and self._lying.has(target)
        return is_beside or name in self._held or name in self._later

    def original(self, url: str) -> str:
        """Return the address of a picture as it was uploaded, for one that the blog had made smaller."""
        url = without_logins(url)
        bare = url.partition("?")[0] if self._is_known_host(url) else url
        whole = _RESIZED.sub("", bare)
        if whole != bare and (_plain(whole) in self._known or (self._is_own(url) and self._file(whole))):
            return whole
        return bare if _plain(bare) in self._known else url

    def picture(self, url: str) -> str:
        """Return the new address of a picture, or its old one in full where there is no copy of it."""
        return self._answer(self.original(url))

    def file(self, url: str) -> str | None:
        """Return the new address of a file that a text links to, or None for what is no file of the blog's."""
        path = split(url).path.lower() if "://" in url or url.startswith("/") else ""
        if not path.endswith(FILES) or not self._is_known_host(url):
            return None
        return self._answer(self.original(url))

    def behind(self, url: str) -> str:
        """Return the new address of the picture that a link leads to: to its file, or to a page that shows it."""
        return self.picture(self._pages.get(_plain(url).rstrip("/"), url))

    def about(self, url: str) -> Picture | None:
        """Return what the export says of a picture."""
        return self._known.get(_plain(self.original(url)))

    def _is_known_host(self, url: str) -> bool:
        return self._is_own(url) or _plain(_RESIZED.sub("", url.partition("?")[0])) in self._known

    def _name(self, url: str) -> str:
        """Return what files are known by, however texts name them."""
        return unquote(split(url).path) if self._is_own(url) else _plain(url)

    def _brought(self, url: str) -> str:
        """Return the address of a file that a text shows which is out: one below ``content/static/``."""
        if url not in self._answers:
            answer = url
            if self._may_come(url):
                self._shown.setdefault(self._name(url), "")
                if (file := self._file_of(url)) is not None:
                    self._take(file, f"{STATIC}/{file.target}")
                    answer = self._shown[self._name(url)] = f"/{file.target}"
            self._answers[url] = answer
        return self._answers[url]

    def _may_come(self, url: str) -> bool:
        return re.match(_WHOLE, url) is not None and self._is_known_host(url)

    def _file_of(self, url: str) -> Moved | None:
        """Return the file of an address, with its path in the old blog. What is not here is noted."""
        if url not in self._files_of:
            self._files_of[url] = self._looked_for(url)
        return self._files_of[url]

    def _looked_for(self, url: str) -> Moved | None:
        source: Path | str | None = self._file(url)
        if source is None and self._fetch and re.match(r"https?://", url):
            source = self._fetch(url)
        if source is None:
            self.missing.setdefault(url)
        elif isinstance(source, str):
            self.broken[url] = source
        elif reason := fault_of(source, url):
            self.broken[url] = reason
        elif not (target := self._target(url)):
            self.broken[url] = "its name cannot be that of a file"
        else:
            return Moved(source, name_of(source, target))
        return None

    def _take(self, file: Moved, path: str) -> None:
        """Have a file copied to a path of the project."""
        if path not in self.found:
            self.found[path] = Moved(file.source, path)
            self.fresh.append(self.found[path])

    def _put_beside(self, text: str, url: str) -> str:
        """Return the address of a file that a text shows which is not out: one beside it, unless the site has it."""
        if not self._may_come(url):
            return url
        name, target = self._name(url), self._target(url)
        if new := self._shown.get(name):
            return new
        if self._is_static(target):
            return f"/{target}"
        self._later.add(name)
        if (file := self._file_of(url)) is None:
            return url
        if self._is_static(file.target):
            return f"/{file.target}"
        path = beside(file.target, text)
        self._take(file, path)
        return seen_from(text, path)

    def _target(self, url: str) -> str:
        return _target(url, own=self._is_own(url), base=self.base)

    def _is_static(self, target: str) -> bool:
        """Return whether the site publishes a file anyway."""
        return bool(target) and (self._root / STATIC / target).is_file()

    def _held_back(self, blog: str, url: str) -> str:
        """Return the address of a file that a draft shows: the old one, unless the site has the file anyway."""
        if not re.match(_WHOLE, url):
            return url
        name, target = self._name(url), self._target(url)
        if new := self._shown.get(name):
            return new
        if self._is_known_host(url) and self._is_static(target):
            return f"/{target}"
        if self._is_known_host(url) and (split(url).path.lower().endswith(FILES) or self.about(url)):
            self._held.add(name)
        return joined(blog, url) or url

    def _file(self, url: str) -> Path | None:
        """Return the copy of a file, looked for by ever shorter ends of its path."""
        parts = _parts(url)
        if parts and (here := self._files.get("/" + "/".join(parts))):
            return here
        if self._media is None:
            return None
        for number in range(len(parts)):
            found = self._media.joinpath(*parts[number:])
            try:
                real = found.resolve()
                if real.is_file() and real.is_relative_to(self._media):
                    return real
            except (OSError, ValueError):
                continue
        return None


def _parts(url: str) -> list[str]:
    """Return the parts of an address' path that can be names of files; none if one cannot."""
    # Medium has a star in the name of each picture, which no file can have everywhere.
    parts = [part.replace("*", "-") for part in nfc(unquote(split(url).path)).split("/") if part]
    fine = all(_SAFE.fullmatch(part) and part not in {".", ".."} and not part.startswith((".", "~")) for part in parts)
    return parts if fine else []


def _target(url: str, *, own: bool, base: str) -> str:
    """Return a file's path in the new site, its old one or below ``uploads/``; empty where it cannot have one."""
    parts = _parts(url)
    within = base.strip("/").split("/")
    if own and base and "://" in url and parts[: len(within)] == within:
        parts = parts[len(within) :]
    return "/".join(parts if own else ["uploads", *parts]) if parts else ""


def _plain(url: str) -> str:
    """Return an address without scheme and ``www.``, so that pictures are known by both."""
    return re.sub(r"^(?:https?:)?//(?:www\.)?", "", unquote(without_logins(url)))
