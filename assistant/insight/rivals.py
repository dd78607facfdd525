"""The rival that an issue names: a brand or shop that is not ours."""

import re

_HAN = r"\u4e00-\u9fff"
_BEFORE_ZH = (
    r"(?:隔壁|对面|斜对[面过门]|对门|竞品|友商|对手|牌子叫[个作]?啥?|品牌叫?|叫做?个?啥?"
    r"|名叫|新来的|发现|看见)[:：]?\s?"
)
_AFTER_ZH = (
    r"(?=的(?!人)|[家]?(?:专柜|品牌|牌|导购|体验店|旗舰店|业务员|经销商)|把|又|也|搞|推出|新出|刚出|出了"
    r"|上了|上市|直降|降价|降到|打出|打折|摆出|做活动|开业|开出|进驻|入驻|进场|送|给|买一送|满|在|从"
    r"|清仓|促销|团购|现在|今年|这|已经|一律|全场|放出|挂出|推|砍|压到)"
)
_QUOTED = re.compile(rf"[“「\"]([{_HAN}A-Za-z]{{2,8}})[”」\"](?=牌|品牌|的|在|[,，]|开|把|搞)")
_NAMED_ZH = re.compile(
    rf"(?:^|{_BEFORE_ZH}|[,，、。:：；;\s])(?P<name>[{_HAN}]{{2,3}}?){_AFTER_ZH}"
)
_LATIN_IN_CHINESE = re.compile(r"[A-Z][A-Za-z]{2,}(?=\s?[\u4e00-\u9fff])")
_NO_NAME_ZH = re.compile(
    r"[我你他她它们咱俺这那哪个几每各某人家店客户老新市县城街路月日天年周号今昨明门口商场厂货价台别同样"
    r"一二三四五六七八九十两半百千万上下里外前后左右多少都就还再很太不没有是了着过来去要会能得做搞送给开卖买]"
    r"|隔壁|对面|竞品|友商|对手|全场|品牌|牌子|导购|师傅|直播|最近|活动|渠道|超市|电商|平台|国庆|双十"
)
_CAPITAL = r"[A-Z][a-zA-Z&'’\-]+"
_NAME_EN = rf"{_CAPITAL}(?:\s{_CAPITAL}){{0,2}}"
_VERB_EN = (
    r"(?:has|have|had|is|are|was|were|will|now|just|cut|cuts|brought|brings|launched|launches|opened"
    r"|opens|gives|gave|offers|offered|throws?|runs?|ran|put|puts|started|came|come|took|takes|sells"
    r"|sold|pays?|paid|dropped|drops|slashed|halved|entered|unveiled|released|switched|doubled|people"
    r"|reps?|dealers?|store|shop|banners?|fella|guys?|team)"
)
_SUBJECT_EN = re.compile(rf"(?P<name>{_NAME_EN})(?:['’]s?)?(?=\s(?:\w+ly\s)?{_VERB_EN}\b)")
_AFTER_EN = re.compile(
    r"\b(?:from|by|brand|make|called|named|name of|competitor|rival|against|own|at)[,:]?\s"
    rf"(?:the\s)?(?P<name>{_NAME_EN})"
)
_LEAD_EN = re.compile(r"^(?:The|A|An|Our|Since|When|While|And|But|At|In|Next|Every|All|Now)\s")
_NO_NAME_EN = frozenset(
    re.findall(
        r"\w+",
        """
        the a an i we they he she it our my your their this that these those there here every each
        all some any no one two three four five six seven eight nine ten both most many several
        customers people everyone somebody someone nobody next since when while after before now
        today yesterday tomorrow last for with and but so if as because also just still then even
        monday tuesday wednesday thursday friday saturday sunday january february march april may
        june july august september october november december christmas easter ramadan eid diwali
        black spring summer autumn winter q1 q2 q3 q4 ac acs tv tvs led usb wifi mr mrs ms dr st
        competitor competitors competition rival rivals chenlan
        """,
    )
)


def rival(quote: str) -> str | None:
    """The first rival that a quote about competition names, as written."""
    found = [match for names in (_latin(quote), _chinese(quote)) for match in names]
    return min(found, default=(0, None))[1]


def _chinese(quote: str) -> list[tuple[int, str]]:
    named = [(m.start("name"), m["name"]) for m in _NAMED_ZH.finditer(quote)]
    quoted = [(m.start(1), m[1]) for m in _QUOTED.finditer(quote)]
    return [(at, name) for at, name in named + quoted if not _NO_NAME_ZH.search(name)]


def _latin(quote: str) -> list[tuple[int, str]]:
    found = [(m.start(), m[0]) for m in _LATIN_IN_CHINESE.finditer(quote)]
    for pattern in (_SUBJECT_EN, _AFTER_EN):
        for match in pattern.finditer(quote):
            name = _LEAD_EN.sub("", match["name"])
            found.append((match.end("name") - len(name), re.sub(r"['’]s?$", "", name)))
    return [(at, name) for at, name in found if _is_name(name)]


def _is_name(name: str) -> bool:
    return name.split()[0].lower() not in _NO_NAME_EN and not name.isupper()
