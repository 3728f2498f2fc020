"""What is told of an export: what each thing became, and what there is no place for elsewhere."""

import msgspec


class Became(msgspec.Struct, frozen=True):
    """What all of a kind became, and how many there are."""

    what: str
    count: int
    wordpress: str
    plain: str
    #: What one of them is called, where that is something else.
    single: str = ""

    @property
    def counted(self) -> str:
        """Return how many there are: ``1 article``, ``12 articles``."""
        name = self.single if self.count == 1 and self.single else self.what
        return f"{self.count:,} {name[:1].lower()}{name[1:]}"


class Told(msgspec.Struct, kw_only=True):
    """All that is told."""

    became: list[Became] = []
    drafts: int = 0
    scheduled: int = 0
    waiting: int = 0
    notes: list[str] = []

    @property
    def hidden(self) -> str:
        """Return what is not for everybody, and how much of it there is; an empty string if there is nothing."""
        parts = (
            (self.drafts, "draft or expired text", "drafts or expired texts"),
            (self.scheduled, "text that is still to come", "texts that are still to come"),
            (self.waiting, "comment or mention that waits or is spam", "comments and mentions that wait or are spam"),
        )
        return ", ".join(f"{count:,} {one if count == 1 else many}" for count, one, many in parts if count)


def readme(title: str, told: Told) -> str:
    """Return the page that lies beside an export."""
    rows = "".join(f"| {one.what} | {one.count:,} | {one.wordpress} | {one.plain} |\n" for one in told.became)
    notes = "".join(f"- {one}\n" for one in told.notes)
    private = f"It also has {told.hidden}. Look at these before you publish it anywhere.\n" if told.hidden else ""
    return f"""# {title}

All of a site made with Goodword, for other programs. It is your own copy. {private}
| What | How many | In `export.xml` | As files |
|---|---|---|---|
{rows}
## WordPress

`export.xml` is what WordPress itself exports (WXR 1.2). There, choose *Tools*, *Import*, *WordPress*, and *Download and
import file attachments*: it then gets the pictures from the addresses where your site is now, so leave the old site
where it is until that is done. What is a draft here is a draft there.

## Hugo, Jekyll and others

`content/` has each text as Markdown with YAML, `static/` the pictures and files at their addresses, `data/` the
comments, and all that is no text. For Hugo, copy all three into a new site. For Jekyll, `content/articles/` becomes
`_posts/` (drafts go to `_drafts/`), `data/` becomes `_data/`, and what is in `static/` goes to the top.

`originals/` has your pictures as you took them. Place, time and camera may stand in them: do not publish these.

## Back to Goodword

In the folder of a new site, `goodword import folder` and the path of this folder bring all of it back: each text as
what it was, with what was said of it, and pictures as you took them. The hidden file `.goodword-export.json` tells
which is which, so copy it along.
{
        f'''
## Look at these

{notes}'''
        if notes
        else ""
    }"""
