"""When somebody may come: days and hours that a message offers, as they stand on a ticket.

A day is written as YYYY-MM-DD, since "tomorrow" means nothing to whoever reads the ticket the day
after; everything else stays in the person's own words ("2026-11-19 下午三点以后"). Days that are
over, days that are ruled out ("周四不行") and the hour at which a fault began are no such times.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.understanding import dates
from assistant.understanding.canonical import Canonical, canonical
from assistant.understanding.hours import HOURS, WIDE
from assistant.understanding.understood import Span


@dataclass(frozen=True, slots=True)
class VisitTime(Span):
    """`told` is the time as it stands on a ticket; `day` and `hours` say which of the two it names;
    `ruled_out`: it is a time that does not suit."""

    told: str
    day: bool
    hours: bool
    ruled_out: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    told: str
    day: bool = False
    past: bool = False


_WEEK = re.compile(
    r"(?<!上)(?P<next>下个?|这个?|本)(?:周|星期|礼拜)(?![一二三四五六日天末\d])(?!之?[内后前])"
    r"|(?<![a-z])(?P<week>next|this) week(?![a-z])"
)
_SHORT_DAY = re.compile(
    r"(?<![a-z])(?:sat|sun)(?=[\s,./&-]*(?:$|\d|(?:or|and|to|morn\w*|after\w*|eve\w*|before|at|any|works?"
    r"|is|pls|please|sat|sun|from|if|mon|fri)(?![a-z])))"
)
"""Days whose short names are words of their own, where something of a time follows."""
_GREETING = re.compile(
    r"\W*(?:大家|各位|老板|师傅|您|你们?)?(?P<zh>早上|上午|中午|下午|晚上)好"
    r"|\W*(?P<en>morning|afternoon|evening)(?:\s*[,!.]|\s+(?:all|team|there|everyone|guys|folks|mate))"
)
"""A greeting at the head of a message, and no part of a day."""
_GAP = re.compile(
    r"(?:[\s,、/&~\-–—]|的|到|至|或者?|和|跟|与|还是|及|在|之?间|以[后前]|之[后前]|[后前]|左右|都行|也行"
    r"|最好是?|大概|大约|差不多|(?<![a-z])(?:and|or|to|on|at|in|the|from|until|till|through|between"
    r"|around|about|after|before|by|either|then|any ?time|maybe|preferably|sometime|of)(?![a-z]))*"
)
_TAIL = re.compile(
    r"\s?(?:以后|之后|以前|之前|左右|前后|开始|起|[后前](?![面天台])|之?内|多)"
    r"|\s(?:onwards?|or (?:so|later|earlier|after|before)|and later"
    r"|at the (?:latest|earliest))(?![a-z])"
)
_HEAD = re.compile(
    r"(?<![a-z])(?:(?:any ?time|sometime|not|preferably|only) )?(?:after|before|by|from|until|till"
    r"|around|about|between)(?: the)? $"
)
_NOT_AFTER = re.compile(
    r"[\s,]*(?:(?:的话|我们?|咱们?|家里|家人|单位|公司|店里|厂里|临时|都|也|是|就|可能|恐怕|要|得|又|那天|这天|真的?|全天)"
    r"\s?)*(?:不行|不方便|不得空|没空|没时间|没得空|不在|没人|不可以|不太|有事|上班|加班|开会|出差|出门"
    r"|不成|来不了|走不开|去不了)"
    r"|(?:\s*|,\s*(?=(?:i|we|it|that)\b))(?:(?:i|we|that|it|will|would|'ll|am|'m|are|is|i'm|we're|really|unfortunately|just)\s)*"
    r"(?:(?:is|are|was)n't|doesn't|does not|don't|do not|won't|will not|can't|cannot|no good|not"
    r"|out(?! of)|busy|impossible|away|is out|at work|working)(?![a-z])"
)
_NOT_BEFORE = re.compile(
    r"(?:除了|不要|不是|别|不能|不在|避开|没空)\s?(?:在|选|排)?$"
    r"|(?<![a-z])(?:not|except|can't (?:do|make)|cannot (?:do|make)|don't come|never|no|instead of"
    r"|rather than|anything but)(?: on| in the| at| the)? $"
)
_BEGAN = re.compile(
    r"开始|发现|突然|出现|坏的?|漏的?|起就|就(?:坏|漏|响|不)|刚刚?|买的|装的|修过"
    r"|(?<![a-z])(?:since|started|began|noticed|happened|broke|stopped|bought|installed)(?![a-z])"
)
_CLAUSE = re.compile(r"[,，。.;；!！?？\n]|(?<=[\u4e00-\u9fff])\s(?=[\u4e00-\u9fff\d]|$)")
_NIGHT = {"晚": "晚上", "早": "早上", "tonight": "evening"}
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_ISO_BESIDE = re.compile(r"(?<=\d{4}-\d\d-\d\d)(?=[^\s\d,，、;；)）到至\-–前后之以左])")


def find(text: str, today: date, language: str = "zh") -> list[VisitTime]:
    """The times that `text` names for a visit, in order; those ruled out are marked."""
    seen = canonical(text)
    runs = _runs(seen, _pieces(seen, text, today, language))
    found = (_time(seen, run) for run in runs if not any(piece.past for piece in run))
    return [time for time in found if not _began(seen, time)]


def suiting(text: str, today: date, language: str = "zh") -> VisitTime | None:
    """The time that suits whoever wrote `text`; several are told together."""
    times = [time for time in find(text, today, language) if not time.ruled_out]
    if len(times) < 2:
        return times[0] if times else None
    first, last = times[0], times[-1]
    told = ("；" if language == "zh" else "; ").join(time.told for time in times)
    written = text[first.start : last.end]
    day, hours = any(t.day for t in times), any(t.hours for t in times)
    return VisitTime(written, first.start, last.end, told, day, hours)


def changed(before: str, time: VisitTime) -> str:
    """What stands on the ticket once `time` is told: a day alone keeps the hours told before, hours
    alone keep the day."""
    days, hours = _ISO.findall(before), _ISO.sub("", before).strip()
    if time.day == time.hours or len(days) > 1 or WIDE.search(canonical(time.told).text):
        return time.told
    if not time.day:
        return f"{days[0]} {time.told}" if days else time.told
    single = len(_ISO.findall(time.told)) == 1 and not WIDE.search(canonical(hours).text)
    return f"{time.told} {hours}".strip() if single else time.told


def _pieces(seen: Canonical, text: str, today: date, language: str) -> list[_Piece]:
    """Days and hours by their places in the source; where two touch the first found counts."""
    found: list[_Piece] = []

    def add(piece: _Piece) -> None:
        if all(piece.end <= p.start or p.end <= piece.start for p in found):
            found.append(piece)

    for match in WIDE.finditer(seen.text):
        place = seen.back(*match.span())
        add(_Piece(*place, text[slice(*place)]))
    for match in _WEEK.finditer(seen.text):
        ahead = (match["week"] or match["next"]).startswith(("next", "下"))
        add(_Piece(*seen.back(*match.span()), _week(today, ahead), day=True))
    for day in dates.find(text, today, language):
        add(_Piece(day.start, day.end, _told(day), day=True, past=day.past or day.day < today))
    for match in _SHORT_DAY.finditer(seen.text):
        day = dates.find(f"{match[0]}urday" if match[0] == "sat" else "sunday", today, "en")[0]
        add(_Piece(*seen.back(*match.span()), day.day.isoformat(), day=True))
    greeting = _GREETING.match(seen.text)
    for match in HOURS.finditer(
        seen.text, greeting.end(greeting.lastgroup or 0) if greeting else 0
    ):
        place = seen.back(*match.span())
        add(_Piece(*place, text[slice(*place)]))
    return sorted(found, key=lambda piece: piece.start)


def _told(day: dates.Day) -> str:
    """A day as it is written on a ticket, with what its word says beside the day."""
    word = canonical(day.text).text
    if word.endswith(("周末", "星期末", "礼拜末", "weekend")):
        return f"{day.day.isoformat()}–{(day.day + timedelta(days=1)).isoformat()}"
    if re.search(r"内$|^(?:within|inside)", word):
        return f"{day.day.isoformat()}前" if not word.isascii() else f"by {day.day.isoformat()}"
    part = _NIGHT.get(word, _NIGHT.get(word[-1]) if not word.isascii() else None)
    return f"{day.day.isoformat()} {part}" if part else day.day.isoformat()


def _week(today: date, ahead: bool) -> str:
    monday = today - timedelta(days=today.weekday())
    first = monday + timedelta(days=7) if ahead else today
    last = monday + timedelta(days=13 if ahead else 6)
    return f"{first.isoformat()}–{last.isoformat()}"


def _runs(seen: Canonical, pieces: list[_Piece]) -> list[list[_Piece]]:
    """Pieces that are said together."""
    runs: list[list[_Piece]] = []
    for piece in pieces:
        gap = canonical(seen.source[runs[-1][-1].end : piece.start]).text if runs else ""
        apart = "," in gap and _is_out(seen.source[: runs[-1][0].start])
        if runs and _GAP.fullmatch(gap) and not apart:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _time(seen: Canonical, run: list[_Piece]) -> VisitTime:
    source = seen.source
    before, after = canonical(source[: run[0].start]).text, canonical(source[run[-1].end :]).text
    head, tail = _HEAD.search(before), _TAIL.match(after)
    start = run[0].start - (len(before) - head.start() if head else 0)
    end = run[-1].end + (tail.end() if tail else 0)
    told, at = "", start
    for piece in run:
        told += source[at : piece.start] + piece.told
        at = piece.end
    told = " ".join(_ISO_BESIDE.sub(" ", told + source[at:end]).split())
    out = _is_out(source[:start]) or bool(_NOT_AFTER.match(canonical(source[end:]).text))
    hours = any(not p.day or " " in p.told for p in run)
    return VisitTime(source[start:end], start, end, told, any(p.day for p in run), hours, out)


def _is_out(before: str) -> bool:
    """Whether what stands before a time rules it out."""
    return _NOT_BEFORE.search(canonical(before).text) is not None


def _began(seen: Canonical, time: VisitTime) -> bool:
    """Whether it is rather the time since when something has been the matter."""
    before = _CLAUSE.split(seen.source[: time.start])[-1]
    after = _CLAUSE.split(seen.source[time.end :])[0]
    return _BEGAN.search(canonical(before + " " + after).text) is not None
