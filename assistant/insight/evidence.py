"""What speaks for an issue in a piece of a report: the piece, its sentence, what stands around."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from assistant.insight.machine import STANDINGS, TYPES, Floats, Machine, Scores
from assistant.insight.segments import Piece

_NOTHING = np.float32(-1.0)
"""The score of what is not there: before the first piece, after the last."""
_LOWEST = np.float32(-9.0)


def evidence(text: str, pieces: list[Piece], machine: Machine) -> Floats:
    """(pieces, types, features): what speaks for each type in each piece."""
    sentences = _sentences(pieces)
    whole = machine.scores(text, [(p.start, p.end) for p in pieces] + sentences)
    own, around = Scores(whole.all[: len(pieces)]), Scores(whole.all[len(pieces) :])
    place = np.array([piece.sentence for piece in pieces])
    size = np.log1p(np.array([p.end - p.start for p in pieces], np.float32))
    columns = [
        *_topics(own, around, place),
        *_standings(own, around, place),
        *_together(own, around, place),
        size,
    ]
    wide = [c if c.ndim == 2 else np.repeat(c[:, None], len(TYPES), 1) for c in columns]
    each_type = np.broadcast_to(np.eye(len(TYPES), dtype=np.float32), (len(pieces), *_SQUARE))
    return np.concatenate([np.stack(wide, -1), each_type], -1)


_SQUARE = (len(TYPES), len(TYPES))


def _sentences(pieces: list[Piece]) -> list[tuple[int, int]]:
    """Where each sentence begins and ends."""
    found: dict[int, tuple[int, int]] = {}
    for piece in pieces:
        first = found.get(piece.sentence, (piece.start, 0))[0]
        found[piece.sentence] = (first, piece.end)
    return list(found.values())


def _topics(own: Scores, around: Scores, place: NDArray[np.int64]) -> Iterator[Floats]:
    """Columns (pieces, types), or (pieces,) where they are the same for all types."""
    mine, mine_any = own.of("actual"), own.of("topic")
    whole, whole_any = around.of("actual"), around.of("topic")
    loudest = np.full_like(whole, _LOWEST)
    np.maximum.at(loudest, place, mine)
    yield from (_typed(mine), _typed(mine_any))
    yield from (_typed(whole)[place], _typed(whole_any)[place])
    yield from (_typed(_before(mine)), _typed(_after(mine)))
    yield from (_typed(_before(whole))[place], _typed(_after(whole))[place])
    yield _typed(_before(whole_any))[place]
    yield _typed(loudest)[place]
    yield _typed(_lead(whole, 1))[place]
    yield _typed(_lead(mine, 1))
    yield whole[place, 0]
    yield mine[:, 0]
    yield _typed(_lead(whole, 0))[place]


def _standings(own: Scores, around: Scores, place: NDArray[np.int64]) -> Iterator[Floats]:
    mine, whole = own.of("standing"), around.of("standing")
    for number in range(len(STANDINGS)):
        yield whole[place, number]
        yield mine[:, number]
    actual = STANDINGS.index("actual")
    for moved in (_before(whole)[place], _after(whole)[place], _before(mine), _after(mine)):
        yield moved[:, actual]


def _together(own: Scores, around: Scores, place: NDArray[np.int64]) -> Iterator[Floats]:
    """What counts more when another thing is there too."""
    mine, whole = _bent(own.of("actual")), _bent(around.of("actual"))[place]
    stands = STANDINGS.index("actual")
    here, there = _bent(own.of("standing"))[:, stands], _bent(around.of("standing"))[place, stands]
    any_mine, any_whole = _bent(own.of("topic")), _bent(around.of("topic"))[place]
    yield from (_typed(mine), _typed(whole), _typed(mine * whole))
    yield from (here, there)
    yield _typed(any_whole * there[:, None])
    yield _typed(any_mine * here[:, None])
    yield _typed(whole * there[:, None])


def _bent(scores: Floats) -> Floats:
    """Scores from 0 on: below the border of a support vector all is the same."""
    return np.maximum(scores - _NOTHING, np.float32(0))


def _typed(scores: Floats) -> Floats:
    """Without the column of NONE."""
    return scores[:, 1:]


def _before(scores: Floats) -> Floats:
    return np.vstack([np.full((1, scores.shape[1]), _NOTHING), scores[:-1]])


def _after(scores: Floats) -> Floats:
    return np.vstack([scores[1:], np.full((1, scores.shape[1]), _NOTHING)])


def _lead(scores: Floats, axis: int) -> Floats:
    """Each score less the best of the others along `axis` (1: other topics, 0: elsewhere)."""
    if scores.shape[axis] < 2:
        return scores - _NOTHING
    ranked = np.sort(scores, axis)
    best, second = ranked.take([-1], axis), ranked.take([-2], axis)
    lead: Floats = scores - np.where(scores == best, second, best)
    return lead
