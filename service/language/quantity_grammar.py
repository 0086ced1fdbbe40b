"""How Chinese officials write numbers, as one regex read from left to right.

What only looks like a quantity (dates, ordinals, codes, plan names) is matched first and
dropped; the names of the groups are the parts of a quantity.
"""

from service.language.units import SCALE, UNIT
from vectorstore import late

_NUMBER = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
_YEAR = r"(?:19|20)\d\d"
_DASH = r"(?:——?|[-－—–―‒~～至到])"
_AHEAD = r"将近|接近|(?<![最邻附临靠亲远])近|超过|(?<!赶)超|逾|大约|(?<![节预公集制契签特条违邀合隐大])约|突破|不低于|不少于|不超过|不高于|不小于|不突破|高于|低于|至少|(?<![经通不超度])过(?=[百千万亿])"
_BEHIND = r"(?<=[天日时月年])内|左右|及?以上|及?以下|及?以内|之内|上下(?!游)"
_CN = "一二两三四五六七八九十"

DROPPED = "|".join(
    (
        r"\d*\$\d[\d.$]*%?",  # digits lost by a site's template engine
        rf"(?:(?<=“)|(?<!\d)){_YEAR}(?:\s*(?:{_DASH}|、)\s*(?:(?:19|20)?\d\d))+\s*年(?:度|末|底|初|代)?",
        rf"(?<!\d){_YEAR}\s*年(?:\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?)?",
        rf"(?<!\d){_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:\s+\d{{1,2}}[:：]\d\d)?",
        rf"(?<!\d){_YEAR}(?=(?:财年|学年|年度|版|届|中国|山东|中俄))",
        r"(?<![\d.])\d{1,2}\s*[-—~～至]\s*\d{1,2}\s*月(?:份)?",
        r"(?<![\d.个])\d{1,2}月(?:份|底|末|初|中旬|上旬|下旬|\d{1,2}日)?",
        r"(?<![\d.])\d{1,2}日(?!内|以内|均|处理|供|活)",
        r"[一二][〇○零九][〇○零一二三四五六七八九]{2}年",
        r"第\s*\d+(?:\.\d+)?(?:[、和至—-]\d+)*",
        r"[A-Za-zＡ-Ｚ_#№·][-－]?\d+(?:\.\d+)?(?:[-+/]\d+)*(?:[A-Za-z]+)?",
        r"(?<=[\u4e00-\u9fff])[-－—]\d+[A-Za-z]*(?![\d.%％])",
        r"\d+(?:\+[\dA-ZＡ-Ｚa-zNXn]+)+",
        r"\d+(?:\.\d+)?(?!(?:kW|KW|kV|KV|MW|GW|km|Km|KM|TEU))[A-Za-zＡ-Ｚ][A-Za-z0-9]*",
        r"\d+(?:[、和]\d+)*号(?:线|楼|地|令|文|院|泊位|公路|机组)?",
        r"\d+(?:\.\d+)?(?=国道|省道|县道|线(?![上下路索缆])|强|版|级|型|周年|世纪|后(?:$|[^\d]{0,2}青)|届|期|季度|式)",
        r"[\[［〔【(（]\^?\d+[\]］〕】)）](?:\d+号)?",
        r"(?m:^)\s*\d{1,2}[.、．](?![\d.])",
        r"(?<=[；;。:：])\s*\d{1,2}[.、．](?=[^\d\s])",
        r"(?m:^)\s*\d+\s*(?m:$)",
        r"(?m:^)\s*附?[表图]\s*\d+",
        r"\d{3,4}-\d{7,8}|\d{7,}(?![.\d]*(?:[万亿]|元|人|吨|平))|1\d{4}(?=(?:政务|便民|市长|市民|热线|平台|服务))",
        r"(?<=[国省县乡]道)\d{1,4}(?:[、和]\d{1,4})*(?![\d.]*(?:条|段|个|座|公里|千米))",
        r"\d+大(?![于幅])",
        r"\d+个百分(?:百|之百)",
        r"\d+(?:\.\d+)?升(?=[及以排])",
        r"24小时(?=政务|不打烊|自助|在线|服务|营业|值)",
        r"\d{1,2}[:：]\d\d(?=[\s)）]|$)",
    )
)
RATIO = rf"{_NUMBER}(?:\s*[:：∶]\s*{_NUMBER})+(?![\d.%万亿元])"
QUANTITY = (
    rf"(?P<ahead>{_AHEAD})?\s*"
    rf"(?P<sign>(?<![\d%％A-Za-z\]）)])[-－−–﹣+＋↑↓](?=\d+(?:\.\d+)?[%％])"
    r"|(?<=[长速幅比降])[—‒―](?=\d+(?:\.\d+)?[%％])|(?<=[长为速幅比])负(?=\d))?"
    rf"(?P<number>{_NUMBER})"
    rf"(?:\s*(?P<unit1>{SCALE}?(?:{UNIT})?)\s*{_DASH}\s*(?P<high>{_NUMBER}))?"
    rf"(?P<mid>[余多来])?\s*(?P<scale>{SCALE})?(?P<mid2>[余多几](?:亿(?=元))?)?\s*(?P<unit>{UNIT})?"
    rf"(?P<mid3>(?<=[倍年天元吨亩里时番])[多余](?![功元式样层种方]))?"
    rf"(?P<behind>{_BEHIND})?"
)
HANZI = (
    rf"(?P<h_ahead>{_AHEAD}|数|几|上)?"
    rf"(?P<h_number>[{_CN}]?[百千万亿](?:万|亿)?|(?<=[数几])十(?:万|亿)?)(?P<h_mid>[余多])?"
    rf"(?P<h_unit>{UNIT})(?P<h_behind>{_BEHIND})?"
)
_PART = rf"[{_CN}百零〇]+(?:点[{_CN}零〇]+)?"
FRACTION = (
    rf"(?P<whole>[{_CN}百千万]+)分之(?P<part>{_PART})"
    rf"(?:{_DASH}(?:(?P<whole2>[百千])分之)?(?P<part2>{_PART})(?![{_CN}]|分之))?(?P<f_behind>{_BEHIND})?"
)
TENTHS = (
    rf"(?P<t_ahead>{_AHEAD})?(?<![\d{_CN}百千万第变构组])(?P<tenths>[一二两三四五六七八九])成(?P<half>半)?"
    rf"(?P<t_behind>左右|以上|以内|多)?(?=[，。；：、,;:.）)“\n]|的|$|(?<=以上)|(?<=左右))"
)
_CN_DIGIT = "零〇一二两三四五六七八九"
CHINESE = (
    rf"(?P<c_ahead>{_AHEAD})?(?<![第每{_CN_DIGIT}十百千万亿])"
    rf"(?P<c_number>(?=[{_CN}百千万亿零〇]{{3}}|[{_CN}百]+点|[{_CN}百千]{{2}}[余多]|[{_CN}][万亿]+美?元|(?<=[长加高])[{_CN}]倍)[{_CN_DIGIT}十][{_CN_DIGIT}十百千万亿]*(?:点[{_CN_DIGIT}]+)?(?:万亿|[万亿])?)"
    rf"(?P<c_mid>[余多])?(?P<c_scale>万亿|[万亿])?(?P<c_unit>{UNIT})(?P<c_behind>{_BEHIND})?"
)
WORD = rf"(?P<word>翻(?:了)?[{_CN}几]?番半?|翻两番|(?:基本)?(?<![保坚支])持平(?![稳安衡等])|零增长)(?P<w_behind>{_BEHIND})?"

_FIRST = r"(?=[\d附表图$A-Za-zＡ-Ｚ#№·_第\[［〔【(（\-－−\s百千万亿数几上一二两三四五六七八九十近超逾大突不高低至约将接过翻持基零三四五六七八九十+＋–﹣负↑↓—‒―])"
TOKEN = late.pattern(
    rf"{_FIRST}(?:(?P<dropped>{DROPPED})|(?P<ratio>{RATIO})|(?P<quantity>{QUANTITY})"
    rf"|(?P<fraction>{FRACTION})|{TENTHS}|(?P<chinese>{CHINESE})|(?P<hanzi>{HANZI})|{WORD})"
)
NAME = late.pattern(r"“[^“”\n]{1,14}”")
DOWN = late.pattern(
    r"(?:下降|减少|降低|压减|缩减|缩短|下滑|回落|收窄|削减|下调|负增长|压缩|下跌|减幅|降幅)"
    r"(?:幅度|率)?(?:了|达到?|为|约|近|超|超过|控制在|预计)?$"
)
UP = late.pattern(
    r"(?:增长|增加|提高|提升|上升|上涨|回升|扩大|增幅|涨幅|增速|净增|增收|上浮|上调)"
    r"(?:幅度)?(?:了|达到?|为|约|近|超|超过|控制在|预计)?$"
)
