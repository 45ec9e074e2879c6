"""Personal data that must not be published, and unseemly words about applicants: W14, W15."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from gouji.calendar import date
from gouji.finding import INFO
from gouji.rule import Case, Outcome, Subject, rule
from gouji.ruleset.words import DELICATE
from gouji_plugins.rules.running import running
from gouji_plugins.rules.vocabulary import added, common_words, let_pass, shipped
from gouji_plugins.rules.wording import has, terms

_BASIS = "《中华人民共和国政府信息公开条例》第十五条：涉及个人隐私的信息不得公开；《个人信息保护法》"

_CITIZEN = re.compile(r"[1-9](?<![0-9A-Za-z].)\d{16}[\dXx](?![0-9A-Za-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def citizen_id(digits: str) -> bool:
    """Whether these are a citizen's number: 18 characters, a real birthday and the right last digit (GB 11643)."""
    if len(digits) != 18:
        return False
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return born.year >= 1900 and "10X98765432"[total % 11] == digits[17].upper()


# Numbers that are somebody's because the text says so: an old or mistyped citizen's number, a passport.
_LABELLED = (
    (re.compile(r"身份证?(?:件?号码?|编号)?(?:为|是)?:?(?P<number>[1-9]\d{13,16}[\dXx])(?![0-9A-Za-z])"), "公民身份号码"),
    (re.compile(r"护照(?:号码?)?(?:为|是)?:?(?P<number>[A-Za-z]{1,2}\d{7,8})(?![0-9A-Za-z])"), "护照号码"),
)
_ACCOUNT = re.compile(r"[3-6](?<![0-9A-Za-z].)\d{15,18}(?![0-9A-Za-z])")
_DEBIT = "62"
"""How the numbers of cards of Chinese banks begin; no body's account does."""
_CARD = terms("银行卡 卡号 账号 账户 帐号 帐户")


def card(digits: str) -> bool:
    """Whether these are the figures of a bank card: the last one is a check digit (ISO/IEC 7812)."""
    doubled = [2 * int(digit) for digit in digits[-2::-2]]
    return (sum(map(int, digits[-1::-2])) + sum(twice - 9 * (twice > 9) for twice in doubled)) % 10 == 0


def _masked(text: str) -> str:
    """What a finding may show of a number, a name or an address."""
    if text[2:-1].isdigit():
        return f"{text[:3]}{'*' * (len(text) - 5)}{text[-2:]}"
    return f"{text[0]}某" if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}……"


_MOBILE = re.compile(r"1(?<![\d-]1)[3-9]\d{9}(?!\d)")
_PERSON = terms(
    "申请人 当事人 原告 信访人 举报人 投诉人 姓名 身份证 先生 女士 村民 居民 某 市民 受援人 受助人 患者 家属 家长 业主 贫困户 低保户"
)
_OFFICE = terms(
    "咨询 监督 举报电话 热线 受理机构 办公 值班 传真 邮编 地址 联系人 联系电话 联系方式 拨打 如需 如有 疑问 "
    "本机关 我局 我委 我办 我镇 我乡 我县 我市 我区"
)
_NEAR, _BEHIND = 24, 8

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛余潘杜戴夏钟汪"
    "田姜范姚谭廖邹熊陆郝孔崔康毛邱秦顾侯邵孟段雷钱汤尹黎"
)
_HIDDEN = frozenset("某×xX*")
_POLITE = ("先生", "女士")
_LONGEST_NAME = 3
_NAMED = re.compile(
    r"(?:申请人|原告|信访人|举报人|当事人|村民|居民|市民)(?:姓名)?:?(?P<name>\w{2,3}?)"
    r"(?=\(|、(?=\w{2,3}(?:不服|诉|等))|不服|诉|(?:申请|要求|请求)公开|提出的?申请|提交的?申请|的(?:政府信息公开)?申请|(?:邮寄)?送达|作出|"
    r"等\d*人|(?<=:..)[,。;]|(?<=:...)[,。;])"
)
_OWN_NUMBER = re.compile(
    rf"(?:(?:(?:申请|当事|信访|举报|投诉|受援|受助|来信|来访|来电|反映)人|群众):?[{_SURNAMES}]\w{{1,2}}|[{_SURNAMES}]某{{1,2}})"
    r"[,、(](?:联系)?(?:电话|方式|手机号?码?|(?:电子)?(?:邮箱|信箱|邮件))(?:地址)?(?:为|是)?:?$"
    r"|(?:申请|当事|信访|举报|投诉|来信|来访|反映)人的?(?:电子)?(?:邮箱|信箱|邮件)(?:地址)?(?:为|是)?:?$"
)
"""What stands before the number or address of a person, though an office's is spoken of so, too."""
_MAIL = re.compile(r"[\w.+-]{1,64}@\w[\w-]*(?:\.\w[\w-]*)+", re.ASCII)
# Without saying who it is, where a clause begins.
_ACTING = re.compile(
    rf"[{_SURNAMES}](?<=[\n,。;:].)\w{{1,2}}"
    r"(?=(?:因)?不服(?:我|本|县|市|区|镇|答复|该)|诉(?:我|本|县|市|区|镇|\w{2,6}(?:人民政府|局|委员会|街道))|"
    r"\((?:申请人|当事人|村民)\)|(?:申请|要求|请求)公开|与我\w{1,2}[^,。;]{0,16}(?:一案|纠纷))"
)
_LIVING = re.compile(
    r"[申信举当家户住](?:[请访报事]人的?(?:家庭)?(?:住址|地址|住所)|(?<=家)庭住址|(?<=户)籍地|(?<=家)住|(?<=住)址(?=:))(?:为|是)?:?"
    r"[^,。;\n]{3,30}?(?:\d+[号室]|[\d一二三四五六七八九十]+组)"
)
_APPLYING = terms("提出申请 申请公开 提交申请 要求公开")


@rule(
    "W14",
    title="泄露个人信息",
    level="warning",
    defect="W14",
    basis=_BASIS,
    why="年报向社会公布，申请人的姓名、身份证号、手机号都是个人信息，应当删去或隐去。",
    passes=[
        Case({"一": "申请人可拨打咨询电话13900001111，监督电话12345、0731-24220000，联系人手机13800002222。"}),
        Case({"一": "申请人可发送至电子邮箱gk@example.com，或与申请受理机构联系（电子邮箱gk@example.com）。"}),
        Case({"一": "申请人王某不服答复，申请人许可信息查询，编号110101199003070000。"}),
    ],
    fails=[
        Case({"一": "申请人的身份证号为11010119900307651X。"}, "公民身份号码"),
        Case({"一": "申请人张某某（手机13900001111）申请公开征地信息。"}, "手机号"),
        Case({"一": "受援人张某某（手机13900001111）送来锦旗。"}, "手机号"),
        Case({"一": "申请人张小丽，联系电话13900001111，已当面答复。"}, "手机号"),
        Case({"一": "信息处理费退还申请人银行卡（6222000000000009）。"}, "银行卡"),
        Case({"一": "信息处理费退还申请人账户6222021234567890123。"}, "银行卡"),
        Case({"一": "申请人李建国不服答复，提起行政复议。"}, "姓名"),
        Case({"一": "李建国不服我局答复，提起行政诉讼。"}, "姓名"),
        Case({"一": "群众刘大海（电话15912345678）来电反映问题。"}, "手机号"),
        Case({"一": "来信人王建国，手机号15912345678。"}, "手机号"),
        Case({"一": "受理王某某（联系电话15912345678）的申请。"}, "手机号"),
        Case({"一": "申请人邮箱zhang@example.com，已作答复。"}, "电子邮箱"),
        Case({"一": "住址：人民路12号3单元201室。"}, "住址"),
    ],
)
def personal(subject: Subject) -> Iterator[Outcome]:
    """Citizens' numbers, mobile numbers beside a person, names of applicants. Findings show them masked."""
    text = running(subject.report)
    plain = text.text
    for start, end, what, level in sorted(_personal(plain)):
        if let_pass(subject, plain, start, end):
            continue
        shown, (line, _) = _masked(plain[start:end]), text.at(start)
        yield subject.finding(
            f"文中有{what}（{shown}），公布即泄露个人信息；请删去或隐去，已经公布的尽快撤换。",
            level=level,
            actual=shown,
            key=f"{what}{shown}",
            section=line.section,
            place=line.place,
        )


def _beside(plain: str, start: int, end: int) -> tuple[str, str]:
    """What stands in the same paragraph close before and behind a number."""
    line = plain.rfind("\n", 0, start) + 1
    return plain[max(line, start - _NEAR) : start], plain[end : end + _BEHIND].partition("\n")[0]


def _personal(plain: str) -> Iterator[tuple[int, int, str, str | None]]:
    for found in _CITIZEN.finditer(plain):
        if citizen_id(found[0]):
            yield *found.span(), "公民身份号码", None
    for pattern, what in _LABELLED:
        for found in pattern.finditer(plain):
            if not citizen_id(found["number"]):  # told above
                yield *found.span("number"), what, None
    for found in _ACCOUNT.finditer(plain) if has(plain, _CARD) else ():
        before, _ = _beside(plain, *found.span())
        theirs = has(before, _CARD) and has(before, _PERSON) and not citizen_id(found[0])
        if theirs and (found[0].startswith(_DEBIT) or card(found[0])):
            yield *found.span(), "个人银行卡号", None
    for found in _MOBILE.finditer(plain):
        start, end = found.span()
        before, behind = _beside(plain, start, end)
        personal = (has(before + "\n" + behind, _PERSON) or has(behind, _APPLYING)) and not has(before, _OFFICE)
        if personal or _OWN_NUMBER.search(before):
            yield start, end, "个人手机号", None
    for found in _MAIL.finditer(plain) if "@" in plain else ():
        if _OWN_NUMBER.search(_beside(plain, *found.span())[0]):
            yield *found.span(), "个人电子邮箱", None
    for start, end in {*(found.span("name") for found in _NAMED.finditer(plain)), *(found.span() for found in _ACTING.finditer(plain))}:
        name = plain[start:end]
        if name[0] in _SURNAMES and _HIDDEN.isdisjoint(name[1:]) and not name.endswith(_POLITE) and not common_words().joined(*name[:2]):
            yield start, end, "申请人姓名", INFO
    for found in _LIVING.finditer(plain):
        yield *found.span(), "申请人住址", INFO


@lru_cache(1)
def _delicate() -> Mapping[str, str]:
    found: Mapping[str, str] = shipped("delicate", lambda data: {str(word): str(said or "") for word, said in data["delicate"].items()})
    return found


@lru_cache(4)
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


@rule(
    "W15",
    title="不当表述",
    level="info",
    defect="W15",
    basis="公布的年报应当用语得体；按词表查出，由人工判断",
    why="年报面向公众，把申请人称作“缠访”“闹访”会激化矛盾，宜改用中性的说法。",
    passes=[Case({"一": "个别申请人反复提出内容相同的申请，已依法不予重复处理，并做好信访解释。"})],
    fails=[
        Case({"一": "个别老户缠访、闹访，无理取闹。"}, "缠访"),
        Case({"一": "个别老户缠访、缠访。"}, "共2处"),
    ],
)
def unseemly(subject: Subject) -> Iterator[Outcome]:
    """Words from the list of unseemly ones, each once."""
    text = running(subject.report)
    plain = text.text
    listed = {**_delicate(), **added(subject, DELICATE)}
    places: dict[str, list[tuple[int, int]]] = {}
    for found in _any(tuple(sorted(listed, key=len, reverse=True))).finditer(plain):
        if not let_pass(subject, plain, *found.span()):
            places.setdefault(found[0], []).append(found.span())
    for word, spans in places.items():
        times = f"（共{len(spans)}处）" if len(spans) > 1 else ""
        advice = f"宜改为“{listed[word]}”" if listed[word] else "宜删去或改用中性的说法"
        yield subject.finding(
            f"“{text.around(*spans[0])}”中的“{word}”{times}不宜写进年报，{advice}。",
            expected=listed[word] or None,
            actual=word,
            key=word,
            **text.evidence(*spans[0]),
        )
