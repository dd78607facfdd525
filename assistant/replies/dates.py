"""Days and hours as people say them: 明天, 周三, tomorrow, Wed 2 Dec."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

_NEAR = {
    "zh": {-1: "昨天", 0: "今天", 1: "明天", 2: "后天"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
_PATTERN = {"zh": "M月d日（EEE）", "en": "EEE d MMM"}
_PATTERN_OTHER_YEAR = {"zh": "y年M月d日", "en": "d MMM y"}
_LOCALE = {"zh": "zh_CN", "en": "en_GB"}
_ISO = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")


def spoken_date(day: date | str, today: date, language: str) -> str:
    """A calendar day as said on `today`."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    if (near := _NEAR[language].get((day - today).days)) is not None:
        return near
    pattern = (_PATTERN if day.year == today.year else _PATTERN_OTHER_YEAR)[language]
    return format_date(day, pattern, locale=_LOCALE[language])


def spoken_instant(instant: datetime | str, now: datetime, time_zone: str, language: str) -> str:
    """An instant as said at `now`, in the reader's zone, to the minute."""
    instant = datetime.fromisoformat(instant) if isinstance(instant, str) else instant
    zone = ZoneInfo(time_zone)
    local = instant.astimezone(zone)
    day = spoken_date(local.date(), now.astimezone(zone).date(), language)
    return f"{day} {local:%H:%M}"


def spoken_time(told: str, today: date, language: str) -> str:
    """A time as it stands on a ticket, its days as said on `today` ("2026-11-19 after 3pm")."""

    def spoken(match: re.Match[str]) -> str:
        try:
            return spoken_date(match[0], today, language)
        except ValueError:
            return match[0]  # typed by hand: no day of the calendar

    said = _ISO.sub(spoken, told)
    if language == "zh":
        return re.sub(r"(?<=[天）日]) (?=[\u4e00-\u9fff])", "", said)
    return re.sub(r"\bon (?=today|tomorrow|yesterday)", "", said)
