"""Customers: one person, a segment, or whom to invite."""

import re

from assistant.builtin.lines import named_product
from assistant.builtin.plan import Brief, Step, ask, call
from assistant.understanding.understood import Request
from domain.scope import Role

_SEGMENTS = (
    (
        "at_risk",
        r"流失|好久没来|很久没(?:来|买)|挽回|(?<![a-z])(?:at risk|churn\w*"
        r"|win back|losing|lapsed)",
    ),
    ("sleeping", r"沉睡|睡眠|不活跃|(?<![a-z])(?:sleeping|dormant|inactive)"),
    (
        "valuable",
        r"高价值|大客户|消费(?:最)?高|优质|买得最多|贵宾|vip|(?<![a-z])(?:valuable"
        r"|biggest|high.value|best customers?|top customers?)",
    ),
    ("loyal", r"老客户|老顾客|老主顾|回头客|常客|忠诚|(?<![a-z])(?:loyal|repeat|regulars?)"),
    ("prospect", r"没买过|未成交|潜在|(?<![a-z])(?:prospects?|never bought|not bought)"),
    ("active", r"活跃|最近买|近期买|(?<![a-z])(?:active|recent(?:ly)?)"),
)
_LONGEST = 60
_SURE = 0.75
_VAGUE = frozenset({"smalltalk", "out_of_scope", "customer_profile", "rate_service"})
_FORMS = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _SEGMENTS]
_INVITE = re.compile(
    r"邀请?|邀约|推给|推荐给|通知哪|适合.{0,6}(?:活动|促销)|请哪些"
    r"|叫上|发给哪|目标客户|谁会买|哪些(?:人|客户).{0,10}(?:买|感兴趣)"
    r"|(?<![a-z])(?:invite|invitation|campaign|target|promote to|who (?:would"
    r"|might|should))(?![a-z])",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"(?P<zh>[\u4e00-\u9fff]{2,4}?)(?:这个|那个|这位|那位)?(?:客户|顾客|用户)?(?:的|啥|什么|咋|怎么"
    r"|以前|之前|上次|都)*(?:资料|档案|画像|情况|购买记录|消费记录|历史|买[过的]|样)"
    r"|(?<![A-Za-z])(?:[Tt]ell me about|[Ww]ho(?:'s| is)|(?:know|have|got) (?:about|on)|[Ll]ook up"
    r"|info(?:rmation)? (?:on|about)|history of|profile of|file on|pull up)"
    r" (?P<en>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2})"
    r"|(?P<of>[A-Z][\w'’-]+ [A-Z][\w'’-]+)['’]s (?:profile|history|purchases|orders|file|record)"
)
_THEM = re.compile(r"[他她]|(?<![a-z])(?:he|she|him|her|his)(?![a-z])", re.IGNORECASE)
_COMMON = re.compile(
    r"客户|顾客|用户|看看|查|一下|帮|我|他|这|那|每|所有|全部|哪|谁|的|高|老|新|价值|消费|最近"
)


def looked_up(brief: Brief) -> list[Step] | None:
    """A customer who is named and asked about, or of whom the talk was just ("他上次买的啥"),
    where a message sounds like little else; None for any other message."""
    main, text = brief.understanding.main, brief.text
    if brief.actor.role is Role.CUSTOMER or len(text) > _LONGEST or main.order or main.ticket:
        return None
    unclear = main.intent in _VAGUE or main.confidence < _SURE
    named = named_in(text) if unclear else None
    named = named or (same_as_before(brief, text) if unclear else None)
    return [call("customer_profile", main, customer=named)] if named else None


def customer_profile(brief: Brief, request: Request) -> list[Step]:
    """One customer who is named, those of a segment, those to invite, or how many of each."""
    text = request.text
    dealer = request.dealer if brief.actor.is_staff else None
    if _INVITE.search(text):
        product = named_product(brief, request.items)
        if product is None:
            missing = {"dealer": dealer} if dealer else {}
            return [ask("ask.invite_for", request, "customer_profile", missing, "invite_for")]
        return [call("customer_profile", request, invite_for=product, dealer=dealer)]
    named = request.customer or request.phone or named_in(text) or same_as_before(brief, text)
    if named is not None:
        return [call("customer_profile", request, customer=named)]
    segment = next((name for name, form in _FORMS if form.search(text)), None)
    return [call("customer_profile", request, segment=segment, dealer=dealer)]


def named_in(text: str) -> str | None:
    """A name beside what is asked of it ("周牧之买过什么", "tell me about Harriet Quill")."""
    if (found := _ONE.search(text)) is None:
        return None
    if name := found["en"] or found["of"]:
        return name
    name = re.sub(r"^(?:查下?|看看?|调一?下|帮我)", "", found["zh"])
    return name if len(name) >= 2 and not _COMMON.search(name) else None


def same_as_before(brief: Brief, text: str) -> str | None:
    """The customer that was looked up last, where a message says no more than he or she."""
    looked = brief.focus.looked
    if looked is None or looked.tool != "customer_profile" or not _THEM.search(text):
        return None
    customer = looked.arguments.get("customer")
    return str(customer) if customer else None
