"""What is counted in a stretch of text: runs of characters and words, hashed into numbers.

Families: runs of 1–4 Chinese characters and 3–5 Latin letters, pairs of Chinese characters that
stand apart, Latin words, pairs of words that follow each other or stand one apart, and how a
stretch begins and ends. Figures count as one figure whatever their length.

All stretches of a report are counted at once with arrays; a Python loop over characters would
take ten times as long.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.understanding.canonical import canonical

BITS = 20
"""Features are numbers below 2**BITS."""

Integers = NDArray[np.int64]
Hashes = NDArray[np.uint64]
Stretch = tuple[int, int]

_MIX = np.uint64(0x9E3779B97F4A7C15)
_STEP = np.uint64(0x100000001B3)
_FIGURE, _SPACE = ord("0"), ord(" ")
_CHINESE_RUNS, _LATIN_RUNS = range(1, 5), range(3, 6)
_APART = (2, 3, 4)
_EDGE = 2


@dataclass(frozen=True, slots=True)
class _Family:
    """One feature each: `hashes[i]` covers positions `starts[i]` to `ends[i]`, both ascending."""

    starts: Integers
    ends: Integers
    hashes: Hashes


@dataclass(frozen=True, slots=True)
class Counted:
    """(stretch, feature) of every feature found; `stretches` ascend within a family only."""

    stretches: Integers
    features: Integers


def count(text: str, stretches: Sequence[Stretch]) -> Counted:
    """The features of each of `stretches`, which are positions in `text`."""
    codes, origin = _codes(text)
    bounds = np.searchsorted(origin, np.array(stretches, np.int64).reshape(-1, 2))
    families = [*_characters(codes), *_words(codes)]
    rows = [_inside(family, bounds) for family in families]
    rows.append(_edges(codes, bounds))
    return Counted(
        np.concatenate([which for which, _ in rows]),
        np.concatenate([_folded(hashes) for _, hashes in rows]),
    )


def _codes(text: str) -> tuple[Hashes, Integers]:
    """Characters as numbers, figures and spaces one each; and where they stand in `text`."""
    seen = canonical(text)
    codes: Any = np.frombuffer(seen.text.encode("utf-32-le", "surrogatepass"), np.uint32)
    origin = np.array(seen.origin[:-1], np.int64)
    figure = (codes >= ord("0")) & (codes <= ord("9"))
    blank = (codes == _SPACE) | ((codes >= 9) & (codes <= 13)) | (codes == 0x3000)
    between = (codes == ord(".")) | (codes == ord(","))
    inner = between[1:-1] & figure[:-2] & figure[2:] if len(codes) > 2 else between[:0]
    figure[1:-1] |= inner
    codes = np.where(figure, _FIGURE, np.where(blank, _SPACE, codes)).astype(np.uint64)
    same = codes[1:] == codes[:-1]
    kept = np.append(True, ~(same & (figure | blank)[1:])) if len(codes) else figure
    return np.asarray(codes[kept], np.uint64), np.asarray(origin[kept], np.int64)


def _is_han(codes: Hashes) -> NDArray[np.bool_]:
    return codes >= 0x3400


def _characters(codes: Hashes) -> list[_Family]:
    han = _is_han(codes)
    families, runs = [], np.zeros(len(codes), np.uint64)
    for size in range(1, max(_LATIN_RUNS) + 1):
        runs = runs[: len(codes) - size + 1] * _STEP + codes[size - 1 :]
        wanted = np.zeros(len(runs), bool)
        if size in _CHINESE_RUNS:
            wanted |= han[: len(runs)]
        if size in _LATIN_RUNS:
            wanted |= ~han[: len(runs)]
        families.append(_family(np.flatnonzero(wanted), size, runs[wanted], size))
    for gap in _APART:
        both = np.flatnonzero(han[:-gap] & han[gap:]) if len(codes) > gap else np.zeros(0, np.int64)
        pairs = codes[both] * _STEP + codes[both + gap]
        families.append(_family(both, gap + 1, pairs, 20))
    return families


def _family(starts: Integers, size: int, hashes: Hashes, salt: int) -> _Family:
    return _Family(starts, starts + size, hashes * _STEP + np.uint64(salt))


def _words(codes: Hashes) -> list[_Family]:
    """Latin words, and pairs of them."""
    letter = ((codes >= ord("a")) & (codes <= ord("z"))) | (codes == ord("'"))
    letter |= (codes >= 0xC0) & (codes < 0x250)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], letter.astype(np.int8), [0]])))
    starts, ends = edges[::2], edges[1::2]
    power = _STEP ** np.arange(len(codes) + 1, dtype=np.uint64)
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(codes * power[:-1])])
    # sum(code * step**place) of a word, moved to a common place: the same word, the same number
    words = (sums[ends] - sums[starts]) * power[len(codes) - starts]
    shift = _inverse_power(len(codes))
    words = words * shift
    families = [_Family(starts, ends, words * _STEP + np.uint64(30))]
    for gap in (1, 2):
        pairs = words[:-gap] * _STEP + words[gap:] * _MIX + np.uint64(30 + gap)
        families.append(_Family(starts[:-gap], ends[gap:], pairs))
    return families


def _inverse_power(exponent: int) -> np.uint64:
    """The number that undoes a multiplication by _STEP**exponent in 64 bits."""
    return np.uint64(pow(int(_STEP), -exponent, 1 << 64))


def _inside(family: _Family, bounds: Integers) -> tuple[Integers, Hashes]:
    """(stretch, hash) of what of `family` lies wholly in each stretch."""
    first = np.searchsorted(family.starts, bounds[:, 0])
    last = np.maximum(np.searchsorted(family.ends, bounds[:, 1], "right"), first)
    sizes = last - first
    which = np.repeat(np.arange(len(bounds)), sizes)
    offsets = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return which, family.hashes[np.repeat(first, sizes) + offsets]


def _edges(codes: Hashes, bounds: Integers) -> tuple[Integers, Hashes]:
    """How each stretch begins and ends."""
    long = np.flatnonzero(bounds[:, 1] - bounds[:, 0] >= _EDGE)
    first, last = bounds[long, 0], bounds[long, 1]
    begins = (codes[first] * _STEP + codes[first + 1]) * _STEP + np.uint64(40)
    ends = (codes[last - 2] * _STEP + codes[last - 1]) * _STEP + np.uint64(41)
    return np.concatenate([long, long]), np.concatenate([begins, ends])


def _folded(hashes: Hashes) -> Integers:
    mixed = (hashes ^ (hashes >> np.uint64(29))) * _MIX
    return (mixed >> np.uint64(64 - BITS)).astype(np.int64)
