"""The choice of the live comment system that the site's settings name, with its own settings."""

import msgspec

from generator.base.problems import Place, Report, suggestion
from generator.base.shelf import shelf
from generator.comments.base import Origins, Provider, Thread, refused
from generator.schema.fields import FileContext, Invalid, read
from generator.site import settings as site_settings
from generator.views import Embed

NONE = "none"


class ConfiguredProvider(msgspec.Struct, frozen=True):
    """A provider and its settings."""

    provider: Provider
    settings: msgspec.Struct

    def embed(self, thread: Thread) -> Embed | None:
        """Return the view of an article's thread, or None if it has no thread there."""
        return self.provider.embed(self.settings, thread)

    @property
    def origins(self) -> Origins:
        """Return the origins that the security policy has to allow."""
        return self.provider.origins(self.settings)


def providers() -> dict[str, Provider]:
    """Return all providers by name, those of other packages among them."""
    return shelf("generator.comments", "PROVIDER")


def choose(site: site_settings.Site, report: Report) -> ConfiguredProvider | None:
    """Return the site's live comment system; None without one, or if its settings are invalid."""
    comments = site.comments
    context = FileContext(site_settings.SOURCE, report, site.zone)
    if comments.provider == NONE:
        known = [field for field in site_settings.Comments.__struct_fields__ if field != "others"]
        for key, place in comments.others.keys.items():
            if key in comments.others.values:
                hint = "" if suggestion(key, known) else "a provider's settings need a line provider: NAME beside them"
                context.error(place, f'unknown key "{key}"{suggestion(key, known)}', hint)
        return None
    provider = providers().get(comments.provider)
    if provider is None:
        message = f'unknown provider "{comments.provider}"{suggestion(comments.provider, providers())}'
        report.error(_place(comments), message, "use one of: " + ", ".join([NONE, *providers()]))
        return None
    settings = read(provider.settings, comments.others, context, "comments")
    if isinstance(settings, Invalid):
        return None
    if wrong := refused(provider.origins(settings)):
        message = f'the provider "{provider.name}" asks for {wrong[0]}, which the security policy cannot allow'
        report.error(_place(comments), message)
        return None
    return ConfiguredProvider(provider, settings)


def _place(comments: site_settings.Comments) -> Place:
    """Return where the provider is named."""
    node = comments.others.keys.get("provider", comments.others)
    return Place(site_settings.SOURCE, node.line, node.column)
