"""What is said next of an invoice, a return or another request just handed in: it goes on the same
ticket, and nothing is asked for twice."""

import re
from dataclasses import replace

from assistant.builtin.lines import product_of
from assistant.builtin.plan import Brief, Step, call
from assistant.builtin.residue import residue
from assistant.builtin.skills import grievances, requests
from assistant.builtin.skills.service import RULE_QUESTION
from assistant.builtin.withdrawing import WITHDRAWS
from assistant.focus import Noted
from assistant.understanding import paying
from assistant.understanding.farewells import is_courtesy
from assistant.understanding.reactions import react
from assistant.understanding.understood import Item, Reaction


def _words(zh: str, en: str) -> re.Pattern[str]:
    return re.compile(rf"{zh}|(?<![a-z])(?:{en})(?![a-z])", re.IGNORECASE)


_INVOICE = _words(
    r"抬头|税号|专票|普票|电子票|纸质|邮箱|邮件|寄[到给]|开户|信用代码|个人|公司名|单位名|(?:跟|和"
    r"|同|按|照)?(?:上次|上回|之前|以前)"
    r"(?:的)?(?:一样|开的|那样)|有限公司",
    r"title|tax (?:no|number|id|code)\.?|vat|made out|e-?mail|paper|electronic|company name|ltd"
    r"|limited"
    r"|inc|same (?:\w+ ){0,3}(?:as|like)(?: (?:the|my|our))? (?:last|before|usual|other)|same as"
    r"|the usual|same (?:title|name|details)",
)
_TAX_NUMBER = re.compile(r"(?<![A-Za-z\d])(?=[A-Z\d]*\d)[A-Z\d]{15,20}(?![A-Za-z\d])")
_RETURN = _words(
    r"没拆|未拆|没开封|拆过|拆了|包装|坏|划痕|凹|裂|破|发错|漏发|少[了件]|原因|质量|退[钱款掉]?|换"
    r"|整机|配件|全新|没用过|用过",
    r"unopened|sealed|opened|unused|used|box|boxed|crushed|dent(?:ed)?|scratch(?:ed)?|faulty|broken"
    r"|damaged|wrong|refund|exchange|replacement|swap|money back|new",
)
_MISSED = _words(
    r"差额?|少了|多了|你们|按.{0,8}算|季度|[一二三四]季|个点|合同|承诺|说好|答应|金额|单号|明细"
    r"|\d+(?:\.\d+)?[%％]",
    r"short|quarter|q[1-4]|per ?cent|contract|promised|agreed|amount|documents?|statement",
)
_DETAILS = {"request_invoice": _INVOICE, "request_return": _RETURN, "hand_in_request": _MISSED}
_INTENTS = {
    "request_invoice": ("invoice",),
    "request_return": ("return_refund",),
    "hand_in_request": ("promotion_policy", "receivables"),
}
_GOES_ON = _words(
    r"^\W*(?:对了|还有|补充|忘了说|哦|噢|不对|不是|应该是|其实|就是|是)|改成|改为|而是",
    r"^\W*(?:oh|btw|by the way|also|and|actually|sorry|forgot to say|i mean|it'?s|should be)"
    r"|make (?:it|that)",
)
"""Something is added to what was just said, or put right in it."""
_ANOTHER = _words(
    r"另外(?:再|还)?(?:要|有|开|退|一)|还有一[张笔单批台]|再(?:开|退|换)一?[张笔单批台两三]"
    r"|下一[张单]|别的",
    r"another|separate(?:ly)?|a second|one more|next one|different",
)
_BIDS = _words(
    r"来[一二两三四五六七八九十\d]|订|下单|买|再来|库存|有货|多少钱|报价|到哪|物流|快递|发货|欠"
    r"|额度|返利|打款|付款|线索|投诉|报修|师傅|安装|转人工|人工",
    r"order (?!\d|so|number|no)|buy|send me|stock|price|where|track|balance|credit|install|repair"
    r"|quote",
)
"""Something else is wanted."""
_WHEN = _words("什么时候|啥时候|几时", "when")
_FIRM = re.compile(
    r"\s*(?:[A-Z][\w&.'’-]*(?: (?:[A-Z&][\w&.'’-]*|of|and)){1,5}|[\u4e00-\u9fff（）()]{2,20}"
    r"(?:公司|店|行|厂|部|工作室|中心|学校|医院|酒店|商场))[\s.。]*"
)
"""A name alone, as it may be put on an invoice."""
_TAIL = re.compile(
    r"(?<![\d.])(?P<n>\d{2,6})(?:的?尾号|结尾)|(?<![\d.])(?P<m>\d{2,6})的?那一?[单张]"
)
"""The end of an order's number, said before what it is of."""
_UNDONE = _words(
    r"(?:算了|还是|先|就)?[,，]?(?:先)?不(?:退|换|开|要|催|用|需要|想)(?:货|票|发票|款)?了|(?:退|换"
    r"|发票|票)(?:的事)?(?:算了|不用了)",
    r"(?:don't|do not|no longer|won't) (?:need|want|return|exchange|send)|keep (?:it"
    r"|them) after all"
    r"|decided to keep|call(?:ed)? (?:it|that) off",
)
_LONGEST = 200
_SURE = 0.8
_TALKS = frozenset({"smalltalk", "out_of_scope"})
_NAMES = frozenset(
    {"place_order", "change_order", "order_status", "product_question", "confirm_receipt"}
    | {"customer_profile", "account_help", "check_stock", "lead_followup", "human_handoff"}
    | {"complaint", "open_ticket"}
)
"""What a message that only names something may be taken for."""


def gone_on_with(brief: Brief, noted: tuple[Noted, ...]) -> list[Step] | None:
    """What a message adds to the request just handed in; None where it is about something else."""
    last, text = noted[-1], brief.text
    main = brief.understanding.main
    if brief.actor.is_staff or not last.fresh or len(text) > _LONGEST:
        return None
    if _UNDONE.search(text) or (WITHDRAWS.search(text) and not main.order):
        return [call("withdraw_ticket", main, ticket=last.number)]
    if _ends(text):
        return None
    if last.tool == "hand_in_request" and (chased := grievances.chased(brief, noted)):
        return chased
    if last.tool == "request_invoice" and main.order and _ANOTHER.search(text):
        return requests.invoice(brief, replace(main, intent="invoice", text=text))
    if _asks(text) or _ANOTHER.search(text) or _other_record(brief, last) or not _fits(brief, last):
        return None
    return [_added(brief, last)]


def _ends(text: str) -> bool:
    return is_courtesy(text) or react(text) in (Reaction.CONFIRM, Reaction.REJECT, Reaction.HOLD)


def _asks(text: str) -> bool:
    return bool(RULE_QUESTION.search(text) or _WHEN.search(text)) or paying.ends_asking(text)


def _other_record(brief: Brief, last: Noted) -> bool:
    """Whether a message names an order or goods beside those of the request."""
    order, product = last.arguments.get("order"), last.arguments.get("product")
    named = brief.understanding.main.order
    if named and order and not _same(named, str(order)):
        return True
    goods = {product_of(brief, item.product) for item in _goods(brief) if item.product}
    beside = _GOES_ON.search(brief.text) is not None
    return bool(product and goods and product not in goods) and not beside


def _same(one: str, other: str) -> bool:
    digits = [re.sub(r"\D", "", number).lstrip("0") for number in (one, other)]
    return digits[0].endswith(digits[1]) or digits[1].endswith(digits[0])


def _fits(brief: Brief, last: Noted) -> bool:
    """Whether a message is about the request: it sounds so, or holds what belongs to it."""
    main, text = brief.understanding.main, brief.text
    if main.intent in _INTENTS[last.tool]:
        return True
    if _BIDS.search(text):
        return False
    loose = main.intent in _NAMES | _TALKS or main.confidence < _SURE
    detail = _DETAILS[last.tool].search(text) or _TAX_NUMBER.search(text) or _TAIL.search(text)
    if loose and (detail or _GOES_ON.search(text)):
        return True
    if last.tool == "request_invoice" and _FIRM.fullmatch(text):
        return loose
    bare = not residue(text, brief.catalogue)
    if main.order and (bare or loose):
        return True
    goods = any(item.product or item.quantity for item in _items(brief))
    return last.tool == "request_return" and goods and (bare or loose)


def _added(brief: Brief, last: Noted) -> Step:
    main = brief.understanding.main
    goods = [item.product for item in _goods(brief) if item.product and len(item.product.fits) == 1]
    product = product_of(brief, goods[0]) if len(goods) == 1 else None
    product = None if last.arguments.get("product") else product
    tail = _TAIL.search(brief.text)
    order = main.order or (tail and (tail["n"] or tail["m"])) or None
    named = order or (product and last.tool == "request_return")
    plain = named and not residue(brief.text, brief.catalogue)
    counted = any(item.quantity for item in _items(brief))
    return call(
        "add_to_ticket",
        main,
        ticket=last.number,
        product=product if last.tool == "request_return" else None,
        order=order,
        note=None if plain and not counted else brief.text[:2000],
    )


def _items(brief: Brief) -> list[Item]:
    return [item for request in brief.understanding.requests for item in request.items]


def _goods(brief: Brief) -> list[Item]:
    return [item for item in _items(brief) if item.product and item.product.fits]
