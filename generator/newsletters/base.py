"""The contract of a newsletter service.

A service has no script and no template of its own here: it says where a plain form posts an e-mail address, and the
theme draws the form. So the page loads nothing of it, and works without scripts.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from generator.views import SignUp


class Newsletter(msgspec.Struct, frozen=True, kw_only=True):
    """A newsletter service.

    ``settings`` is a frozen struct, read by :mod:`generator.schema.fields` from what stands beside ``provider`` in the
    site's settings. ``form(settings)`` returns the form.
    """

    #: The name in ``newsletter: {provider: …}``.
    name: str
    #: The name for readers.
    label: str
    settings: type[msgspec.Struct]
    form: Callable[[Any], SignUp]
    #: What it takes and costs, in a sentence, for the documentation.
    about: str
    #: Where its form was looked up, and when.
    source: str
    #: Example settings, as a site may write them beside ``provider``. The shelf's contract is tested with them.
    example: dict[str, str] = {}
