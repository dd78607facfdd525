"""What is said next of the lead that was just noted: who it is, what they want, when to call."""

import re
from dataclasses import replace

from assistant.builtin.plan import Brief, Step, call
from assistant.builtin.skills.leads import MISTAKE, NOTES, advanced, asks_for_leads, facts, name_in
from assistant.builtin.withdrawing import WITHDRAWS
from assistant.focus import Noted
from assistant.understanding.understood import Request
from domain.scope import Role

_OF_THEM = re.compile(
    r"\W*(?:那|就|对了|还有|不过|但|然后|后来|刚才?|今天|昨天|[,，\s])*"
    r"(?:[他她]们?|对方|这个?(?:客户|客人|人|单位)|那个?(?:客户|客人|人)|人家|客户)"
    r"|\W*(?:oh |and |but |so |well |ok |then |also |now |,)*"
    r"(?:he|she|they|the (?:customer|client|lead))(?![a-z])",
    re.IGNORECASE,
)
"""The message speaks of them from its first word."""
_BESIDE = re.compile(
    r"\W*(?:对了|还有|补充|忘了说|另外|哦|噢)|\W*(?:oh|btw|by the way|also|and"
    r"|forgot to say)(?![a-z])",
    re.IGNORECASE,
)
"""Something is added to what was just said."""
_THEM = re.compile(r"[他她]|(?<![a-z])(?:him|her|them)(?![a-z])", re.IGNORECASE)
_ANOTHER = re.compile(
    r"又来|又有|另外?一?[个位家]|还有一?[个位家]|再记|新(?:的)?(?:客户|线索|客人)|来了?一?[个位]"
    r"|有一?[个位家]"
    r"|(?<![a-z])(?:another (?:lead|customer|client|one)|new (?:lead|customer|client)"
    r"|different (?:lead|customer))(?![a-z])",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"下单|帮我?订|给我|发货|订货|开票|库存|有货|(?<![a-z])(?:place|order|in stock|invoice"
    r"|price of)(?![a-z])",
    re.IGNORECASE,
)
_TALKS = frozenset({"smalltalk", "out_of_scope"})
_OTHER_MATTER = 0.75
_LONGEST = 200


def gone_on_with(brief: Brief, noted: tuple[Noted, ...]) -> list[Step] | None:
    """A further step of the lead just noted; None where a message is about something else."""
    text, last = brief.text, noted[-1]
    request = replace(brief.understanding.main, text=text, intent="lead_followup")
    if brief.actor.role is not Role.DEALER or len(text) > _LONGEST or asks_for_leads(text):
        return None
    if NOTES.match(text) or _ANOTHER.search(text) or _ORDERS.search(text):
        return None
    named = _names(text, last, request)
    if named is False:
        return None
    of_them = named or _OF_THEM.match(text) is not None
    if (WITHDRAWS.search(text) or MISTAKE.search(text)) and (last.fresh or of_them):
        return [call("withdraw_lead", request, lead=last.number)]
    told = facts(brief, _whole(brief, request))
    concerned = _concerns(brief, last.fresh, of_them, set(told) - {"wish"})
    return [advanced(request, last.number, told)] if concerned else None


def _names(text: str, last: Noted, request: Request) -> bool | None:
    """Whether a message names the lead; False where it names another one, None where none."""
    said = name_in(text) or request.customer
    if said is None:
        return None
    known = str(last.arguments.get("name") or "")
    if known and (said in known or known in said):
        return True
    return None if _OF_THEM.match(text) else False


def _concerns(brief: Brief, fresh: bool, of_them: bool, told: set[str]) -> bool:
    """Whether a message is about the lead: by what it tells, or by whom it speaks of."""
    main = brief.understanding.main
    about_leads = main.intent in ("lead_followup", "customer_profile")
    doubtful = main.intent in _TALKS or main.confidence < _OTHER_MATTER
    if of_them:
        return fresh or about_leads or doubtful or "stage" in told
    if fresh and told and _BESIDE.match(brief.text):
        return True
    if not fresh:
        return bool(_THEM.search(brief.text)) and about_leads
    return about_leads or (doubtful and bool(told))


def _whole(brief: Brief, request: Request) -> Request:
    """The message as one request, with what any part of it names."""
    parts = brief.understanding.requests
    return replace(
        request,
        day=next((part.day for part in parts if part.day), None),
        phone=next((part.phone for part in parts if part.phone), None),
        amount=next((part.amount for part in parts if part.amount), None),
    )
