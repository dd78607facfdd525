"""Questions that something written answers."""

import re

from assistant.builtin.lines import called
from assistant.builtin.plan import Brief, Step, call
from assistant.understanding import faults, mentions
from assistant.understanding.canonical import canonical
from assistant.understanding.understood import Request


def look_up(brief: Brief, request: Request) -> list[Step]:
    """Answer from an article, with its source, or say that nothing is known."""
    question = f"{_appliance(brief, request)}{_account(brief, request)}{request.text}"
    return [call("search_articles", request, question=question[:_LONGEST])]


def _account(brief: Brief, request: Request) -> str:
    """The words of the articles for what is asked about an account in other ones."""
    if request.intent != "account_help" or not _TELEGRAM.search(request.text):
        return ""
    return "绑定 Telegram，" if brief.language == "zh" else "link Telegram: "


def _appliance(brief: Brief, request: Request) -> str:
    """The appliance of the ticket that the talk is on, where a question about it names none."""
    said = canonical(request.text).text
    visits = [ticket for ticket in brief.tickets if ticket.is_visit]
    if not visits or brief.focus.turned or mentions.find(request.text, brief.catalogue):
        return ""
    if not (_OF_IT.search(said) or faults.find(said)):
        return ""
    if visits[-1].sku is None and not visits[-1].fits(brief.catalogue):
        return ""
    named = mentions.find(visits[-1].told, brief.catalogue)
    name = named[0].text if named else called(brief.catalogue, visits[-1].sku or "", brief.language)
    return f"{name}，" if brief.language == "zh" else f"{name}: "


_LONGEST = 120
_TELEGRAM = re.compile(r"(?<![a-z])t[a-z]{2,6}g[a-z]{1,3}m(?![a-z])|电报|小飞机", re.IGNORECASE)
"""Telegram, also with a slip of the fingers."""
_OF_IT = re.compile(
    r"它|这个|这机器|保修|质保|屏幕|显示|代码|(?<![a-z\d])[a-z]\d{1,2}(?!\d)|自己|还能.{0,3}[用开]|(?:危险|安全)吗"
    r"|(?<![a-z])(?:it|warranty|screen|display|code|myself|covered)(?![a-z])"
)
"""Words of a question about an appliance that was spoken of before."""
