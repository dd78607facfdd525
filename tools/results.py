"""Turning a refusal into a sentence that helps: what is wrong, the figures, the ways out."""

from typing import Any

from domain.errors import Changed, CreditExceeded, DomainError, StockShort
from tools.wording import listed, money, name_of, sentences, word


def sentence(error: DomainError, language: str) -> str:
    """What to tell the person, in `zh` or `en`. Holds nothing but what the error's data holds."""
    known = sentences(language)
    template = next((known[code] for code in _codes(error) if code in known), "")
    return template.format_map(_Values(_values(error, language))).strip()


def unexpected(reference: str, language: str) -> str:
    """What to tell the person of a fault that nobody foresaw; `reference` finds it in the log."""
    return sentences(language)["unexpected"].format(id=reference)


class _Values(dict[str, Any]):
    """Values for a template; what an error does not carry is left empty."""

    def __missing__(self, key: str) -> str:
        return ""


def _codes(error: DomainError) -> list[str]:
    """The error's code, then those of its parents: the first that has a sentence is used."""
    names = []
    if any(fault["field"].endswith("quantity") for fault in error.data.get("fields", [])):
        names.append("invalid.quantities")
    for kind in type(error).__mro__:
        if issubclass(kind, DomainError):
            plain = kind(error.reason).code
            names += [plain, plain.partition(".")[0]]
    return names


def _values(error: DomainError, language: str) -> dict[str, Any]:
    data = dict(error.data)
    data["name"] = name_of(data, language)
    if "status" in data:
        own = f"{error.reason}_status.{data['status']}"
        common = f"status.{data['status']}"
        data["status"] = word(own if own in sentences(language) else common, language)
    if "fields" in data:
        data["fields"] = listed([fault["field"] for fault in data["fields"]], language)
    if "candidates" in data:
        labels = listed([name_of(c, language) for c in data["candidates"]], language)
        data["candidates"] = labels
        data["nearest"] = sentences(language)["nearest"].format(candidates=labels) if labels else ""
    if isinstance(error, StockShort):
        data["lines"] = "".join(_short_line(line, language) for line in data["lines"])
    if isinstance(error, CreditExceeded):
        for figure in ("total", "available", "limit", "short"):
            data[figure] = money(data[figure], data["currency"], language)
    if isinstance(error, Changed):
        data["differences"] = listed(
            [_difference(d, language) for d in data["differences"]], language
        )
    if "ways_out" in data:
        data["ways"] = _ways(error.data, language)
    return data


def _short_line(line: dict[str, Any], language: str) -> str:
    known = sentences(language)
    held = [f"{w[f'name_{language}']} {w['available']}" for w in line["warehouses"]]
    where = known["where"].format(warehouses=listed(held, language)) if held else ""
    return known["short_line"].format(
        name=name_of(line, language),
        wanted=line["wanted"],
        available=line["available"],
        where=where,
    )


def _ways(data: dict[str, Any], language: str) -> str:
    ways = []
    for way in data["ways_out"]:
        exact = way == "less" and "affordable" in data
        ways.append(word("way.less_to" if exact else f"way.{way}", language).format_map(data))
    return sentences(language)["ways"].format(ways=listed(ways, language))


def _difference(change: dict[str, Any], language: str) -> str:
    term = word(f"term.{change['term']}", language)
    if "sku" in change:
        term = f"{change['sku']} {term}"
    before, after = (_shown(change["term"], change[side], language) for side in ("before", "after"))
    return sentences(language)["difference"].format(term=term, before=before, after=after)


_MONEY_TERMS = ("total", "unit_price", "discount", "amount", "total_before")


def _shown(term: str, value: Any, language: str) -> str:
    if value is None or value == []:
        return sentences(language)["none"]
    if term in _MONEY_TERMS and isinstance(value, int):
        return money(value, "CNY", language)
    if term == "approval" and isinstance(value, list):
        return listed([word(f"approval.{path}", language) for path in value], language)
    return str(value)
