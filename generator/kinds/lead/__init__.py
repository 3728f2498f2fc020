"""Leads: ``content/leads/*.md``, job openings passed on. Expired ones stay, as closed."""

from generator import views
from generator.base.model import Entry
from generator.kinds.base import Common, EntryPage, Home, JsonLd, Kind
from generator.kinds.lead.pages import feeds, follow, listing, newest_open
from generator.kinds.lead.schema import LeadFields, is_example
from generator.pages.context import Context, Values
from generator.pages.metadata import full
from generator.pages.qr_code import qr_code
from generator.pages.sending import send

#: schema.org's names of employment types.
_EMPLOYMENT = {
    "full-time": "FULL_TIME",
    "part-time": "PART_TIME",
    "contract": "CONTRACTOR",
    "contractor": "CONTRACTOR",
    "temporary": "TEMPORARY",
    "internship": "INTERN",
    "intern": "INTERN",
    "volunteer": "VOLUNTEER",
}


def view(context: Context, page: EntryPage[LeadFields], common: Common) -> views.LeadView:
    """Return a lead's view."""
    fields = page.entry.fields
    if common["send"] is not None:
        common = {**common, "send": send(context, fields.title, context.url(page.entry), _message(context, page.entry))}
    return views.LeadView(
        **common,
        zone=context.settings.timezone,
        qr=qr_code(context.absolute(context.url(page.entry))) if common["send"] else None,
        employer=fields.employer,
        closed=context.index.closed(page.entry),
        expires=context.dated(fields.expires),
        location=fields.location,
        remote=fields.remote,
        employment_type=fields.employment_type,
        apply_url=fields.url,
    )


def _message(context: Context, entry: Entry[LeadFields]) -> tuple[str, ...]:
    """Return the lines of a message that passes a lead on; the one in which the reader says why is empty."""
    fields = entry.fields
    where = ", or ".join(part for part in (fields.location, "from anywhere" if fields.remote else "") if part)
    return (
        f"{fields.title}, at {fields.employer}",
        f"Where: {where}" if where else "They say where when you ask.",
        f"Open until {context.dated(fields.expires).text}",
        "",
        context.absolute(context.url(entry)),
    )


def note(_values: Values, entry: Entry[LeadFields]) -> str:
    """Return a lead's employer and place."""
    fields = entry.fields
    parts = (fields.employer, fields.location, "remote" if fields.remote else "")
    return " · ".join(part for part in parts if part)


def words(values: Values, entry: Entry[LeadFields]) -> tuple[str, ...]:
    """Return a lead's employer, place and kind of work."""
    return (note(values, entry), *filter(None, (entry.fields.employment_type,)))


def status(values: Values, entry: Entry[LeadFields]) -> str:
    """Return ``Closed`` for a closed lead, or an empty string."""
    return "Closed" if values.index.closed(entry) else ""


def json_ld(context: Context, entry: Entry[LeadFields], common: JsonLd, _comments: tuple[views.Comment, ...]) -> JsonLd:
    """Return a lead as a JobPosting; empty for closed ones and examples."""
    fields = entry.fields
    if context.index.closed(entry) or not entry.date or is_example(fields):
        return {}
    place = {"@type": "PostalAddress", "addressLocality": fields.location}
    return full(
        {
            "@type": "JobPosting",
            **{key: common[key] for key in ("@id", "url", "image")},
            "title": fields.title,
            "description": common["description"],
            "datePosted": entry.date.isoformat(),
            "validThrough": fields.expires.isoformat(),
            "hiringOrganization": {"@type": "Organization", "name": fields.employer},
            "jobLocation": {"@type": "Place", "address": place} if fields.location else "",
            "jobLocationType": "TELECOMMUTE" if fields.remote else "",
            "employmentType": _EMPLOYMENT.get(fields.employment_type.lower().replace(" ", "-"), ""),
        },
    )


KIND = Kind(
    name="lead",
    folder="leads",
    schema=LeadFields,
    label="Lead",
    plural="Leads",
    rank=50,
    permalink="/leads/{slug}/",
    index="/leads/",
    stays=True,
    feeds="asked",
    home=Home("leads", newest_open),
    template="lead.html",
    view=view,
    listing=listing,
    note=note,
    status=status,
    tagged=False,
    json_ld=json_ld,
    words=words,
    own_feeds=feeds,
    follow=follow,
)
