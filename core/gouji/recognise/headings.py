"""The six sections: which lines are their headings, and what stands between.

Headings are told by their ordinals and titles together. Rows of 表三 (一、本年新收…) and sub-headings
of section one that are named like sections two to four are not headings of sections.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from functools import lru_cache

from gouji.edition import Edition
from gouji.lean import NamedTuple
from gouji.likeness import Wordings
from gouji.once import once
from gouji.recognise.tokens import Line
from gouji.report import ACCEPTED, EXACT, INFERRED, SIMILAR, Heading
from gouji.text import bare, cut_after, fold, ordinal_number, squeeze


class Candidate(NamedTuple):
    """A line that may be a top-level heading. `at` is its number, `lines` is how many lines it takes, `rest` is
    the text of the section that follows the title in the same line."""

    at: int
    style: str
    number: str
    sections: tuple[str, ...]
    match: str
    title: str
    raw: str
    lines: int = 1
    rest: str = ""
    weight: float = 0.0


_STYLES = (
    ("cn", re.compile(r"^([一二三四五六七八九十]{1,3})[、.,:;·]\s*")),
    ("part", re.compile(r"^第([一二三四五六七八九十]{1,3}|\d{1,2})(?:部分|章|项)?[、.,:;·]?")),
    ("paren", re.compile(r"^\(([一二三四五六七八九十]{1,3}|\d{1,2})\)[、.,:;·]?")),
    ("digit", re.compile(r"^(\d{1,2})[、.,:;·](?!\d)")),
    ("rare", re.compile(r"^([壹贰貳叁參肆伍陆陸柒捌]|[IVX]{1,4})[、.,:;·]\s*")),
    ("cn", re.compile(r"^([一二三四五六七])(?=总体|主动公开|收到|政府信息公开|存在|其他|其它|因政府|行政机关|概述)")),
)
_TABLE_ROW = re.compile(r"^(?:本年(?:度)?新收|上年(?:度)?结转|本年(?:度)?办理|结转下(?:一)?年)")
_TOC = re.compile(r"^[.·…\-_—。\s]*\d{1,3}$")
_KEYWORDS = (
    ("s1", re.compile(r"总体情况|总体概[述况]|^概述$|^概况$|工作概述|基本情况")),
    ("s2", re.compile(r"主动公开")),
    ("s3", re.compile(r"收到和处理|依申请公开|公开申请(?:的)?(?:情况|办理|处理)|受理.{0,6}申请")),
    ("s4", re.compile(r"复议|诉讼")),
    ("s5", re.compile(r"问题|改进|整改")),
    ("s6", re.compile(r"(?:其他|其它|另外).{0,10}(?:事项|情况|报告|说明)|需要(?:报告|说明)的.{0,4}事项")),
)
_NOTHING = re.compile(r"[(（]?(?:暂?无|没有)[)）]?$")
_SECTIONS = tuple(id for id, _ in _KEYWORDS)
_LIKE = 78.0
_ALIKE = 88.0
_STRENGTH = {EXACT: 1.0, ACCEPTED: 0.95, SIMILAR: 0.7}

_Announced = tuple[tuple[str, ...], str]
"""The sections that a title announces, and how it matched."""


class Titles:
    """The titles of an edition's sections for look-up."""

    def __init__(self, edition: Edition) -> None:
        self.known: dict[str, tuple[str, str]] = {}
        for section in edition.sections:
            self.known[bare(section.title)] = (section.id, EXACT)
            for wording in section.accept:
                self.known.setdefault(bare(wording), (section.id, ACCEPTED))
        self.by_length = sorted(self.known, key=len, reverse=True)
        self._wordings = Wordings(self.by_length)

    @lru_cache(2048)  # noqa: B019 - made once for an edition
    def find(self, text: str) -> _Announced | None:
        """What a whole title announces, or None."""
        key = bare(text)
        found = self.known.get(key) or self.known.get(key.removeprefix("度").removeprefix("年度"))
        if found is not None:
            return (found[0],), found[1]
        plain = re.sub(r"\([^()]*\)$", "", squeeze(text))
        if plain != squeeze(text):
            inner = self.find(plain)
            if inner is not None:
                return inner[0], ACCEPTED if inner[1] == EXACT else inner[1]
        if len(key) > 40 or "。" in text:
            return None
        hits = [id for id, pattern in _KEYWORDS if pattern.search(key)]
        if len(key) >= 4:
            near, likeness = self._near(key)
            # A title that speaks of two sections must be very like one of them to mean only that.
            if near and (not hits or (near in hits and (len(hits) == 1 or likeness >= _ALIKE))):
                return (near,), SIMILAR
        if len(hits) == 2 and len(key) <= 36:
            return tuple(hits), SIMILAR
        if len(hits) == 1 and len(key) <= 28:
            return tuple(hits), SIMILAR
        return None

    def _near(self, key: str) -> tuple[str, float]:
        near = self._wordings.nearest(key, _LIKE)
        return (self.known[near[1]][0], near[0]) if near else ("", 0.0)

    def beginning(self, text: str) -> tuple[str, str, int] | None:
        """(section, match, squeezed length) of the longest title a text begins with."""
        squeezed = fold(squeeze(text))
        for key in self.by_length:
            if len(key) >= 4 and bare(squeezed[: len(key) + 6]).startswith(key):
                for length in range(len(key), len(squeezed) + 1):
                    if bare(squeezed[:length]) == key:
                        return (*self.known[key], length)
        return None


@once(8)
def titles_of(edition: Edition) -> Titles:
    """The titles of an edition."""
    return Titles(edition)


def _ordinal(text: str) -> tuple[str, str, str]:
    """(style, number, rest) of a squeezed and folded line."""
    for style, pattern in _STYLES:
        found = pattern.match(text)
        if found:
            return style, found[1], text[found.end() :]
    return "none", "", text


def by_name(name: str, at: int, titles: Titles) -> Candidate | None:
    """The heading that the name of a worksheet stands for, by its title or else its number: it has to be short, and is none of
    the report's words."""
    style, number, rest = _ordinal(fold(squeeze(name)))
    announced, section = titles.find(rest), f"s{ordinal_number(number)}"
    sections = announced[0] if announced else (section,) if section in _SECTIONS else ()
    return Candidate(at, style, number, sections, ACCEPTED, rest, name) if sections else None


def is_heading(text: str, titles: Titles) -> bool:
    """Whether a text is nothing but an ordinal and the title of a section, in the form's words or accepted ones."""
    style, _, rest = _ordinal(fold(squeeze(text)))
    announced = titles.find(rest) if style in ("cn", "part") else None
    return announced is not None and announced[1] != SIMILAR


def candidates(lines: Sequence[Line], titles: Titles) -> list[Candidate]:
    """Every line that could be a top-level heading, in order."""
    out: list[Candidate] = []
    index = 0
    while index < len(lines):
        found = _candidate(lines, index, titles)
        if found is not None:
            out.append(found)
            index += found.lines
        else:
            index += 1
    return out


class _Head(NamedTuple):
    """The line of a possible heading: its ordinal, what follows that, and the whole line as written and squeezed."""

    at: int
    style: str
    number: str
    rest: str
    raw: str
    squeezed: str


def _candidate(lines: Sequence[Line], index: int, titles: Titles) -> Candidate | None:
    line = lines[index]
    if line.paragraph is None or line.grid >= 0:
        return None
    raw = line.paragraph.text.lstrip("#*【 \t\u3000\u00a0")
    if len(raw) < 2 or raw.isdigit():
        return None
    squeezed = fold(squeeze(raw[:120]))
    head = _Head(index, *_ordinal(squeezed), raw, squeezed)
    style, rest = head.style, head.rest
    if _TABLE_ROW.match(rest) or (not rest and style == "none"):
        return None
    short = len(raw) <= 80 and len(line.tokens) == 1
    if short:
        whole = titles.find(rest) if rest else None
        found = _in_two_lines(head, whole, lines, titles) or _in_one_line(head, whole, titles)
        if found is not None:
            return found
    if style in ("cn", "part") and rest:
        prefix = titles.beginning(rest)
        if prefix is not None:
            found = _with_rest(head, prefix)
            return None if _TOC.match(found.rest.strip()) else found
    if style == "cn" and short and "。" not in raw and len(rest) <= 30 and not _TOC.search(rest[-4:]):
        return Candidate(index, style, head.number, (), "", rest, raw.strip())
    return None


def _in_two_lines(head: _Head, whole: _Announced | None, lines: Sequence[Line], titles: Titles) -> Candidate | None:
    """The heading whose title goes on in the next line; `whole` is what it says without that."""
    following = lines[head.at + 1].paragraph if head.at + 1 < len(lines) and lines[head.at + 1].grid < 0 else None
    if following is None or len(following.text) > 40 or (whole is not None and whole[1] != SIMILAR) or (head.style == "none" and head.rest):
        return None
    more = fold(squeeze(following.text))
    joined = titles.known.get(bare(head.rest + more))
    if joined is None or _ordinal(more)[0] != "none":
        return None
    section, match = joined
    title = head.raw.strip() + following.text.strip()
    return Candidate(head.at, head.style, head.number, (section,), match, head.rest + more, title, 2, "", _STRENGTH[match])


def _in_one_line(head: _Head, whole: _Announced | None, titles: Titles) -> Candidate | None:
    """The heading that a line is by itself, or with the beginning of its section behind it."""
    if whole is None or (head.style == "none" and whole[1] == SIMILAR):
        return None
    sections, match = whole
    prefix = titles.beginning(head.rest) if match == SIMILAR or _NOTHING.search(head.rest) else None
    if prefix is not None:
        found = _with_rest(head, prefix)
        behind = head.raw[len(found.raw) : len(found.raw) + 1]
        if found.rest and (behind.isspace() or behind in "。:：;；,，" or _NOTHING.fullmatch(found.rest)):
            return found
    return Candidate(head.at, head.style, head.number, sections, match, head.rest, head.raw.strip(), 1, "", _STRENGTH[match])


def _with_rest(head: _Head, prefix: tuple[str, str, int]) -> Candidate:
    section, match, length = prefix
    cut = cut_after(head.raw, len(head.squeezed) - len(head.rest) + length)
    body = head.raw[cut:].lstrip(" \t\u3000\u00a0:：。.")
    title, weight = head.rest[:length], _STRENGTH[match] * 0.9
    return Candidate(head.at, head.style, head.number, (section,), match, title, head.raw[:cut].strip(), 1, body, weight)


def choose(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that are the document's top-level headings, in order."""
    matched = [c for c in found if c.sections]
    style = max(("cn", "part", "none", "rare", "digit", "paren"), key=lambda style: _score(style, matched))
    chosen = _one_each([c for c in matched if c.style == style], found)
    chosen = _supplement(chosen, matched, style)
    return _with_foreign(chosen, [c for c in found if c.style == style == "cn"])


def _score(style: str, matched: Sequence[Candidate]) -> float:
    """How many sections have a heading of this style, and how surely; the usual styles count a little more."""
    best: dict[str, float] = {}
    for c in matched:
        if c.style == style:
            best |= {section: max(best.get(section, 0.0), c.weight) for section in c.sections}
    return sum(best.values()) + (0.5 if style in ("cn", "part") and best else 0.0)


def _one_each(group: list[Candidate], found: Sequence[Candidate]) -> list[Candidate]:
    """One heading a section: a table of contents and sub-lists that reuse a title are left out."""
    positions = {c.at: n for n, c in enumerate(found)}
    out: list[Candidate] = []
    for section in sorted({section for c in group for section in c.sections}):
        rivals = [c for c in group if section in c.sections]
        pick = _likeliest(section, rivals, out, found, positions)
        if pick not in out:
            out.append(pick)
    return sorted(out)


def _likeliest(
    section: str, rivals: list[Candidate], chosen: list[Candidate], found: Sequence[Candidate], positions: dict[int, int]
) -> Candidate:
    """Of several headings of a section the strong one with text of its own, behind the earlier sections; of these one with the
    number that the section has in the form, for sub-headings of section one are named alike."""
    best = max(c.weight for c in rivals)
    strong = [c for c in rivals if c.weight >= best - 0.11]
    with_body = [c for c in strong if not _followed_by_heading(c, found, positions)]
    behind = [c for c in with_body if all(o.at < c.at for o in chosen if o.sections[0] < section)]
    left = behind or with_body or strong[-1:]
    return next((c for c in left if f"s{ordinal_number(c.number)}" == section), left[0])


def _followed_by_heading(candidate: Candidate, found: Sequence[Candidate], positions: dict[int, int]) -> bool:
    at = positions[candidate.at] + 1
    if candidate.rest:
        return False
    return (
        at < len(found)
        and found[at].at == candidate.at + candidate.lines
        and bool(found[at].sections)
        and found[at].style == candidate.style
    )


def _supplement(chosen: list[Candidate], matched: Sequence[Candidate], style: str) -> list[Candidate]:
    """Headings in another style for sections that the main style lacks, where they stand in the
    right gap and cannot be sub-headings of section one."""
    have = {section for c in chosen for section in c.sections}
    out = sorted(chosen)
    for section in _SECTIONS:
        if section in have:
            continue
        before = max((c.at for c in out if c.sections and c.sections[0] < section), default=-1)
        after = min((c.at for c in out if c.sections and c.sections[0] > section), default=1 << 30)
        last_before = next((c for c in out if c.at == before), None)
        for c in matched:
            if section not in c.sections or not before < c.at < after or c.match == SIMILAR:
                continue
            if c.style in ("paren", "digit"):
                continue
            in_section_one = last_before is not None and last_before.sections[0] == "s1"
            if in_section_one and section in ("s3", "s4") and c.style == "none":
                continue
            out.append(c)
            have.add(section)
            break
    return sorted(out)


def _with_foreign(chosen: list[Candidate], group: Sequence[Candidate]) -> list[Candidate]:
    """Adds numbered headings of another wording that fill a free number in the sequence, and exact
    repetitions of a heading. One that has the number of a section without heading stands for it."""
    out = sorted(chosen)
    taken = {c.at for c in chosen}
    have = {section for c in chosen for section in c.sections}
    for c in group:
        number = ordinal_number(c.number)
        if c.at in taken or number is None:
            continue
        here = bisect(out, c.at, key=_at)
        before, after = out[here - 1] if here else None, out[here] if here < len(out) else None
        fills_gap = not c.sections and _comes_between(number, before, after)
        section = f"s{number}"
        if fills_gap and section in _SECTIONS and section not in have:
            out.insert(here, c._replace(sections=(section,), match=INFERRED))
        elif before is not None and (fills_gap or _repeats(c, before, out[:here])):
            out.insert(here, c)
    return out


def _comes_between(number: int, before: Candidate | None, after: Candidate | None) -> bool:
    """Whether a number goes on from the heading before, and the one behind has another; of the last in the document, from the sixth on."""
    last, following = ordinal_number(before.number) if before else 0, ordinal_number(after.number) if after else None
    return last is not None and number == last + 1 != following and (after is not None or number >= 6)


def _repeats(candidate: Candidate, before: Candidate, chosen: Iterable[Candidate]) -> bool:
    """Whether this is a heading said again, with text between it and the heading before."""
    return candidate.match == EXACT and before.at < candidate.at - 1 and candidate.number == _number_of(candidate, chosen)


def _at(candidate: Candidate) -> int:
    return candidate.at


def _number_of(candidate: Candidate, chosen: Iterable[Candidate]) -> str:
    return next((c.number for c in chosen if c.sections == candidate.sections), "")


def heading_of(candidate: Candidate, lines: Sequence[Line]) -> Heading:
    """The plain heading a candidate stands for."""
    place = lines[candidate.at].tokens[0].place
    return Heading(candidate.number, candidate.title, candidate.sections, candidate.match, place, candidate.raw)
