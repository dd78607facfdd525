"""Figures of the business and advice on what to reorder."""

import re

from assistant.builtin.lines import named_product, product_of
from assistant.builtin.plan import Brief, Step, call
from assistant.understanding.periods import find
from assistant.understanding.understood import Request

_SATISFACTION = re.compile(
    r"满意度?|好评|差评|评分|口碑|打了?几星|(?<![a-z])(?:satisf\w*"
    r"|ratings?|csat|nps|stars)(?![a-z])",
    re.IGNORECASE,
)
_PROMOTION = re.compile(
    r"(?:促销|活动|补贴|优惠|以旧换新|备货季|囤货).{0,12}(?:效果|回报"
    r"|划算|值不值|值得|带来|拉动|投入产出"
    r"|多卖|结果|卖了|怎么样|如何)|(?:效果|回报|投入产出|roi).{0,10}(?:促销|活动)"
    r"|(?:return|roi|effect|result|uplift|lift|pay ?off|worth).{0,30}(?:promotion"
    r"|campaign|offer|deal)"
    r"|(?:promotion|campaign|offer|deal).{0,40}(?:return|roi|effect|bring|brought|work|pay|lift)",
    re.IGNORECASE,
)
_TREND = re.compile(
    r"趋势|走势|变化|曲线|每[天周月]|按[天周月]|逐[日周月]|涨|跌"
    r"|(?<![a-z])(?:trend|over time|by (?:day|week|month)|daily|weekly"
    r"|monthly|develop\w*)(?![a-z])",
    re.IGNORECASE,
)
_RANKED = re.compile(
    r"排(?:个|一?下)?(?:名|行|序)|前[一二两三四五六七八九十\d]|最[好多高火旺差]|第一名?"
    r"|垫底|拖后腿|畅销|榜|[按分](?:大区|区域|经销商|门店|品类|产品|型号|商品)|各个?(?:店|家|区|品)|分别"
    r"|(?<![a-z])(?:top|rank\w*|best|worst|leading|break ?down|(?:by|per) (?:product"
    r"|dealer|region|family|categor\w+)"
    r"|which (?:products?|dealers?|regions?|models?))(?![a-z])",
    re.IGNORECASE,
)
_BY = (
    (
        "region",
        re.compile(r"大区|区域|各区|哪个区|地区|(?<![a-z])regions?(?![a-z])", re.IGNORECASE),
    ),
    (
        "dealer",
        re.compile(
            r"经销商|哪家|各家|门店|各店|谁|(?<![a-z])(?:dealers?|shops?|stores?)(?![a-z])",
            re.IGNORECASE,
        ),
    ),
    (
        "family",
        re.compile(
            r"品类|类别|哪类|大类|(?<![a-z])(?:categor\w+|famil\w+|kinds?)(?![a-z])", re.IGNORECASE
        ),
    ),
)
_REGION = re.compile(
    r"(?P<zh>华东|华北|华南|西南)|(?<![a-z])(?P<en>east|north|south"
    r"|west)(?:ern)?(?: china| region)?(?![a-z])",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?:前|top )\s?(?P<n>\d{1,2}|[一二两三四五六七八九十]|three|five|ten)", re.IGNORECASE
)
_NUMBERS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2} | {
    "three": 3,
    "five": 5,
    "ten": 10,
}  # fmt: skip


def business_query(brief: Brief, request: Request) -> list[Step]:
    """A figure of sales, of service, or of what a promotion brought."""
    text = request.text
    found = find(text, brief.today, brief.language)
    days = {"start": found.start.isoformat(), "end": found.end.isoformat()} if found else {}
    dealer = request.dealer if brief.actor.is_staff else None
    if _SATISFACTION.search(text):
        return [call("service_figure", request, dealer=dealer, **days)]
    product = named_product(brief, request.items) if request.items else None
    if _PROMOTION.search(text):
        return [_promotion(brief, request)]
    return [
        call(
            "business_figure",
            request,
            by=_grouping(text),
            product=product,
            dealer=request.dealer,
            region=region_named(brief, text),
            limit=count_in(text),
            **days,
        )
    ]


def replenishment_advice(brief: Brief, request: Request) -> list[Step]:
    """What to reorder, of one product, of a family, or of all."""
    product = named_product(brief, request.items) if request.items else None
    dealer = request.dealer if brief.actor.is_staff else None
    return [call("replenishment_advice", request, product=product, dealer=dealer)]


def _promotion(brief: Brief, request: Request) -> Step:
    """The promotion that is named, or that of the one product that is."""
    certain = [i.product for i in request.items if i.product and len(i.product.fits) == 1]
    product = product_of(brief, certain[0]) if len(certain) == 1 else None
    return call("promotion_figure", request, promotion=request.text[:120], product=product)


def _grouping(text: str) -> str | None:
    """How the figures are laid out; None for a total."""
    if _TREND.search(text):
        return "trend"
    ranked = _RANKED.search(text) is not None
    for name, form in _BY:
        if ranked and form.search(text):
            return name
    return "product" if ranked else None


def region_named(brief: Brief, text: str) -> str | None:
    """The region that a message of staff names."""
    if not brief.actor.is_staff or (found := _REGION.search(text)) is None:
        return None
    return found["zh"] or found["en"]


def count_in(text: str) -> int | None:
    """How many rows are asked for ("前五", "top 3")."""
    found = _COUNT.search(text)
    if found is None:
        return None
    said = found["n"].lower()
    return _NUMBERS.get(said) or max(1, int(said))
