"""The mark: a speech mark passed from one round shape to another. Its drawing is ``mark.svg`` of the theme."""

from functools import cache

from PIL import Image, ImageDraw

Point = tuple[float, float]

#: The side of the square of the coordinates below, and the distance from one shape to the other.
SIDE = 48.0
APART = 22.5
#: The round part: its centre and radius.
_CENTRE, _RADIUS = (13.0, 16.5), 10.5
#: The tail, as Bézier curves: two control points and the end. The first begins at the right of the circle.
_START = (23.5, 16.5)
_TAIL = (
    ((23.5, 27.5), (18.0, 36.0), (8.5, 40.3)),
    ((6.9, 41.0), (5.7, 39.1), (7.0, 37.9)),
    ((11.0, 34.2), (13.0, 30.9), (13.3, 27.0)),
)
#: The factor of supersampling, for smooth edges.
_FINER = 4
_STEPS = 24


@cache
def shape(side: int) -> Image.Image:
    """Return one of the two shapes as a mask; two of them, ``APART``, fill a square of that side in pixels."""
    scale = side * _FINER / SIDE
    wide, high = round(_START[0] * scale) + _FINER, round(41 * scale) + _FINER
    mask = Image.new("L", (wide, high))
    draw = ImageDraw.Draw(mask)
    (x, y), r = _CENTRE, _RADIUS
    draw.ellipse([(x - r) * scale, (y - r) * scale, (x + r) * scale, (y + r) * scale], fill=255)
    draw.polygon([(x * scale, y * scale) for x, y in (*_outline(), _CENTRE)], fill=255)
    return mask.resize((wide // _FINER, high // _FINER), Image.Resampling.BOX)


def _outline() -> list[Point]:
    """Return points along the tail."""
    points, begin = [_START], _START
    for pull, push, end in _TAIL:
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            around = (begin, pull, push, end)
            x, y = (sum(w * p[i] for w, p in zip(weights, around, strict=True)) for i in (0, 1))
            points.append((x, y))
        begin = end
    return points
