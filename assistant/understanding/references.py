"""Numbers that name a record: orders, tickets, phones; as they were written."""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.understanding.canonical import canonical
from assistant.understanding.understood import Span

Kind = Literal["order", "ticket", "phone"]


@dataclass(frozen=True, slots=True)
class Reference(Span):
    """`number`: the number with its letters, or the digits of its tail."""

    kind: Kind
    number: str


_ORDER_WORD = r"(?:订单|定单|单号|单子|订货单|采购单|销售单|单|货单)"
_TICKET_WORD = r"(?:工单|报修单|维修单|服务单|投诉单|安装单|报装单|case|ticket|job)"
_MARK = r"(?:号码?|编号|尾号|no\.?|number|num|#|是|为|[:：\s])*"
_FORMS: list[tuple[Kind, re.Pattern[str]]] = [
    (
        "order",
        re.compile(
            r"(?<![a-z0-9])(?P<n>so(?:[-_]?0*\d{1,10}| 0\d{3,9}| \d{4,10}))"
            r"(?![a-z0-9])"
        ),
    ),
    ("ticket", re.compile(r"(?<![a-z0-9])(?P<n>(?:tk|wo|sr)[-_ ]?0*\d{1,10})(?![a-z0-9])")),
    (
        "phone",
        re.compile(
            r"(?<!\d)(?P<n>(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}|0\d{2,3}-\d{7,8}"
            r"|\+\d[\d -]{7,15}\d)(?!\d)"
        ),
    ),
    (
        "phone",
        re.compile(
            r"(?:手机|电话|联系方式|客户|号码)(?:号码?)?的?(?:尾号|后四位|末四位)(?:是"
            r"|为|[:：\s])*(?P<n>\d{3,4})(?!\d)"
        ),
    ),
    (
        "phone",
        re.compile(
            r"(?:phone|mobile|cell)(?: number)?(?: that)?(?: ending| ends)(?: in"
            r"| with)? (?P<n>\d{3,4})(?!\d)"
        ),
    ),
    (
        "ticket",
        re.compile(
            rf"{_TICKET_WORD}{_MARK}(?:尾号|后四位|ending (?:in"
            rf"|with)? ?)?{_MARK}(?P<n>\d{{2,10}})(?![\d.]|\s?[台个件])"
        ),
    ),
    (
        "ticket",
        re.compile(
            rf"(?:尾号|后[三四]位)(?:是|为|[:：\s])*(?P<n>\d{{2,10}})的?(?:那个|那张"
            rf"|那)?{_TICKET_WORD}"
        ),
    ),
    (
        "order",
        re.compile(
            r"(?:尾号|末尾|后[两三四五六]位|最后[两三四]位)(?:是|为"
            r"|[:：\s])*(?P<n>\d{2,10})(?!\d)"
        ),
    ),
    (
        "order",
        re.compile(
            rf"(?<![下跟每几整有清报菜简名])(?:{_ORDER_WORD})"
            rf"(?:号码?|编号|no\.?|#|是|为|[:：\s])*(?P<n>\d{{2,10}})(?![\d.,]"
            rf"|\s?[台个件套支箱只根条块年月天打副袋卷号元万千])"
        ),
    ),
    (
        "order",
        re.compile(
            r"(?<!\d)(?P<n>\d{2,10})(?:号|的)?(?:(?:那个|那张|那笔|这个|这张|那|这)?(?:订单"
            r"|单子|的单(?!位)|号单)|(?:那|这)(?:一)?(?:[单张笔](?!位)))"
        ),
    ),
    (
        "order",
        re.compile(
            r"(?<![a-z])(?:order|purchase|po|orders)(?: no\.?| number| num| id"
            r"| ref(?:erence)?)(?: is)?[:#\s]*(?P<n>(?:so[- ]?)?\d{2,10})(?![\d.])"
        ),
    ),
    (
        "order",
        re.compile(
            r"(?<![a-z])(?:orders? )?(?:that )?(?:ending|ends?)(?: in| with"
            r"| on)? (?P<n>\d{2,10})(?!\d)"
        ),
    ),
    (
        "order",
        re.compile(
            r"(?<![a-z])(?:order|po|so) ?# ?(?P<n>\d{2,10})(?!\d)"
            r"|(?<![a-z0-9])#(?P<m>\d{3,10})(?!\d)"
        ),
    ),
    (
        "order",
        re.compile(
            r"(?<![a-z])(?:my|the|our|your|this|that|on|of|for|from|cancel"
            r"|change|amend|track|is|about|to|in|with|is|s) (?:last )?order "
            r"(?P<n>\d{2,10})(?![\d.,]"
            r"|\s?(?:pcs|pieces|units?|sets?|cases?|boxes|[a-z]{3,}s(?![a-z])))"
        ),
    ),
    ("order", re.compile(r"^(?:order |订单)(?P<n>0\d{2,9}|\d{4,10})(?![\d.,])")),
]


def find(text: str) -> list[Reference]:
    """The references that `text` holds, in order."""
    seen = canonical(text)
    found: list[Reference] = []
    for kind, form in _FORMS:
        for match in form.finditer(seen.text):
            group = "n" if match["n"] else "m"
            start, end = seen.back(match.start(group), match.end(group))
            if any(start < other.end and other.start < end for other in found):
                continue
            number = _tidy(match[group], kind)
            found.append(Reference(seen.source[start:end], start, end, kind, number))
    return sorted(found, key=lambda reference: reference.start)


def _tidy(number: str, kind: Kind) -> str:
    if kind == "phone":
        return re.sub(r"[^\d+]", "", number)
    return re.sub(r"[\s_]", "", number).upper()
