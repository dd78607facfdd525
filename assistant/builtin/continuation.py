"""A message that only makes sense after the last look-up: "那佛山呢", "and the dishwashers?"."""

import re
from typing import Any

from assistant.builtin.known import Known, meant
from assistant.builtin.lines import amount_of, product_of
from assistant.builtin.plan import Brief, Step
from assistant.builtin.residue import residue
from assistant.understanding import mentions, numbers, places, references
from assistant.understanding.canonical import canonical

_INTENTS = {
    "quote": "price_quote",
    "query_receivables": "receivables",
    "search_articles": "product_question",
    "pending_approvals": "approval",
    "query_figures": "business_query",
}
"""Where an intent is not called as its tool is."""
_LONGEST = 60
_GOES_ON = re.compile(
    r"\s*(?:那么?|还有|另外|然后|再看看?|换成|哦|嗯|好|行|[,，\s])*(?P<core>.+?)(?:的|那边|这边|那里)?"
    r"(?:情况)?(?:呢|咧|嘞|怎么样|咋样|如何)\s*[?？。.!！~]*\s*"
    r"|\s*(?:那么?|还有)(?P<that>[^?？。!！]{1,16}?)"
    r"(?:的|有吗|有没有|有货吗|吗|行不行)?\s*[?？。!！~]*\s*"
    r"|\s*(?:ok |okay |right |good |hmm |so |,)*(?:and|what about|how about|same for"
    r"|same question for|and what about|and how about)"
    r"(?: (?:the|for|in|at|from|our|my))* (?P<rest>.+?)"
    r"(?: (?:then|too|as well|instead))?\s*[?.!]*\s*",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"(?<=[\u4e00-\u9fff])[这那]?一?[张台单]$")
"""What points at a record after what it is about ("洗碗机那张")."""
_OWN = re.compile(
    r"(?:那)?(?:我们?|咱们?|俺)?(?:自己|自家|本店|本公司|我们?|咱们?|俺)(?:家|店|公司|这边)?的?"
    r"|(?:for )?(?:ours?|us|me|mine|our own|my own|ourselves|we)(?: own)?(?: account)?"
)
_TAKES = {
    "check_stock": {"product", "place"},
    "quote": {"lines"},
    "order_status": {"order", "product"},
    "ticket_status": {"ticket"},
    "query_receivables": {"dealer"},
}
"""What a look-up can be asked with, beside what it was asked with the last time."""


def intent_of_look_up(tool: str) -> str:
    """The intent that a look-up answers."""
    return _INTENTS.get(tool, tool)


def continued(brief: Brief) -> Step | None:
    """The last look-up again, with what this message puts in its place; None when it is none."""
    looked, said = brief.focus.looked, brief.text.strip()
    if looked is None or len(said) > _LONGEST or "\n" in said:
        return None
    found = _GOES_ON.fullmatch(said)
    core = next((part for part in found.groups() if part), None) if found else None
    if core is None:
        return None
    core = _COUNTER.sub("", core.strip(" ,，"))
    changed = _changed(brief, looked.tool, looked.arguments, core)
    if changed is None:
        return None
    return Step(tool=looked.tool, arguments=changed, intent=intent_of_look_up(looked.tool))


def _changed(
    brief: Brief, tool: str, arguments: dict[str, Any], core: str
) -> dict[str, Any] | None:
    takes = _TAKES.get(tool, set()) | set(arguments)
    if _OWN.fullmatch(canonical(core).text) and "dealer" in takes:
        return {name: value for name, value in arguments.items() if name != "dealer"}
    if not places.find(core) and places.find(f"in the {core}"):
        core = f"in the {core}"  # "and the west?"
    named = _named(brief, core, takes, arguments)
    if named and not residue(core, brief.catalogue):
        return {k: v for k, v in (arguments | named).items() if v is not None}
    if "dealer" in takes and (dealer := brief.dealer_meant(core) or _name(core)):
        return arguments | {"dealer": dealer}
    return None


def _named(brief: Brief, core: str, takes: set[str], arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments that a few words name."""
    named: dict[str, Any] = {}
    if "ticket" in takes and (fits := _tickets(brief, core)):
        return {"ticket": fits[0].number}
    goods = mentions.find(core, brief.catalogue)
    if goods and "product" in takes:
        named = {"product": product_of(brief, goods[0]), "order": None}
    if goods and "lines" in takes:
        before = arguments.get("lines") or [{}]
        named["lines"] = [before[0] | {"product": product_of(brief, goods[0])}]
    if "place" in takes and (found := places.find(core)):
        named["place"] = re.sub(r"[那这][边里儿]$", "", found[0].text)
    for reference in references.find(core):
        if reference.kind in takes:
            named[reference.kind] = reference.number
    taken = [(m.start, m.end) for m in goods]
    quantities = numbers.find(core, taken)
    if len(quantities) == 1 and len(named.get("lines") or arguments.get("lines", ())) == 1:
        line = (named.get("lines") or arguments["lines"])[0]
        named["lines"] = [line | amount_of(quantities[0])]
    return {k: v for k, v in named.items() if k in takes}


def _tickets(brief: Brief, core: str) -> list[Known]:
    """The ticket of the talk that goods name, if it is one."""
    goods = mentions.find(core, brief.catalogue)
    fits = meant(core, brief.tickets, brief.catalogue) if goods else []
    return fits if len(fits) == 1 and len(brief.tickets) > 1 else []


def _name(core: str) -> str | None:
    """A few words that may be a firm's name; who it is, and whether it may be asked about, is for
    the tool to say."""
    plain = re.fullmatch(
        r"[\u4e00-\u9fff]{2,10}|[A-Z][\w'&-]*(?: [A-Z][\w'&-]*){0,3}|D-[A-Z-]+", core
    )
    return core if plain else None
