"""Only a plain yes confirms; in doubt a message confirms nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding.reactions import choose, names_all, react
from assistant.understanding.understood import Reaction

CONFIRMS = """
确认 | 确认。 | 确认！ | 确认下单 | 我确认 | 确定 | 确定，下单吧 | 對，確認 | 确任 | 确人下单 | 却认
下单 | 下单吧 | 直接下单 | 马上下单 | 麻烦下单 | 赶紧下单 | 帮我下单 | 对 下吧 | 那就下吧 | 就下吧 | 下订单吧
可以 | 可以的 | 可以可以 | 可以，下单 | 可以了 | 可以啊 | 阔以 | 没问题 | 没问题，下单吧 | 没毛病 就这样 | 没错，就这样
好 | 好的 | 好滴 | 好嘞 | 好的，确认 | 好的谢谢 | 好的，麻烦了 | 好呀 | 行 | 行，就这样 | 行吧 | 行行行 | 成 | 成交
嗯 | 嗯嗯 | 嗯，可以 | 嗯嗯好的确认谢谢 | 恩，下单吧 | 是 | 是的 | 是的，确认 | 对 | 对的 | 对对对 | 对，就这样下单
就这样 | 就这样吧 | 就这么定了 | 就这么办 | 就按这个来 | 照这个下 | 就它了 | 就要这个 | 那就这样吧 | 同意 | 批准 | 提交吧
要得 | 要得要得 | 得行 | 中 | 中，下吧 | 得嘞 | 妥了 | 妥妥的 | 好使 | 冇問題 | 冇問題，落單啦 | 好嘅 | 係嘅 | 欧克 | 安排 | 安排上 | 走起 | 整
不用改了，确认 | 不改了，下单吧 | 价格没问题，确认 | 我看过了，没问题 | 都确认 | 两个都确认 | 全部确认 | 老板，确认下单，辛苦了
queren | que ren | haode | keyi | xiadan
yes | Yes. | YES | yess | yesss! | yes yes | yeah | yep | yup | ya | y | yes please | Yes, please go ahead | yes, go ahead please
sure | sure thing | Sure, go for it | ok | OK 👌 | okay | Okay then | ok, go ahead | okie dokie | k | alright | alright then, do it
confirm | Confirmed | I confirm | confirm it please | please confirm the order | comfirm | confrim | yes, confirm | confirm both | confirm all
go ahead | go for it | please do | do it | proceed | please proceed | place it | place the order | place the order please
order it | order them now | submit it | let's do it | lets go | let's go for it | sounds good | looks good, place the order | lgtm
that's right | that is correct, go ahead | correct | perfect | perfect, thanks | fine | that's fine | fine by me | deal | agreed | approved
I'll take it | we'll take them | absolutely | definitely | of course | you bet | happy to proceed | no problem, go ahead | no changes, confirm
👍 | 👍👍 | 👌 | ✅ | ok下单 | OK确认 | yes确认 | 好的thanks | ok 👍 | 👍🏻 | 🙆‍♀️ | can | ok lah | ok can | oya, do am
"""
REJECTS = """
不要了 | 不要 | 不要啦 | 不用了 | 不需要了 | 不了 | 不下了 | 不订了 | 不买了 | 我不要了 | 都不要了 | 不想要了 | 不必了，谢谢
取消 | 取消吧 | 取消掉 | 帮我取消 | 撤销 | 撤回 | 作废 | 算了 | 算了吧 | 那算了 | 还是算了吧 | 先算了 | 拉倒
先不 | 先不要 | 先不下单了 | 先不订了 | 先放放 | 暂时不要 | 暂不下单 | 先别下单 | 别下单 | 别订了 | 下次吧 | 下次再说 | 改天再说
不 | 不行 | 不同意 | 拒绝 | 驳回 | 放弃 | 停 | 甭要了 | 唔要啦 | 唔使啦 | 勿要了 | 好的取消 | 好，不要了 | 行，取消吧
不要了，客户退单了 | 算了太贵了 | 取消吧谢谢 | 不下了，老板不同意 | 算了 老板说等等
no | No. | nope | nah | no thanks | no, thank you | no, too expensive | not now | not today | cancel | cancel it | Cancel that please
cancel the order | ok cancel it | yes, cancel it | forget it | never mind | nvm | hold off | hold off for now | scrap that | drop it
leave it | stop | abort | reject | I reject | don't | don't order it | do not order | don't place the order | I don't want it
I don't want it anymore | not interested | changed my mind | nope, changed my mind | maybe later | another time | call it off
no need, thanks | i'll pass | 👎 | ❌ | no 🙏 | bu yao | buyaole | suanle | quxiao
"""
CHANGES = """
改成20台 | 改成二十台吧 | 数量改为30 | 改到50 | 换成2匹的 | 换成柜机 | 把挂机换成柜机 | 还是换柜机吧 | 不对，是30台 | 不是20，是30台
不对，30台 | 说错了，是30台 | 打错了，30台 | 再加5个滤芯 | 再来10台 | 再要两箱 | 多来5台 | 少来5台 | 少5台 | 加到50台 | 减到10台 | 加5台
只要10台 | 就要10台 | 只要10台就行 | 30台就行 | 20台就够了 | 算了，就要10台 | 确认，但是改成30台 | 好的，改成30台 | 不要挂机，要柜机
去掉滤芯 | 滤芯去掉 | 20台 | 二十台 | 来20台 | 两箱 | 能改成20台吗 | 可以改成20台吗 | 可不可以换成30台 | 麻烦改成30台
make it 30 | Make that twenty | make it twenty please | change it to 30 | change the quantity to 30 | no, 30 | no, make it 30
I mean 30 | i meant 30 | actually 15 | actually, make it 15 | just 10 | only 10 please | 10 more | add 5 RO filters | add 5 more
20 units instead | the 2 HP one instead | swap it for the 2 HP one | replace the wall unit with the cabinet one | reduce to 10
increase it to 50 | cut it to 10 | should be 30 | not 20 but 30 | yes but make it 30 | remove the filters | drop the quantity to 10
30 pcs | 30 units | Can you make it 30 please? | could you change it to 30?
"""
NEITHER = """
可以改吗? | 可以改吗 | 确认了吗? | 确认了吗 | 下单了吗 | 好吗 | 可以吗 | 行吗 | 对吗 | 对吧 | 是吧 | 是吗 | 嗯? | 真的吗 | 确认? | 好的？
好的,那什么时候到 | 好的，运费多少 | 可以，多少钱 | 可以便宜点吗 | 行，什么时候发货 | 好的我先问下老板 | 好，等我想想 | 好的，再等等
价格对的话就确认 | 有货的话就下单 | 如果便宜点就确认 | 要是明天能到就下单 | 合适就下单 | 确认之前先看看 | 确认前再看看 | 等确认了再说
不是不要 | 没说不要 | 我没说取消 | 不要取消 | 别取消 | 先别取消 | 我想想 | 让我想想 | 考虑一下 | 等下 | 等一下 | 稍等 | 等等 | 先等等
先别确认 | 先不确认 | 不确认 | 别确认 | 不能确认 | 还不能确认 | 没确认 | 未确认 | 暂不确认 | 不好说 | 不一定 | 说不准 | 不确定 | 不太确定
确认一下价格 | 我确认一下 | 帮我确认一下库存 | 我去确认下 | 跟老板确认后再说 | 要不要再便宜点 | 行不行 | 好不好 | 可不可以 | 是不是太贵了
好像不对 | 不对 | 不太对 | 错了 | 不是这个 | 价格不对 | 好贵 | 好慢 | 好烦 | 不错 | 没事 | 随便 | 你看着办 | 都行吧看你
收到 | 知道了 | 明白 | 谢谢 | 多谢 | 辛苦了 | 你好 | 在吗 | 嗯…… 我再想想 | 呃 | 哦 | 哈哈 | 。 | ？ | … | 😊 | 🙏 | 🤔 | 对了 | 对了，还有
订单到哪了 | 查一下滤芯库存 | 我要投诉 | 转人工 | 我还欠多少 | 来点优惠 | 改成20台多少钱 | 如果改成30台多少钱 | 不用改 | 别改 | 改天见
取消订单SO-000131 | 把订单131改成20台 | 好的，取消订单SO-131 | 可以取消吗 | 怎么取消 | 为什么取消了 | 谁让你下单的 | 你确认？ | 已经确认过了吗
确认收货 | 确认付款了 | 下单流程是什么 | 好的，那我上次的订单呢 | 下周下单 | 明天再下单 | 晚点确认 | 回头确认 | 可以先发一半吗
yes? | ok? | really? | confirm? | confirmed? | yes but how much is shipping? | yes but when does it arrive | ok but not now
yes if the price is right | confirm if there is stock | if it's in stock, yes | ok as long as it comes by Friday | once my boss agrees, yes
don't confirm yet | do not confirm | not confirmed | can't confirm | I can't confirm that | please don't confirm | not yet | not sure
I'm not sure | maybe | perhaps | let me think | let me check | let me check with my boss | wait | hang on | one moment | hold on a second
hmm | hmm ok? | well... | yes no | no yes | I didn't say no | don't cancel | please don't cancel it | never said cancel | I'm not saying no
thanks | thank you | got it | noted | I see | great | nice | good | cool | hello | hi | who confirmed this? | what did I confirm
yes, when will it arrive | yes and what about the invoice | go ahead and cancel SO-131 | confirm what | confirm receipt of order 131
where is my order | how do I confirm | should I confirm | can I change it? | can I still change it | what if I make it 30
yesterday | okra | noodles | surely not | right? | fine print | ok boomer what | sounds good but expensive | looks good except the price
2 | 30 | 1 | 第二个 | the second one | y/n | ok or not | yes or no | 是还是不是 | 要还是不要
"""


def phrases(text: str) -> list[str]:
    return [p.strip() for line in text.strip().splitlines() for p in line.split(" | ")]


@pytest.mark.parametrize("text", phrases(CONFIRMS))
def test_a_plain_yes_confirms(text):
    assert react(text) is Reaction.CONFIRM


@pytest.mark.parametrize("text", phrases(REJECTS))
def test_a_plain_no_rejects(text):
    assert react(text) is Reaction.REJECT


@pytest.mark.parametrize("text", phrases(CHANGES))
def test_another_quantity_or_product_changes(text):
    assert react(text) is Reaction.CHANGE


@pytest.mark.parametrize("text", phrases(NEITHER))
def test_a_question_a_condition_or_a_doubt_decides_nothing(text):
    assert react(text) in (None, Reaction.HOLD)


@pytest.mark.parametrize("text", phrases(CONFIRMS))
@pytest.mark.parametrize(
    "tail", ["？", "，但是太贵了", "，如果今天能发", " but wait", "，等我消息", "吗"]
)
def test_no_yes_with_a_doubt_behind_it_confirms(text, tail):
    assert react(text + tail) is not Reaction.CONFIRM


@pytest.mark.parametrize("text", phrases(CONFIRMS))
@pytest.mark.parametrize(
    "head", ["不要", "别", "先别", "还没", "要是价格", "don't ", "not ", "unless "]
)
def test_no_yes_with_a_no_before_it_confirms(text, head):
    assert react(head + text) is not Reaction.CONFIRM


@given(st.text(max_size=40))
def test_noise_confirms_nothing_but_by_known_words(text):
    if react(text) is Reaction.CONFIRM:
        assert any(c.isalpha() or c in "👍👌✅✔☑💯🆗🙆🤝🫡" for c in text)


def test_a_long_text_decides_nothing():
    assert react("确认" * 100) is None
    assert react("yes " * 500) is None
    assert react("") is None


@pytest.mark.parametrize(
    "text",
    [
        "都确认",
        "全部确认",
        "两个都要",
        "confirm both",
        "confirm all",
        "yes to everything",
        "都不要了",
    ],
)
def test_an_answer_may_be_meant_for_all(text):
    assert names_all(text)


@pytest.mark.parametrize("text", ["确认", "确认第一个", "yes", "not all of them", "all good"])
def test_an_answer_is_for_one_unless_it_says_all(text):
    assert not names_all(text)


AIR_CONDITIONERS = [
    "1.5匹壁挂式空调 CL-AC35W",
    "2匹壁挂式空调 CL-AC50W",
    "3匹柜式空调 CL-AC72C",
    "中央空调 CL-AC120M",
]
ENGLISH = ["RO filter (CL-FRO80)", "PP cotton filter (CL-FPP10)", "carbon filter (CL-FCB10)"]
CHOSEN = {
    "1": 0, "2": 1, "第二个": 1, "第2个": 1, "二": 1, "第三款": 2, "3号": 2, "选2": 1, "我要第二个": 1,
    "就第一个吧": 0, "要第三个吧": 2, "最后一个": 3, "最后那个": 3, "the last one": 3, "2匹的": 1,
    "2匹那个": 1, "两匹的": 1, "3匹": 2, "柜式那个": 2, "柜式的": 2, "归式的": 2, "中央空调": 3, "CL-AC50W": 1,
    "ac35w": 0, "一匹半的": 0, "1.5匹壁挂": 0, "第二個": 1,
}  # fmt: skip
CHOSEN_ENGLISH = {
    "the second one": 1, "second": 1, "the first": 0, "option 2": 1, "number 3": 2, "2nd": 1,
    "no. 2": 1, "the last one please": 2, "I'll take the first one": 0, "PP": 1, "the carbon one": 2,
    "the RO one please": 0, "cotton": 1, "FPP10": 1, "3": 2, "one": 0,
}  # fmt: skip
UNDECIDED = [
    "壁挂", "空调", "挂式的", "the bigger one", "大的", "便宜的", "随便", "都要", "两个都要", "第五个", "5", "0",
    "第二个吗", "不是第二个", "第一个和第二个", "1 or 2", "2台", "20", "哪个好", "不要第二个", "还有别的吗", "", "😊", "4匹的",
    "12匹", "yes", "确认", "which one is bigger?",
]  # fmt: skip


@pytest.mark.parametrize(("text", "place"), list(CHOSEN.items()))
def test_a_choice_is_made_by_number_or_by_words(text, place):
    assert choose(text, AIR_CONDITIONERS) == place


@pytest.mark.parametrize(("text", "place"), list(CHOSEN_ENGLISH.items()))
def test_an_english_choice_is_made_by_number_or_by_words(text, place):
    assert choose(text, ENGLISH) == place


@pytest.mark.parametrize("text", UNDECIDED)
def test_an_undecided_answer_chooses_nothing(text):
    assert choose(text, AIR_CONDITIONERS) is None


@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=5))
def test_a_choice_is_always_one_of_those_offered(text, labels):
    chosen = choose(text, labels)
    assert chosen is None or 0 <= chosen < len(labels)
