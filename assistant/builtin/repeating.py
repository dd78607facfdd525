"""An open question put once more: a fragment that answers nothing does not end it, nor does a
question in between."""

import re
from typing import Any

from assistant.builtin.lines import called
from assistant.builtin.plan import Brief, Step
from assistant.builtin.residue import residue
from assistant.focus import AMEND, Question
from assistant.understanding import mentions
from assistant.understanding.farewells import is_courtesy
from assistant.understanding.reactions import react
from assistant.understanding.understood import Reaction
from tools.registry import REGISTRY, Effect

REPEATED = frozenset(
    {
        "choice",
        "quantity",
        "product",
        "goods",
        "want",
        AMEND,
        "line_product",
        "line_quantity",
        "payment",
    }
)
"""What a question may miss that is worth putting again."""
_MOST = 2
"""Times a question is put again; then the talk goes its way."""
_LONGEST = 24
"""Weight of a fragment: a Chinese character is one, a letter a third."""
_DOUBTFUL = 0.6
_TALKS = frozenset({"smalltalk", "out_of_scope", "account_help"})
_ASKS = re.compile(
    r"[?？]|[吗呢么]|什么|怎么|多少|哪|几[天号点]|人工|客服|你好|您好|再见|拜拜|早上好"
    r"|(?<![a-z])(?:what|how|when|where|which|who|why|hello|hi|bye|human|person|agent)(?![a-z])",
    re.IGNORECASE,
)


def put_again(brief: Brief) -> Step | None:
    """The open question, where a message says too little to be about anything else."""
    question = brief.focus.question
    if question is None or question.missing not in REPEATED or brief.focus.failures >= _MOST:
        return None
    if is_courtesy(brief.text) and react(brief.text) is None:
        return None
    main = brief.understanding.main
    agrees = react(brief.text) in (Reaction.CONFIRM, Reaction.HOLD)
    vague = main.confidence < _DOUBTFUL or main.intent in _TALKS or not residue_of(brief)
    goods = any(item.product for item in main.items)
    if _weight(brief.text) > _LONGEST or _ASKS.search(brief.text) or goods:
        return None
    return asking(brief, question) if agrees or vague else None


def reminder(brief: Brief, steps: list[Step]) -> Step | None:
    """The open question behind the answer to what was asked in between, if that was about the
    same goods or about none."""
    question = brief.focus.question
    if question is None or question.missing not in REPEATED or not steps:
        return None
    if not all(step.tool and step.follow is None and _only_reads(step) for step in steps):
        return None
    named = mentions.find(brief.text, brief.catalogue)
    wanted = " ".join((*question.goods, *(c["value"] for c in question.choices)))
    codes = {brief.catalogue.products[key].sku for mention in named for key in mention.fits}
    if named and not any(code in wanted for code in codes):
        return None
    return asking(brief, question)


def asking(brief: Brief, question: Question) -> Step:
    """The step that puts a question."""
    name = _NAMES.get(question.missing, f"ask.{question.missing}")
    values: dict[str, Any] = {"text": question.text, "choices": question.choices}
    values["day"] = question.arguments.get("paid_on")
    if question.missing in ("quantity", "line_quantity"):
        lines = [*question.arguments.get("lines", []), question.arguments.get("line", {})]
        bare: dict[str, Any] = next(
            (x for x in lines if "product" in x and "quantity" not in x), {}
        )
        product = called(brief.catalogue, str(bare.get("product", "")), brief.language)
        values = {"product": product}
    return Step(say=name, values=values, question=question)


def residue_of(brief: Brief) -> str:
    """What a message says beside what it names."""
    return residue(brief.text, brief.catalogue)


_NAMES = {
    "choice": "choice",
    "goods": "ask.goods",
    "line_product": "ask.product",
    "line_quantity": "ask.quantity",
    AMEND: "ask.change_proposal",
}


def _only_reads(step: Step) -> bool:
    return REGISTRY.get(step.tool or "").effect is Effect.READ


def _weight(text: str) -> float:
    return sum(1 / 3 if c.isascii() else 1 for c in text)
