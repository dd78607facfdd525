"""A message that tells nothing but terms of an order that was spoken of: how many, by when, from
which store, to which address ("不对，15", "deliver it saturday", "从华南仓发")."""

import re

from assistant.understanding import places
from assistant.understanding.adding import LESSENS, names_each
from assistant.understanding.canonical import Range, canonical, free
from assistant.understanding.reading import Reading
from assistant.understanding.understood import Terms

_LONGEST = 80
_IDLE = re.compile(
    r"[\s,，、.。;；:：!！~…·\-()（）\"'“”]+"
    r"|不对|不是|不好意思|错了|搞错|弄错|打错|说错|手滑|手误|还是|应该|改成?|换成?|变成?|调成?"
    r"|地址|能不能|可不可以|我们?|咱们?|你们?|您|给|帮|请|麻烦|那|就|得|要|想|需要|希望|最好|尽量|务必|必须|一定|可以|能|够"
    r"|下单|送达|送货|送到|送过来|送来|送|发货|发过来|发|到货|到|配送|交货|交付|收货|安排|出货|走货|拿到"
    r"|最晚|最迟|之前|以前|前|之内|以内|内|左右|期限|时间|日期|交期|货期|数量|货|从|由|走|用|在"
    r"|推迟|提前|延后|延期|延到|往后|挪|算了|各|每样|每种|都|全部"
    r"|多|少|再|又|加|减|追加|上|来|拿|订|整|弄|搞|算|是|为|成|至|只|一共|总共|共"
    r"|[的了吧啊呀哈哦噢嗯呃额呢嘛啦也都先行好对等下]|一下|就行|就好|谢谢|老板|师傅|亲"
    r"|行不行|行吗|好吗|可以吗|能吗|吗|[?？]"
    r"|(?<![a-z])(?:no|nope|not|sorry|oops|actually|wait|hang on|hold on|rather|correction|my bad"
    r"|i|we|us|me|you|it|them|that|this|those|they|the|a|an|to|be|is|should|would|could|can|will|'ll"
    r"|need(?:s|ed)?|want(?:s|ed)?|like|make|made|let'?s|say|said|mean|meant|have|get|got|please|pls"
    r"|thanks|thank|ok|okay|yes|yeah|so|then|and|but|just|only|instead|better|best|if|possible"
    r"|deliver(?:y|ed)?|deliveries|ship(?:ped|ping|ment)?|send|sent|bring|arrive[sd]?|come|here|date"
    r"|by|on|for|before|until|till|from|at|in|of|out|latest|no later than|later|than|must|also"
    r"|more|fewer|less|extra|additional|another|add|plus|up|down|total|quantity|qty|pcs|order"
    r"|d|s|ll|re|m|t|everything|all|both|each|every|goods|stuff|lot"
    r"|change[d]?|move[d]?|push|shift|switch|set|postpone|forward|back|reschedule|keep|forget)(?![a-z])"
)
"""Words that stand around terms and say nothing else."""
_MORE = re.compile(
    r"多(?:加|来|要|订|拿|给|发|配|整|弄|搞|补|下)?(?=\s*[\d一二两三四五六七八九十])|再|追加|加(?![到成至])"
    r"|(?<![a-z])(?:more|extra|additional|another|add|plus)(?![a-z])"
)


def only_terms(reading: Reading) -> Terms | None:
    """The terms that a message tells; None where it tells none, or says anything else as well."""
    text = reading.text
    if len(text) > _LONGEST or reading.mentions or reading.references or reading.amounts:
        return None
    parts = [*reading.days, *reading.quantities, *([reading.address] if reading.address else [])]
    taken = [(span.start, span.end) for span in parts]
    named = [place for place in places.find(text) if free(place.start, place.end, taken)]
    taken += [(place.start, place.end) for place in named]
    stores = [place.text for place in named if not place.goal]
    goals = [place.text for place in named if place.goal]
    if reading.address:
        goals.insert(0, reading.address.text)
    most = max(map(len, (reading.days, reading.quantities, stores, goals)))
    if not taken or most > 1 or beside_terms(text, taken):
        return None
    day = next(iter(reading.days), None)
    if day is not None and day.past:
        return None
    seen = canonical(text).text
    return Terms(
        quantity=next(iter(reading.quantities), None),
        added=_MORE.search(seen) is not None,
        lessened=LESSENS.search(seen) is not None,
        each=names_each(seen),
        day=day.day if day else None,
        store=next(iter(stores), None),
        address=next(iter(goals), None),
    )


def beside_terms(text: str, taken: list[Range]) -> str:
    """What `text` (canonical) says beside terms and the words that stand around them.

    Arguments:
        taken: positions of what it names.
    """
    kept = list(text)
    for start, end in taken:
        kept[start:end] = " " * (end - start)
    return _IDLE.sub("", canonical("".join(kept)).text)
