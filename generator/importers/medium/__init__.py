"""Medium: the zip file of *Settings, Security and apps, Download your information*, or the folder that it became."""

from generator.importers.base import Importer
from generator.importers.medium.export import Medium

IMPORTER = Importer(
    name="medium",
    label="Medium",
    asks_for="the .zip file of Settings, Download your information",
    takes_folder=True,
    read=Medium,
    read_at=Medium,
)
