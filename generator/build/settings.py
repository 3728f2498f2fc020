"""The settings and the kinds of a site, which all other reading depends on."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from generator.base.decoding import decode
from generator.base.problems import Place, Report
from generator.content.files import settings_file
from generator.content.find import Source, read_bytes
from generator.kinds.declared import all_kinds
from generator.pages.kind import Kind
from generator.schema.fields import Invalid
from generator.schema.front_matter import read_yaml
from generator.site.declared import Declared, declared
from generator.site.settings import SOURCE, Site, read_site, settings_context

#: Replaces settings that cannot be read.
STAND_IN = Site(title="Site", url="https://site.invalid")


class LoadedSettings(msgspec.Struct, frozen=True):
    """The settings that were read, None if they are invalid, and the kinds that they declare."""

    site: Site | None = None
    #: The kinds as they are declared, without invalid ones.
    declared: Declared = Declared()

    def kinds(self) -> dict[str, Kind]:
        """Return all kinds of the site, by name."""
        return all_kinds(self.declared.kinds)

    def folders(self, kinds: Mapping[str, Kind]) -> dict[str, str]:
        """Return the suffix of the files in each kind's folder, including those of invalid kinds."""
        return dict.fromkeys(self.declared.unread, ".md") | {kind.folder: kind.suffix for kind in kinds.values()}


def read_settings(root: Path, found: Sequence[Source], report: Report) -> LoadedSettings:
    """Return the settings; problems in them are reported, and everything else is read nevertheless."""
    source = settings_file(found)
    if source is None:
        report.error(Place(SOURCE), "the file is missing", 'a site needs it, with "title" and "url"')
        return LoadedSettings()
    data = read_bytes(root, source, report)
    text = decode(data, SOURCE, report) if data is not None else None
    node = read_yaml(text, SOURCE, report) if text is not None else None
    if node is None:
        return LoadedSettings()
    site = read_site(node, report)
    context = settings_context(node, report)
    kinds = declared(node, context)
    if kinds.kinds:
        from generator.kinds.declared.check import checked  # noqa: PLC0415 (few sites declare any)

        kinds = checked(kinds, node, context)
    return LoadedSettings(None if isinstance(site, Invalid) else site, kinds)
