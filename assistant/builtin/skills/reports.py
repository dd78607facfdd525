"""Reports: what a dealer hands in by message, whole and word for word."""

import re

from assistant.builtin.plan import Brief, Step, call, say
from assistant.results import ToolResult
from assistant.understanding.understood import Request
from domain.scope import Role

_NAMED = re.compile(
    r"[日周月季年]报|报告|汇报|周记|小结|总结|市场反馈|情况反映|反馈如下"
    r"|(?<![a-z])(?:report|weekly|monthly|summary|field notes|market feedback)(?![a-z])",
    re.IGNORECASE,
)
_HEAD = 80
"""Characters within which a report says that it is one."""
_NUMBER = re.compile(r"(?<![a-z0-9])RP-?(\d{1,12})(?!\d)", re.IGNORECASE)
_STATUS = re.compile(
    r"怎么样了|进度|处理|结果|看了吗|读了吗"
    r"|(?<![a-z])(?:status|how is|what (?:happened|became)|read yet)",
    re.IGNORECASE,
)
_WITHDRAW = re.compile(
    r"撤回|撤销|取消|作废|(?<![a-z])(?:withdraw|take .{0,12}back|cancel)", re.IGNORECASE
)
_TAKES_BACK = re.compile(
    r"(?:撤回|撤销|收回|作废)[^,，。]{0,10}(?:[日周月季]报|报告|汇报)"
    r"|(?:[日周月季]报|报告|汇报)[^。]{0,16}(?:撤回|撤销|收回|作废)"
    r"|(?<![a-z])report .{0,60}(?:take (?:it|that|this) back|withdraw it|cancel it)"
    r"|(?<![a-z])(?:take back|withdraw|cancel) (?:the|my|that|this|our)[a-z' ]{0,16} report",
    re.IGNORECASE | re.DOTALL,
)
"""The report itself is to be taken back."""
_HAN = re.compile(r"[一-鿿]")
_WORD = re.compile(r"[A-Za-z']+")
_LONG = 120
"""Characters of Chinese, or words of English and half as many, from which a text is a report."""
_SHORT = 25
"""Up to which a text that names a report only says that there is one."""
_SHORTEST = 8
"""Up to which it tells nothing of the market."""


def whole_report(brief: Brief) -> Request | None:
    """The request that the whole message is: a report that says it is one, by a dealer."""
    if brief.actor.role is not Role.DEALER or _size(brief.text) < _LONG:
        return None
    requests = brief.understanding.requests
    meant = next((r for r in requests if r.intent == "submit_report"), None)
    if meant is None and _NAMED.search(brief.text[:_HEAD]):
        meant = requests[0] if requests else None
    return meant


def _newest_back(results: list[ToolResult]) -> list[Step]:
    """Take back the report that was handed in last."""
    handed_in = results[-1].data.get("reports", []) if results[-1].kind == "answer" else []
    if not handed_in:
        return [say("ask.report")]
    number = {"report": handed_in[0]["report"]}
    return [Step(tool="withdraw_report", arguments=number, intent="submit_report")]


def submit_report(brief: Brief, request: Request) -> list[Step]:
    """Hand in the message as it stands; one that only says there is a report is asked for it."""
    if brief.actor.role is not Role.DEALER:
        return [say("reports.not_yours")]
    if (number := _NUMBER.search(request.text)) is not None:
        tool = "withdraw_report" if _WITHDRAW.search(request.text) else "report_status"
        return [call(tool, request, report=number[0])]
    if _size(brief.text) < _LONG and _TAKES_BACK.search(brief.text):
        return [Step(tool="report_status", arguments={"limit": 1}, follow=_newest_back)]
    if _size(brief.text) < _SHORT and _NAMED.search(brief.text):
        asked = _STATUS.search(brief.text)
        return [call("report_status", request, limit=3) if asked else say("ask.report")]
    if _size(brief.text) < _SHORTEST:
        return [say("ask.report")]
    return [call("submit_report", request, text=brief.text)]


def _size(text: str) -> int:
    """How much a text says, in Chinese characters; an English word counts for one and a half."""
    return len(_HAN.findall(text)) + len(_WORD.findall(text)) * 3 // 2
