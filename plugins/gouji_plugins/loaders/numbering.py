"""Automatic numbering of Word written out: （三） that stands in no paragraph, only in the list.

The same model serves .docx (numbering.xml) and .doc (list tables): numbered lists point to a
shared counter, each of nine levels has a start, a number format and a pattern such as "（%1）".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gouji.lean import NamedTuple

_DIGITS = "零一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FORMAL = str.maketrans("零一二三四五六七八九十百千万", "零壹贰叁肆伍陆柒捌玖拾佰仟万")
_FORMAL_TRADITIONAL = str.maketrans("零一二三四五六七八九十百千万", "零壹貳參肆伍陸柒捌玖拾佰仟萬")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


class Level(NamedTuple):
    """One level of a list.

    `format` is a name of OOXML's ST_NumberFormat; `text` holds "%1"…"%9" for the numbers of the
    levels; `restart` is the level (from 1) whose use restarts this one, 0 for never, None for any
    higher one; `legal` writes all numbers as decimals; `style` is the paragraph style that
    carries this level.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    follow: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""


class NumberedList(NamedTuple):
    """One list as paragraphs refer to it: its shared counter, levels and own starting numbers."""

    counter: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int] = {}

    def level_of(self, style: str) -> int:
        """The level that a paragraph style stands for, 0 when none names it."""
        return next((level for level, spec in self.levels.items() if spec.style == style), 0)


class Numbering:
    """The lists of one document while it is read from top to bottom."""

    def __init__(self, lists: Mapping[str, NumberedList]) -> None:
        self.lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, list_id: str, level: int) -> str:
        """Counts one paragraph of this list and level, and returns the number it is printed with.

        The space behind the number is included where one is seen. Empty for an unknown list and
        for bullets.
        """
        numbered = self.lists.get(list_id)
        spec = numbered.levels.get(level) if numbered else None
        if numbered is None or spec is None:
            return ""
        counts = self._counts.setdefault(numbered.counter, {})
        if level in numbered.starts and (list_id, level) not in self._started:
            counts[level] = numbered.starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else spec.start
        self._started.add((list_id, level))
        for deeper, deeper_spec in numbered.levels.items():
            restart = deeper if deeper_spec.restart is None else deeper_spec.restart
            if deeper > level and level < restart:
                counts.pop(deeper, None)
        return _written(numbered, spec, counts)


def _written(numbered: NumberedList, spec: Level, counts: Mapping[int, int]) -> str:
    if spec.format == "bullet" or not spec.text:
        return ""
    label = spec.text
    for level in range(9):
        mark = f"%{level + 1}"
        if mark in label:
            of_level = numbered.levels.get(level, spec)
            name = "decimal" if spec.legal else of_level.format
            label = label.replace(mark, number_text(counts.get(level, of_level.start), name))
    if not label or spec.follow == "nothing" or label[-1] in "、，．。：）】〕)":
        return label
    return label + " "


def number_text(number: int, name: str) -> str:
    """A number in one of Word's number formats; an unknown format is written in decimals.

    >>> number_text(13, "chineseCountingThousand")
    '十三'
    """
    if name == "none":
        return ""
    write = _FORMATS.get(name)
    if write is None or not 0 <= number <= 32767:
        return str(number)
    return write(number)


def _chinese(number: int) -> str:
    if number < 10:
        return _DIGITS[number]
    text, pending_zero = "", False
    for size, unit in ((10000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if pending_zero and text else "") + _DIGITS[digit] + unit
            pending_zero = False
        else:
            pending_zero = True
    return text.removeprefix("一") if text.startswith("一十") else text


def _digits(number: int) -> str:
    return "".join("〇" if digit == "0" else _DIGITS[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


def _letter(number: int) -> str:
    return chr(65 + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else ""


def _picked(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


_CIRCLED = "".join(chr(code) for start, end in ((0x2460, 0x2474), (0x3251, 0x3260), (0x32B1, 0x32C0)) for code in range(start, end))

_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _picked(_CIRCLED),
    "decimalEnclosedCircleChinese": _picked(_CIRCLED),
    "decimalEnclosedParen": _picked("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _picked("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "ideographEnclosedCircle": _picked("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "ideographTraditional": _picked(_STEMS),
    "ideographZodiac": _picked(_BRANCHES),
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "chineseLegalSimplified": lambda number: _formal(number).translate(_FORMAL),
    "ideographLegalTraditional": lambda number: _formal(number).translate(_FORMAL_TRADITIONAL),
    "japaneseLegal": lambda number: _formal(number).translate(_FORMAL_TRADITIONAL),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
}


def _formal(number: int) -> str:
    text = _chinese(number)
    return "一" + text if text.startswith("十") else text
