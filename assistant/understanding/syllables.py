"""Chinese as it sounds: toneless syllables of characters, and typed pinyin cut into syllables."""

import re
from functools import lru_cache

_WORD = re.compile(r"[a-z]+")
_INITIALS = _WORD.findall("b p m f d t n l g k h j q x zh ch sh r z c s y w")
_FINALS = _WORD.findall(
    "a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un"
    " uang v ve ue"
)
_BARE = _WORD.findall("a o e ai ei ao ou an en ang eng er")
# sounds that many writers do not tell apart: fold the pair into one
_MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))


@lru_cache(maxsize=30_000)
def syllable(character: str) -> str:
    """The toneless syllable of one Chinese character, its most usual reading; else ""."""
    # pypinyin takes a quarter of a second to import: only who meets Chinese pays for it
    from pypinyin import Style, lazy_pinyin

    found = lazy_pinyin(character, style=Style.NORMAL, errors="ignore")
    return blur(found[0]) if found else ""


@lru_cache(maxsize=5_000)
def blur(sound: str) -> str:
    """One spelling for sounds that southern speech and dictation confuse (zh/z, ing/in, n/l)."""
    for wide, narrow in _MERGED:
        sound = sound.replace(wide, narrow)
    return "n" + sound[1:] if sound.startswith("l") else sound


@lru_cache(maxsize=20_000)
def cut(word: str) -> tuple[str, ...]:
    """The syllables of a Latin word if it is wholly pinyin, else ().

    The longest syllable first, with a step back where the rest cannot be cut.
    """
    if not word:
        return ()
    for size in range(min(6, len(word)), 0, -1):
        if word[:size] not in _SYLLABLES:
            continue
        rest = cut(word[size:])
        if rest or size == len(word):
            return (word[:size], *rest)
    return ()


_SYLLABLES = frozenset(i + f for i in _INITIALS for f in _FINALS) | frozenset(_BARE)
