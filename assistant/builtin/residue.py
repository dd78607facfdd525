"""What is left of a message when all that it names is taken away."""

import re

from assistant.understanding import mentions, numbers, places, references
from assistant.understanding.canonical import Range, canonical
from assistant.understanding.understood import ProductMention
from domain.catalogue.matching import Catalogue

_IDLE = re.compile(
    r"[\s,，、.。;；:：!！~…·|\t\-+&()（）\"'“”]+"
    r"|[的呢嘞咧啊呀吧哈哦噢嗯呃额那就也先再还]|请问|麻烦|谢谢|各|共|一共|总共|加|和|跟|还有|以及|给我|帮我"
    r"|那么|你好|您好|老板|老师|亲|数量|型号|规格|名称|品名|商品|产品|编码|序号|备注"
    r"|(?<![a-z])(?:and|plus|also|the|a|an|of|for|me|us|please|pls|thanks|thank you|hi|hello|hey|ok"
    r"|so|then|some|x|qty|quantity|sku|item|items|product|model|name|code|pcs|units?|each|total"
    r"|in|at|from)(?![a-z])"
)


def spans(text: str, catalogue: Catalogue) -> list[Range]:
    """Where goods, places, numbers of records and quantities stand in `text`."""
    goods = mentions.find(text, catalogue)
    taken = [(m.start, m.end) for m in goods]
    taken += [(r.start, r.end) for r in references.find(text)]
    taken += [(p.start, p.end) for p in places.find(text)]
    return taken + [(q.start, q.end) for q in numbers.find(text, taken)]


def residue(text: str, catalogue: Catalogue) -> str:
    """The words of `text` (canonical) that name nothing and ask for something."""
    kept = list(text)
    for start, end in spans(text, catalogue):
        kept[start:end] = " " * (end - start)
    return _IDLE.sub("", canonical("".join(kept)).text)


def is_all(text: str, mention: ProductMention) -> bool:
    """Whether a mention makes up all of a text but idle words."""
    rest = text[: mention.start] + " " + text[mention.end :]
    return not _IDLE.sub("", canonical(rest).text)
