"""Hours of the day and days that come again, as people write them."""

import re

_COUNT = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_BIT = r"(?!(?<!午)(?<!凌晨)一点(?!半|钟|整|[以之]|左右|到))"
"""一点 is one o'clock, and a bit: "早一点"."""
_CLOCK_ZH = rf"(?:{_BIT}{_COUNT}(?:点(?:半|钟|整|[一三]刻|{_COUNT}分?)?|时(?!候))|\d{{1,2}}:\d\d)"
_PART_ZH = (
    r"(?:(?:一?大)?清早|清晨|早晨|早上|一早|白天|上午|中午|正午|午后|下午|傍晚|晚上|晚间|夜里|夜间"
    r"|(?:下班|放学|收工|下课|午睡|午饭|晚饭|吃完饭|饭)(?:以后|之后|后)|下班|午休)"
)
_WIDE_ZH = (
    r"(?:随时|任何时[候间]|什么时[候间]都|几点都|哪天都|全天|[整一]天都|一?整天|工作日|平时|平日"
    r"|每天|(?<![今明后昨前])天天(?!气)|每个?(?:周|星期|礼拜)[一二三四五六日天末]"
    r"|(?:周|星期|礼拜)[一二三四五六日天](?:到|至|-|~)(?:周|星期|礼拜)?[一二三四五六日天])"
)
_WORD_EN = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_MARKED_EN = (
    rf"(?:(?:half past|quarter past|quarter to) (?:\d{{1,2}}|{_WORD_EN})"
    rf"|(?:\d{{1,2}}(?::\d\d)?|{_WORD_EN})\s?(?:am|pm|a\.m\.|p\.m\.|o'?clock|-?ish)|\d{{1,2}}:\d\d)"
)
_ENDS_EN = (
    r"(?=\s*(?:$|[,.;!?)]|(?:and|or|to|till|until|please|pls|if|is|on|in the|would|should|then"
    r"|works?|suits?|onwards?|tomorrow|today|tonight|mon|tue|wed|thu|fri|sat|sun|any|because|as|when)\b))"
)
_BARE_EN = rf"(?:\d{{1,2}}|{_WORD_EN}){_ENDS_EN}"
_RANGE_EN = (
    rf"(?:(?:between|from) )?(?:{_MARKED_EN}|\d{{1,2}}|{_WORD_EN})\s?(?:-|to|and|till|until)\s?"
    rf"(?:{_MARKED_EN}|(?:\d{{1,2}}|{_WORD_EN}){_ENDS_EN})"
)
_HOUR_EN = (
    rf"(?:{_RANGE_EN}"
    r"|(?:any ?time |sometime |not |or )?(?:after|before|around|about|from|by|past|at|until|till"
    rf"|between)\s(?:{_MARKED_EN}|{_BARE_EN})|{_MARKED_EN})"
)
_PART_EN = (
    r"(?:(?:early|late|first thing)(?: in the)? )?(?<!good )(?:mornings?|afternoons?|evenings?"
    r"|nights?|noon|midday|lunch(?: ?time)?"
    r"|(?:after|before) (?:work|lunch|dinner|school|office hours))"
)
_DAY_EN = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_WIDE_EN = (
    r"(?:any ?time(?! (?:after|before|from|between|around|past))|whenever|all day"
    r"|any day|every day|weekdays?|weekends|(?:mon|tues|wednes|thurs|fri|satur|sun)days"
    rf"|{_DAY_EN} ?(?:-|to|through|till) ?{_DAY_EN})"
)
WIDE = re.compile(rf"{_WIDE_ZH}|(?<![a-z]){_WIDE_EN}(?![a-z])")
"""Days and hours without a date: "工作日", "随时", "any time", "Saturdays"."""
HOURS = re.compile(
    rf"\d{{1,2}}\s?[-~到至]\s?{_CLOCK_ZH}|{_CLOCK_ZH}|{_PART_ZH}"
    rf"|(?<![a-z0-9:.])(?:{_HOUR_EN}|{_PART_EN})(?![a-z0-9])"
)
"""Hours and parts of a day: "下午三点", "after 3pm", "mornings"."""
