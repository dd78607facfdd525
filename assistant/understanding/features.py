"""Features of a message: what is counted before anything is learned.

Families, each with a letter: `g` runs of characters and words, `k` two of them apart, `w` parts of
Latin words, `s` stems of Latin words, alone and in pairs, `p` runs of toneless syllables (wrong
homophones and typed pinyin meet the right word), `c` concepts, `o` concepts in their order, `b`
stems that are in the same message, `t` runs of letters over the spaces between words, `e` how the
message ends, `n` how long it is.
"""

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

from assistant.understanding import lexicon
from assistant.understanding.folding import PRODUCT, fold
from assistant.understanding.lexicon import Lexicon
from assistant.understanding.stems import contents
from assistant.understanding.syllables import blur, cut, syllable

Extract = Callable[[str], list[str]]

# what a family counts beside one of weight 1: of the business, chosen on voices held out; in
# general, on a part of BANKING77's training texts held out
BUSINESS_WEIGHTS = {"k": 0.5, "w": 0.5, "p": 0.5, "o": 0.5}
GENERAL_WEIGHTS = {"g": 0.8, "w": 0.8, "b": 0.8, "k": 0.4, "t": 0.5, "p": 0.3}

_ENDINGS = "?!。.…~"
_LONGEST_RUN = 4  # characters; of words one less, four in a row are too rare to count
_APART = 4  # pieces between which two are still counted together
_MOST_STEMS = 40  # of which all pairs are counted
_NEAR = 4  # pieces between two concepts in order


def business_features(text: str) -> list[str]:
    """Features for the product's intents: goods masked, concepts looked up."""
    pieces = _masked(lexicon.pieces_of(fold(text)), lexicon.products())
    return [*surface(pieces), *_concepts(pieces, lexicon.concepts())]


def general_features(text: str) -> list[str]:
    """Features for texts of any trade: in the place of a lexicon, what stands together."""
    pieces = lexicon.pieces_of(fold(text))
    return [*surface(pieces), *_together(pieces), *_letters(pieces)]


def surface(pieces: list[str]) -> Iterator[str]:
    """What can be counted without knowing the trade; nothing where nothing was said."""
    if not pieces:
        return
    yield from _runs(pieces)
    yield from _apart(pieces)
    yield from _word_parts(pieces)
    yield from _stems(pieces)
    yield from _sounds(pieces)
    yield f"n{min(len(pieces).bit_length(), 8)}"
    if pieces[-1] in _ENDINGS:
        yield f"e{pieces[-1]}"


def _masked(pieces: list[str], goods: Lexicon) -> list[str]:
    """`pieces` with every name of goods replaced by one placeholder."""
    covered: dict[int, int] = {}
    for start, end, _ in goods.find(pieces):
        covered[start] = max(end, covered.get(start, 0))
    masked: list[str] = []
    at = 0
    while at < len(pieces):
        if at in covered:
            if not masked or masked[-1] != PRODUCT:
                masked.append(PRODUCT)
            at = covered[at]
        else:
            masked.append(pieces[at])
            at += 1
    return masked


def _runs(pieces: list[str]) -> Iterator[str]:
    padded = ["^", *pieces, "$"]
    for size in range(1, _LONGEST_RUN + 1):
        for start in range(len(padded) - size + 1):
            run = padded[start : start + size]
            if size < _LONGEST_RUN or all(len(piece) == 1 for piece in run):
                yield "g" + " ".join(run)


def _apart(pieces: list[str]) -> Iterator[str]:
    for start, piece in enumerate(pieces):
        for other in pieces[start + 2 : start + _APART + 1]:
            yield f"k{piece}_{other}"


def _word_parts(pieces: list[str]) -> Iterator[str]:
    for piece in pieces:
        if len(piece) > 2:
            edged = f"<{piece}>"
            for size in (3, 4, 5):
                for start in range(len(edged) - size + 1):
                    yield "w" + edged[start : start + size]


def _stems(pieces: list[str]) -> Iterator[str]:
    stems = contents(pieces)
    for word in stems:
        yield "s" + word
    for word, other in pairwise(stems):
        yield f"s{word} {other}"


def _together(pieces: list[str]) -> Iterator[str]:
    stems = sorted(set(contents(pieces)))[:_MOST_STEMS]
    for one, other in combinations(stems, 2):
        yield f"b{one} {other}"


def _letters(pieces: list[str]) -> Iterator[str]:
    written = f"^{' '.join(pieces)}$"
    for size in (3, 4, 5, 6):
        for start in range(len(written) - size + 1):
            yield "t" + written[start : start + size]


def _sounds(pieces: list[str]) -> Iterator[str]:
    spoken: list[str] = []
    for piece in pieces:
        if len(piece) == 1:
            spoken.append(syllable(piece) or "-")
        else:
            spoken.extend([blur(part) for part in cut(piece)] or ["-"])
    for size in (2, 3):
        for start in range(len(spoken) - size + 1):
            run = spoken[start : start + size]
            if "-" not in run:
                yield "p" + " ".join(run)


def _concepts(pieces: list[str], known: Lexicon) -> Iterator[str]:
    found = sorted(known.find(pieces))
    yield from sorted({"c" + concept for _, _, concept in found})
    for place, (_, end, concept) in enumerate(found):
        for start, _, other in found[place + 1 : place + 12]:
            if 0 <= start - end <= _NEAR and concept != other:
                yield f"o{concept}>{other}"
