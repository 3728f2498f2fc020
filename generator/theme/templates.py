"""Templates: render a page's text from a template's name, a view and a body.

A template comes from the first folder that has it, so that a site's own file replaces the
shipped one of the same name. Any error in a template becomes a
:class:`TemplateFault`, which carries a problem with file, line and hint.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import jinja2
from jinja2 import meta
from markupsafe import Markup

from generator.base.problems import Place, Problem, suggestion
from generator.theme.bytecode import Bytecode
from generator.theme.fault import TemplateFault
from generator.theme.fragments import Once
from generator.theme.precompiled import packed
from generator.theme.quick_code import Environment
from generator.views import View

_TAG = re.compile(r"{%[-+]?\s*(?:extends|include|import|from)\b(.*?)%}", re.DOTALL)
_STATIC = re.compile(r"""\s*(["'])([^"']+)\1\s*(?:-|as\s|import\s|with|$)""")


class Theme:
    """Templates from one or more folders, ready to render."""

    def __init__(self, folders: tuple[Path, ...], bytecode: Path | None = None) -> None:
        """Open the folders, the first of which has precedence; see :func:`open_theme`."""
        self.folders = folders
        self._references: dict[str, tuple[str, ...] | None] = {}
        self._sources: dict[str, str] = {}
        self._digests: dict[str, str] = {}
        self._environment = Environment(
            loader=jinja2.FileSystemLoader(folders),
            autoescape=True,
            undefined=_Missing,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            extensions=[Once],
            bytecode_cache=Bytecode(bytecode),
        )
        # A page is a function of its template and its view, so sources of randomness are removed.
        known = self._environment.globals
        self._environment.globals = {name: known[name] for name in ("namespace", "range")}
        del self._environment.filters["random"]

    def render(self, template: str, view: View, body: str | None = None) -> str:
        """Return the page's text. ``body`` is trusted HTML. Raises :class:`TemplateFault`."""
        known = {"view": view, "body": Markup(body or "")}  # noqa: S704 - made by us
        while True:
            try:
                return self._environment.get_template(template).render(known)
            except Exception as error:  # a template can raise anything; no input gives a traceback
                if not isinstance(error, AttributeError) or not self._doubts(error):
                    raise TemplateFault(self._problem(template, error)) from error

    def _doubts(self, error: AttributeError) -> bool:
        """Return whether the template that reads a missing attribute may find it in another way."""
        files = [path for path, _ in self._trace(error)]
        return bool(files) and self._environment.doubt(files[-1])

    def names(self, besides: Path | None = None) -> tuple[str, ...]:
        """Return the names of all templates, of pages and partials.

        Those that only the folder ``besides`` has are left out.
        """
        names = {
            path.relative_to(folder).as_posix()
            for folder in self.folders
            if folder != besides
            for path in folder.rglob("*.html")
        }
        return tuple(sorted(name for name in names if name[0] not in "._"))

    def warm(self, templates: Iterable[str]) -> None:
        """Compile templates with all that they refer to, so that processes forked from here need not."""
        waiting, seen = list(templates), set[str]()
        while waiting:
            name = waiting.pop()
            if name not in seen and self.exists(name):
                seen.add(name)
                self.compile(name)
                waiting += self.references(name) or ()

    def source(self, template: str) -> str:
        """Return a template's text, read once. Raises :class:`TemplateFault`."""
        if template not in self._sources:
            try:
                loader = self._environment.loader
                assert loader  # noqa: S101 - it was given one; for the type checker
                self._sources[template] = loader.get_source(self._environment, template)[0]
            except (jinja2.TemplateNotFound, UnicodeDecodeError) as error:
                raise TemplateFault(self._problem(template, error)) from error
        return self._sources[template]

    def references(self, template: str) -> tuple[str, ...] | None:
        """Return the templates that this one refers to, or None if a name is known only at run time.

        If every reference is a plain quoted name, they are found by a regular expression, a hundred
        times as fast as Jinja2's parser, which is used otherwise.
        """
        if template not in self._references:
            text = self.source(template)
            found = [_STATIC.match(tag) for tag in _TAG.findall(text)]
            names: Iterable[str | None] = [match[2] for match in found if match]
            if not all(found):
                names = set(meta.find_referenced_templates(self.parse(template)))
            known = tuple(sorted({name for name in names if name}))
            self._references[template] = None if None in names else known
        return self._references[template]

    def fingerprint(self) -> str:
        """Return a digest of the sources of all templates."""
        state = hashlib.sha256()
        for name in self.names():
            path = next(folder / name for folder in self.folders if (folder / name).is_file())
            data = path.read_bytes()
            state.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
        return state.hexdigest()

    def digest(self, template: str) -> str:
        """Return a digest of the sources of the template and all that it extends or includes.

        A template whose references are known only at run time depends on all templates.
        """
        if template not in self._digests:
            seen: dict[str, None] = {}
            waiting = [template]
            while waiting:
                name = waiting.pop()
                if name in seen or not self.exists(name):
                    continue
                seen[name] = None
                names = self.references(name)
                waiting += self.names() if names is None else names
            state = hashlib.sha256()
            for name in sorted(seen):
                text = self.source(name).encode()
                state.update(f"{name}\0{len(text)}\0".encode() + text)
            self._digests[template] = state.hexdigest()
        return self._digests[template]

    def exists(self, template: str) -> bool:
        """Return whether a template of this name exists."""
        return template in self._sources or any((folder / template).is_file() for folder in self.folders)

    def missing(self, template: str) -> str:
        """Return a message that there is no such template, with the most similar name."""
        return f'no template "{template}"{suggestion(template, self.names())}'

    def parse(self, template: str) -> jinja2.nodes.Template:
        """Return a template's syntax tree. Raises :class:`TemplateFault`."""
        text = self.source(template)
        try:
            return self._environment.parse(text, template)
        except jinja2.TemplateSyntaxError as error:
            raise TemplateFault(self._problem(template, error)) from error

    def as_python(self) -> Iterator[tuple[str, str, str]]:
        """Return each template's name, its source, and the Python that Jinja2 generates for it."""
        for name in self.names():
            text = self.source(name)
            yield name, text, self._environment.compile(text, name, name, raw=True)

    def compile(self, template: str) -> None:
        """Compile a template, and cache it for :meth:`render`. Raises :class:`TemplateFault`."""
        try:
            self._environment.get_template(template)
        except Exception as error:
            raise TemplateFault(self._problem(template, error)) from error

    def _problem(self, template: str, error: Exception) -> Problem:
        """Return the problem of an error, at the innermost template line of its traceback."""
        name, line = self._where(error) or (template, 0)
        message, hint = f"the template fails: {type(error).__name__}: {error}", ""
        if isinstance(error, jinja2.TemplateSyntaxError):
            name, line = error.name or name, error.lineno
            message = f"the template cannot be read: {error.message}"
        elif isinstance(error, UnicodeDecodeError):
            message = "the template is not UTF-8"
        elif isinstance(error, RecursionError):
            message, hint = "the template includes itself, and never ends", "take out what leads back to it"
        elif isinstance(error, jinja2.UndefinedError):
            message = error.message or "something is not defined"
            hint = "a template knows its view and its body; generator/views/ lists what they have"
        elif isinstance(error, jinja2.TemplateNotFound):
            message = self.missing(str(error.name))
        return Problem(Place(self.place(name), line), "error", message, hint)

    def place(self, template: str) -> str:
        """Return a template's path for problems: in the site's folder, in ours, or in another package."""
        folder = next((folder for folder in self.folders if (folder / template).is_file()), None)
        is_foreign = folder is not None and folder != shipped() and (folder.parent / "__init__.py").is_file()
        return f"{folder.parent.name}/{folder.name}/{template}" if folder and is_foreign else f"templates/{template}"

    def _where(self, error: Exception) -> tuple[str, int] | None:
        """Return the template and line in which an error was raised, or None."""
        found = None
        for file, line in self._trace(error):
            for folder in self.folders:
                if Path(file).is_relative_to(folder):
                    found = Path(file).relative_to(folder).as_posix(), line
        return found

    def _trace(self, error: Exception) -> Iterator[tuple[str, int]]:
        """Return the files and lines of templates that led to an error, the innermost last."""
        trace = error.__traceback__
        while trace:
            file = trace.tb_frame.f_code.co_filename
            if any(Path(file).is_relative_to(folder) for folder in self.folders):
                yield file, trace.tb_lineno
            trace = trace.tb_next


class _Missing(jinja2.StrictUndefined):
    """Represents an undefined name: any use of it is an error that suggests a known one."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name, owner = self._undefined_name, self._undefined_obj
        if self._undefined_hint:
            return self._undefined_hint
        if owner is jinja2.utils.missing:
            return f'"{name}" is not defined{suggestion(str(name), ("view", "body"))}'
        known = owner if isinstance(owner, dict) else getattr(owner, "__struct_fields__", ())
        what = "a mapping" if isinstance(owner, dict) else f"a {type(owner).__name__}"
        return f'{what} has no "{name}"{suggestion(str(name), known)}'


def open_theme(folders: Iterable[Path], bytecode: Path | None = None) -> Theme:
    """Return the theme of those folders that exist, the first with precedence.

    ``bytecode`` is a folder for compiled templates, created when needed; it may be deleted at
    any time.
    """
    found = dict.fromkeys(folder.resolve() for folder in folders if folder.is_dir())
    return Theme(tuple(found), bytecode)


@cache
def shipped() -> Path:
    """Return the folder of the default theme: in the wheel, else beside the package."""
    package = Path(__file__).parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def precompile() -> dict[str, str]:
    """Return the default theme's templates as Python files, by their names in a wheel."""
    return packed(open_theme([shipped()]).as_python())
