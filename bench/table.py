"""Measurements as Markdown: medians with the least and the most, and how many times as long as Hugo's."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

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
    """Return the measurements of one size as a Markdown table with a line of its own for each generator."""
    here = [one for one in taken if one.size == size]
    steps = [step for step in STEPS if step != "memory" and any(one.step == step for one in here)]
    titles = [*(STEPS[step] for step in steps), *(["CPU, cold"] if "cold" in steps else []), "Peak memory"]
    lines = [f"| {size:,} articles | {' | '.join(titles)} |", "|---" * (len(titles) + 1) + "|"]
    for name in dict.fromkeys(one.peer for one in here):
        own = [one for one in here if one.peer == name]
        cells = [_seconds(own, [one for one in here if one.peer == against], step) for step in steps]
        if "cold" in steps:
            cells.append(f"{median(one.cpu for one in own if one.step == 'cold'):.2f} s")
        lines.append(f"| {own[0].label} | {' | '.join([*cells, _memory(own)])} |")
    return "\n".join(lines)


def _seconds(own: Sequence[Taken], others: Sequence[Taken], step: str) -> str:
    """Return a step's median with its range, and how many times the other's: the median over the rounds."""
    walls = [one.wall for one in own if one.step == step]
    if not walls:
        return "-"
    by_round = {one.round: one.wall for one in others if one.step == step}
    ratios = [one.wall / by_round[one.round] for one in own if one.step == step and one.round in by_round]
    ratio = f", **{median(ratios):.2f} ×**" if ratios and own[0].peer != others[0].peer else ""
    return f"{median(walls):.2f} s ({min(walls):.2f} to {max(walls):.2f}){ratio}"


def _memory(own: Sequence[Taken]) -> str:
    """Return the peak of the largest process, and that of all processes together where it was looked at."""
    largest = max(one.largest for one in own) / MEGABYTE
    together = max(one.together for one in own) / MEGABYTE
    return f"{largest:.0f} MB" + (f"; all processes {together:.0f} MB" if together else "")
