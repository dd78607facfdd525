"""The names of a catalogue, made ready for finding them in running text."""

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from weakref import WeakKeyDictionary

from pypinyin import Style, lazy_pinyin
from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.understanding.canonical import canonical
from assistant.understanding.dense import BARRIER, dense
from assistant.understanding.syllables import blur, cut, syllable
from assistant.understanding.wordlists import table
from domain.catalogue.matching import Catalogue, Names

Keys = frozenset[int]
Sounds = tuple[str, ...]

_SIZE = re.compile(r"(?<![\d.a-z])\d+(?:\.\d+)?(?:匹|升|公斤|寸|瓦|门|套|g(?![a-z])|w(?![a-z]))")
_UNITS = r"(?:匹|升|公斤|寸|瓦|套|米|g(?![a-z])|w(?![a-z])|set(?![a-z]))"
_LEADING = re.compile(rf"^(?:(?:[大小]?\d+(?:\.\d+)?{_UNITS})+|\d{{2,}}(?![a-z\d]))半?的?")
_TRAILING = re.compile(r"\d+(?:\.\d+)?(?:匹|升|公斤|寸|瓦|米|m)?$")
_SYNONYMS = {"telly": "tv", "tellies": "tvs", "aircond": "aircon", "airconds": "aircon"}
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[a-z]+")
_SOUND = re.compile(r"[a-z]+|\d+(?:\.\d+)?|.", re.DOTALL)
_LONGEST_SOUND = 8
_LONGEST_PINYIN = 40
_SHORTEST_WORD = 4


class NameIndex:
    """Names of one catalogue by dense form, by sound, by size and by word."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.names: dict[str, Keys] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._fill(catalogue)
        self._measure()

    def named(self, text: str, start: int) -> Iterable[tuple[int, Keys]]:
        """(end, keys) of the names that stand in dense `text` at `start`, the longest first."""
        for length in self._lengths.get(text[start : start + 2], ()):
            keys = self.names.get(text[start : start + length])
            if keys and start + length <= len(text):
                yield start + length, keys

    def holding(self, part: str) -> Keys:
        """Products of which a name in dense form holds `part`."""
        return frozenset(key for key, names in self._joined.items() if part in names)

    @cached_property
    def _joined(self) -> dict[int, str]:
        products = self.catalogue.products
        return {k: BARRIER.join(_dense(name) for name in p.all()) for k, p in products.items()}

    @cached_property
    def sizes(self) -> dict[str, Keys]:
        """Products by the sizes in their names ("1.5匹")."""
        found: dict[str, set[int]] = {}
        for product in self.catalogue.products.values():
            for name in product.all():
                for size in _SIZE.findall(_dense(name)):
                    found.setdefault(size, set()).add(product.id)
        return {size: frozenset(keys) for size, keys in found.items()}

    @cached_property
    def sounds(self) -> dict[Sounds, list[tuple[str, Keys]]]:
        """Names of two syllables and more by their sounds."""
        found: dict[Sounds, list[tuple[str, Keys]]] = {}
        for name, keys in self.names.items():
            if _HAN.search(name) is None:
                continue
            for sounds in {_sounds(name), _read_sounds(name)}:
                if 2 <= len(sounds) <= _LONGEST_SOUND:
                    found.setdefault(sounds, []).append((name, keys))
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """The Latin words in the names."""
        names = [name for p in self.catalogue.products.values() for name in p.all()]
        names += [name for family in self.catalogue.families for name in family.all()]
        words = {word for name in names for word in _WORD.findall(canonical(name).text)}
        return frozenset(words | {_plural(word) for word in words})

    def corrected(self, word: str) -> str:
        """A Latin word, or the one of the names that it misspells."""
        return self._corrected(word)

    @cached_property
    def _corrected(self):  # type: ignore[no-untyped-def]  # a cache of its own for each index
        long_words = [w for w in self.words if len(w) >= _SHORTEST_WORD]
        ordinary = frozenset(" ".join(table("goods")["spelled"]).split())

        @lru_cache(maxsize=5_000)
        def correct(word: str) -> str:
            if _SYNONYMS.get(word) in self.words:
                return _SYNONYMS[word]
            if (
                len(word) < _SHORTEST_WORD
                or word in self.words
                or word in ordinary
                or len(word) > 20
                or cut(word)
            ):
                return word
            slips = 1 if len(word) < 8 else 2
            near = process.extract(
                word, long_words, scorer=OSA.distance, score_cutoff=slips, limit=3
            )
            best = [found for found, distance, _ in near if distance == near[0][1]]
            singular = {found.removesuffix("s") for found in best}
            # the first letter is hardly ever wrong
            fits = (
                len(singular) == 1 and best[0][0] == word[0] and abs(len(best[0]) - len(word)) < 2
            )
            return min(best, key=lambda found: abs(len(found) - len(word))) if fits else word

        return correct

    def _fill(self, catalogue: Catalogue) -> None:
        found: dict[str, set[int]] = {}
        for product in catalogue.products.values():
            for name in (*product.all(), *_short_codes(product)):
                found.setdefault(_dense(name), set()).add(product.id)
        for family in catalogue.families:
            members = {p.id for p in catalogue.products.values() if p.family == family.code}
            for name in family.all():
                if members:
                    found.setdefault(_dense(name), set()).update(members)
        for name, keys in _without_sizes(found).items():
            found.setdefault(name, set()).update(keys)
        for name, keys in list(found.items()):
            if name[-1:].isalpha() and name[-1:].isascii():
                found.setdefault(_plural(name), set()).update(keys)
        self.names = {name: frozenset(keys) for name, keys in found.items() if _usable(name)}

    def _measure(self) -> None:
        lengths: dict[str, set[int]] = {}
        for name in self.names:
            lengths.setdefault(name[:2], set()).add(len(name))
            if len(name) == 1:  # found before whatever comes next
                lengths.setdefault(name, set()).add(1)
        self._lengths = {
            head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()
        }
        self.single = frozenset(name for name in self.names if len(name) == 1)


def index_of(catalogue: Catalogue) -> NameIndex:
    """The index of a catalogue, made once."""
    index = _indexes.get(catalogue)
    if index is None:
        index = _indexes[catalogue] = NameIndex(catalogue)
    return index


def sounds_of(text: str, names: frozenset[str]) -> list[tuple[int, str]]:
    """(position, sound) of every syllable, figure and word of dense text; pinyin is cut up,
    save words that stand in `names`."""
    found: list[tuple[int, str]] = []
    for match in _SOUND.finditer(text):
        piece, at = match[0], match.start()
        if len(piece) == 1 and not piece.isascii():
            found.append((at, syllable(piece) or piece))
        elif _may_be_pinyin(piece, names) and (parts := cut(piece)):
            for part in parts:
                found.append((at, blur(part)))
                at += len(part)
        else:
            found.append((at, piece))
    return found


def _may_be_pinyin(piece: str, names: frozenset[str]) -> bool:
    return piece.isalpha() and len(piece) <= _LONGEST_PINYIN and piece not in names


_indexes: WeakKeyDictionary[Catalogue, NameIndex] = WeakKeyDictionary()


def _dense(name: str) -> str:
    return dense(canonical(name).text).text.replace(BARRIER, "")


def _sounds(name: str) -> Sounds:
    return tuple(sound for _, sound in sounds_of(name, frozenset()))


def _read_sounds(name: str) -> Sounds:
    """As the name is read in one: 调 alone is diào, in 空调 tiáo."""
    read = iter(lazy_pinyin("".join(_HAN.findall(name)), style=Style.NORMAL))
    return tuple(
        blur(next(read)) if _HAN.match(name, at) else sound
        for at, sound in sounds_of(name, frozenset())
    )


def _short_codes(product: Names) -> list[str]:
    """The last part of a code of several ("CL-AC35W" → "AC35W")."""
    head, _, last = product.sku.rpartition("-")
    return [last] if head and len(last) >= 4 and re.search(r"\d", last) else []


def _without_sizes(found: dict[str, set[int]]) -> dict[str, set[int]]:
    """Names as they are called when the size is left out ("1.5匹挂机" → "挂机")."""
    cores: dict[str, set[int]] = {}
    for name, keys in found.items():
        core = (
            _TRAILING.sub("", _LEADING.sub("", name))
            if _HAN.search(name)
            else _LEADING.sub("", name)
        )
        long_enough = len(core) > 1 if _HAN.search(core) else len(core) > 2
        if core != name and long_enough and re.search(r"\d", core[:1]) is None:
            cores.setdefault(core, set()).update(keys)
    return cores


def _plural(name: str) -> str:
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return name[:-1] + "ies"
    return name + ("es" if name.endswith(("s", "x", "ch", "sh")) else "s")


def _usable(name: str) -> bool:
    return len(name) > 1 or bool(_HAN.search(name))
