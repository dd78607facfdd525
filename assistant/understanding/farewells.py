"""Taking leave: "先这样", "行了没事了，辛苦", "that's all, cheers" end a talk, decide nothing."""

import re

from assistant.understanding.canonical import canonical

_LONGEST = 60
_ZH = (
    r"(?:那|就|那就)?(?:先|暂时|今天|今儿)(?:就|先)?(?:这样|这么着|到这|聊到这|说到这|这些)(?:儿"
    r"|里)?"
    r"|(?:就|先)*这些了?(?=[\s,，.。]*(?:谢|辛苦|多谢|拜))|(?:那)?就到(?:这|此)(?:儿|里)?(?:为止)?"
    r"|(?:我)?(?:这边|这儿)?(?:暂时|目前|今天)?(?:也)?(?:没|没有|没得|冇)(?:别的|其他|其它|啥|什么"
    r"|甚么|乜)*"
    r"(?:事情?|问题|要问的|要办的|需要的?)(?:儿)?了"
    r"|(?:我)?(?:先|得|要)*(?:去)?忙(?:去|别的|其他的)?(?:了|去了)|(?:我)?先忙(?:去|着)?$"
    r"|(?:我)?先(?:走|撤|下|闪|溜|挂|去|退)(?:了|啦)|(?:我)?(?:下线|下班|撤|闪|挂)(?:了|啦)"
    r"|不?(?:打扰|耽误|麻烦)(?:你|您)们?了"
    r"|(?:有(?:事|需要|问题|空)|需要)?(?:的话)?(?:儿)?(?:我)?(?:回头|晚点|改天|下次|明天|明儿"
    r"|待会儿?|等会儿?|以后|到时候?)?"
    r"(?:再|就)(?:来)?(?:找|联系|叫|问|喊|麻烦)(?:你|您)们?"
    r"|(?:回头|晚点|改天|下次|待会儿?|等会儿?|有空|空了)(?:我)?再?(?:弄|聊|看|联系|来|处理|见|办|搞"
    r"|细聊|细看)"
    r"|(?:回头|改天|明天|明儿|下次|周[一二三四五六日天])见|再见|再会|拜拜?|回见|晚安|掰掰|88+(?!\d)"
    r"|(?:就|只是|我就是?)(?:随便)?(?:问问|看看|问一下)(?:而已)?"
)
_EN = (
    r"that(?:'?s| is| will be| would be|'?ll be)(?: just| about| basically)?"
    r" (?:all|everything)(?: (?:i|we) (?:need(?:ed)?|want(?:ed)?))?"
    r"(?: (?:for|from) (?:now|today|me|us|the moment))*"
    r"|that(?:'?s| is| will be) it (?:for (?:now|today|the moment)|from (?:me|us))"
    r"|that(?:'?ll| will) do (?:for (?:now|today|the moment)|from (?:me|us))"
    r"|that(?:'?s| is) it(?=[\s,.!]*(?:thanks|thank you|thx|cheers|ta|bye)(?![a-z]))"
    r"|(?:nothing (?:else|more)|no more questions|no further questions)(?: (?:for|from)"
    r" (?:now|today|me|us))?"
    r"|good ?bye|bye(?:[ -]bye)?|cya|see (?:you|ya)(?: (?:later|soon|around|tomorrow))?"
    r"|(?:i'?ll )?(?:talk|speak|chat)(?: to (?:you|ya))? (?:later|soon|tomorrow)|ttyl"
    r"|(?:i |we )?(?:gotta|got to|have to|must|need to) (?:go|run|dash|leave|head off)"
    r"|(?:i'?m|we'?re) (?:off|done(?: here)?|good|all set|all good)"
    r"(?: (?:now|for now|for today|here))?"
    r"|that'?s (?:me|us)(?: done| off| finished)?(?= for|[\s,.!]*$|[\s,.!]+(?:thanks|cheers|bye))"
    r"|(?:all|i'm) done(?: for (?:now|today))?"
    r"|(?:i'?ll |i will |we'?ll |will |let me )?(?:get|come|be|circle) back(?: (?:to|with) (?:you"
    r"|this|it|that))*(?: (?:later|soon|tomorrow|on (?:this|that|it)))*"
    r"|(?:i'?ll |we'?ll |will )let (?:you|ya) know(?: later)?"
    r"|(?:catch|speak to|see|until) (?:you )?later|later(?:s| then)?$|good ?night"
    r"|have a (?:good|great|nice|lovely) (?:one|day|evening|afternoon|weekend|night)"
    r"|(?:let'?s |we'?ll |i'?ll )?leave it (?:there|at that)(?: for (?:now|today))?"
    r"|signing off"
)
_LEAVES = re.compile(rf"{_ZH}|(?<![a-z'])(?<!yes )(?<!yes, )(?:{_EN})(?![a-z'])")
_COURTESIES = re.compile(
    r"[\s,.!;:~…、。·]+|好[的嘞滴吧啊呀了]?|行[了吧啊]?|嗯+|哦+|噢|喔|ok(?:ay)?|没事儿?[了啊]?"
    r"|可以了|收到"
    r"|知道了|明白了?|了解了?|谢谢?[你您了啦哈]*|多谢|感谢|辛苦[了啦]?|麻烦[你您]?了?|那|就|我|先"
    r"|哈+"
    r"|[吧了啊呀啦哈呢嘛咯哒喽吼]|老板|师傅|亲|哥|姐"
    r"|(?<![a-z])(?:thanks?(?: you| a lot| so much| again)*|thank you(?: very much| so much)?"
    r"|thx|ty|cheers|ta|very much|a lot|so much|mate|buddy|guys|right|great|cool|nice|lovely"
    r"|perfect|good|fine|well|so|then"
    r"|now|and"
    r"|but|all good|for now|for today|got it|noted|i see|alright|all right|much appreciated"
    r"|appreciate it|appreciated|no worries|thanks|then|anyway|oh|haha|hi|hey)(?![a-z])"
    r"|[🙏😊👋🌹👌👍]"
)


_ASKS = re.compile(
    r"[给帮请把要发开退换查票货账改寄]|麻烦|什么|怎么|多少|\d"
    r"|(?<![a-z])(?:please|pls|send|give|need|want|can|could|check|make|change|order|invoice|return"
    r"|what|when|where|how|who)(?![a-z])"
)
_LONGEST_REASON = 24
_CLAUSES = re.compile(r"[,，.。;；!！\n]+")


def takes_leave(text: str) -> bool:
    """Whether a message ends the talk and asks for nothing: courtesies may stand in it, and a
    reason before the goodbye ("来客人了，先忙")."""
    rest = without_leave(text)
    if rest is None:
        return False
    if not _COURTESIES.sub("", rest):
        return True
    said = [part for part in _CLAUSES.split(canonical(text).text) if _COURTESIES.sub("", part)]
    *reasons, last = said
    ends = all(not _COURTESIES.sub("", _LEAVES.sub(" ", part)) for part in said[1:])
    first = _COURTESIES.sub("", _LEAVES.sub(" ", said[0]))
    reason = len(first) <= _LONGEST_REASON and not _ASKS.search(first)
    return bool(reasons) and ends and reason and _LEAVES.search(last) is not None


def is_courtesy(text: str) -> bool:
    """Whether a message is made up of courtesies and acknowledgements alone."""
    return not _COURTESIES.sub("", canonical(text.strip()[:_LONGEST]).text)


def without_leave(text: str) -> str | None:
    """What a message says beside taking leave (canonical); None where it takes none."""
    said = canonical(text.strip()).text
    if not said or len(said) > _LONGEST or "?" in said:
        return None
    rest = _LEAVES.sub(" ", said)
    return None if rest == said else rest.strip()
