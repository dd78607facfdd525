"""Dealers and customers as a message names them; whom they are is for the tools to find out."""

import re
from dataclasses import dataclass

_FIRM = (
    r"(?:经销商|专卖店|门店|电器城|电器行|家电行|电器|家电|商贸|贸易|家居|商行"
    r"|公司|店|超市|商场)"
)
_NOT_A_NAME = re.compile(
    r"的|和|给|我|咱|你|您|他们|自己|本|哪|每|各|所有|全部|客户|老板|这|那|旗舰"
    r"|网|官|别|隔壁|兄弟|什么|几|一家|两家|家用|小家|大家|白色|晨岚|上游|下游"
    r"|附近|其他|新开|开了|卖|最|谁|多少|排|销|都|在|抱怨|反映|反馈|说|啥|问题|分一|情况|呢"
)
_TITLE = r"(?:女士|先生|小姐|太太|老师|师傅|阿姨|大爷|大姐|大哥|叔叔|经理|老板|总|姐|哥|叔|姨|嫂)"
_SURNAME = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜"
    "叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎"
    "贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_DEALERS_ZH = [
    re.compile(rf"(?:替|帮|给|为|代|代表|帮着)\s?(?P<n>[\u4e00-\u9fffA-Za-z]{{2,9}}?{_FIRM})"),
    re.compile(
        r"经销商\s?[:：]?\s?(?P<n>[\u4e00-\u9fff]{2,9}?)(?=下单|下|订|要|来|的|欠|还"
        r"|,|，|。|\s|$)"
    ),
    re.compile(
        rf"(?:查下?|查一下|看下?|看看|看一下|问下?|调一下|^"
        rf"|[,，。\s])(?P<n>[\u4e00-\u9fff]{{2,8}}?{_FIRM})(?:的|还|目前|现在|这个月"
        rf"|上个月)*(?:欠|应收|余额|额度|账|对账|信用|还款|逾期|货款|订单|业绩|销量"
        rf"|销售|库存|回款)"
    ),
    re.compile(r"(?P<n>[\u4e00-\u9fff]{2,6}?)(?:那家店?|那个店|他们家|他们店|那边店)"),
]
_DEALERS_EN = [
    re.compile(r"\b[Dd]ealer (?P<n>(?:[A-Z][\w'’&-]*|D-[A-Z-]+)(?: [A-Z][\w'’&-]*)*)"),
    re.compile(
        r"\b(?:on behalf of"
        r"|for) (?:the )?(?:dealer )?(?P<n>[A-Z][\w'’&-]+(?: [A-Z][\w'’&-]+)+)"
    ),
    re.compile(
        r"\b(?:does|do|did|is"
        r"|has) (?P<n>[A-Z][\w'’&-]+(?: [A-Z][\w'’&-]+)*) (?:still "
        r"|currently )?(?:owe|overdue|paid)"
    ),
    re.compile(
        r"\b(?P<n>[A-Z][\w&-]*(?: [A-Z][\w&-]+)*)['’]s? (?:current |outstanding "
        r"|open |overdue )?(?:balance|account|receivables?|credit|statement|debt"
        r"|limit|invoices|orders|stock|sales)"
    ),
    re.compile(
        r"\b(?:balance|receivables?|credit(?: limit)?|statement|debt|invoices"
        r"|orders) (?:of|for) (?P<n>[A-Z][\w'’&-]+(?: [A-Z][\w'’&-]+)*)"
    ),
    re.compile(r"(?<![A-Z-])(?P<n>D-[A-Z]{3,}(?:-[A-Z]+)*)(?![A-Za-z])"),
]
_NOT_A_NAME_EN = re.compile(
    r"^(?:I|My|The|Our|Your|We|You|It|This|That|He|She|They|What|How|When|Where"
    r"|Mr|Mrs|Ms|Miss|Dr|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon"
    r"|Tues?|Wed|Thu|Fri|Sat|Sun|RO|PP|AC|TV|HEPA|CL|SO|TK|East|West|North|South"
    r"|Christmas|Today|Tomorrow|Last|Next|Please|Can|Could)"
)
_CUSTOMERS_ZH = [
    re.compile(
        rf"(?:客户|顾客|用户|会员|业主|买家|机主)(?:叫|是|姓名|名叫|名字|为"
        rf"|[:：\s])*(?P<n>[{_SURNAME}][\u4e00-\u9fff]{{0,2}}?(?:{_TITLE}"
        rf"|(?=[,，。的\s0-9买要说报投电家下订退换查打来订装修]|$)))"
    ),
    re.compile(rf"(?P<n>[{_SURNAME}](?:女士|先生|小姐|太太|阿姨|大爷|大姐|大哥|叔叔|老师))"),
]
_CUSTOMERS_EN = [
    re.compile(
        r"\b[Cc](?:ustomer|lient),? (?:called |named |is |name )?(?P<n>(?:(?:Mr|Mrs"
        r"|Ms|Miss|Dr)\.? )?[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)?)"
    ),
    re.compile(
        r"(?<!Dear )(?<!Hi )(?<!Hello )(?<!Thanks )\b(?P<n>(?:Mr|Mrs|Ms|Miss"
        r"|Dr)\.? [A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)?)"
    ),
]


@dataclass(frozen=True, slots=True)
class People:
    """Names as written, or None."""

    dealer: str | None
    customer: str | None


def find(text: str) -> People:
    """The dealer and the customer that `text` names."""
    customer = _first([*_CUSTOMERS_ZH, *_CUSTOMERS_EN], text)
    dealer = _first(_DEALERS_ZH, text, _NOT_A_NAME) or _first(_DEALERS_EN, text, _NOT_A_NAME_EN)
    return People(dealer if dealer != customer else None, customer)


def _first(
    forms: list[re.Pattern[str]], text: str, refused: re.Pattern[str] | None = None
) -> str | None:
    for form in forms:
        for match in form.finditer(text):
            name = match["n"].strip().removesuffix("'s").removesuffix("’s")
            if name and not (refused and refused.search(name)):
                return name
    return None
