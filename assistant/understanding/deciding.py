"""Whether words grant or refuse what waits for an approval."""

import re

from assistant.understanding.slips import mended

_GRANT = re.compile(
    r"批准|同意|(?<!没)通过|(?<![没待未等])批(?:了|掉|吧|下(?!次)|过)|全批|都批|准了|放行|放过"
    r"|可以过"
    r"|[让给].{0,6}过(?!来|去)|(?<![没不])过(?:了|吧)?$"
    r"|(?:^|[\s就都先把给请麻烦])批(?=\s?(?:第|前|后|这|那|头|[一二两三四五\d]))"
    r"|(?<![待没未审要等谁不请需我再没能])批(?=\W*$)"
    r"|(?<![a-z])(?:approved?|grant|ok(?:ay)?|pass|go ahead|sign (?:it |that |them )?off"
    r"|wave (?:it )?through"
    r"|let (?:it|that|them|the \w+(?: one)?) (?:go |pass )?through|yes to"
    r"|(?:is|are|looks?|'s|that's) (?:all )?(?:fine|good|alright|all right))(?![a-z])",
    re.IGNORECASE,
)
_REFUSE = re.compile(
    r"驳回|拒绝|拒了|不(?:能)?(?:同意|批准|批|通过|给过|让过|行)|打回|退回|否掉|否了|别批|卡(?:住"
    r"|掉)"
    r"|(?<![a-z])(?:reject|refuse|decline|deny|turn (?:it |that |them )?down|knock (?:it "
    r"|that )?back"
    r"|no to|send (?:it |that |them )?back|not (?:the|this|that)|veto)(?![a-z])",
    re.IGNORECASE,
)
_DECISIVE = ("approve", "approved", "reject", "refuse", "decline")
_PUT_OFF = re.compile(
    r"先(?:不|别|不要|放|等|搁|压|留)|暂(?:时|缓)?(?:不|缓|别)|再(?:等|看|说|议|考虑)|别急|等(?:我"
    r"|等|一?下)|不动|放一?放|回头"
    r"|(?<![a-z])(?:hold|wait|not yet|later|pending|don't|do not|leave|park|skip"
    r"|think about)(?![a-z])",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[?？吗么]|哪些|什么|啥|多少|怎么|如何|谁|有没有|没有?批|了?没(?:有)?\W*$|(?<![a-z])(?:what"
    r"|which|who|how"
    r"|any\w*"
    r"|list|show"
    r"|is there|are there|has|have|did|yet)(?![a-z])",
    re.IGNORECASE,
)


_CHANGES_HIS_MIND = re.compile(
    r"算了|还是|等等|哦不|不对|想想|想了想|(?<![a-z])(?:actually|no wait|wait|scratch that"
    r"|on second thoughts?|never ?mind|changed my mind)(?![a-z])",
    re.IGNORECASE,
)
"""What comes after counts: "先驳回吧。算了，还是给他过"."""


def changes_mind(text: str) -> bool:
    """Whether words take back what was decided just before them."""
    return _CHANGES_HIS_MIND.search(text) is not None


def _decides(text: str) -> bool:
    return bool(_REFUSE.search(text) or _GRANT.search(text))


def decision(text: str) -> bool | None:
    """Whether words grant or refuse; None for a question, a wish, or a decision put off."""
    text = mended(text, _DECISIVE)
    if len(parts := _CHANGES_HIS_MIND.split(text)) > 1 and _decides(parts[-1]):
        text = parts[-1]
    if asks(text) or _PUT_OFF.search(text):
        return None
    if _REFUSE.search(text):
        return False
    return True if _GRANT.search(text) else None


def asks(text: str) -> bool:
    """Whether words ask what waits, rather than decide it."""
    return _ASKS.search(text) is not None
