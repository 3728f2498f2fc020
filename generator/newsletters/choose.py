"""The choice of the newsletter service that the site's settings name, with its own settings."""

import msgspec

from generator.base.problems import Place, Report, suggestion
from generator.base.shelf import shelf
from generator.newsletters.base import Newsletter
from generator.schema.fields import FileContext, Invalid, read
from generator.site import settings as site_settings
from generator.views import SignUp

NONE = "none"
_PROMISES = {
    "week": "One e-mail a week with all that is new here, and none in a week without news.",
    "month": "One e-mail a month with all that is new here, and none in a month without news.",
    "post": "An e-mail when there is something new here, and none otherwise.",
}


def newsletters() -> dict[str, Newsletter]:
    """Return all services by name, those of other packages among them."""
    return shelf("generator.newsletters", "NEWSLETTER")


def choose(site: site_settings.Site, report: Report) -> SignUp | None:
    """Return the form of the site's newsletter; None without one, or if its settings are invalid."""
    chosen = site.newsletter
    context = FileContext(site_settings.SOURCE, report, site.zone)
    if chosen.provider == NONE:
        known = [field for field in site_settings.Newsletter.__struct_fields__ if field != "others"]
        for key, place in chosen.others.keys.items():
            if key in chosen.others.values:
                near = suggestion(key, known)
                hint = "" if near else "a service's settings need a line provider: NAME beside them"
                context.error(place, f'unknown key "{key}"{near}', hint)
        return None
    service = newsletters().get(chosen.provider)
    if service is None:
        message = f'unknown provider "{chosen.provider}"{suggestion(chosen.provider, newsletters())}'
        node = chosen.others.keys.get("provider", chosen.others)
        where = Place(site_settings.SOURCE, node.line, node.column)
        report.error(where, message, "use one of: " + ", ".join([NONE, *newsletters()]))
        return None
    settings = read(service.settings, chosen.others, context, "newsletter")
    if isinstance(settings, Invalid):
        return None
    return msgspec.structs.replace(service.form(settings), promise=chosen.promise or _PROMISES[chosen.every])
