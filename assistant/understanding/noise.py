"""Slips of the hand and of dictation, made while training so that they are met calmly later.

Wrong characters of the same sound, characters left out, letters swapped, lost or doubled,
punctuation dropped. Made from a seed, never stored.
"""

import re
from collections.abc import Sequence
from random import Random

from assistant.understanding.syllables import syllable

_PIECE = re.compile(r"[A-Za-z]+|.", re.DOTALL)
_MARKS = frozenset(",，.。!！?？")
# shares of what is spoilt; chosen on voices held out
_WORDS, _CHARACTERS, _WRONG_SOUND, _PUNCTUATION = 0.12, 0.08, 0.7, 0.5


class Noise:
    """Spoils texts; wrong characters come from those that `texts` use for the same sound."""

    def __init__(self, texts: Sequence[str], seed: int) -> None:
        self._random = Random(seed)
        self._same_sound: dict[str, list[str]] = {}
        for character in sorted(set("".join(texts))):
            if not character.isascii() and (sound := syllable(character)):
                self._same_sound.setdefault(sound, []).append(character)

    def spoil(self, text: str) -> str:
        """`text` with a few slips, or as it was."""
        return "".join(self._spoil(piece) for piece in _PIECE.findall(text))

    def _spoil(self, piece: str) -> str:
        luck = self._random.random()
        if piece.isascii() and piece.isalpha():
            return self._mistype(piece) if luck < _WORDS and len(piece) > 3 else piece
        if piece in _MARKS:
            return "" if luck < _PUNCTUATION else piece
        if luck < _CHARACTERS and (sound := syllable(piece)):
            wrong = self._random.random() < _WRONG_SOUND
            return self._random.choice(self._same_sound[sound]) if wrong else ""
        return piece

    def _mistype(self, word: str) -> str:
        at = self._random.randrange(1, len(word) - 1)
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return self._random.choice(
            (swapped, word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:])
        )
