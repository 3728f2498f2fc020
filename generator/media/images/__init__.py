"""Images: what a picture is, which files become of it, and their bytes.

The metadata of a photograph reveal place, time and camera. So no original is ever copied:
every picture is decoded and written anew, and nothing but its pixels goes along. :func:`probe`
tells the size without decoding it, :func:`renditions` says which files there will be, and
:func:`encode`, the only slow one, makes them. All three are plain functions of their arguments.
"""

from generator.media.images.encode import encode, rewritten
from generator.media.images.probe import SUFFIXES, Probe, probe
from generator.media.images.renditions import REVISION, Rendition, largest, renditions
from generator.media.images.sniff import HEAD, sniff

__all__ = [
    "HEAD",
    "REVISION",
    "SUFFIXES",
    "Probe",
    "Rendition",
    "encode",
    "largest",
    "probe",
    "renditions",
    "rewritten",
    "sniff",
]
