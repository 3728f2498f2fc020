"""Measurements as Markdown: medians with the least and the most, and how many times as long as Hugo's."""

from collections.abc import Sequence
from statistics import median
from typing import Literal, NamedTuple

STEPS = {
    "cold": "Cold",
    "nothing": "Nothing changed",
    "sentence": "One sentence added",
    "title": "One title changed",
    "memory": "Memory of all processes",
}
MEGABYTE = 1_000_000


class Taken(NamedTuple):
    """What one build took: seconds and bytes. ``others`` is the share of the machine that other programs used."""

    peer: str
    label: str
    size: int
    step: str
    round: int
    wall: float
    cpu: float
    largest: int
    together: int
    others: float


def table(taken: Sequence[Taken], size: int, against: str = "hugo") -> str:
    """Return the measurements of one size as two Markdown tables: seconds that passed, and seconds of CPU."""
    here = [one for one in taken if one.size == size]
    steps = [step for step in STEPS if step != "memory" and any(one.step == step for one in here)]
    by_peer = {name: [one for one in here if one.peer == name] for name in dict.fromkeys(one.peer for one in here)}
    others = by_peer.get(against, [])
    lines = _head(f"{size:,} articles", [*(STEPS[step] for step in steps), "Peak memory"])
    for own in by_peer.values():
        lines += _row(own[0].label, [*(_seconds(own, others, step, "wall") for step in steps), _memory(own)])
    if steps:
        lines += ["", *_head("Seconds of CPU", [STEPS[step] for step in steps])]
        for own in by_peer.values():
            lines += _row(own[0].label, [_seconds(own, others, step, "cpu") for step in steps])
    return "\n".join(lines)


def _head(first: str, titles: Sequence[str]) -> list[str]:
    return [*_row(first, titles), "|---" * (len(titles) + 1) + "|"]


def _row(first: str, cells: Sequence[str]) -> list[str]:
    return [f"| {' | '.join([first, *cells])} |"]


def _seconds(own: Sequence[Taken], others: Sequence[Taken], step: str, what: Literal["wall", "cpu"]) -> str:
    """Return a step's median with its range, and how many times the other's: the median over the rounds."""
    took = {one.round: getattr(one, what) for one in own if one.step == step}
    if not took:
        return "-"
    against = {one.round: getattr(one, what) for one in others if one.step == step}
    ratios = [seconds / against[number] for number, seconds in took.items() if number in against]
    ratio = f", **{median(ratios):.2f} ×**" if ratios and own[0].peer != others[0].peer else ""
    return f"{median(took.values()):.2f} s ({min(took.values()):.2f} to {max(took.values()):.2f}){ratio}"


def _memory(own: Sequence[Taken]) -> str:
    """Return the peak of the largest process, and that of all processes together where it was looked at."""
    largest = max(one.largest for one in own) / MEGABYTE
    together = max(one.together for one in own) / MEGABYTE
    return f"{largest:.0f} MB" + (f"; all processes {together:.0f} MB" if together else "")
