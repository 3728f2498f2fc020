"""QR codes of addresses, made quickly: cell by cell the same as the library's, which makes each from the beginning.

What a version shows besides its text, and where each bit of the text goes, is the same in all its codes. So both are
found out once, and then a code is one look-up of all its cells. Numbers of sections are those of ISO/IEC 18004:2015.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise, zip_longest
from operator import itemgetter

#: The one of the eight patterns that every code gets.
MASK = 3
#: The codewords of each version, from 1 on (table 9). From version 10 on, a text's length takes two bytes.
_ALL = (26, 44, 70, 100, 134, 172, 196, 242, 292)
#: Those of correction in each block, and the number of blocks, of each version by level of correction. No text of more
#: than version 4 leaves room for more correction than level M has, and none of more than 7 characters for level H.
_BLOCKS = {
    "m": ((10, 1), (16, 1), (26, 1), (18, 2), (24, 2), (16, 4), (18, 4), (22, 4), (22, 5)),
    "q": ((13, 1), (22, 1), (18, 2), (26, 2)),
}
#: The lengths of texts, in characters, that are done here.
_SHORTEST, _LONGEST = 8, 180
#: The mode of bytes, and what fills a code up, in turn (7.4).
_BYTES, _PADDING = 0b0100, bytes((0b11101100, 0b00010001))
#: The polynomial of the field in which correction is computed (7.5.2).
_FIELD = 0b100011101

#: Any code of a version and a level with the pattern above, row by row; cells that are not of its text are kept.
Some = Callable[[int, str], Sequence[bytes | bytearray]]


def cells(text: str, some: Some) -> list[str]:
    """Return the rows of a code, dark cells as 1 and light ones as 0; none for a text that the library has to do.

    Addresses are of the kind that is done here: ASCII with a small letter, and not too long.
    """
    if not text.isascii() or text == text.upper() or not _SHORTEST <= len(text) <= _LONGEST:
        return []
    needed = len(text) + 2  # the mode has half a byte, the length one, and the end another half
    version = next(one for one in range(1, len(_ALL) + 1) if needed <= _room(one, "m"))
    # As much correction as the version has room for.
    level = "q" if needed <= _room(version, "q") else "m"
    message = _message(text.encode(), version, level)
    count = 8 * len(message)
    bits = int.from_bytes(message)
    look_up = _look_up(some, version, level)
    found = "".join(look_up(f"{bits:0{count}b}{bits ^ ((1 << count) - 1):0{count}b}01"))
    size = _size(version)
    return [found[at : at + size] for at in range(0, size * size, size)]


def _room(version: int, level: str) -> int:
    """Return how many codewords of a version are not of correction; 0 at a level that no text of it has."""
    if version > len(_BLOCKS[level]):
        return 0
    correction, blocks = _BLOCKS[level][version - 1]
    return _ALL[version - 1] - correction * blocks


def _message(data: bytes, version: int, level: str) -> bytes:
    """Return all codewords in the order in which they are laid out (7.4 to 7.6)."""
    room = _room(version, level)
    begun = ((_BYTES << 8 | len(data)) << 8 * len(data) | int.from_bytes(data)) << 4
    # The library puts a zero before what fills the code up. Readers stop at the end of the text.
    filled = (begun.to_bytes(len(data) + 2) + b"\0" + _PADDING * room)[:room]
    correction, number = _BLOCKS[level][version - 1]
    short, longer = divmod(room, number)
    ends = [short * one + max(0, one - number + longer) for one in range(number + 1)]
    blocks = [filled[begin:end] for begin, end in pairwise(ends)]
    columns = zip_longest(*blocks)
    corrections = zip(*[_correction(block, correction) for block in blocks], strict=True)
    return bytes([one for column in (*columns, *corrections) for one in column if one is not None])


def _correction(block: bytes, count: int) -> bytes:
    """Return a block's codewords of correction: what is left when it is divided by a polynomial (7.5.2)."""
    multiples, top, rest = _multiples(count), 8 * (count - 1), (1 << 8 * (count - 1)) - 1
    left = 0
    for one in block:
        left = (left & rest) << 8 ^ multiples[left >> top ^ one]
    return left.to_bytes(count)


@cache
def _multiples(count: int) -> list[int]:
    """Return the multiples of the polynomial of a number of codewords, without its first coefficient, which is 1."""
    powers = [1]
    while len(powers) < 255:
        twice = powers[-1] << 1
        powers.append(twice ^ _FIELD if twice > 255 else twice)
    exponent = {power: at for at, power in enumerate(powers)}

    def times(one: int, other: int) -> int:
        return powers[(exponent[one] + exponent[other]) % 255] if one and other else 0

    polynomial = [1]
    for at in range(count):
        polynomial = [
            one ^ times(other, powers[at]) for one, other in zip([*polynomial, 0], [0, *polynomial], strict=True)
        ]
    return [int.from_bytes(bytes([times(factor, one) for one in polynomial[1:]])) for factor in range(256)]


@cache
def _look_up(some: Some, version: int, level: str) -> Callable[[str], tuple[str, ...]]:
    """Return what makes all cells of a code of its bits, these once more the other way round, and ``01``."""
    size, count = _size(version), 8 * _ALL[version - 1]
    kept = some(version, level)
    places = {place: at for at, place in enumerate(_way(version))}
    found = []
    for y in range(size):
        for x in range(size):
            at, turned = places.get((x, y)), (x + y) % 3 == 0  # the pattern, 7.8.2
            if at is None:
                found.append(2 * count + kept[y][x])
            elif at < count:
                found.append(at + count * turned)
            else:  # cells that are left over
                found.append(2 * count + turned)
    return itemgetter(*found)


def _size(version: int) -> int:
    """Return how many cells a version is wide."""
    return 17 + 4 * version


def _way(version: int) -> Iterator[tuple[int, int]]:
    """Return the places of a text's bits in their order: up and down in pairs of columns, from the right (7.7.3)."""
    size = _size(version)
    up = True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for y in range(size - 1, -1, -1) if up else range(size):
            for x in (right, right - 1):
                if not _is_kept(x, y, version):
                    yield x, y
        up = not up


def _is_kept(x: int, y: int, version: int) -> bool:
    """Return whether a cell is not of the text: of a corner, of the lines between, a mark, or the version (6.3)."""
    end = _size(version) - 8
    if x == 6 or y == 6 or (x < 9 and (y < 9 or y >= end)) or (x >= end and y < 9):
        return True
    if version > 6 and ((x < 6 and y >= end - 3) or (y < 6 and x >= end - 3)):
        return True
    last = end + 1
    middles = [(last, last)] if 1 < version < 7 else []
    if version > 6:
        half = (6 + last) // 2
        middles = [(half, 6), (6, half), (half, half), (last, half), (half, last), (last, last)]
    return any(abs(x - one) < 3 and abs(y - other) < 3 for one, other in middles)
