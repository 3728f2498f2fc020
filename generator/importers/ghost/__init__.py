"""Ghost: the ``.json`` file of *Settings, Import/Export, Export*, or the zip file that has it."""

from generator.importers.base import Importer
from generator.importers.ghost.export import Ghost

IMPORTER = Importer(
    name="ghost",
    label="Ghost",
    asks_for="the .json file of Settings, Export",
    read=Ghost,
    read_at=Ghost,
)
