"""Substack: the zip file of *Settings, Import and export, New export*, or the folder that it became."""

from generator.importers.base import Importer
from generator.importers.substack.export import Substack

IMPORTER = Importer(
    name="substack",
    label="Substack",
    asks_for="the .zip file of Settings, Export",
    takes_folder=True,
    read=Substack,
    read_at=Substack,
)
