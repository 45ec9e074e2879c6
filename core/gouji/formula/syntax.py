"""The grammar of formulas: text → comparisons between linear sums of named cells.

    formula     comparison, or several joined by 且
    comparison  sum relation sum [误差 number]  |  整数(name)  |  已填(name)
    relation    = ≠ < > ≤ ≥   (== != <> <= >= and full-width forms too)
    sum         terms joined by + and -; a term is a number, a name, 合计(name), 本格,
                a sum in parentheses, or such a thing × a number
    name        parts joined by a dot; a part is a word, or anything in quotation marks

Everything is linear: no cell is ever multiplied by a cell. The result is plain tuples, so that it
can be remembered between runs; nothing is ever evaluated as Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from gouji.lean import NamedTuple

LONGEST = 400
DEEPEST = 12
"""Characters of a formula, and levels of parentheses in it; more is refused."""

RELATIONS = {"=": "=", "≠": "≠", "<": "<", ">": ">", "≤": "≤", "≥": "≥"}
RELATIONS |= {"==": "=", "!=": "≠", "<>": "≠", "<=": "≤", "=<": "≤", ">=": "≥", "=>": "≥"}
IN_WORDS = {"等于": "=", "不等于": "≠", "小于": "<", "大于": ">", "不大于": "≤", "不超过": "≤", "不小于": "≥", "不少于": "≥"}
"""How relations are said, for whoever writes them so."""

CONDITIONAL = ("如果", "若", "当", "则", "那么")
NO_QUOTIENT = "；公式里没有除法，请把除数乘到另一边，例如 部分公开 ≤ 0.5 × 办理总计"
INSTEAD = {"÷": NO_QUOTIENT, "/": NO_QUOTIENT, "／": NO_QUOTIENT, "%": "；百分数请写成小数"}
"""What to write in place of signs that authors expect."""

PREDICATES = ("整数", "已填")
SUM, SELF = "合计", "本格"

_NARROW = str.maketrans("＝＋－−–＊·＜＞！（），．／＂“”「」", '=+---*.<>!(),./"""""')
_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<and>且)|(?P<tolerance>误差)"
    r"|(?P<relation>==|!=|<>|[<>]=|=[<>]|[=≠≤≥<>])|(?P<sign>[-+×*().,])"
    r'|"(?P<quoted>[^"]*)"|(?P<word>(?:(?!且|误差)\w)+)'
)


class FormulaError(ValueError):
    """A formula that cannot be understood.

    `offset` points into the text of `part`: the formula itself, its `each` or its `when`.
    """

    def __init__(self, text: str, offset: int, part: str = "formula") -> None:
        super().__init__(text)
        self.offset, self.part = offset, part

    def of(self, part: str) -> FormulaError:
        """The same error, of another part."""
        return FormulaError(str(self), self.offset, part)


class Name(NamedTuple):
    """A name as written: `parts` around its dots; `sum` when it stands inside 合计( )."""

    parts: tuple[str, ...]
    offset: int
    sum: bool = False


class Linear(NamedTuple):
    """A sum: (coefficient, name) pairs and a constant."""

    terms: tuple[tuple[Decimal, Name], ...]
    constant: Decimal


class Comparison(NamedTuple):
    """Two sums and the relation that should hold between them, within a tolerance."""

    left: Linear
    relation: str
    right: Linear
    tolerance: Decimal


class Predicate(NamedTuple):
    """整数(name) or 已填(name)."""

    predicate: str
    name: Name


class _Token(NamedTuple):
    kind: str
    text: str
    offset: int


def parse(text: str) -> tuple[Comparison | Predicate, ...]:
    """Understands a formula. Raises FormulaError, with the place, where it cannot."""
    if len(text) > LONGEST:
        raise FormulaError(f"公式有 {len(text)} 个字符，超过 {LONGEST} 个的上限，请拆成几条规则", 0)
    return _Parser(_tokens(text), len(text)).formula()


def _tokens(text: str) -> list[_Token]:
    narrow = text.translate(_NARROW)
    tokens: list[_Token] = []
    offset = 0
    while offset < len(text):
        found = _TOKEN.match(narrow, offset)
        if not found:
            what = "引号没有配对" if narrow[offset] == '"' else f"看不懂的符号“{text[offset]}”{INSTEAD.get(text[offset], '')}"
            raise FormulaError(what, offset)
        kind = found.lastgroup or ""
        if kind != "space":
            # A quoted label keeps its own full-width characters.
            word = text[found.start(kind) : found.end(kind)] if kind in ("quoted", "word") else found[kind]
            tokens.append(_Token(kind, word, offset))
        offset = found.end()
    return tokens


class _Parser:
    def __init__(self, tokens: list[_Token], length: int) -> None:
        self.tokens, self.at, self.length, self.depth = tokens, 0, length, 0

    def formula(self) -> tuple[Comparison | Predicate, ...]:
        if not self.tokens:
            raise FormulaError("公式是空的", 0)
        parts = [self.comparison()]
        while self.take("and"):
            parts.append(self.comparison())
        if self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.kind == "relation":
                raise FormulaError("一个比较只能有一个比较符号，多个比较请用“且”连接", token.offset)
            raise FormulaError(f"这里多出了“{token.text}”，可能缺少运算符号", token.offset)
        return tuple(parts)

    def comparison(self) -> Comparison | Predicate:
        token = self.peek()
        if token and token.text in CONDITIONAL:
            raise FormulaError(f"公式里不写“{token.text}”；前提请另写一行 when", token.offset)
        if token and token.kind == "word" and token.text in PREDICATES and self.sign_follows():
            self.at += 2
            name = self.name()
            self.expect(")")
            return Predicate(token.text, name)
        left = self.sum()
        relation = self.take("relation")
        if not relation:
            word = self.peek()
            sign = IN_WORDS.get(word.text) if word else None
            hint = f"，“{word.text}”请写作 {sign}" if word and sign else ""
            raise FormulaError(f"缺少比较符号（= ≠ < > ≤ ≥）{hint}", self.here())
        right = self.sum()
        tolerance = Decimal(0)
        if self.take("tolerance"):
            number = self.take("number")
            if not number:
                raise FormulaError("“误差”后面应当是一个数", self.here())
            tolerance = Decimal(number.text)
        if not left.terms and not right.terms:
            raise FormulaError("这个比较里没有任何单元格", relation.offset)
        return Comparison(left, RELATIONS[relation.text], right, tolerance)

    def sum(self) -> Linear:
        total = self.product()
        while sign := self.take("sign", "+", "-"):
            right = self.product()
            total = _added(total, right if sign.text == "+" else _times(right, Decimal(-1)))
        return total

    def product(self) -> Linear:
        result = self.factor()
        while sign := self.take("sign", "×", "*"):
            right = self.factor()
            if result.terms and right.terms:
                raise FormulaError("不能把两个单元格相乘，只能乘以一个数", sign.offset)
            result = _times(result, right.constant) if result.terms else _times(right, result.constant)
        return result

    def factor(self) -> Linear:
        if self.take("sign", "-"):
            return _times(self.nested(self.factor), Decimal(-1))
        if self.take("sign", "("):
            inner = self.nested(self.sum)
            self.expect(")")
            return inner
        number = self.take("number")
        if number:
            return Linear((), Decimal(number.text))
        token = self.peek()
        if token and token.kind == "word" and token.text == SUM and self.sign_follows():
            self.at += 2
            name = self.name()
            self.expect(")")
            return Linear(((Decimal(1), name._replace(sum=True)),), Decimal(0))
        return Linear(((Decimal(1), self.name()),), Decimal(0))

    def nested(self, read: Callable[[], Linear]) -> Linear:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError(f"括号和负号嵌套超过 {DEEPEST} 层", self.here())
        inner = read()
        self.depth -= 1
        return inner

    def name(self) -> Name:
        first = self.take("word") or self.take("quoted")
        if not first or not first.text.strip():
            raise FormulaError("这里应当是行、列的名称或一个数", first.offset if first else self.here())
        if self.peek_is("("):
            raise FormulaError(f"没有“{first.text}( )”这种写法，只有 合计( )、整数( )、已填( )", first.offset)
        parts = [first.text]
        while self.take("sign", "."):
            part = self.take("word") or self.take("quoted") or self.take("number")
            if not part:
                raise FormulaError("点号后面缺少名称", self.here())
            parts.append(part.text)
        return Name(tuple(parts), first.offset)

    def peek(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def peek_is(self, sign: str) -> bool:
        token = self.peek()
        return token is not None and token.kind == "sign" and token.text == sign

    def sign_follows(self) -> bool:
        after = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        return after is not None and after.kind == "sign" and after.text == "("

    def take(self, kind: str, *texts: str) -> _Token | None:
        token = self.peek()
        if token is None or token.kind != kind or (texts and token.text not in texts):
            return None
        self.at += 1
        return token

    def expect(self, sign: str) -> None:
        if not self.take("sign", sign):
            raise FormulaError("缺少右括号", self.here())
        if self.peek_is("."):
            raise FormulaError("括号后面不接点号，行、列的名称都写在括号里，例如 合计(不予公开.总计)", self.here())

    def here(self) -> int:
        token = self.peek()
        return token.offset if token else self.length


def _added(left: Linear, right: Linear) -> Linear:
    return Linear(left.terms + right.terms, left.constant + right.constant)


def _times(sum: Linear, factor: Decimal) -> Linear:
    return Linear(tuple((coefficient * factor, name) for coefficient, name in sum.terms), sum.constant * factor)
