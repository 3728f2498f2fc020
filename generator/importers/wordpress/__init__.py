"""WordPress: the file of *Tools, Export*, WXR 1.0 to 1.2."""

from generator.importers.base import Importer
from generator.importers.wordpress.export import WordPress

IMPORTER = Importer(
    name="wordpress",
    label="WordPress",
    asks_for="the .xml file of Tools, Export, All content",
    read=WordPress,
)
