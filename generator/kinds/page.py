"""Pages: ``content/pages/**/*.md``, at the top of the site and without a date."""

from generator.kinds.base import Fields, Kind

KIND = Kind(
    name="page",
    folder="pages",
    schema=Fields,
    label="Page",
    plural="Pages",
    dated=False,
    permalink="/{slug}/",
)
