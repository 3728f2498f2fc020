"""The message that asks a person what of them may be shown in public. It is printed and copied, never sent."""

from generator.privacy.people import Person
from generator.site.settings import Site

_END = (
    "A number as an answer is enough. Without one, it is 0. You can change your mind at any time: write to me, and I "
    "take it out. What others copied by then, such as search engines, I cannot call back."
)


def letter(site: Site, person: Person | None) -> str:
    """Return the message; without the person's own words if they are not to be seen (``person`` is None)."""
    author = site.authors.get(site.author)
    choices = ["nothing: you are not mentioned", *_choices(person)]
    now = f"At present it says: {person.shown}." if person and person.shown else "At present nothing tells who you are."
    paragraphs = (
        f"Hello {person.name}," if person else "Hello,",
        f"on my site, {site.title} ({site.url}), I keep a list of what I gave to people who look for work: leads, "
        f"introductions, advice. I would like to mention what I did for you. {now if person else ''}".rstrip(),
        "What may it say of you?",
        "\n".join(f"{number}. {choice}" for number, choice in enumerate(choices)),
        _END,
        f"Thank you,\n{author.name if author else site.title}",
    )
    return "\n\n".join(paragraphs) + "\n"


def _choices(person: Person | None) -> list[str]:
    """Return what a person can agree to, in the words that would be shown."""
    if person is None:
        return ["your role", "your initials", "your name"]
    words = {"role": person.role, "initials": person.initials, "name": person.name}
    return [f'your {what}: "{shown}"' for what, shown in words.items() if shown]
