"""``goodword init``: a new site with one of everything."""

import contextlib
import os
import re
import secrets
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from generator.base.problems import suggestion
from generator.base.system import relative, shell_word
from generator.cli.console import say
from generator.cli.help import Command
from generator.cli.options import moment
from generator.cli.requirement_option import VENDOR, way_of
from generator.scaffold import NOBODY, publishing
from generator.scaffold.new import Answers, new_site
from generator.scaffold.requirement import Way
from generator.site.settings import is_address

#: What a folder that counts as empty may have: a Git repository without files, and hidden files of desktops.
_NOTHING = {".git", ".DS_Store", "desktop.ini", "Thumbs.db"}


@click.command("init", cls=Command, examples=("goodword init my-site", "goodword init my-site --yes --host github"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Ask nothing, and take what would have been proposed.")
@click.option(
    "--host",
    type=click.Choice(list(publishing.choices()), case_sensitive=False),
    help=f"Where the site will be published; {publishing.DEFAULT} by default.",
)
@click.option(
    "--requirement",
    metavar="SPEC",
    help=f"What the host installs: {VENDOR}, a wheel in the site, is the default; goodword==VERSION; "
    "or git+https://HOST/PATH@COMMIT.",
)
def command(folder: Path, *, yes: bool, host: str | None, requirement: str | None) -> int:
    """Make a new site in DIR, with one of everything. Nothing is ever overwritten."""
    folder = folder.absolute()
    _empty(folder)
    if not yes and not (sys.stdin and sys.stdin.isatty()):
        raise click.UsageError("there is no terminal to ask questions on; --yes asks none")
    answers = _answers(folder, way_of(requirement), host, ask=not yes)
    files = new_site(answers)
    _write(folder, files)
    chosen = publishing.choices()[answers.host]
    shown = relative(folder)
    say(f"{shown}/: a new site for {chosen.label}, {len(files)} files. What to do next:\n")
    if shown != ".":
        say(f"  cd {shell_word(shown)}")
    say("  goodword serve --open\n")
    say("It shows the site in your browser while you write. README.md there says what each file is.")
    say("To publish, when you have looked at it:\n")
    say(publishing.shown(chosen))
    return 0


def _empty(folder: Path) -> None:
    """End with a usage error unless the folder is empty or not there yet."""
    there = next(part for part in (folder, *folder.parents) if os.path.lexists(part))
    if not there.is_dir():
        what = "a file, not a folder" if there.exists() else "a link to something that is not there"
        raise click.UsageError(f"{there} is {what}")
    found = sorted({path.name for path in folder.iterdir()} - _NOTHING) if folder.is_dir() else []
    if found:
        some = ", ".join(found[:6]) + (" …" if len(found) > 6 else "")
        raise click.UsageError(f"{folder} is not empty, and nothing is overwritten. It has: {some}")


def _answers(folder: Path, way: Way, where: str | None, *, ask: bool) -> Answers:
    """Return the answers for the site: the user's, else defaults from the folder and the computer."""
    words = re.sub(r"[\s_-]+", " ", folder.name).strip()
    title = words[:1].upper() + words[1:] if words.isprintable() and words else "My site"
    short = re.sub(r"[^a-z0-9]+", "-", folder.name.lower()).strip("-")[:60].strip("-") or "my-site"
    url, name, zone, language = f"https://{short}.example", NOBODY, _zone_here(), "en"
    host = where or publishing.DEFAULT
    if ask:
        many = "Five" if where else "Six"
        say(f"{many} questions. Enter takes what stands in brackets, and all of it can be changed later.\n")
        title = click.prompt("The site's title", default=title, value_proc=_text)
        if not where:
            known = ", ".join(publishing.choices())
            host = click.prompt(f"Where it will be published: {known}", default=host, value_proc=_host)
        form = publishing.choices()[host].setup.address
        url = click.prompt(f"Its address, such as {form}" if form else "Its address", default=url, value_proc=_address)
        name = click.prompt("Your name, as readers see it", default=name, value_proc=_text)
        zone = click.prompt("Your time zone", default=zone, value_proc=_zone)
        language = click.prompt("The language you write in", default=language, value_proc=_language)
        say()
    today = moment(None).astimezone(ZoneInfo(zone)).date()
    return Answers(
        title=title,
        url=url,
        name=name,
        timezone=zone,
        language=language,
        today=today,
        host=host,
        way=way,
        mark=secrets.token_hex(4),
    )


def _zone_here() -> str:
    """Return the name of the computer's time zone, as far as it can be determined."""
    found = [os.environ.get("TZ", "").lstrip(":")]
    with contextlib.suppress(OSError, UnicodeError):
        found.append(Path("/etc/timezone").read_text(encoding="ascii").strip())
    found.append(os.path.realpath("/etc/localtime").rpartition("/zoneinfo/")[2])
    for name in found:
        with contextlib.suppress(click.UsageError):
            return _zone(name.removeprefix("Etc/"))
    return "UTC"


def _text(value: str) -> str:
    """Return a valid answer: one line of text."""
    text = " ".join(value.split())
    if not text or not text.isprintable():
        raise click.UsageError("that must be some text")
    return text


def _host(value: str) -> str:
    """Return a valid answer: the name of a host."""
    known = publishing.choices()
    text = value.strip().lower()
    if text not in known:
        near = suggestion(text, known)
        raise click.UsageError(f'"{text}" is none of {", ".join(known)}{near}')
    return text


def _address(value: str) -> str:
    """Return a valid answer: an absolute address."""
    text = value.strip()
    if not is_address(text):
        near = f"https://{text}"
        raise click.UsageError(
            "that must be an address such as " + (near if is_address(near) else "https://example.org")
        )
    return text


def _zone(value: str) -> str:
    """Return a valid answer: the name of a time zone."""
    text = value.strip()
    if text and not text.startswith("/"):
        with contextlib.suppress(LookupError, ValueError, OSError):
            return ZoneInfo(text).key
    raise click.UsageError(f'there is no time zone "{text}"{_near(text)}')


def _near(text: str) -> str:
    """Return the zone that may be meant: similarly spelled, or that of a city."""
    from zoneinfo import available_timezones

    names = sorted(available_timezones())
    city = text.replace(" ", "_").lower()
    for name in names:
        if city and name.lower().rpartition("/")[2] == city:
            return f'; did you mean "{name}"?'
    return suggestion(text, names) or "; use a name such as Europe/Berlin or America/Chicago"


def _language(value: str) -> str:
    """Return a valid answer: a language's code."""
    text = value.strip()
    if not re.fullmatch(r"[a-zA-Z]{2,3}(?:-[a-zA-Z]{4})?(?:-(?:[a-zA-Z]{2}|\d{3}))?", text):
        raise click.UsageError("that must be a code such as en, de or pt-BR")
    return text


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files; if one fails, those written so far are deleted again."""
    done: list[Path] = []
    try:
        for path, data in files.items():
            target = folder / path
            done += [part for part in reversed((target, *target.parents)) if not part.exists()]
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                file.write(data)
    except BaseException:
        for made in reversed(done):
            with contextlib.suppress(OSError):
                made.rmdir() if made.is_dir() else made.unlink()
        raise
