"""Feeds damaged documents to gouji for a while and counts what happens.

    python scripts/fuzz.py [SECONDS] [SEED]

Valid reports are laid out in every format and damaged: bytes flipped, cut, doubled, spliced, set to the
extremes of their numbers; tags and other pieces repeated by the thousand; members of a package damaged
and packed again; numbers, lines and encoding of a text changed for others that mean something; values of
exchange data changed for others of any kind. Each is checked as a run would, and what is said of it is
written in one of the output formats. Anything but a report, or one sentence saying why not, in well-formed
output that nothing obeys, is a defect and ends the run. The bytes stay in the file named at the beginning,
where they are too when the whole process ends.
"""

from __future__ import annotations

import io
import json
import random
import re
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from gouji.data import editions
from gouji.document import Source
from gouji.exchange import report_as_data
from gouji.in_force import Options, prepare
from gouji.run import Run
from gouji.run.inputs import Input
from gouji.sample import balanced
from gouji.testing.layouts import LAYOUTS, lay_out

SLOW_SECONDS = 5.0
"""Of the processor, for one input; what takes longer is a defect, too."""

HARMFUL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What no output may hold: a terminal would obey it."""

NUMBERS = (
    "0",
    "-1",
    "65535",
    "1048576",
    "0001048576",
    "2147483648",
    "4294967295",
    "1e999",
    "9" * 400,
    "０",
    "",
    " ",
    "NaN",
    "=1+1",
    "\x1b[31m",
    "\u202e",
    "|",
    "::error::",
)
TEXTS = (".txt", ".md", ".html", ".htm")
ENCODINGS = ("utf-16", "utf-32", "gb18030", "big5", "utf-8-sig", "utf-7", "latin-1", "shift_jis")
EXTREMES = (b"\0\0", b"\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\x80")
PIECE = re.compile(rb"<[^<>]{1,200}>|\d+ \d+ R|/\w+|[^\s<>]{1,20}")
"""A tag, a reference or name of a PDF, a word."""

VALUES: tuple[Any, ...] = (None, True, -1, 1e300, 10**400, "", "\ud800", "\x1b[2J", [], [[]], {}, {"": {}}, "9999-99-99", "gov-2019")


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to eight small damages."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not out:
            break
        at = chance.randrange(len(out))
        length = chance.choice((1, 2, 8, 64, 512))
        match chance.randrange(7):
            case 0:
                out[at] ^= 1 << chance.randrange(8)
            case 1:
                del out[at : at + length]
            case 2:
                out[at:at] = out[at : at + length] * chance.choice((1, 2, 50))
            case 3:
                out[at : at + length] = chance.randbytes(length)
            case 4:
                other = chance.randrange(len(out))
                out[at : at + length] = out[other : other + length]
            case 5:
                extreme = chance.choice(EXTREMES)
                out[at : at + len(extreme)] = extreme
            case _:
                out[at:at] = chance.choice(
                    (b"\0", b"\xff\xfe", b"<table>", b"</td>", b"99999999999999999999", "—".encode(), b"&#0;", b"]]>")
                )
    return bytes(out)


def renumbered(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to six decimal numbers changed."""
    numbers = list(re.finditer(rb"\d+", data))
    chosen = sorted(chance.sample(numbers, min(len(numbers), chance.randint(1, 6))), key=re.Match.start)
    for number in reversed(chosen):
        data = data[: number.start()] + chance.choice(NUMBERS).encode() + data[number.end() :]
    return data


def flooded(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one piece of them repeated up to some thousand times."""
    piece = PIECE.search(data, chance.randrange(len(data) or 1))
    if piece is None:
        return damaged(data, chance)
    return data[: piece.end()] + piece[0] * chance.choice((10, 300, 5000)) + data[piece.end() :]


DAMAGES = (damaged, damaged, renumbered, flooded)


def damaged_package(data: bytes, chance: random.Random) -> bytes:
    """A zip package with one member damaged and packed again."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(members))
    members[name] = chance.choice(DAMAGES)(members[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return out.getvalue()


def damaged_text(data: bytes, chance: random.Random) -> bytes:
    """A text with some numbers, lines or its encoding changed."""
    text = data.decode("utf-8", "replace")
    for _ in range(chance.randint(1, 6)):
        lines = text.splitlines(keepends=True)
        at, other = (chance.randrange(len(lines)) for _ in range(2))
        match chance.randrange(6):
            case 0:
                lines[at], lines[other] = lines[other], lines[at]
            case 1:
                lines[at:at] = lines[other : other + 5] * chance.choice((1, 2, 200))
            case 2:
                del lines[at : at + chance.choice((1, 3, 30))]
            case 3:
                lines[at] = lines[at].rstrip("\r\n") * chance.choice((2, 50))
            case _:
                lines[at] = re.sub(r"\d+", lambda _: chance.choice(NUMBERS), lines[at])
        text = "".join(lines) or "1"
    return text.encode(chance.choice(("utf-8", "utf-8", *ENCODINGS)), "replace")


def damaged_data(data: Any, chance: random.Random) -> Any:
    """Exchange data with about one value changed for another of any kind."""
    if not isinstance(data, (dict, list)) or not data or chance.random() < 0.1:
        return chance.choice(VALUES)
    changed = data.copy()
    key = chance.choice(list(data)) if isinstance(data, dict) else chance.randrange(len(data))
    changed[key] = damaged_data(data[key], chance)
    return changed


def check_told(run: Run, format: str) -> None:
    """Writes what there is to say in an output format. Raises AssertionError for what must not be said."""
    text = "".join(run.in_force.registry.outputs[format].write(run))
    assert not run.failures, run.failures
    assert not run.unread or "\n" not in (run.unread[0].unread or "")
    assert not HARMFUL.search(text), format
    if format in ("json", "sarif"):
        json.loads(text)
    elif format == "junit":
        ElementTree.fromstring(text)


def main(seconds: float = 60.0, seed: int = 1) -> int:
    """Runs for so long; the exit status is 1 when a defect was found."""
    options = Options(jobs=1, remember=False)
    in_force = prepare(options)
    chance = random.Random(seed)
    reports = [balanced(edition) for edition in editions().values()]
    originals = [(id, *lay_out(report, id)) for id in LAYOUTS for report in reports]
    forms = [report_as_data(report) for report in reports]
    counts: Counter[str] = Counter()
    slowest, slowest_what = 0.0, ""
    evidence = Path(tempfile.mkstemp(prefix="gouji-fuzz-")[1])
    print(f"the input under way: {evidence}", file=sys.stderr)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        layout, data, suffix = chance.choice(originals)
        if chance.random() < 0.1:
            layout, bad, suffix = "exchange", json.dumps(damaged_data(chance.choice(forms), chance)).encode(), ".json"
        elif data[:2] == b"PK" and chance.random() < 0.8:
            bad = damaged_package(data, chance)
        elif suffix in TEXTS and chance.random() < 0.5:
            bad = damaged_text(data, chance)
        else:
            bad = chance.choice(DAMAGES)(data, chance)
        evidence.write_bytes(bad)
        started = time.process_time()
        try:
            run = Run([Input(f"x{suffix}", True, Source(f"x{suffix}", bad))], options, in_force)
            check_told(run, chance.choice(list(in_force.registry.outputs)))
            counts["read" if run.reports else "refused"] += 1
        except BaseException:
            print(f"defect in {layout}: {evidence} ({suffix})", file=sys.stderr)
            raise
        took = time.process_time() - started
        if took > SLOW_SECONDS:
            print(f"{took:.1f} s for {layout}: {evidence} ({suffix})", file=sys.stderr)
            return 1
        if took > slowest:
            slowest, slowest_what = took, layout
        counts[f"format {suffix}"] += 1
    evidence.unlink()
    total = counts["read"] + counts["refused"]
    print(f"{total} inputs: {counts['read']} read, {counts['refused']} refused; slowest {slowest:.2f} s ({slowest_what})")
    print(", ".join(f"{name.removeprefix('format ')} {n}" for name, n in sorted(counts.items()) if name.startswith("format")))
    return 0


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(float(given[0]) if given else 60.0, int(given[1]) if given[1:] else 1))
