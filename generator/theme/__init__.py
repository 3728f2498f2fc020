"""The door to Jinja2 and to the theme's files: names, views and folders in, text and bytes out.

It may use ``views`` and ``base``.
"""

from generator.base.imports import put_off
from generator.base.patterns import lazily_in

# pprint is for an extension of Jinja2 that shows what a template knows.
with lazily_in("jinja2", "string"), put_off("pprint"):
    import jinja2 as jinja2
    import jinja2.ext as _ext  # noqa: F401 (it is what imports pprint)

from generator.theme.assets import Asset, asset_stamps, assets, skins
from generator.theme.check import check, page_templates
from generator.theme.fault import TemplateFault
from generator.theme.named_values import named_values
from generator.theme.templates import Theme, open_theme, precompile, shipped

__all__ = [
    "Asset",
    "TemplateFault",
    "Theme",
    "asset_stamps",
    "assets",
    "check",
    "named_values",
    "open_theme",
    "page_templates",
    "precompile",
    "shipped",
    "skins",
]
