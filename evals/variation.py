"""The same message as others would type it: what a play of a dialogue varies beside its script.

Nothing that bears meaning changes: courtesies, punctuation, width, case, spaces, and in English one
slip of the fingers in a long word.
"""

import random
import re

_GREETINGS = {
    "zh": ("你好，", "您好 ", "在吗，", "那个，"),
    "en": ("hi, ", "Hello, ", "hey ", "Morning, "),
}
_THANKS = {
    "zh": ("，谢谢", " 谢谢啦", "，辛苦了", "哈"),
    "en": (", thanks", " please", " thanks!", ", cheers"),
}
_FULL_WIDTH = {ord("0") + i: chr(0xFF10 + i) for i in range(10)}
_LONG_WORD = re.compile(r"(?<![A-Za-z0-9-])[a-z]{7,}(?![A-Za-z0-9-])")
_GREETED = 8
"""Characters from which a message may begin with a greeting."""


def varied(text: str, seed: int) -> str:
    """`text` as another would type it; seed 0 leaves it as it is."""
    if seed == 0 or "\n" in text:
        return text
    chance = random.Random(f"{seed}:{text}")
    language = "zh" if re.search(r"[\u4e00-\u9fff]", text) else "en"
    said = _marks(text, chance, language)
    if language == "en" and chance.random() < 0.5:
        said = _slip(said.lower() if not re.search(r"[A-Z]{2}|\d", said) else said, chance)
    if len(text) >= _GREETED and chance.random() < 0.4:
        said = chance.choice(_GREETINGS[language]) + said
    if not re.search(r"[?？]$", said) and chance.random() < 0.4:
        said = said.rstrip("。.!！,，") + chance.choice(_THANKS[language])
    return said


def _marks(text: str, chance: random.Random, language: str) -> str:
    """Without the last mark, with full-width figures, or with a space for a comma."""
    said = text
    if chance.random() < 0.5:
        said = said.rstrip("。.!！~～")
    if language == "zh" and chance.random() < 0.25 and not re.search(r"[A-Za-z]", said):
        said = said.translate(_FULL_WIDTH)
    if language == "zh" and chance.random() < 0.3:
        said = said.replace("，", " ")
    return said or text


def _slip(text: str, chance: random.Random) -> str:
    """Two letters in the middle of a long word change places."""
    words = list(_LONG_WORD.finditer(text))
    if not words:
        return text
    word = chance.choice(words)
    at = word.start() + chance.randrange(2, len(word[0]) - 3)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
