"""Words without which a short message begins nothing: a guess alone writes nothing down."""

import re

from assistant.understanding.understood import Request

_SHORT = 8
"""Weight of a message below which its wish must stand there in so many words: a Chinese character
is one, a letter a third."""
FAULTY = re.compile(
    r"坏|修|漏|不(?:转|制冷|制热|工作|亮|响|通电|加热|出水)|异响|噪音|故障|报警"
    r"|装(?:机|一下|上)|安装|保养|清洗|维护|投诉|退|换货|差评|赔"
    r"|(?<![a-z])(?:broken|broke|fault\w*|leak\w*|repair\w*|fix|install\w*|not working|noise"
    r"|maintenance|service|clean|complain\w*|refund|return\w*|replace\w*|damaged)(?![a-z])",
    re.IGNORECASE,
)
"""Says that something is wrong, or that somebody is to come."""
_AILS = re.compile(
    r"不(?![用要对是行好错了])|没(?!事|问题|关系|有了)|装|响|烫|臭|味|滴|冒|跳闸|错误|代码|(?<![a-z])e\d|裂|死机|师傅"
    r"|(?<![a-z])(?:won'?t|wont|doesn'?t|does not|isn'?t|stopped|stops|dead|smells?|spark\w*"
    r"|drip\w*|smok\w*|flicker\w*|error|crack\w*|technician|fitter|engineer|fitted"
    r"|set up|help with)",
    re.IGNORECASE,
)
_OWN = {
    "open_ticket": (FAULTY, _AILS),
    "complaint": (
        re.compile(
            r"投诉|差|态度|骗|坑|举报|欺|烂|气|破|垃圾|糊弄|没人|不|"
            r"(?<![a-z])(?:complain\w*|complaint|rude|appalling|unacceptable|terrible|awful|worst|bad"
            r"|scam|cheat\w*|lied|disgrace\w*|useless|fed up|ridiculous|nobody|never|not)",
            re.IGNORECASE,
        ),
    ),
    "return_refund": (
        re.compile(
            r"退|换|不要了|(?<![a-z])(?:refund\w*|return\w*|exchange\w*|swap\w*|money back"
            r"|replace\w*|send (?:it|them|this) back|take (?:it|them|this) back)",
            re.IGNORECASE,
        ),
    ),
    "invoice": (
        re.compile(
            r"票|抬头|税号|(?<![a-z])(?:invoice\w*|vat|receipt|tax|billing|bill)", re.IGNORECASE
        ),
    ),
    "insight_query": (),
}
_BUSINESS = re.compile(
    r"订单|下单|订货|发货|到货|物流|库存|现货|额度|账期|货款|对账|返利|发票|报修|工单|安装费|保修|退货|换货"
    r"|滤芯|经销商|促销|报价|单子"
    r"|(?<![a-z])(?:my orders?|your stock|credit limit|rebates?|invoices?|warranty|delivery date"
    r"|shipment|repair ticket|statement|dealers?|promotions?)(?![a-z])",
    re.IGNORECASE,
)
_FOREIGN = 0.9


def only_guessed(request: Request) -> bool:
    """Whether a wish that would be written down is but guessed from a few words that do not say
    it."""
    own = _OWN.get(request.intent)
    if own is None or _weight(request.text) >= _SHORT:
        return False
    return not any(words.search(request.text) for words in own)


def may_be_ours(request: Request) -> bool:
    """Whether what was taken for none of this business speaks of its matters or its goods."""
    goods = any(item.product and item.product.fits for item in request.items)
    doubtful = request.confidence < _FOREIGN
    return doubtful and (goods or _BUSINESS.search(request.text) is not None)


def _weight(text: str) -> float:
    return sum(1 / 3 if c.isascii() else 1 for c in text)
