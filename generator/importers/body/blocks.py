"""A text's blocks one below the other: containers opened, loose words made paragraphs."""

import copy
from typing import Any

from generator.importers.body.parse import tree
from generator.importers.names import words

#: The longest summary that is made of what stands before "more", in characters.
_TEASER = 300
_BLOCKS = words("p h1 h2 h3 h4 h5 h6 ul ol dl pre blockquote table figure hr details audio video div")
#: Elements of which each is enough for a block to say something.
_SAYS = ("img", "audio", "video", "hr", "a", "br")


def blocks(root: Any) -> list[Any]:
    """Return the blocks of a tidy text, each an element of its own; empty ones are left out."""
    found: list[Any] = []
    _gather(root, found)
    return [one for one in found if _says_something(one)]


def _gather(element: Any, found: list[Any]) -> None:
    run = _paragraph()
    _add(run, element.text)
    for child in element:
        tail = child.tail
        if child.tag in _BLOCKS:
            _end(run, found)
            run = _paragraph()
            if child.tag == "div" or (child.tag == "p" and _holds_blocks(child)):
                _gather(child, found)
            elif child.tag == "blockquote":
                found.append(_quoted(child))
            else:
                found.append(_alone(child))
        else:
            run.append(_alone(child))
        _add(run, tail)
    _end(run, found)


def _holds_blocks(element: Any) -> bool:
    return any(one.tag in _BLOCKS for one in element.iter() if one is not element)


def _quoted(quote: Any) -> Any:
    """Return a quotation whose text is blocks."""
    made = _paragraph()
    made.tag = "blockquote"
    inner: list[Any] = []
    _gather(quote, inner)
    for one in inner:
        if _says_something(one):
            made.append(one)
    return made


def _end(run: Any, found: list[Any]) -> None:
    """Add a run of words as a paragraph, if it says something."""
    if len(run) or (run.text or "").strip():
        found.append(run)


def _paragraph() -> Any:
    made = tree("<p></p>")[0]
    made.tail = None
    return made


def _alone(element: Any) -> Any:
    made = copy.deepcopy(element)
    made.tail = None
    return made


def _add(run: Any, text: str | None) -> None:
    if not text:
        return
    if len(run):
        run[-1].tail = (run[-1].tail or "") + text
    else:
        run.text = (run.text or "") + text


def _says_something(block: Any) -> bool:
    """Return whether a block has words, or something to see or hear."""
    if "".join(block.itertext()).replace("\xa0", " ").strip():
        return True
    return block.tag == "hr" or any(_counts(one) for one in block.iter(*_SAYS[:4]))


def _counts(one: Any) -> bool:
    return bool(one.get("src")) or one.tag == "hr" or len(one) > 0


def teaser(root: Any) -> str:
    """Return the first paragraphs of a text as a summary, plain: whole ones, as many as are not too long."""
    made = ""
    for one in blocks(root):
        text = " ".join("".join(one.itertext()).split())
        if one.tag != "p" or not text:
            continue
        if made and len(made) + len(text) > _TEASER:
            break
        made = f"{made} {text}".strip()
    return made
