"""What is said after a consent was taken back: what still shows the person, and how to take it out."""

import re

import msgspec

from generator.base.problems import Place
from generator.cli.console import say
from generator.edit.giving import Log
from generator.edit.history import Commit, commits_with, history_of
from generator.edit.traces import in_files, in_output, of_gives
from generator.privacy.people import People, Person
from generator.site.project import Project

_MOST = 40


def still_shown(project: Project, log: Log, name: str, before: Person, consent: str, *, seen: bool) -> None:
    """Print what still shows a person beyond their consent; ``seen`` is whether their name may be printed."""
    now = msgspec.structs.replace(before, consent=consent)
    guard = People(known=True, people={name: now}).guard(log.site)
    places = in_files(project, guard)
    places += of_gives(log, name, before.shown, now.shown)
    if places:
        say("\nThese lines still show them; take out what they say:\n")
        _some([f"  {_where(place)}: {words}" for place, words in sorted(set(places))])
    else:
        say("No file of yours shows them.")
    if output := in_output(project, guard):
        say(f"\nThe output has {len(output)} files that show them, {output[0]} for one. Build and publish again.")
    names = [one for one in (before.name, before.email) if one]
    commits = commits_with(project.root, names, "" if now.shown else name)
    if commits:
        _history(commits, name, before, seen=seen)
    history = history_of(project.root)
    if not commits and history in {"part", "whole"}:
        say("No commit of Git has their name, their address or their id as a person.")
    if history == "part":
        say("\nThis is a shallow clone, without the older commits. Get them, and run this again: git fetch --unshallow")
    elif history == "unreadable":
        say("\nGit could not be asked for its history, which may show them. See what it says to:  git log")


def _where(place: Place) -> str:
    return place.path + (f":{place.line}:{place.column}" if place.line else "")


def _some(lines: list[str]) -> None:
    for line in lines[:_MOST]:
        say(line)
    if len(lines) > _MOST:
        say(f"  … and {len(lines) - _MOST} more")


def _history(commits: list[Commit], name: str, person: Person, *, seen: bool) -> None:
    """Print the commits that have the person, and how to take them out of the history."""
    say("\nGit's history keeps them. These commits brought them in, or took them out:\n")
    _some([f"  {commit.name} {commit.date}" + (f" {_printable(commit.subject)}" if seen else "") for commit in commits])
    say("\nIf it is public, rewrite it in a fresh clone, with git-filter-repo (pip install git-filter-repo).")
    say("First a file with these lines, outside of the clone, such as ../names.txt:\n")
    for rule in rules(name, person if seen else None):
        say(f"  {rule}")
    say("\n  git filter-repo --replace-text ../names.txt --replace-message ../names.txt")
    say("  git push --force --all && git push --force --tags\n")
    say("Before: all others push what they have. After: they clone anew, or their copies bring the old history back.")
    say("Forks, pull requests and caches keep old commits: ask the host's support to delete them.")
    say("Hosts keep earlier deploys at addresses of their own: delete those. Feed readers, search engines and")
    say("archives have copies that you cannot reach; search engines take requests to remove a page.")


def rules(name: str, person: Person | None) -> list[str]:
    """Return the lines that tell git-filter-repo what to replace; with gaps to fill in where ``person`` is None."""
    words = _expression(person.name) if person else r"FIRST[\W_]+LAST"
    found = []
    if person is None or person.email:
        # Before the name, which may be a part of it.
        found.append(f"regex:(?i){re.escape(person.email) if person else 'ADDRESS'}==>somebody@example.org")
    found.append(f"regex:(?i){words}==>somebody")
    key = rf"""person["']?[ \t]*:[ \t]*["']?{re.escape(name)}["']?(?![\w.-])"""
    return [*found, rf"""regex:(,[ \t]*|\r?\n[ \t]*)["']?{key}==>"""]


def _expression(name: str) -> str:
    """Return a regular expression for a name, whatever stands between its words."""
    return r"[\W_]+".join(re.escape(word) for word in name.split())


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
