"""Answers to a proposal that are more than a yes or a no: a hold, or a reason with its decision."""

import re

MORE_THAN_A_REASON = re.compile(
    r"[\d?]|吗|呢|么$|但|不过|可是|只|再|换|改|要不|帮|查|看|多少|什么|怎么|几"
    r"|[一二两三四五六七八九十]"
    r"|\b(?:but|only|just|instead|change|make|what|how|when|where|why|which|can|could|show|check)\b"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|dozen|order|send)\b"
)
"""What a message asks for beside giving a reason."""

_HOLD = re.compile(
    r"(?:先|暂时?|暂且|千万|你|可)?(?:别|不要|甭|莫)(?:急着?|忙着?)?(?:去)?"
    r"(?:确认|下单|提交|操作|执行|处理|动|弄|批|发)"
    r"|先(?:放|搁|等|留|挂)(?:一?下|着|一?放|在?那|这|一?等)|等(?:一下|一?会儿?|我|等|下|他|她)"
    r"|(?:再|先|让我|容我|我要?|我得|还得?|要)(?:先|再|去)?"
    r"(?:想(?=想|一|下|好|清|$|[,，。])|考虑|问|商量|合计|琢磨|请示)"
    r"|(?:还没|没)(?:想好|定|商量好)|不急着"
    r"|(?<![a-z])(?:don't|do not|dont) (?:confirm|place|submit|send|order|book|do|process|approve)"
    r"(?: (?:it|that|this|anything))*(?: just)? (?:yet|until|before|for now)"
    r"|(?<![a-z])(?:not yet|hold on|hang on|hold (?:it|that)|wait|one (?:sec|moment|minute)"
    r"|just a (?:sec|moment|minute)|give me a (?:sec|moment|minute)|bear with me"
    r"|let me (?:think|ask|check with|see|talk|sleep on)|(?:need|have|got|want) to (?:think|ask"
    r"|check with|talk to|speak to)|(?:has|needs) to (?:see|approve|look|agree))(?![a-z])"
)
_ASKS_BESIDE = re.compile(
    r"[?？]|\d|吗|多少|什么|怎么|哪|有货|库存|(?<!先)查|改成|换成"
    r"|(?<![a-z])(?:what|how|when|where|which|stock|price|instead|change|make it)(?![a-z])"
)
_LONGEST_HOLD = 80
_LONGEST_REASON = 60
_PARTS = re.compile(r"[,，.!！;；。…\n]+")
_UNCERTAIN = re.compile(
    r"不|没|别|勿|未|等|如果|要是|假如|除非|万一|先|可能|也许|应该|问"
    r"|(?<![a-z])(?:no|not|never|wait|if|unless|when|once|before|after|until|maybe|perhaps"
    r"|might|should|would|ask|cannot)(?![a-z])|n't"
)
EXPLICIT = re.compile(
    r"确认|确定|下单|下吧|提交|同意|批准"
    r"|(?<![a-z])(?:confirm|go ahead|place|proceed|order (?:it|them|that)|book it|do it|submit)"
)
"""A yes that names what is to be done, and so cannot be meant for anything else."""


def holds(whole: str) -> bool:
    """Whether a message (canonical) asks that what is proposed wait, and for nothing else."""
    if len(whole) > _LONGEST_HOLD or not _HOLD.search(whole):
        return False
    return _ASKS_BESIDE.search(_HOLD.sub(" ", whole)) is None


def last_word(whole: str) -> tuple[str, str] | None:
    """What a message says before its last clause, and that clause ("he's fine with it. please
    confirm"); None where there is no such thing."""
    parts = [part.strip() for part in _PARTS.split(whole) if part.strip()]
    if len(parts) < 2:
        return None
    return " , ".join(parts[:-1]), parts[-1]


def is_reason(said: str, certain: bool) -> bool:
    """Whether words are no more than a reason.

    Args:
        certain: what they give a reason for moves goods or money: no doubt may be in them.
    """
    if len(said) > _LONGEST_REASON or MORE_THAN_A_REASON.search(said):
        return False
    return not (certain and _UNCERTAIN.search(said))
