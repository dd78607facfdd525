"""Days and hours as people say them: 明天, 周三, tomorrow, Wed 2 Dec."""

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
