"""Who reports on which year, under which title: each fact with where it was found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from gouji.calendar import date
from gouji.document import NOWHERE, Paragraph
from gouji.lean import NamedTuple
from gouji.recognise.dates import find_period, years
from gouji.recognise.furniture import is_furniture
from gouji.recognise.levels import level_of
from gouji.recognise.naming import ORGAN, self_named
from gouji.report import Fact
from gouji.text import fold, squeeze

LONGEST_TITLE, LONGEST_UNIT = 80, 60
"""Characters of a title, and of the name of a unit in it."""

_CUT_OFF = r"(?:政府|政务)信息公开工作?年(?:度)?$"
_TITLE = re.compile(
    rf"(?:(?:政府|政务)?信息公开|政务公开)(?:工作)?(?:的)?.{{0,10}}?(?:年度报告|年报|报告|总结)(?:\(.{{0,12}}\))?$|{_CUT_OFF}"
)
_SUBJECT = re.compile("信息公开|政务公开")
_STRONG_TITLE = re.compile(r"政府信息公开工作?年度报告")
_LISTED_DATE = re.compile(r"(?<![\s\[(（])[\s\[(（]*20\d\d[-/.]\d{1,2}[-/.]\d{1,2}[\])）]?$")
_TITLE_END = "工作年度报告"
_NOT_TITLE = re.compile(
    r"通知|印发|条例|^根据|^按照|^依据|^现将|^本报告|^附件|^关于做好|格式|如下|意见|方案|办法|^[一二三四五六七八九十]{1,2}、|目录|列表|^\(?[一二三四五六七八九十]\)|指南|栏目"
)
_PHRASE = re.compile(
    r"(?:关于)?(?:(?:20\d{2}|二[〇○零0O][一二三四五六七八九〇○零0O]{2})(?:年度|年)?)?(?:的)?(?:(?:政府|政务)?信息公开|政务公开(?=工作|年|情况|的|总结|报告)).*$"
)
_YEAR_WORD = re.compile(r"\(?(?:20\d{2}|二[〇○零0O][一二三四五六七八九〇○零0O]{2})(?:年度|年)?\)?")
_BROKEN_YEAR = re.compile(r"^\d{1,6}年度?|(?:[\d〇○零O一二三四五六七八九]{0,6}年度?|\d{1,6})$")
_UNIT = re.compile(rf"[\u4e00-\u9fff]{{2,24}}?(?:{ORGAN})(?![长们务面部])")
_AREA = re.compile(r"^[\u4e00-\u9fff]{2,14}(?:省|市|县|区|旗|州|盟|镇|乡|苏木|街道)$")
_SELF = re.compile(rf"(?:[\u4e00-\u9fff]{{2,6}}?(?:省|市|县|区|旗|州|镇|乡))[\u4e00-\u9fff]{{0,18}}?(?:{ORGAN})")
_NAME_PIECE = re.compile(r"[\u4e00-\u9fff()]{2,16}")
_PAGE_WORD = re.compile(r"公开|公告|通知|政务|网站|门户|栏目|首页|正文|年报|报告|信息|专栏|动态|新闻|目录|名称|标题|来源|附件|索引|大厅")
_REST_OF_NAME = re.compile(
    r"(?:[\u4e00-\u9fff]{1,2}(?=20\d{2})|[省市县区旗州盟镇乡](?!场|政|村|划)[\u4e00-\u9fff]|民?政府|人民政府|府办|事处|道办)"
)
_AREA_FIRST = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:省|市|县|区|旗|州|盟|镇|乡)")
_ORGAN_LAST = re.compile(rf"(?:{ORGAN})$")
_BRACKETED = re.compile(r"[(（〔【\[［]")
_FROM_PAGE = "标题和正文没有单位名称，单位由页面信息推定"
_META_TITLES = ("articletitle", "og:title", "title", "dc.title")


class Title(NamedTuple):
    """The report's title as found: its words, the lines it takes, and its place."""

    text: str
    first: int
    last: int
    paragraph: Paragraph


def is_title(text: str) -> bool:
    """Whether a line is the title of an annual report rather than a mention of one."""
    squeezed = fold(squeeze(text)).strip("《》")
    if not 6 <= len(squeezed) <= LONGEST_TITLE or not _SUBJECT.search(squeezed) or "。" in squeezed or _NOT_TITLE.search(squeezed):
        return False
    return _TITLE.search(squeezed) is not None or _disordered(squeezed)


def is_listed(text: str) -> bool:
    """Whether a line is a title as pages list them, perhaps with a date behind it."""
    return is_title(_LISTED_DATE.sub("", text))


def _disordered(squeezed: str) -> bool:
    """Whether a line ends in the words of a title with some of their characters in another order: 工作告年度报."""
    _, said, end = squeezed.rpartition("信息公开")
    return bool(said) and len(end) == len(_TITLE_END) and sorted(end) == sorted(_TITLE_END)


def find_title(lines: Sequence[tuple[int, Paragraph]], said: Callable[[], str] = str) -> Title | None:
    """The title among the lines before the first section: the last one that names a unit, else the
    last strong one, words broken over lines put together. `said` gives all words of the document,
    asked for only when a title seems to be broken inside its unit."""
    found: list[tuple[float, Title]] = []
    for position, (_, paragraph) in enumerate(lines):
        text = paragraph.text.strip()
        if len(text) > LONGEST_TITLE or is_furniture(text):
            continue
        title = _completed(lines, position, said) if is_title(text) else _broken(lines, position)
        if title is not None:
            found.append((_title_weight(title.text, paragraph), title))
    if not found:
        return None
    best = max(weight for weight, _ in found)
    return [title for weight, title in found if weight >= best - 0.4][-1]


def _completed(lines: Sequence[tuple[int, Paragraph]], position: int, said: Callable[[], str]) -> Title:
    """The title in a line, with the lines above and below that belong to it."""
    index, paragraph = lines[position]
    text = paragraph.text.strip()
    first, whole, begin = index, text, position
    above = lines[begin - 1][1].text.strip() if begin else ""
    if _YEAR_WORD.fullmatch(fold(squeeze(above))) and not years(squeeze(text)) and unit_in_title(text) is None:
        begin -= 1
        first, whole = lines[begin][0], above + text
        above = lines[begin - 1][1].text.strip() if begin else ""
    if _completes(above, whole, said):
        first, whole = lines[begin - 1][0], above + whole
    return _continued(lines, position, Title(whole, first, index, paragraph))


def _continued(lines: Sequence[tuple[int, Paragraph]], position: int, title: Title) -> Title:
    """The title with the line behind `position`, where its last words or its year stand there."""
    index, below = (lines[position + 1][0], lines[position + 1][1].text.strip()) if position + 1 < len(lines) else (-1, "")
    dated = _YEAR_WORD.fullmatch(fold(squeeze(below))) and not years(squeeze(title.text))
    if (dated or re.search(_CUT_OFF, fold(squeeze(title.text)))) and is_title(title.text + below):
        return title._replace(text=title.text + below, last=index)
    return title


def _broken(lines: Sequence[tuple[int, Paragraph]], position: int) -> Title | None:
    """The title that begins in a line and goes on in the next one or two, none of which is a title by itself."""
    whole = lines[position][1].text.strip()
    if len(whole) > 40:
        return None
    for behind in range(position + 1, min(position + 3, len(lines))):
        index, part = lines[behind][0], lines[behind][1].text.strip()
        if len(part) > 40 or is_furniture(part) or is_title(part):
            return None
        whole += part
        if is_title(whole):
            return _continued(lines, behind, Title(whole, lines[position][0], index, lines[position][1]))
    return None


def _completes(above: str, text: str, said: Callable[[], str]) -> bool:
    """Whether the line above a title is its beginning: its unit, or a title broken in the middle."""
    own = unit_in_title(text)
    if own is None and _is_unit_line(above):
        return True
    if len(above) > 40 or is_furniture(above) or is_title(above):
        return False
    unit = unit_in_title(above + text)
    if unit is None or level_of(unit) is None:
        return False
    if own is None and years(squeeze(above)) and not years(squeeze(text)):
        return True
    head = fold(squeeze(above))
    if not _NAME_PIECE.fullmatch(head) or _PAGE_WORD.search(head):
        return False
    if _REST_OF_NAME.match(fold(squeeze(text))):
        return True
    if own is None:
        return False
    area = _AREA_FIRST.match(head)
    if area is not None and not _ORGAN_LAST.search(head) and not own.startswith(area[0]):
        return True
    return unit in said()


def _title_weight(text: str, paragraph: Paragraph) -> float:
    weight = 2.0 if _STRONG_TITLE.search(fold(squeeze(text))) else 1.0
    if years(squeeze(text)):
        weight += 1.0
    if unit_in_title(text):
        weight += 1.0
    if _BRACKETED.match(text):
        weight -= 0.5  # [图解] of the report, beside the report
    return weight + (0.3 if paragraph.heading else 0.0)


def _is_unit_line(text: str) -> bool:
    squeezed = _YEAR_WORD.sub("", fold(squeeze(text)))
    if not 3 <= len(squeezed) <= 30 or re.search(r"[，。：:；;、>]", squeezed):
        return False
    return level_of(squeezed) is not None and (_UNIT.fullmatch(squeezed) is not None or _AREA.match(squeezed) is not None)


def unit_in_title(title: str) -> str | None:
    """The unit a title names, or None: what is left without year and set phrase."""
    squeezed = fold(squeeze(title))
    head = re.split(r"[-_|]", squeezed)[0] if re.search(r"报告[-_|]", squeezed) else squeezed
    left = re.sub(r"^\([^()]{1,8}\)|\(.{0,12}\)$", "", head)
    left = _PHRASE.sub("", left)
    left = _BROKEN_YEAR.sub("", _YEAR_WORD.sub("", left))
    left = re.sub(r"^(?:关于|中共)|(?:关于|的|度)+$|[《》\"()·,:]", "", left)
    if not 2 <= len(left) <= LONGEST_UNIT or re.fullmatch(r"[\d年度]*", left):
        return None
    if left in ("本单位", "我局", "我单位", "政府", "单位", "政务", "开展"):
        return None
    return left if re.search(r"[\u4e00-\u9fff]{2}", left) else None


def find_unit(
    title: str | None, prose: Sequence[Paragraph], tail: Sequence[Paragraph], meta: Mapping[str, str], page: Sequence[str]
) -> Fact | None:
    """The public body: from title, then signature, then what the prose calls itself, then the page."""
    if title is not None:
        named = unit_in_title(title)
        if named is not None:
            return Fact(named, "title", title)
    for line in reversed(tail):
        if _is_unit_line(line.text) and not is_furniture(line.text):
            return Fact(fold(squeeze(line.text)), "signature", line.text.strip(), line.place)
    spoken = self_named(prose)
    if spoken is not None:
        return spoken
    if (headline := meta_title(meta)) is not None and (named := unit_in_title(headline)) is not None:
        return Fact(named, "meta", headline, NOWHERE, _FROM_PAGE)
    for text in (*page, *(meta[key] for key in meta if key.lower() in ("contentsource", "author", "source"))):
        found = None if "。" in text or "《" in text else _SELF.search(fold(squeeze(text)))
        if found:
            return Fact(found[0], "meta", text.strip(), NOWHERE, _FROM_PAGE)
    return None


def find_stated_period(prose: Sequence[Paragraph]) -> Fact | None:
    """The statistical period the report states, or None."""
    for paragraph in prose:
        found = find_period(paragraph.text)
        if found:
            return Fact(found[0], "period", found[1], paragraph.place)
    return None


def find_year(
    title: str | None, period: Fact | None, intro: Sequence[Paragraph], prose: Sequence[Paragraph], published: date | None
) -> Fact | None:
    """The year the data are about, by weight of evidence: period, title, prose, publication."""
    votes: Counter[int] = Counter()
    sources: dict[int, list[str]] = {}

    def vote(year: int, weight: int, source: str) -> None:
        votes[year] += weight
        sources.setdefault(year, []).append(source)

    if period is not None and isinstance(period.value, tuple):
        vote(period.value[0].year, 30, "period")
    named = years(squeeze(title)) if title else []
    if named:
        vote(named[0], 25, "title")
    text = fold(squeeze("".join(p.text for p in prose)))
    # The years of the period have had their vote.
    counted = Counter(years(text.replace(fold(squeeze(period.quote)), "") if period is not None else text))
    if counted:
        year, times = min(counted.most_common()[:3], key=lambda item: (-item[1], -item[0]))
        vote(year, 20 if times > 2 else 12, "body")
    opening = fold(squeeze("".join(p.text for p in intro)))
    stated = re.findall(r"(20\d{2})年(?:度)?(?:.{0,12}政府信息公开(?:工作)?(?:年度)?(?:报告|工作)|,)", opening)
    if stated:
        vote(Counter(int(year) for year in stated).most_common()[0][0], 10, "intro")
    if published is not None:
        vote(published.year - 1, 8 if published.month <= 6 else 3, "page")
    if not votes:
        return None
    best = max(votes, key=lambda year: (votes[year], year))
    rivals = [year for year in votes if year != best and votes[year] >= 20]
    source = "title" if "title" in sources[best] else sources[best][0]
    doubt = f"年度说法不一：{'、'.join(str(year) for year in sorted({best, *rivals}))}" if rivals else ""
    return Fact(best, source, str(best), NOWHERE, doubt)


def meta_title(meta: Mapping[str, str]) -> str | None:
    """A title found only in what the page says of itself."""
    lowered = {key.lower(): value for key, value in meta.items()}
    for key in _META_TITLES:
        text = re.split(r"[-_|–—]", lowered.get(key, ""))[0].strip()
        if text and is_title(text):
            return text
    return None
