"""The JSON Schemas of a site's content files, by name: of each kind, of the settings, and of the people."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, cast

import msgspec

from generator.base.layout import CONTENT
from generator.comments.choose import NONE, providers
from generator.feeds.base import choices
from generator.newsletters.choose import newsletters
from generator.pages.kind import Kind
from generator.privacy import people
from generator.schema.json_schema import MADE, Schema, file_schema, one_of, schema_of, struct_schema
from generator.site.settings import SOURCE, Comments, Newsletter, Site

#: The folder of a project that has the schemas, for editors.
FOLDER = ".schemas"
SITE, PEOPLE = "site", "people"


def schemas(kinds: Mapping[str, Kind]) -> dict[str, Schema]:
    """Return all schemas by their names, those of the kinds first."""
    found = {schema_name(kind): kind_schema(kind) for kind in kinds.values()}
    return {**found, SITE: _site(), PEOPLE: _people()}


def schema_name(kind: Kind) -> str:
    """Return the name of a kind's schema: the kind's own, unless the settings or the people have it."""
    return f"{kind.name}-kind" if kind.name in {SITE, PEOPLE} else kind.name


def as_file(schema: Schema) -> bytes:
    """Return a schema as the bytes of its file."""
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"


def is_ours(data: bytes) -> bool:
    """Return whether bytes are a schema that Goodword made, so that it may be replaced."""
    return MADE.encode() in data


def files(kinds: Mapping[str, Kind]) -> dict[str, bytes]:
    """Return the files of all schemas, by their paths in a project."""
    return {f"{FOLDER}/{name}.json": as_file(schema) for name, schema in schemas(kinds).items()}


def modeline(name: str, path: str) -> str:
    """Return the note that tells an editor the schema of a file at a path from the root."""
    up = "../" * (len(PurePosixPath(path).parts) - 1)
    return f"# yaml-language-server: $schema={up}{FOLDER}/{name}.json"


def kind_schema(kind: Kind) -> Schema:
    """Return the schema of a kind's files; of the front matter alone where they are Markdown."""
    place = f"{CONTENT}/{kind.folder}" if "." in kind.folder else f"{CONTENT}/{kind.folder}/*{kind.suffix}"
    about = f"The front matter of {place}." if kind.is_markdown else f"{place}."
    body: Schema
    if kind.many:
        # An empty file has no comments, and is read as a mapping without keys.
        body = {"type": ["array", "null", "object"], "maxProperties": 0, "items": struct_schema(kind.schema)}
    else:
        body = struct_schema(kind.schema)
        if "required" not in body:
            body["minProperties"] = 1
    return file_schema(body, f"{kind.label} ({place})" if kind.is_markdown else kind.plural, about)


def _site() -> Schema:
    """Return the schema of the settings, with those of each comment system and newsletter service."""
    body = struct_schema(Site)
    keys = cast("dict[str, Schema]", body["properties"])
    keys["feeds"]["properties"]["formats"]["items"] = one_of([form.name for form in choices()])
    _with_providers(keys["comments"], Comments, {name: one.settings for name, one in providers().items()})
    _with_providers(keys["newsletter"], Newsletter, {name: one.settings for name, one in newsletters().items()})
    return file_schema(body, "Settings", f"{SOURCE}: the settings of the site.")


def _with_providers(base: Schema, common: type[msgspec.Struct], services: Mapping[str, type[msgspec.Struct]]) -> None:
    """Say in the schema of settings what else they hold for each provider, by its name."""
    said = {key: value for key, value in base["properties"]["provider"].items() if key in {"description", "default"}}
    base["properties"]["provider"] = {**one_of([NONE, *services], absent=True), **said}
    shared = struct_schema(common)["properties"]
    base["allOf"] = [_provided(name, shared, settings) for name, settings in services.items()]
    base["allOf"].append({"if": _is("|".join(services)), "else": {"properties": shared, "additionalProperties": False}})


def _provided(name: str, shared: Schema, settings: type[msgspec.Struct]) -> Schema:
    """Return what holds for settings where they name a provider."""
    own = struct_schema(settings)
    allowed = {**shared, **cast("dict[str, Any]", own["properties"])}
    then: Schema = {"properties": allowed, "additionalProperties": False}
    if "required" in own:
        then["required"] = own["required"]
    return {"if": _is(name), "then": then}


def _is(names: str) -> Schema:
    """Return a schema that holds where the provider is one of some names."""
    named = {"type": "string", "pattern": rf"^\s*(?:{names})\s*$"}
    return {"type": "object", "properties": {"provider": named}, "required": ["provider"]}


def _people() -> Schema:
    """Return the schema of the people who were helped."""
    body = schema_of(dict[str, people.Person], absent=True)
    return file_schema(body, "People", f"{people.SOURCE}: who was helped, and how they may be named.")
