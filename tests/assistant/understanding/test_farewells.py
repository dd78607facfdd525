"""Whoever takes leave decides nothing by it."""

import pytest

from assistant.understanding.farewells import takes_leave
from assistant.understanding.reactions import react
from assistant.understanding.understood import Reaction

LEAVES = """
先这样 | 先这样吧 | 好的先这样，拜 | 行了没事了，辛苦 | 嗯 我先忙了 | 知道了，回头再弄 | 没别的事了 | 那先到这儿吧
暂时没问题了谢谢 | 就问问 | 不打扰您了 | 有事再找你 | 我先撤了 | 好的 回头见 | 拜拜 | 没啥事了 | 那今天就这样
that's all thanks | cheers, that's all | that's it for now, thanks | ok will get back to you | thanks, bye | gotta run
talk later | ok that's all for today | nothing else | i'm off, cheers | have a good one | right, i'll let you know
that's it, thanks | leave it there
"""
STAYS = """
就这样 | 好的 | 行 | 先这样下单 | 明天再联系我 | 再来5台 | 先忙别的，改成20台 | 没货了 | 没问题了吗 | 我下单了 | 有问题再退
that's it | yes, that's it | yes that's all | that's all wrong | later today please | is that all? | that's all i can pay
i'll be back tomorrow for the other 5 | we're done with the old stock | good
"""


def phrases(text: str) -> list[str]:
    return [p.strip() for line in text.strip().splitlines() for p in line.split(" | ")]


@pytest.mark.parametrize("text", phrases(LEAVES))
def test_a_goodbye_ends_the_talk_and_is_no_yes(text):
    assert takes_leave(text)
    assert react(text) is Reaction.HOLD


@pytest.mark.parametrize("text", phrases(STAYS))
def test_a_decision_or_a_matter_is_no_goodbye(text):
    assert not takes_leave(text)


@pytest.mark.parametrize(
    ("text", "reaction"),
    [
        ("确认，先这样", Reaction.CONFIRM),
        ("confirm, that's all thanks", Reaction.CONFIRM),
        ("that's it, go ahead", Reaction.CONFIRM),
        ("算了先这样", Reaction.REJECT),
        ("no, that's all", Reaction.REJECT),
        ("改成20台，先这样", Reaction.CHANGE),
        ("ok that's all", Reaction.HOLD),
        ("好的，先这样", Reaction.HOLD),
    ],
)
def test_a_plain_decision_beside_a_goodbye_counts(text, reaction):
    assert react(text) is reaction
