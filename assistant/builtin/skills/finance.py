"""What is owed."""

import re

from assistant.builtin.plan import Brief, Step, call
from assistant.understanding import mentions
from assistant.understanding.understood import Request
from domain.scope import Role

_WHOSE = re.compile(
    r"(?:^|[,，。\s]|查下?|查一下|看看|看一?下|问下?|告诉我|给我)(?P<n>[\u4e00-\u9fff]{3,8}?)"
    r"(?:那边|家|店)?的(?:应收|欠款|余额|额度|账款?|货款|账单|对账单|信用)"
)
_NOBODY = re.compile(
    r"[我咱俺你您本自]|[年月日周季天]|今|昨|上|下|这|那|目前|现在|全部|所有|逾期|到期|未|待|已|总|单|票|款|账|信用|额度"
    r"|还|欠|剩|多少|什么|怎么|帮|麻烦|请|查|看|问|给|经销商"
)
"""What stands before "的应收" and is no firm's name."""


def receivables(brief: Brief, request: Request) -> list[Step]:
    """The asker's own account; staff name a dealer, and a dealer who names another is refused."""
    as_of = request.day.isoformat() if request.day and request.day < brief.today else None
    dealer = request.dealer or _somebody(brief, request.text)
    return [call("query_receivables", request, dealer=dealer, as_of=as_of)]


def _somebody(brief: Brief, text: str) -> str | None:
    """A firm that a dealer names and nobody may know ("华南旗舰的应收"): not his own account."""
    found = _WHOSE.search(text) if brief.actor.role is Role.DEALER else None
    if found is None or _NOBODY.search(found["n"]) or mentions.find(found["n"], brief.catalogue):
        return None
    return found["n"]
