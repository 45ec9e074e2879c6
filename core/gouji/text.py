"""Comparing Chinese text: what counts as the same wording, whatever the keyboard or the scan.

Normalised text is for comparing only. What is quoted to the user is always the text as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNIFY = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0xAD, 0x1680, 0x3000, 0xFEFF, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x20, 0xA0]),
    **dict.fromkeys(range(0x2000, 0x2010)),
    **dict.fromkeys(range(0x202A, 0x202F)),
    **dict.fromkeys(map(ord, "〔【［〖「『{["), "("),
    **dict.fromkeys(map(ord, "〕】］〗」』}]"), ")"),
    **dict.fromkeys(map(ord, "“”‘’„‟″＂＇'\"`´"), '"'),
    **dict.fromkeys(map(ord, "—–−‐‑‒―─"), "-"),
    **dict.fromkeys(map(ord, "·•・‧"), "·"),
    ord("／"): "/",
    ord("．"): ".",
    ord("。"): "。",
}

# Traditional, variant and Japanese forms, kana and letters that stand for a character of the
# official labels. They only help to recognise a label; in prose they are reported as they stand.
_FOLD = str.maketrans(
    "總況動開報門關機構術義務處頒業結轉辦決復議訴訟審維項數量對強許罰減額採購單價萬億規範檔製發現該權會團興組織屬國密條約禦穩護類內過執審"
    "詢補後內容確舉訊復無當繳費續個繼據為經計畫與從應請於題増檢報導時間縣區鄉鎮廳廰黨眾產農財稅學醫衛環長書號錄見資訊繫係錯誤聯絡網頁設備體"
    "問題責監續實際獲淨並倆參劃啟鐵廣東雲貴蘇魯遼寧黑龍陝濟傳統營運輸銀險價華聲電話專員頭縣職圖館館稱總處置戶籍勞動選舉額換證領導綠積極導進還這遠選達運邊"
    "ニハーロエカタ",
    "总况动开报门关机构术义务处颁业结转办决复议诉讼审维项数量对强许罚减额采购单价万亿规范档制发现该权会团兴组织属国密条约御稳护类内过执审"
    "询补后内容确举讯复无当缴费续个继据为经计划与从应请于题增检报导时间县区乡镇厅厅党众产农财税学医卫环长书号录见资讯系系错误联络网页设备体"
    "问题责监续实际获净并俩参划启铁广东云贵苏鲁辽宁黑龙陕济传统营运输银险价华声电话专员头县职图馆馆称总处置户籍劳动选举额换证领导绿积极导进还这远选达运边"
    "二八一口工力夕",
)

_NOT_WORD = re.compile(r"[^0-9A-Za-z\u3400-\u9fff\U00020000-\U0003ffff%+]+")
_ORDINAL_MARKED = re.compile(
    r"^(?:\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:\)[、.,:;·]?|[、.,:;·])|第[一二三四五六七八九十\d]{1,3}部分[、.,:;·]?)"
)


@lru_cache(16384)
def squeeze(text: str) -> str:
    """The text in NFKC form, without white space, zero-width and control characters, and with
    brackets, quotation marks and dashes of every kind made the same."""
    if text.isascii() and text.isalnum():
        return text
    return unicodedata.normalize("NFKC", text.translate(_UNIFY)).translate(_UNIFY)


@lru_cache(16384)
def bare(text: str) -> str:
    """Only the letters, digits and characters of a text, variants folded: the key for labels."""
    squeezed = squeeze(text)
    if squeezed.isascii() and squeezed.isalnum():
        return squeezed
    return _NOT_WORD.sub("", squeezed).translate(_FOLD)


def fold(text: str) -> str:
    """The text with traditional, variant and kana forms replaced one for one (same length)."""
    return text.translate(_FOLD)


@lru_cache(16384)
def without_ordinal(text: str) -> str:
    """Squeezed text without a leading ordinal that is marked as one: （一）, 1., 三、."""
    return _ORDINAL_MARKED.sub("", fold(squeeze(text)), count=1)


def cut_after(text: str, length: int) -> int:
    """The offset in `text` just behind the first `length` characters of `squeeze(text)`."""
    if length <= 0:
        return 0
    seen = 0
    for offset, character in enumerate(text):
        seen += len(squeeze(character))
        if seen >= length:
            return offset + 1
    return len(text)


_DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def ordinal_number(text: str) -> int | None:
    """The number of an ordinal such as 十二 or 12 (1…99), or None."""
    if text.isascii() and text.isdigit():
        return int(text)
    tens, ten, units = text.rpartition("十")
    if ten:
        if (tens and tens not in _DIGITS) or (units and units not in _DIGITS):
            return None
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[units] if units else 0)
    return _DIGITS.get(text)
