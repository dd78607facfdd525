"""Small talk, and what this business does not do."""

import re

from assistant.builtin.plan import Brief, Step, say
from assistant.understanding.farewells import takes_leave
from assistant.understanding.reactions import react
from assistant.understanding.understood import Reaction, Request

_THANKS = re.compile(
    r"谢|辛苦|多谢|感谢|(?<![a-z])(?:thank|thx|cheers|ta(?![a-z])|appreciate)", re.IGNORECASE
)
_TAIL = re.compile(
    r"[\s,，.。!！~～]*(?:谢谢?[你您了啦哈]*|多谢|辛苦[了啦]?|麻烦了"
    r"|(?<![a-z])(?:thanks?(?: you)?|thx|cheers))[\s.。!！~～]*$",
    re.IGNORECASE,
)
"""The courtesy at the end of a message."""
_KINDS = (
    ("smalltalk.thanks", _THANKS),
    (
        "smalltalk.bye",
        re.compile(r"再见|拜拜|回头见|晚安|\b(bye|goodbye|see you|good night)\b", re.IGNORECASE),
    ),
    (
        "smalltalk.who",
        re.compile(
            r"你是谁|什么人|机器人|你叫|能(干|做|帮)|会什么"
            r"|\b(who are you|what can you|are you (a )?(bot|human|real))",
            re.IGNORECASE,
        ),
    ),
    (
        "smalltalk.greeting",
        re.compile(
            r"[你您]好|早(?:上好|安|啊|呀|$)|[上中下]午好|晚上好|在(?:吗|不在|么|嘛|不)|哈[喽啰]|嗨|喂"
            r"|吃了[没吗]|(?:新年|节日|中秋|国庆|元旦|周末)(?:好|快乐)|过年好|恭喜"
            r"|\b(hi|hello|hey|hiya|yo|(good )?(morning|afternoon|evening)|how are you"
            r"|how's it going|are you there|anyone there|happy|merry|ni ?hao)\b",
            re.IGNORECASE,
        ),
    ),
)
_HEARD = re.compile(
    r"\W+|[哦噢喔嗯恩啊哈呵嘿了呀吧]|好的?嘞?|行|可以|收到|知道|明白|了解|原来如此|这样|是吗|没事儿?"
    r"|没关系|不客气|不错|对|是的?|厉害"
    r"|(?<![a-z])(?:ok(?:ay)?|okey|k|yes|yeah|yep|sure|right|got it|noted|i see|great|good|cool"
    r"|nice|fine|alright|all right|perfect|lol|haha+|hmm+|well|understood|no (?:problem|worries)"
    r"|never ?mind|sorry)(?![a-z])",
    re.IGNORECASE,
)
"""What makes up a message that only says it was heard."""


def smalltalk(_brief: Brief, request: Request) -> list[Step]:
    """A greeting, thanks or a goodbye, answered in kind; to anything else it is said what may be
    asked for here."""
    said = _TAIL.sub("", request.text)
    for name, pattern in _KINDS:
        if pattern.search(said):
            return [say(name)]
    if _HEARD.sub("", said):
        return [say("smalltalk.here")]
    return [say("smalltalk.heard" if said == request.text else "smalltalk.thanks")]


def leave(brief: Brief) -> list[Step] | None:
    """The goodbye to a message that ends the talk, whatever was open; None for any other."""
    if not takes_leave(brief.text):
        return None
    return [say("smalltalk.thanks" if _THANKS.search(brief.text) else "smalltalk.bye")]


_LETS_GO = re.compile(
    r"算了|不用了|不必了|不要了吧|下次|改天|以后再说|再说吧|先不[下订买要]"
    r"|(?<![a-z])(?:forget (?:it|that|about it)|never ?mind|nvm|not now|no thanks|no thank you"
    r"|another time|maybe later|leave it)(?![a-z])",
    re.IGNORECASE,
)


def let_go(brief: Brief) -> list[Step] | None:
    """A no after an answer, while nothing waits: the talk about it ends. What was done is not
    taken back by it, that has to be said."""
    if brief.focus.last is not None or brief.focus.question is not None:
        return None
    no = react(brief.text) is Reaction.REJECT and _LETS_GO.search(brief.text)
    return [say("dropped")] if no else None


def out_of_scope(_brief: Brief, _request: Request) -> list[Step]:
    """Said so, with what can be done instead."""
    return [say("out_of_scope")]
