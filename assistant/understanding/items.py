"""Products and how many of each, paired as a message lists them."""

from assistant.understanding.canonical import canonical
from assistant.understanding.corrections import Change, changes_in, dropped
from assistant.understanding.pairing import Token, pair
from assistant.understanding.reading import Reading
from assistant.understanding.shares import implied, is_background, shared_by_all
from assistant.understanding.sheets import merged, one_quantity_a_row
from assistant.understanding.understood import Item, ProductMention, Quantity
from assistant.understanding.unlisted import unknown_goods
from domain.catalogue.matching import Catalogue

_STORY = 180
"""Bytes of a message from which it tells of more than it orders: sixty Chinese characters."""


def find(reading: Reading, catalogue: Catalogue, ordering: bool = True) -> tuple[Item, ...]:
    """The items of a request, in order.

    Args:
        ordering: the request orders goods; quantities that only tell of the past are left out.
    """
    mentions = merged(reading, dropped(reading.text, reading.mentions))
    quantities = list(one_quantity_a_row(reading))
    if ordering:
        quantities = [q for q in quantities if not is_background(reading.text, q)]
    mentions = [*mentions, *unknown_goods(reading, mentions, quantities, catalogue)]
    items: list[Item] = []
    for change, tokens in changes_in(reading.text, _tokens(mentions, quantities)):
        corrects = change is Change.CORRECTS
        found = _paired(reading.text, tokens, corrects)
        items = _changed(items, found) if corrects else [*items, *found]
    return tuple(_wanted(items, reading.text) if ordering else items)


def _wanted(items: list[Item], text: str) -> list[Item]:
    """The items of an order: what has no quantity is left out when something that has one is the
    same, or when it is only told of in a story."""
    counted = [item for item in items if item.quantity and item.product]
    if not counted:
        return items
    story = len(text.encode()) > _STORY
    return [
        item
        for item in items
        if item.quantity or not (story or any(_same(item, other) for other in counted))
    ]


def _tokens(mentions: list[ProductMention], quantities: list[Quantity]) -> list[Token]:
    return sorted([*mentions, *quantities], key=lambda token: token.start)


def _paired(text: str, tokens: list[Token], sure: bool) -> list[Item]:
    alone = [t for t in tokens if not (isinstance(t, Quantity) and shared_by_all(text, t))]
    items = pair(canonical(text), alone, sure)
    for token in tokens:
        if isinstance(token, Quantity) and shared_by_all(text, token):
            items = _share(items, token)
    return [implied(text, item) for item in items]


def _share(items: list[Item], each: Quantity) -> list[Item]:
    """ "各10台": so many of each that has no quantity of its own, before it or else after it."""
    if not items:
        return [Item(None, each)]
    bare = [i for i in items if i.quantity is None and i.product]
    before = [i for i in bare if i.product and i.product.start < each.start]
    wanted = before or bare
    return [Item(i.product, each) if i in wanted else i for i in items]


def _changed(items: list[Item], corrections: list[Item]) -> list[Item]:
    """Items with a correction put in: of the same product, else of the last item."""
    new = list(items)
    for place, correction in enumerate(corrections):
        same = next((i for i, item in enumerate(new) if _same(item, correction)), None)
        if not new or (same is None and place > 0):
            new.append(correction)
            continue
        at = len(new) - 1 if same is None else same
        new[at] = Item(
            correction.product or new[at].product, correction.quantity or new[at].quantity
        )
    return new


def _same(item: Item, other: Item) -> bool:
    if item.product is None or other.product is None:
        return False
    return bool(set(item.product.fits) & set(other.product.fits))
