"""Any other service that takes an address from a plain form."""

import msgspec

from generator.newsletters.base import Newsletter
from generator.newsletters.settings import Address, FieldName
from generator.schema.scalars import Filled, Url
from generator.views import Field, SignUp


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the service's form: its address, the field for the e-mail address, and what is hidden in it."""

    service: Filled
    action: Address
    field: FieldName = "email"
    hidden: dict[str, str] = {}
    double_opt_in: bool = True
    privacy: Url = ""


def form(settings: Settings) -> SignUp:
    """Return the form."""
    return SignUp(
        service=settings.service,
        action=settings.action,
        field=settings.field,
        hidden=tuple(Field(name=name, label="", type="hidden", value=value) for name, value in settings.hidden.items()),
        confirms=settings.double_opt_in,
        privacy=settings.privacy,
    )


NEWSLETTER = Newsletter(
    name="form",
    label="Another service",
    settings=Settings,
    form=form,
    about="Any service whose form can be written as plain HTML.",
    source="the form of the service itself",
    example={"service": "Paper Boat", "action": "https://paperboat.example/join", "field": "address"},
)
