"""Finding the goods that a text names: by name, nickname, size, typo or sound, and unknown ones."""

import re
from functools import cache

from assistant.understanding import lexicon
from assistant.understanding.canonical import Canonical, Range, canonical, free
from assistant.understanding.compounds import as_said
from assistant.understanding.dense import BARRIER, Dense, dense
from assistant.understanding.elements import SIZE, Element, elements
from assistant.understanding.name_index import Keys, NameIndex, index_of
from assistant.understanding.standing import counted, everyday
from assistant.understanding.understood import ProductMention
from assistant.understanding.wordlists import table
from domain.catalogue.matching import Catalogue

_SURE_SIZE = re.compile(r"\d+(?:\.\d+)?[匹寸]$")
_MEANT = re.compile(r"(?:的|那|款|机(?!器)|one|unit)")
_PIECE = re.compile(r"[a-z]+(?:'[a-z]+)?|\S")


def find(text: str, catalogue: Catalogue) -> list[ProductMention]:
    """The goods that `text` names, in order; those that the catalogue does not know fit nothing."""
    seen = canonical(text)
    index = index_of(catalogue)
    said = dense(seen.text, index.corrected)
    runs = _runs(elements(said, seen.text, index), said, seen.text, index)
    found = [_mention(seen, place, keys) for place, keys in runs]
    return _with_sizes(seen, sorted([*found, *_unknown(seen, found)], key=lambda m: m.start))


def _with_sizes(seen: Canonical, mentions: list[ProductMention]) -> list[ProductMention]:
    """Unknown goods together with the size that stands before them ("2HP cassette")."""
    kept: list[ProductMention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        if last and not mention.fits and _only_size(last) and not _parted(seen, last, mention):
            kept.pop()
            written = seen.source[last.start : mention.end]
            mention = ProductMention(written, last.start, mention.end, ())
        kept.append(mention)
    return kept


def _only_size(mention: ProductMention) -> bool:
    return SIZE.fullmatch(dense(canonical(mention.text).text).text) is not None


def _parted(seen: Canonical, one: ProductMention, other: ProductMention) -> bool:
    return re.fullmatch(r"[\s的\-]*", seen.source[one.end : other.start]) is None


def _mention(seen: Canonical, place: Range, keys: Keys) -> ProductMention:
    first, last = seen.back(*place)
    return ProductMention(seen.source[first:last], first, last, tuple(sorted(keys)))


def _runs(
    elements: list[Element], said: Dense, text: str, index: NameIndex
) -> list[tuple[Range, Keys]]:
    """Elements that together name one thing, with their place in the canonical text."""
    groups: list[list[Element]] = []
    for position, element in enumerate(elements):
        follows = elements[position + 1] if position + 1 < len(elements) else None
        if groups and _joins(groups[-1], element, follows, said, text):
            groups[-1].append(element)
        else:
            groups.append([element])
    found = (
        as_said(group, said, text, index) for group in groups if _says_goods(group, said, text)
    )
    return [run for run in found if run]


def _joins(
    group: list[Element], element: Element, follows: Element | None, said: Dense, text: str
) -> bool:
    last = group[-1]
    gap = said.text[last.end : element.start]
    if last.size and BARRIER not in gap:
        return _modifiers().fullmatch(gap) is not None
    comma = BARRIER in gap and _comma(said, text, last)
    if not _modifiers().fullmatch(gap.replace(BARRIER, "", 1 if comma else 0)):
        return False
    if element.size:
        return not _bound_on(element, follows, said)
    common = frozenset.intersection(*(e.keys for e in group)) & element.keys
    if comma:
        return False
    return bool(common) or (_is_part(said, element) and _touching(said, text, last, element))


def _bound_on(size: Element, follows: Element | None, said: Dense) -> bool:
    """Whether a size belongs to the name after it."""
    if follows is None or follows.size or not size.keys & follows.keys:
        return False
    return _modifiers().fullmatch(said.text, size.end, follows.start) is not None


def _comma(said: Dense, text: str, last: Element) -> bool:
    """A size may follow its name after a comma ("挂机，1.5匹的")."""
    return text[said.origin[last.end - 1][1] :][:1] in (",", "，", "、")


def _touching(said: Dense, text: str, last: Element, element: Element) -> bool:
    """Written in one, or as two English words."""
    between = text[said.origin[last.end - 1][1] : said.origin[element.start][0]]
    return (
        not between or between == "的" or (between in " -" and said.text[element.start].isascii())
    )


def _is_part(said: Dense, element: Element) -> bool:
    return _accessories().search(said.text[element.start : element.end]) is not None


def _says_goods(group: list[Element], said: Dense, text: str) -> bool:
    """A size alone is a product only when it is said of one ("2匹的", "55寸")."""
    if not all(element.size for element in group):
        return True
    written = said.text[group[0].start : group[-1].end]
    meant = _MEANT.match(said.text, group[-1].end) is not None
    if _SURE_SIZE.search(written) or (meant and bool(group[0].keys)):
        return True
    last = said.back(group[0].start, group[-1].end)[1]
    return counted(text, last, last + (text[last : last + 1] == "的"))  # "八十升的四台"


def _unknown(seen: Canonical, known: list[ProductMention]) -> list[ProductMention]:
    """Goods by a common name that the catalogue does not have."""
    taken = [(mention.start, mention.end) for mention in known]
    found: list[ProductMention] = []
    pieces = list(_PIECE.finditer(seen.text))
    words = [piece[0] for piece in pieces]
    spans: dict[int, int] = {}
    for first, end, _ in lexicon.products().find(words):
        spans[first] = max(end, spans.get(first, 0))
    for first, end in sorted(spans.items()):
        place = seen.back(pieces[first].start(), pieces[end - 1].end())
        written = seen.text[pieces[first].start() : pieces[end - 1].end()]
        if free(*place, taken) and written not in _wide() and not everyday(written):
            taken.append(place)
            found.append(ProductMention(seen.source[slice(*place)], *place, ()))
    return found


@cache
def _modifiers() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(w.replace(' ', '') for w in table('goods')['modifiers'])})*")


@cache
def _accessories() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(table('goods')['accessories'])})$")


@cache
def _wide() -> frozenset[str]:
    return frozenset(" ".join(table("goods")["wide"]).split())
