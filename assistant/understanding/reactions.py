"""A typed answer to what was proposed, understood by code alone.

Strict, because a confirmation moves goods and money: a message confirms or rejects only when
known words make up all of it, or all that stands after a plain reason. A question, a condition, a
hesitation, a "yes, but" is neither.
"""

import re
from functools import cache

from assistant.understanding.canonical import canonical
from assistant.understanding.changes import asks_for_change
from assistant.understanding.choices import choose
from assistant.understanding.farewells import takes_leave, without_leave
from assistant.understanding.holding import EXPLICIT, holds, is_reason, last_word
from assistant.understanding.slips import mended
from assistant.understanding.understood import Reaction
from assistant.understanding.wordlists import table

__all__ = ["choose", "names_all", "react"]

Said = tuple[tuple[str, str], ...]
"""Words with their kinds: confirm, reject, filler, neither."""

_LONGEST = 60  # characters: a longer message says more than yes or no
_SEPARATORS = re.compile(
    r"[\s,.!;:…~、。·\"“”()\[\]\-_*]+"
    r"|[\ufe0e\ufe0f\u200d♂♀\U0001f3fb-\U0001f3ff]"
)
_DECISIVE = ("confirm", "confirmed", "approve", "approved", "cancel", "proceed")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_ALL = re.compile(
    r"(?<!不是)(?<!没)(?<!别)[都全]|所有|一起|一块|剩下|其余"
    r"|(?<![a-z])(?<!not )(?:all|both|everything|every one|the lot"
    r"|the rest|the others)(?![a-z])(?! (?:good|right))"
)
_DOUBT = re.compile(r"要是|如果|假如|除非|万一|要还是|是还是")
"""Words of a condition that could be read as others run together ("要" + "是")."""
_LEADS = frozenset(
    {"好", "好的", "好吧", "行", "行吧", "嗯", "嗯嗯", "可以", "是", "是的", "对", "ok", "okay"}
    | {"yes", "yeah", "yep", "sure", "alright", "fine"}
)
"""A yes to what was asked, before a no to what was proposed ("好的，取消")."""
_REPORTS = re.compile(
    r"^(?:那个|那|我)?(?:[她他]们?|对方|客户|顾客|老板|老婆|老公|媳妇|领导|合伙人|经理|店长|家里)"
    r"(?:那边|人)?(?:又|都|现在)?(?:说|讲|觉得|回复|回话)?(?:了|是)?[,，:：]?"
    r"|^(?:he|she|they|(?:my|our|the) (?:boss|partner|customer|client|wife|husband|manager))"
    r"(?: (?:just|now))?(?: (?:says?|said|thinks|told me))?,? "
)
"""Whose no it is, when somebody else's is passed on."""
_HEAD = re.compile(r"[^,.!;。…了吧]+(?:[了吧]|(?=[,.!;。…]))")


def react(text: str) -> Reaction | None:
    """What `text` does to a pending proposal; None when it is something else, or in doubt."""
    whole = mended(canonical(text.strip()[: 4 * _LONGEST]).text, _DECISIVE)
    plain = _plain(whole)
    if not plain or len(text) > 4 * _LONGEST:
        return None
    if (rest := without_leave(whole)) is not None and (ended := _ended(whole, rest)):
        return ended
    said = _said(plain) if len(plain) <= _LONGEST and not _DOUBT.search(plain) else None
    if said is not None and (decided := _decided(said)):
        return decided
    if said is None and asks_for_change(whole):
        return Reaction.CHANGE
    if said is None and (reasoned := _reasoned(whole)):
        return reasoned
    return Reaction.HOLD if holds(whole) else None


def names_all(text: str) -> bool:
    """Whether the answer is meant for everything that waits ("都确认", "confirm both")."""
    return _ALL.search(canonical(text[: 4 * _LONGEST]).text) is not None


def _ended(whole: str, rest: str) -> Reaction | None:
    """What a message decides that takes leave: nothing, unless it says so ("确认，先这样")."""
    decided = _decided(_said(_plain(rest)) or ())
    if decided is Reaction.REJECT or (decided and EXPLICIT.search(rest)):
        return decided
    return Reaction.HOLD if decided or takes_leave(whole) else None


def _decided(said: Said) -> Reaction | None:
    meant = [(word, kind) for word, kind in said if kind != "filler"]
    kinds = {kind for _, kind in meant}
    if not meant or "neither" in kinds:
        return None
    if kinds == {"confirm"}:
        return Reaction.CONFIRM
    led = all(word in _LEADS for word, kind in meant if kind == "confirm")
    return Reaction.REJECT if led and meant[-1][1] == "reject" else None


def _plain(text: str) -> str:
    """Words parted by one space, without apostrophes; question marks stay."""
    text = _DRAWN_OUT.sub(r"\1", text).replace("'", "")
    return _SEPARATORS.sub(" ", text).strip()


def _said(plain: str) -> Said | None:
    """The fewest known words, with their kinds, that make up `plain`; None when none do."""
    best: list[Said | None] = [(), *[None] * len(plain)]
    for start in range(len(plain)):
        reached = best[start]
        if reached is None:
            continue
        if plain[start] == " ":
            best[start + 1] = _fewer(best[start + 1], reached)
            continue
        for word, kind in _words().get(plain[start], ()):
            end = start + len(word)
            if plain.startswith(word, start) and _whole(plain, start, end):
                best[end] = _fewer(best[end], (*reached, (word, kind)))
    return best[-1]


def _fewer(one: Said | None, other: Said) -> Said:
    """The shorter; of equals the one that is in doubt."""
    return other if one is None or _cost(other) < _cost(one) else one


def _cost(said: Said) -> tuple[int, int]:
    return len(said), -sum(kind == "neither" for _, kind in said)


def _whole(plain: str, start: int, end: int) -> bool:
    """Whether no Latin word is cut in two there."""
    before = plain[start - 1 : start + 1] if start else ""
    return not (_cuts(before) or _cuts(plain[end - 1 : end + 1]))


def _cuts(two: str) -> bool:
    return len(two) == 2 and two.isascii() and two.isalnum()


def _reasoned(whole: str) -> Reaction | None:
    """A decision with its reason: before it ("he's fine with it. please confirm"), where a yes
    has to say what it is for; or after it ("算了太贵了", "no, too expensive")."""
    if (parts := last_word(whole)) is not None:
        reason, word = parts
        decided = _decided(_said(_plain(word)) or ())
        if decided is Reaction.CONFIRM and EXPLICIT.search(word) and is_reason(reason, True):
            return decided
        if decided is Reaction.REJECT and is_reason(reason, False):
            return decided
    reported = _plain(_REPORTS.sub("", whole))
    if _decided(_said(reported) or ()) is Reaction.REJECT:
        return Reaction.REJECT
    found = _HEAD.match(whole)
    head, rest = (found[0], whole[found.end() :]) if found else (whole, "")
    if len(whole) > _LONGEST or not is_reason(rest, False):
        return None
    rejected = _decided(_said(_plain(head)) or ()) is Reaction.REJECT
    return Reaction.REJECT if rejected else None


@cache
def _words() -> dict[str, list[tuple[str, str]]]:
    """Word and kind, by first character."""
    by_first: dict[str, list[tuple[str, str]]] = {}
    for kind, words in table("reactions").items():
        for word in words:
            known = _plain(canonical(word).text)
            by_first.setdefault(known[0], []).append((known, kind))
    return by_first
