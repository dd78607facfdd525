"""Money that a dealer misses: a rebate that has not come, a price difference, a statement that does
not match. What the policy says is told, and finance is asked, with a number."""

import re
from dataclasses import dataclass

from assistant.builtin.plan import Brief, Step, call
from assistant.focus import Noted
from assistant.understanding.understood import Request
from domain.scope import Role


@dataclass(frozen=True, slots=True)
class _Topic:
    """Kind of money; what the articles are asked where it is late, and where it is wrong."""

    name: str
    form: re.Pattern[str]
    late: tuple[str, str] | None = None
    wrong: tuple[str, str] | None = None


def _words(zh: str, en: str) -> re.Pattern[str]:
    return re.compile(rf"{zh}|(?<![a-z])(?:{en})", re.IGNORECASE)


_TOPICS = (
    _Topic(
        "rebate",
        _words("返利|返点|年返|季返|月返", "rebate"),
        ("返利什么时候发放，记入账户", "when is the rebate credited to the account"),
        ("对返利有异议，返利对账单", "objection to the rebate statement"),
    ),
    _Topic(
        "price protection",
        _words("差价|价保|补差|价格保护", "price (?:drop|protection|difference|cut)|credit note"),
        ("降价后的价格保护，补差价", "price protection after a price cut, the difference"),
        ("降价后的价格保护，补差价", "price protection after a price cut, the difference"),
    ),
    _Topic(
        "statement",
        _words("对账单?|账单|往来账|对不上账", "statement|reconcil|our books|your books"),
        None,
        (
            "对账有差异怎么办",
            "reconciliation: last month's statement, differences with order numbers and amounts",
        ),
    ),
    _Topic(
        "allowance",
        _words(
            "补贴|市场费|推广费|活动费|支持费|进场费|陈列费|奖励款?|奖金|赔付款?|补偿款?",
            "subsid|allowance|incentive|bonus|marketing (?:fund|money)|co-?op (?:fund|money)",
        ),
    ),
    _Topic("deposit", _words("押金|保证金|质保金", "(?:security )?deposit(?!ed)")),
)
_LATE = _words(
    r"(?:还|都|一直|至今|到现在|怎么|也)[^,，。]{0,6}(?:没|未|不见)"
    r"|没(?:有)?(?:到账?|发|给|见[到着]?|看到|收到|入账|返|补|兑现|下来|动静|影)|未(?:到账|发放|返"
    r"|兑现)"
    r"|迟迟|拖(?:着|了|到|欠)|催|一分钱|欠(?:我|着|了)|该(?:给|发|到|返|补)(?:了|我)|说好|答应|承诺"
    r"|(?:啥|什么)时候才|还要等|赖",
    r"where(?:'s| is| are| did)|still|haven't|hasn't|have not|has not|not (?:yet|received|arrived"
    r"|paid"
    r"|credited|been|seen)|never|overdue|missing|late(?![a-z])|owe[sd]? (?:us|me)|promised|chas(?:e"
    r"|ing)"
    r"|nothing|no sign|waiting|supposed to|should have",
)
_WRONG = _words(
    r"算[少错]|[少多](?:算|记|给|返|扣|发|补)|[少多]了|不对|不一致|有误|有问题|对不上|差了"
    r"|差着?\s?[\d一二两三四五六七八九几]"
    r"|有出入|扣(?:了|错|掉)|搞错|弄错",
    r"short(?![a-z])|wrong|less than|more than|doesn't (?:match|add)|does not (?:match|add)"
    r"|don't (?:match"
    r"|agree|tally)|off by|differ|discrepan|incorrect|mistake|too (?:low|little|much|high)|deducted"
    r"|out by|miscalculated|not right",
)
_WHEN = _words("什么时候|啥时候|几时|何时|多久|几号", "when|how (?:soon|long)")
_CHASES = _words(
    "催|核[一对实查]|查一?下|查查|跟进|转[给到]?(?:财务|他们|相关)|处理|盯|快点|抓紧|尽快",
    "chase|check|look into|follow up|hurry|speed|push|asap|someone on it|pass (?:it|this|that) on",
)
_LONGEST = 40
_ELSEWHERE = frozenset({"submit_report", "lead_followup", "transfer_stock", "open_ticket"})
"""Intents of messages that tell of such money by the way."""
_CERTAIN = 0.8


def missing_money(brief: Brief, request: Request) -> list[Step] | None:
    """What is done about money that a dealer misses, or told of when it comes; None where a message
    speaks of neither."""
    text = request.text
    told = request.intent in _ELSEWHERE and request.confidence >= _CERTAIN
    topic = next((one for one in _TOPICS if one.form.search(text)), None)
    if brief.actor.role is Role.CUSTOMER or told or topic is None or request.ticket:
        return None
    wrong = _WRONG.search(text) is not None
    late = _LATE.search(text) is not None and topic.name != "statement"
    asks = _WHEN.search(text) is not None
    answer = _article(brief, request, topic.wrong if wrong else topic.late)
    if brief.actor.is_staff or not (wrong or late or (asks and topic.late is None)):
        return answer if answer and (asks or late) else None
    steps = [call("query_receivables", request), *answer] if topic.name == "statement" else answer
    if (known := _handed_in(brief, topic)) is not None:
        return [call("ticket_status", request, ticket=known)]
    return [*steps, _asked_of_finance(brief, request, topic)]


def chased(brief: Brief, noted: tuple[Noted, ...]) -> list[Step] | None:
    """How a request just handed in is going, where it is only asked for again."""
    main = brief.understanding.main
    named = main.order or any(item.product for item in main.items)
    if not noted[-1].fresh or named or len(brief.text) > _LONGEST or not _CHASES.search(brief.text):
        return None
    return [call("ticket_status", main, ticket=noted[-1].number)]


def _handed_in(brief: Brief, topic: _Topic) -> str | None:
    """The number of the request that was handed in about it in this talk."""
    same = [n for n in brief.focus.noted if n.arguments.get("subject") == topic.name]
    return same[-1].number if same else None


def _article(brief: Brief, request: Request, about: tuple[str, str] | None) -> list[Step]:
    if about is None:
        return []
    question = about[0] if brief.language == "zh" else about[1]
    return [call("search_articles", request, question=question)]


def _asked_of_finance(brief: Brief, request: Request, topic: _Topic) -> Step:
    return call(
        "hand_in_request",
        request,
        department="finance",
        subject=topic.name,
        description=brief.text[:2000],
    )
