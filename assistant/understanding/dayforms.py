"""The forms in which days are written, each with the way to reckon it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from assistant.understanding import reckoning, weeks
from assistant.understanding.numerals import CHINESE
from assistant.understanding.reckoning import Asked
from assistant.understanding.wordlists import table

Reckon = Callable[[re.Match[str], Asked], date | None]


@dataclass(frozen=True, slots=True)
class Form:
    """`leans`: without a year it may be the last such day as well as the next."""

    pattern: re.Pattern[str]
    reckon: Reckon
    leans: bool = False
    holiday: bool = False


_N = rf"\d{{1,3}}|{CHINESE}"
_WORD = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|twelve|four"
    r"teen|twenty|thirty|an?|a couple of"
)
_RELATIVE = "|".join(sorted(weeks.ENGLISH_RELATIVE, key=len, reverse=True))
_DAY_NAME = r"(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?"
_MONTH_NAME = (
    rf"({'|'.join(reckoning.MONTHS)})"
    r"(?:uary|ruary|ch|il|e|y|ust|t(?:ember)?|tember|ober|ember)?\.?"
)


@cache
def _holidays() -> re.Pattern[str]:
    known = table("calendar")
    names = sorted([*known["fixed"], *known["moving"]], key=len, reverse=True)
    forms = [rf"(?<![a-z]){n}(?![a-z])" if n.isascii() and not n.isdigit() else n for n in names]
    return re.compile(
        "|".join(
            rf"(?<!\d){f}(?=活动|大促|前|之前|期间|节|促)" if f.isdigit() else f for f in forms
        )
    )


def _holiday(match: re.Match[str], at: Asked) -> date | None:
    known = table("calendar")
    if day := known["fixed"].get(match[0]):
        return reckoning.near(day[0], day[1], at.today, at.backward)
    days = known["moving"][match[0]]
    later = [d for d in days if (d <= at.today if at.backward else d >= at.today)]
    return (later[-1] if at.backward else later[0]) if later else None


FORMS = [
    Form(
        re.compile(r"((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)[日号]?"),
        reckoning.full,
    ),
    Form(re.compile(rf"({_N})月({_N})[日号]?(?!个)"), reckoning.month_and_day, leans=True),
    Form(
        re.compile(
            rf"(?<![a-z]){_MONTH_NAME} (\d{{1,2}})(?:st|nd|rd"
            rf"|th)?(?![\d:a-z])(?:,? (20\d\d))?"
        ),
        reckoning.month_first,
        leans=True,
    ),
    Form(
        re.compile(
            rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd"
            rf"|th)?(?: of)? {_MONTH_NAME}(?![a-z])(?:,? (20\d\d))?"
        ),
        reckoning.day_first,
        leans=True,
    ),
    Form(
        re.compile(
            r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?:/(20\d\d|\d\d))?(?![\d/])(?!\s?(?:台|个"
            r"|inch|寸|分))"
        ),
        reckoning.slashed,
        leans=True,
    ),
    Form(
        re.compile(rf"(?:(?P<which>这|本|当|下|上|下下|上上)个?)月的?({_N})[日号]"),
        reckoning.day_of_month,
    ),
    Form(
        re.compile(
            rf"(?<![\d.\-a-z第尾月])({_N})[号日](?![楼店仓线机门院库位码车厅柜款文子常用本产韩期])"
        ),
        reckoning.day_alone,
        leans=True,
    ),
    Form(
        re.compile(
            r"(?<![a-z])the (\d{1,2})(?:st|nd|rd|th)(?: of (?P<which>this|next"
            r"|last) month)?(?![a-z])"
        ),
        reckoning.english_day_alone,
        leans=True,
    ),
    Form(
        re.compile(
            r"(?P<which>这个?|本|下下个?|下个?|上上个?|上个?|当)?月(?P<part>底|末|初"
            r"|中旬?|上旬|下旬)"
        ),
        reckoning.part_of_month,
    ),
    Form(
        re.compile(
            r"(?<![a-z])(?:the )?(?P<part>end|start|beginning|middle"
            r"|mid)[ -](?:of )?(?:the )?(?P<which>this |next |last )?(?:month"
            r"|mth)(?![a-z])"
        ),
        reckoning.part_of_month,
    ),
    Form(
        re.compile(
            r"(?<![a-z])(?:the )?(?P<which>last|previous|next"
            r"|this) month'?s? end(?![a-z])|(?<![a-z])month[- ]end(?![a-z])"
        ),
        reckoning.month_end,
    ),
    Form(
        re.compile(
            rf"(?:(?:the )?(?P<part>end|start|beginning|middle) of |(?:mid|early"
            rf"|late)[ -]){_MONTH_NAME}(?![a-z])"
        ),
        reckoning.part_of_named_month,
        leans=True,
    ),
    Form(
        re.compile(
            r"(?P<which>今|明|去|本)?年(?P<part>底|末)|(?<![a-z])(?:the )?end of (?:the "
            r"|this )?year(?![a-z])|(?<![a-z])year[- ]end(?![a-z])"
        ),
        reckoning.year_end,
    ),
    Form(
        re.compile(
            r"(?P<which>这个?|本|下个?|上个?)?季度?[底末]"
            r"|(?<![a-z])(?:the )?end of (?:the |this )?quarter(?![a-z])"
            r"|(?<![a-z])quarter[- ]end(?![a-z])"
        ),
        reckoning.quarter_end,
    ),
    Form(
        re.compile(
            r"(?P<which>这个?|本|下下个?|下个?|上上个?|上个?)?(?:周|星期"
            r"|礼拜)(?P<day>[一二三四五六日天末]|[1-7](?!\d))"
        ),
        weeks.chinese_weekday,
    ),
    Form(
        re.compile(
            rf"(?<![a-z])(?:(?P<which>this|next|last|coming|past"
            rf"|this coming) )?{_DAY_NAME}(?![a-z])(?P<week> next week| after next"
            rf"| last)?"
        ),
        weeks.english_weekday,
    ),
    Form(
        re.compile(r"(?<![a-z])(?:(?P<which>this|next|last) |the )?weekend(?![a-z])"),
        weeks.weekend,
    ),
    Form(
        re.compile(
            r"(?<![a-z])(?:the )?end of (?:the |this )?(?P<which>next "
            r"|last )?week(?![a-z])"
        ),
        weeks.end_of_week,
    ),
    Form(
        re.compile(r"(?P<day>大?[前后]|[今明昨])(?:[天日儿]|儿个|晚|早)(?![后以前]|上(?!午))"),
        weeks.chinese_relative,
    ),
    Form(
        re.compile(rf"(?<![a-z])(?:the )?({_RELATIVE})(?![a-z])"),
        weeks.english_relative,
    ),
    Form(
        re.compile(
            rf"(?P<n>{_N}|半)个?(?P<unit>工作日|天|日|周|星期|礼拜|月)(?P<side>之?内|以内"
            rf"|后|之后|以后|前|之前|以前)"
        ),
        weeks.chinese_span,
    ),
    Form(
        re.compile(
            rf"(?<![a-z])(?P<way>within|in|over"
            rf"|inside)(?: the)?(?: next)? (?P<n>\d{{1,3}}"
            rf"|{_WORD}) (?P<unit>business days?|working days?|days?|weeks?"
            rf"|months?)(?![a-z'])"
        ),
        weeks.english_span,
    ),
    Form(
        re.compile(
            rf"(?<![a-z0-9])(?P<n>\d{{1,3}}|{_WORD}) (?P<unit>days?|weeks?"
            rf"|months?) (?P<way>ago|from now|from today)(?![a-z])"
        ),
        weeks.english_span,
    ),
    Form(_holidays(), _holiday, leans=True, holiday=True),
]
"""All forms; where two fit the same place the longer one counts."""
