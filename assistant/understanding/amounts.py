"""Sums of money, in minor units."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.understanding.canonical import Range, canonical, free
from assistant.understanding.numerals import CHINESE, FIGURES, chinese, figures, scaled
from assistant.understanding.understood import Span


@dataclass(frozen=True, slots=True)
class Amount(Span):
    """A sum. `price`: it is the price of one piece ("2899一台", "at 50 each")."""

    minor: int
    price: bool = False


_MINOR = 100
_NUMBER = (
    rf"(?:(?P<figures>{FIGURES})(?:\s?(?P<suffix>k(?![a-z0-9])|w(?![a-z0-9])|grand(?![a-z])"
    rf"|m(?:il(?:lion)?)?(?![a-z0-9])|thousand(?![a-z])"
    rf"|[十百千万亿])(?:(?P<tail>\d(?![\d.]))(?P<step>[百千])?)?)?"
    rf"|(?P<chinese>{CHINESE}))"
)
_BEFORE = r"(?P<before>(?:rmb|cny|usd|us\$|hk\$|eur|gbp|¥|￥|\$|€|£|人民币)\s?)"
_AFTER = (
    r"(?P<after>\s?(?:的货|元整?|块钱|块(?=[,，。!?;\s买了给左吧的]|$)"
    r"|块(?P<dime>[一二三四五六七八九\d](?!\d))毛?|圆整?|刀(?!具)|"
    r"(?:yuan|rmb|cny|usd|dollars?|bucks|euros?|pounds?|quid|kuai|ringgit)(?![a-z])))"
)
_MARKED = re.compile(rf"{_BEFORE}{_NUMBER}|(?<![\d.a-z\-]){_NUMBER.replace('?P<', '?P<_')}{_AFTER}")
_PAID = re.compile(
    r"(?:付款?|转账?|打款?|汇款?|汇|打|转|缴|交|还|付|结|充|存|划|收|欠|货款"
    r"|尾款|定金|订金|预付款?|款|金额|总额|共|退款?|赔)"
    r"(?:了|过去?|给你们|你们|我们|您|贵司|到|去|掉|清|是|为|的|出去|来|:|："
    r"|\s)*(?:约|大概|一共|总共)?\s?"
    rf"(?P<sum>{_NUMBER})(?!\s?[\-/.:]?\d)(?!\s?[台个只件套条根瓶箱对双托盒支副卷袋次天号月年日点%折分家种名位笔张])"
    r"|(?<![a-z])(?:paid|pay|payment of|transferred|transfer of|remitted|wired"
    r"|deposited|owe|owed|deposit of|total of"
    r"|amount(?: of)?|sum of|settle[d]?)\s(?:you |over |in |out |a total of |about |the )?"
    rf"(?P<english>{_NUMBER.replace('?P<', '?P<e_')})(?![\d/:.-]*\d)(?!\s?(?:pcs"
    rf"|pieces|units?|sets?|cases|boxes|days?|times|x\s|%|(?!(?:yesterday|today|already"
    r"|last|this|on|by|via|to|into|for|from|in|and|just|now|yuan|so|but|as)(?![a-z]))[a-z]))"
)
_EACH = re.compile(
    r"\s?(?:[/每一](?:台|个|只|件|套|条|块|根|瓶|箱|支|副|卷|袋)|(?:each|apiece"
    r"|a piece|per (?:unit|piece|set|case)|/(?:pc|unit|piece|set))(?![a-z]))"
)
_PRICED = re.compile(
    r"(?:[每一](?:台|个|只|件|套|条|块|根|瓶|支|副|卷|袋)|单价|售价|零售价?|进价"
    r"|进货价|批发价|价格?|卖价?|报价|标价|特价|@|(?<![a-z])at|price[d]? (?:is "
    r"|of |at )?|for)[:：是为]?\s?[¥$]?$"
)
_BARE = re.compile(
    rf"(?<![a-z0-9.\-])(?P<sum>{FIGURES})(?![\d.])(?!\s?[kw%台个只件套条根瓶箱支副袋卷升匹寸号月年天])"
)
_PIECE = re.compile(r"\s?块(?!钱)")


def find(text: str, goods: list[Range] | None = None) -> list[Amount]:
    """The sums that `text` names, in order.

    Args:
        goods: where products are named: "10块" beside one counts pieces, not yuan.
    """
    seen = canonical(text)
    found: list[Amount] = []
    taken: list[Range] = []
    for start, end, worth, each in [*_marked(seen.text), *_prices(seen.text), *_paid(seen.text)]:
        first, last = seen.back(start, end)
        if not free(first, last, taken) or _counts_goods(seen.text, start, end, goods or []):
            continue
        taken.append((first, last))
        found.append(Amount(seen.source[first:last], first, last, int(worth * _MINOR), each))
    return sorted(found, key=lambda amount: amount.start)


def _marked(text: str) -> list[tuple[int, int, Decimal, bool]]:
    found = []
    for match in _MARKED.finditer(text):
        prefix = "" if match["before"] else "_"
        worth = _worth(match, prefix)
        if match["dime"]:
            worth += (
                Decimal(
                    chinese(match["dime"]).exact
                    if not match["dime"].isdigit()
                    else int(match["dime"])
                )
                / 10
            )
        each = _EACH.match(text, match.end())
        found.append(
            (
                match.start(),
                each.end() if each else match.end(),
                worth,
                bool(each or _PRICED.search(text[: match.start()])),
            )
        )
    return found


def _prices(text: str) -> list[tuple[int, int, Decimal, bool]]:
    """Bare figures that can only be prices: "2899一台", "单价2899", "at 50 each"."""
    found = []
    for match in _BARE.finditer(text):
        each = _EACH.match(text, match.end())
        priced = _PRICED.search(text[: match.start()])
        chinese_each = each and not each[0].strip().isascii()
        named = priced and not priced[0].strip().startswith(("at", "for"))
        if chinese_each or named or (each and priced):
            found.append(
                (match.start(), each.end() if each else match.end(), figures(match["sum"]), True)
            )
    return found


def _paid(text: str) -> list[tuple[int, int, Decimal, bool]]:
    found = []
    for match in _PAID.finditer(text):
        english = match["sum"] is None
        group, prefix = ("english", "e_") if english else ("sum", "")
        worth = _worth(match, prefix)
        if worth >= 1:
            found.append((match.start(group), match.end(group), worth, False))
    return found


def _worth(match: re.Match[str], prefix: str) -> Decimal:
    written, suffix = match[prefix + "figures"], match[prefix + "suffix"]
    if not written:
        return chinese(match[prefix + "chinese"]).exact
    if not suffix:
        return figures(written)
    scale = {"grand": "k", "thousand": "k"}.get(suffix, suffix)
    if scale.startswith("m"):
        return figures(written) * 1_000_000
    tail, step = match[prefix + "tail"], match[prefix + "step"]
    if step:
        return scaled(written, scale) + int(tail) * chinese("一" + step).exact
    return scaled(written, scale, tail or "")


def _counts_goods(text: str, start: int, end: int, goods: list[Range]) -> bool:
    piece = text[start:end].endswith("块")
    near = any(0 <= first - end <= 2 or 0 <= start - last <= 2 for first, last in goods)
    return piece and near
