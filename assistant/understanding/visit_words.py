"""Words by which a message is seen to tell of a visit, a fault or an appliance, or not to."""

import re

VISITS = re.compile(
    r"师傅|师父|上门|来[修装看吗一]|能来|过来|在家|家里|有人|有空|方便|预约|约|工单|报修|维修|安装"
    r"|(?<![a-z])(?:come|comes|coming|visits?|technician|engineer|fitter|plumber|someone|somebody"
    r"|home|around|free|available|appointment|repair\w*|suits?|slot|ticket|be in|see me)(?![a-z])"
)
"""Somebody's coming."""
CHANGES = re.compile(
    r"改(?:成|到|为|在|约|期|时间|一?下|个)|[换推挪移调](?:成|到|个|至)|推迟|提前到|延后|延期|还是"
    r"|(?<![a-z])(?:make it|mov(?:e|ing) it|move|chang(?:e|ing)|reschedul\w*|postpone\w*|push it"
    r"|instead|rather|bring it forward|switch)(?![a-z])"
)
"""Something told before is to be another."""
CORRECTS = re.compile(
    r"不是|搞错|弄错|说错|看错|其实|应该是|(?<![a-z])(?:actually|not the|it's not|wrong|i mean"
    r"|meant|correction|sorry)(?![a-z])"
)
"""What was said before was wrong."""
OTHER_BUSINESS = re.compile(
    r"订单|发货|送货|到货|收货|下单|订货|货款|付款|汇款|发票|库存|进货|补货|报价|拜访|合同"
    r"|(?<![a-z])(?:(?<!out of )orders?|deliver\w*|ship\w*|invoice\w*|payments?|pay|paid"
    r"|in stock|stocks?|quote|goods|truck|warehouse|contract)(?![a-z])"
)
"""Orders, goods and money: whose days are not those of a visit."""
LEAVES = re.compile(
    r"[明后]天见|见[!！。]?$|再联系|再[问说看]|看看再|(?<![a-z])(?:see you|talk to you|speak to you"
    r"|i'll (?:ask|check|see|call|let you know|think)|let you know|get back to you)(?![a-z])"
)
"""A day on which the writer himself will come back to it."""
NOTES = re.compile(
    r"楼(?![盘宇市])|电梯|门禁|小区|单元|[栋幢]|门牌|门铃|地址|住在|我家在|家在|停车|钥匙|物业|保安|密码"
    r"|[有养].{0,3}[狗猫]|小孩|孩子|老人|孕妇|阳台|厨房|卧室|客厅|主卧|次卧|书房|卫生间|吊顶|外机|梯子"
    r"|打.{0,6}(?:电话|手机|号码)|(?:电话|手机|微信|号码)(?:号码?)?[是:\s]*\d|提前.{0,4}(?:打|联系"
    r"|说|通知|电话)|到了.{0,4}[打给叫联按]|来之前|[过上]门?来?前|找(?:我|保安|物业)"
    r"|联系(?:人|我|他|她|电话)|保修|过保|质保卡|买的|买了|刚买|用了.{0,6}[年月天]|(?:去|前|今)年|型号|序列号|机号|条码|断过?电|重启|试过|拔[了过]|插[了过]"
    r"|[清洗修换]过|插座|水管|毛坯|装修|通水|通电|煤气表|旧机|旧的|已经关|关掉了|关了|拔掉|以前也|之前也|越来越|一直"
    r"|(?<![a-z])(?:floor|lift|elevator|stairs|steps|flat|apartment|apt|unit \d+|building|block \w"
    r"|gate\w*|buzzer|intercom|door ?bell|parking|park|keys?|key ?pad|concierge|porter|reception"
    r"|dogs?|cats?|kids?|baby|toddler|ladder|balcony|kitchen|bedroom|living room|loft|attic"
    r"|basement|garage|address|post ?code|zip|entrance|(?:my|her|his|their) (?:number|phone|mobile"
    r"|cell)|tenants?|neighbou?rs?|(?:guest|spare|bath|utility|dining) ?room|bathroom|hallway"
    r"|mains|plumbing|socket|power point"
    r"|(?:ring|call|phone|text) (?:me|my|us|him|her|first|before|ahead|when|on)"
    r"|before (?:you|he|they|she|coming)|ask for|bought|purchased"
    r"|(?:years?|months?) old|warranty|receipt|serial|model"
    r"|tried|unplugged|restarted|reset|switched it off|turned it off|serviced|last (?:year|month)"
    r"|getting worse|every time|all the time|only (?:when|happens)"
    r"|started|(?:second|third|fourth) time)(?![a-z])"
)
"""Words of what whoever comes should know: how to get in, whom to call, where it stands, how old it
is, what was tried."""
ADDS = re.compile(
    r"还|也|而且|并且|另外|补充|现在|又|(?<![a-z])(?:also|too|as well|and|now|plus|additionally|add"
    r"|forgot|by the way|it|it's|its)(?![a-z])"
)
"""Something more of what was told before."""
ANOTHER = re.compile(
    r"另[外一]?.{0,2}[台个张单件]|别的|其他|还有一?[台个]|第二[台个]"
    r"|再[报开登装修][^,，。]{0,3}[一个台张]"
    r"|(?<![a-z])(?:another|second|other|different|separate|new) "
)
"""Another appliance, or another ticket."""
WONDERS = re.compile(
    r"什么时候|啥时候|几时|何时|几点(?!都)|哪天(?!都)|多久|为什么|为啥|怎么|咋|(?<!没)什么(?!都)|啥|多少"
    r"|哪[里儿个家种款]|谁"
    r"|是不是|有没有|要不要|能不能(?!.{0,6}[来约改])|会不会|几[年天个次块周月]|问[一]?[下问句]|请问"
    r"|(?:^|[.,!;?]\s*|(?<![a-z])(?:and|so|but|or|me|know|wonder\w*|ask|also|then|hi|hello|hey) )"
    r"(?:what|how(?! about)|why|which|who|when|where)(?![a-z])"
)
"""A question that wants to be told something."""
QUESTION_MARK = re.compile(r"[?？]|[吗么呢]\W*$")
"""A question by its form."""
PROPOSES = re.compile(
    r"可以|行|方便|能|好吗|有空|ok|(?<![a-z])(?:can|could|would|will|how about|what about|possible"
    r"|is .{1,30} (?:ok|okay|fine|possible|alright|all right))(?![a-z])"
)
"""What, put as a question, proposes a time."""
WANTS = re.compile(
    r"(?:我|想|给我|帮我|再).{0,3}(?:订|买|要|查|来[一二两三四五六七八九十\d])|下单|多少钱|退|换货|投诉|转人工"
    r"|推荐|查[一下询]|帮我[查看找]|找[一个款]|对比|比较一下|介绍"
    r"|(?<![a-z])(?:(?<!out of )order|buy|check|price|cost|refund|complain\w*"
    r"|speak to|human|recommend\w*|suggest\w*|look up|looking for|compare|tell me)(?![a-z])"
)
"""A wish that no detail of a ticket is."""
IDLE = re.compile(
    r"[\s,，、.。;；:：!！~…()（）\-]+|[的了吧啊呀呢哦嗯哈嘛就那是在都我来行好您你请约能]|可以|应该|大概|比较"
    r"|最好|的话|[这那][台款个]|一?台|家里?|型号|机身上写着?|师傅|方便|有空|有人|上门|过来|谢谢|麻烦|哪天|时间"
    r"|随便|如果|安排|给我|帮我"
    r"|(?<![a-z])(?:the|a|an|one|it|it's|its|is|my|our|i|i'm|we|we're|have|has|got|this|that|model|type"
    r"|in|on|at|of|for|to|be|please|pls|thanks|thank|you|ok|okay|yes|and|so|then|would|works?|best"
    r"|fine|good|great|suits?|me|us|free|home|available|prefer|preferably|maybe|perhaps|if|possible"
    r"|how|about|could|can|come|he|they|someone|any|time|think|around|here)(?![a-z])"
)
"""What may stand beside a product or a time and says nothing more."""
OWNING = re.compile(
    r"[去前今]年|上个?月|买|[一二两三四五六七八九十半几\d]+个?[年月]|刚|用了?|多|老|客厅|[主次]?卧室?|书房|厨房|阳台"
    r"|(?<![a-z])(?:from|last|years?|months?|old|bought|ago|kitchen|bedroom|living|room|large|small|big"
    r"|white|black|purchased|since|new|upstairs|downstairs)(?![a-z])"
)
"""How old an appliance is, and where it stands."""
UNSURE = re.compile(
    r"不知道|不清楚|不记得|忘了|说不准|说不好|不确定|还没(?:定|想好)|没想好|等.{0,6}再说|回头(?:再)?[说告]|到时候"
    r"|(?<![a-z])(?:not sure|no idea|don't know|dont know|can't remember|can't say|forgot|depends"
    r"|haven't decided|don't remember|let you know|tell you later)(?![a-z])"
)
"""What was asked cannot be told yet."""
NEEDS = re.compile(
    r"还(?:要|需要|缺|差).{0,6}(?:什么|啥|哪些)|(?:需要|要)我?提供(?:什么|啥|哪些)"
    r"|(?<![a-z])(?:what|anything) else (?:do )?(?:you |is )?(?:need|want|missing)"
    r"|what (?:else )?do you need"
)
"""Asking what is still to be told."""
PHOTOS = re.compile(
    r"(?:拍|发|传|有|给你?).{0,6}(?:照片|图片|照|视频|图)|(?:照片|图片|视频).{0,6}(?:发|传|拍|给你|怎么|在)"
    r"|(?<![a-z])(?:send|sent|upload\w*|attach\w*|took|taken|take|have|got|share|show you|here)\b"
    r".{0,24}\b(?:photos?|pictures?|pics?|videos?|images?|snaps?)(?![a-z])"
    r"|(?<![a-z])(?:photos?|pictures?|pics?|videos?|images?) (?:attached|to send|of (?:it|the))"
)
"""Pictures that were or could be sent."""
ANGER = re.compile(
    r"投诉|差劲|太差|气死|气人|离谱|过分|不像话|什么服务|什么态度|忍无可忍|受够|无语|坑人|骗人|糊弄|说法|失望"
    r"|(?<![a-z])(?:complain\w*|unacceptable|ridiculous|disgrac\w+|appalling|fed up|furious|angry"
    r"|joke|terrible|awful|rude|shocking|useless|outrageous|not good enough|disappointed)(?![a-z])"
)
"""A grievance."""
SAID_BEFORE = re.compile(
    r"说过|说了|讲过|讲了|报过|提过|(?<![a-z])(?:as i said|i said|told you|like i said"
    r"|already (?:said|told|reported|mentioned)|i mentioned)(?![a-z])"
)
"""It was said before."""
CALL_AHEAD = re.compile(
    r"提前.{0,6}(?:打|联系|电话|说)|(?:来|到)(?:之前|以前|前|了).{0,6}(?:打|电话|联系|叫)|先打.{0,4}电话"
    r"|(?<![a-z])(?:ring|call|phone|text|message) (?:me|us|him|her|my \w+|the \w+) (?:first|before"
    r"|ahead|when|on arrival|an hour|half an hour|in advance|beforehand|if)(?![a-z])"
)
"""Whoever comes is to call first."""
BROKEN = re.compile(
    r"坏了|坏掉|坏咗|有毛病|出(?:了)?(?:毛病|问题|故障)|用不了|不能用|不好使|罢工|没法用"
    r"|(?<![a-z])(?:broken|broke down|faulty|(?:not|n't|stopped|quit) work\w*|packed up|died"
    r"|gave up|out of order|playing up|acting up|conked out|bust(?:ed)?)(?![a-z])"
)
"""Something does not work, and no more is said of it."""
COMES = re.compile(
    r"派人|派师傅|上门[修装看]|来[修装看]|报修|报装|维修一下|安排|预约|约|叫人|师傅"
    r"|(?<![a-z])(?:send|come|book|arrange|someone|somebody|technician|engineer|repair\w*|fix\w*)(?![a-z])"
)
"""A wish that somebody comes."""
FEES = re.compile(
    r"上门|维修|修理|师傅|安装|保养|服务|检测|(?<![a-z])(?:visit|repair\w*|call[- ]?out"
    r"|technician|engineer|service|install\w*|labou?r|come|diagnos\w*|fixing)(?![a-z])"
)
"""Work whose price is asked."""
URGES = re.compile(
    r"催|加急|快点|快些|赶紧|赶快|抓紧|等不及|急(?!着不)(?:用|着|死|啊|得很)|(?:很|太|比较|特别)急|越快越好"
    r"|(?<![a-z])(?:hurry|urgent\w*|asap|as soon as possible|chase"
    r"|speed (?:it|this) up|sooner|expedite|can't wait|quick as)(?![a-z])"
)
"""It is to go faster."""
CALLS = re.compile(
    r"(?:电话|号码|联系方式|手机号?)(?:是|有|给我?|发我?|呢|吗)?(?:多少|什么|几|一下|[?？]|$)|怎么联系|联系哪"
    r"|(?<![a-z])(?:phone|number|contact|reach|call)(?: \w+){0,4}(?:\?|$)"
    r"|what(?:'s| is) (?:the|his|their) (?:\w+ )?(?:phone|number)|whose number"
    r"|how (?:do|can) i (?:reach|contact|call)"
)
"""Whom to call is asked."""
OWN_INVOICE = re.compile(
    r"(?:有|留着|带着)(?:的)?发票|发票.{0,3}(?:还?在|还?有|丢|找不到|没了|留着|不见)"
    r"|(?<![a-z])(?:have|got|kept|lost|find|keep|found|still have)"
    r" (?:the|my|an?) (?:invoice|receipt)|(?:invoice|receipt) (?:is )?(?:lost|gone|missing)"
)
"""The invoice that came with an appliance: a fact, and no request for one."""
STOCK = re.compile(r"货|库存|卖|(?<![a-z])(?:stock|available|have any|sell|left)(?![a-z])")
"""Words of a question about stock."""
BEFORE_TODAY = re.compile(
    r"昨天|前天|昨晚|上次|上回|上周|上个?(?:星期|礼拜|月)|之前|以前|前几天"
    r"|(?<![a-z])(?:yesterday|last (?:time|week|month|night|visit)|previous\w*|before"
    r"|the other day|ago)(?![a-z])"
)
"""Something that was before today."""
INSTALLS = re.compile(
    r"装|移机|(?<![a-z])(?:install\w*|mount\w*|fitted|fitting|set up|hook(?:ed)? up)(?![a-z])"
)
"""Something is to be put up."""
