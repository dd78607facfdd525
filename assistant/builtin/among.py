"""Goods of a family that was spoken of before, told more exactly now: "滤芯该换了", then
"RO的那个多少钱"."""

import re
from dataclasses import replace
from functools import lru_cache

from assistant.builtin.plan import Brief
from assistant.focus import Question
from assistant.understanding.canonical import canonical
from assistant.understanding.understood import Item, ProductMention, Request

_ABOUT_GOODS = frozenset(
    {"place_order", "check_stock", "price_quote", "product_question", "promotion_policy"}
    | {"replenishment_advice", "smalltalk", "out_of_scope"}
)
_ASKED_OF_GOODS = frozenset({"want", "product"})
"""Questions after which goods may still be told more exactly by a word of their name."""
_LATIN = re.compile(r"[a-z]{2,}|\d+(?:\.\d+)?")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")


def told_exactly(brief: Brief, request: Request) -> Request:
    """The request with the one product of the family spoken of that its words tell apart."""
    known = brief.focus.among
    if not known or request.intent not in _ABOUT_GOODS or not _open(brief.focus.question):
        return request
    if any(item.product for item in request.items):
        return request
    names = {
        sku: " ".join(canonical(name).text for name in product.all())
        for product in brief.catalogue.products.values()
        if (sku := product.sku) in known
    }
    found = _told_apart(canonical(request.text).text, tuple(sorted(names.items())))
    if found is None:
        return request
    key = next(p.id for p in brief.catalogue.products.values() if p.sku == found)
    mention = ProductMention(found, 0, 0, (key,))
    counted = [item for item in request.items if item.quantity]
    items = tuple(replace(item, product=mention) for item in counted[:1])
    return replace(request, items=items or (Item(mention, None),))


def _open(question: Question | None) -> bool:
    return question is None or question.missing in _ASKED_OF_GOODS


def _told_apart(said: str, names: tuple[tuple[str, str], ...]) -> str | None:
    """The code whose names, and no other's, hold a word that was said."""
    fits = {sku for sku, words in _own_words(names).items() if any(_stands(w, said) for w in words)}
    return fits.pop() if len(fits) == 1 else None


@lru_cache(maxsize=64)
def _own_words(names: tuple[tuple[str, str], ...]) -> dict[str, frozenset[str]]:
    """By code, the words and pairs of characters that stand in its names alone."""
    words = {sku: _words(text) for sku, text in names}
    return {
        sku: frozenset(own.difference(*(other for code, other in words.items() if code != sku)))
        for sku, own in words.items()
    }


def _words(text: str) -> set[str]:
    pairs = (run[i : i + 2] for run in _HAN.findall(text) for i in range(len(run) - 1))
    return {*_LATIN.findall(text), *pairs}


def _stands(word: str, said: str) -> bool:
    if not word.isascii():
        return word in said
    return re.search(rf"(?<![a-z0-9.]){re.escape(word)}(?![a-z0-9.])", said) is not None
