"""Leads: note one, see them, go a step further."""

import re
from dataclasses import replace
from typing import Any

from assistant.builtin.plan import Brief, Step, ask, call
from assistant.builtin.withdrawing import WITHDRAWS
from assistant.results import ToolResult
from assistant.understanding import sums
from assistant.understanding.listing import picked
from assistant.understanding.understood import Request

_STAGES = (
    (
        "lost",
        r"丢了|没谈成|黄了|不买了|选了别家|被.{0,6}抢|流失|放弃|(?<![a-z])(?:lost"
        r"|went with|fell through|not buying|backed out)",
    ),
    (
        "won",
        r"成交|签了|签单|定了|下定|付了?定金|拿下|谈成|(?<![a-z])(?:won"
        r"|closed the deal|signed|deposit)",
    ),
    (
        "quoted",
        r"报了?价|报价(?:单|已|发)|方案发|给了?(?:报价|方案)|(?<![a-z])(?:quot(?:e"
        r"|ed|ation)|sent (?:him|her|them) (?:an? )?(?:offer|price))",
    ),
    (
        "visited",
        r"拜访(?:了|过)|跑了?一?趟|走访|登门|(?:今天|昨天|刚|上午|下午)(?:才|刚)?(?:去|拜访|见|上门)"
        r"|去(?:了|看过)|见(?:了|过)面?|上门(?:看|量)?(?:了|过)"
        r"|量(?:了|过)|(?:到|来)(?:了?店|过)|(?<![a-z])(?:visited|met|came (?:in|by)|measured)",
    ),
    (
        "contacted",
        r"打了?电话|联系(?:上|过|了)|加了?微信|聊(?:了|过)|通(?:了|过)电话"
        r"|(?<![a-z])(?:rang|phoned|spoke|contacted|called|emailed)",
    ),
)
_FORMS = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _STAGES]
_ASKS = re.compile(
    r"[?？]|哪些|哪几|有没有|多少|看看|查一?下|列(?:出|一下)|汇总|进展(?:如何"
    r"|怎么样)|到哪(?:一步)?了|该(?:跟进|回访|联系)"
    r"|(?<![a-z])(?:which|what|show|list|any|how many|who (?:should"
    r"|do|needs?)|where (?:is|are)|due|overview)(?![a-z])",
    re.IGNORECASE,
)
NOTES = re.compile(
    r"\W*(?:帮我?|请|麻烦|给我|你|再|另外|还要|也)*(?:记|登记|录入?|新增|新建|加"
    r"|建)(?:一?[个条下笔]|一下)*"
    r"(?:新|销售)?线索"
    r"|\W*(?:please |and |also |another )*(?:new|log|note|add|record|create|take down|put down"
    r"|put in|jot down)(?: down)?"
    r"(?: an?| the| this| new)* leads?(?![a-z])",
    re.IGNORECASE,
)
_BUDGET = re.compile(r"预算|(?<![a-z])budget", re.IGNORECASE)
_NEAR = 24
"""Characters behind the word in which a budget's sum stands."""
MISTAKE = re.compile(
    r"记错|搞错|弄错|noted by mistake|(?:was|is) a mistake|wrong one", re.IGNORECASE
)
"""A lead should not have been noted."""
_DUE = re.compile(
    r"今天|今日|该(?:跟进|回访|联系)|要(?:跟进|回访)|到期|(?<![a-z])(?:today"
    r"|due|follow up on|overdue)",
    re.IGNORECASE,
)
_TITLE = (
    r"(?:女士|先生|小姐|太太|老师|师傅|阿姨|大爷|大姐|大哥|叔叔|经理|老板|总|姐|哥|叔|姨|嫂|工)"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜"
    "叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎"
    "贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_FIRM = r"(?:酒店|宾馆|民宿|学校|幼儿园|医院|公寓|物业|餐厅|饭店|工地|项目|小区|公司|工厂)"
_NAMES = (
    re.compile(rf"(?P<n>[\u4e00-\u9fff]{{2,8}}{_FIRM}的?[{_SURNAMES}]{_TITLE})"),
    re.compile(rf"(?P<n>[{_SURNAMES}]{_TITLE})"),
    re.compile(rf"(?P<n>[\u4e00-\u9fff]{{2,8}}{_FIRM})"),
    re.compile(r"(?:叫|姓名|名叫)(?P<n>[\u4e00-\u9fff]{2,4}?)(?=[,，。、\s的要想说问]|$)"),
    re.compile(
        r"(?P<n>[A-Z][\w'’&-]+(?: [A-Z][\w'’&-]+){0,2} (?:Hotel|School|Hospital|Clinic|Restaurant"
        r"|Cafe|Café|Inn|Hostel|Apartments?|Residences?|Guest ?house|Lodge|Motel|Resort|Bistro"
        r"|Bakery|Pub|Bar|Gym|Spa|Academy|College|University|Kindergarten|Nursery|Builders"
        r"|Developments|Group|Factory|Properties|Ltd|Co|Inc)(?![a-z]))"
    ),
    re.compile(
        r"(?P<n>(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)?)"
        r"|(?:called|named|from|with|lead:?|customer|client)"
        r" (?P<m>[A-Z][\w'’&-]+(?: [A-Z][\w'’&-]+){0,3})"
    ),
    re.compile(r"(?<![a-z])(?P<n>(?:mr|mrs|ms|dr)\.? [a-z][a-z'’-]+)(?![a-z])"),
)
_BY_SURNAME = re.compile(rf"姓(?P<n>[{_SURNAMES}])")
_LEADING = re.compile(
    r"^(?:(?:帮我?|请|麻烦)?(?:记|登记|录|新增|加)(?:一|个|条|下|一下"
    r"|一条|一个)*(?:线索|客户)?|今天|昨天|刚才?|有个|线索|拜访了?"
    r"|去了?(?:一?趟)?|跑了?(?:一?趟)|走访了?|见了|那个|这个|给|和|跟)+"
)


def lead_followup(brief: Brief, request: Request) -> list[Step]:
    """Leads that are asked about are listed; a step of a known one is kept, a new one noted."""
    text = request.text
    if brief.actor.is_staff or _ASKS.search(text):
        return [_listed(brief, request)]
    name = name_in(text) or request.customer
    if name is None and (listed := _of_the_list(brief, request)) is not None:
        return [listed]
    if WITHDRAWS.search(text) and name is not None:
        return [call("withdraw_lead", request, lead=name)]
    arguments = facts(brief, request)
    if name is None:
        return [ask("ask.lead_name", request, "note_lead", arguments, "name")]
    return [
        Step(
            tool="list_leads",
            arguments={"limit": 50},
            follow=_noted_or_advanced(request, name, arguments),
            intent=request.intent,
        )
    ]


def _of_the_list(brief: Brief, request: Request) -> Step | None:
    """A step of the lead that is named by its place in the list told last."""
    listed = [number for number in brief.focus.listed if number.startswith("LD")]
    places = picked(request.text, len(listed))
    if len(places) != 1:
        return None
    return advanced(request, listed[places[0]], facts(brief, request))


def noted_whole(brief: Brief) -> Request | None:
    """A message that begins with noting a lead is one note to its end, whatever it goes on to
    tell; None for any other."""
    requests = brief.understanding.requests
    if brief.actor.is_staff or not NOTES.match(brief.text) or brief.actor.role == "customer":
        return None
    return replace(
        requests[0],
        intent="lead_followup",
        confidence=1.0,
        text=brief.text,
        day=next((r.day for r in requests if r.day), None),
        phone=next((r.phone for r in requests if r.phone), None),
        amount=next((r.amount for r in requests if r.amount), None),
        customer=next((r.customer for r in requests if r.customer), None),
    )


def step_of(brief: Brief, request: Request, lead: str) -> list[Step]:
    """What is said of a lead that is named by its number."""
    text = request.text
    if WITHDRAWS.search(text) or MISTAKE.search(text):
        return [call("withdraw_lead", request, lead=lead)]
    if brief.actor.is_staff or _ASKS.search(text):
        return [call("list_leads", request, lead=lead)]
    return [advanced(request, lead, facts(brief, request))]


def asks_for_leads(text: str) -> bool:
    """Whether leads are asked about, rather than told of."""
    return _ASKS.search(text) is not None


def name_in(text: str) -> str | None:
    """The person or firm that a lead is about."""
    for form in _NAMES:
        for match in form.finditer(text):
            name = next(part for part in match.groups() if part)
            name = _LEADING.sub("", name).replace("的", "")
            if len(name) >= 2:
                return name.title() if name.islower() else name
    found = _BY_SURNAME.search(text)
    return f"{found['n']}姓客户" if found else None


def stage_in(text: str) -> str | None:
    """How far a lead has come, by what is said of it."""
    return next((name for name, form in _FORMS if form.search(text)), None)


def facts(brief: Brief, request: Request) -> dict[str, Any]:
    """What is told of a lead beside its name."""
    ahead = request.day if request.day and request.day > brief.today else None
    facts = {
        "wish": request.text[:500],
        "phone": request.phone,
        "stage": stage_in(request.text),
        "expected": request.amount or _budget(request.text),
        "next_on": ahead.isoformat() if ahead else None,
    }
    return {name: value for name, value in facts.items() if value is not None}


def _budget(text: str) -> int | None:
    """What somebody may spend ("预算9万"), in minor units."""
    if (word := _BUDGET.search(text)) is None:
        return None
    found = sums.find(text[word.end() : word.end() + _NEAR])
    return found[0].minor if found else None


def _listed(brief: Brief, request: Request) -> Step:
    text = request.text
    if (name := name_in(text)) is not None:
        return call("list_leads", request, lead=name)
    due = brief.today.isoformat() if _DUE.search(text) else None
    dealer = request.dealer if brief.actor.is_staff else None
    return call("list_leads", request, stage=stage_in(text), due_by=due, dealer=dealer)


def _noted_or_advanced(request: Request, name: str, told: dict[str, Any]) -> Any:
    """A step of the one open lead of that name; where there is none, a new lead."""

    def follow(results: list[ToolResult]) -> list[Step]:
        known = [lead for lead in results[-1].data["leads"] if name in lead["name"]]
        if len(known) == 1:
            return [advanced(request, known[0]["lead"], told)]
        return [call("note_lead", request, name=name, **told)]

    return follow


def advanced(request: Request, lead: str, told: dict[str, Any]) -> Step:
    """A step of a lead with what is told of it."""
    known = {name: told.get(name) for name in ("stage", "next_on", "phone", "expected")}
    return call("advance_lead", request, lead=lead, note=request.text[:250], **known)
