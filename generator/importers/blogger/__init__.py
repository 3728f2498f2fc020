"""Blogger: the ``.xml`` file of *Settings, Back up content*, or ``feed.atom`` of Google Takeout."""

from generator.importers.base import Importer
from generator.importers.blogger.export import Blogger

IMPORTER = Importer(
    name="blogger",
    label="Blogger",
    asks_for="the .xml or .atom file of Settings, Back up content",
    read=Blogger,
    read_at=Blogger,
)
