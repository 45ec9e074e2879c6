"""Feeds damaged documents to gouji for a while and counts what happens.

    python scripts/fuzz.py [SECONDS] [SEED]

Valid reports are laid out in every format, damaged in several ways (bytes flipped, cut, doubled,
spliced, members of a package damaged and packed again), read and checked. Anything but a report, or
one sentence saying why not, is a defect and ends the run with the bytes saved to a file.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter

from gouji.data import editions
from gouji.document import Source
from gouji.engine import check
from gouji.errors import UnreadableError
from gouji.in_force import Options, prepare
from gouji.reading import read
from gouji.sample import balanced
from gouji.testing.layouts import LAYOUTS, lay_out

SLOW_SECONDS = 5.0


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to eight small damages."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not out:
            break
        at = chance.randrange(len(out))
        length = chance.choice((1, 2, 8, 64, 512))
        match chance.randrange(6):
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
            case _:
                out[at:at] = chance.choice(
                    (b"\0", b"\xff\xfe", b"<table>", b"</td>", b"99999999999999999999", "—".encode(), b"&#0;", b"]]>")
                )
    return bytes(out)


def damaged_package(data: bytes, chance: random.Random) -> bytes:
    """A zip package with one member damaged and packed again."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(members))
    members[name] = damaged(members[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return out.getvalue()


def main(seconds: float = 60.0, seed: int = 1) -> int:
    """Runs for so long; the exit status is 1 when a defect was found."""
    in_force = prepare(Options())
    chance = random.Random(seed)
    originals = [(id, *lay_out(balanced(edition), id)) for id in LAYOUTS for edition in editions().values()]
    counts: Counter[str] = Counter()
    slowest, slowest_what = 0.0, ""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        layout, data, suffix = chance.choice(originals)
        package = data[:2] == b"PK" and chance.random() < 0.8
        bad = damaged_package(data, chance) if package else damaged(data, chance)
        started = time.monotonic()
        try:
            result = check(read(Source(f"x{suffix}", bad), in_force.registry, editions=in_force.editions).report, in_force.ruleset)
            if result.failures:
                raise AssertionError(result.failures)
            counts["read"] += 1
        except UnreadableError as error:
            assert "\n" not in str(error)
            counts["refused"] += 1
        except BaseException:
            with tempfile.NamedTemporaryFile(prefix="gouji-fuzz-", suffix=suffix, delete=False) as file:
                file.write(bad)
            print(f"defect in {layout}: {file.name}", file=sys.stderr)
            raise
        took = time.monotonic() - started
        if took > slowest:
            slowest, slowest_what = took, layout
        counts[f"format {suffix}"] += 1
    total = counts["read"] + counts["refused"]
    print(f"{total} inputs: {counts['read']} read, {counts['refused']} refused; slowest {slowest:.2f} s ({slowest_what})")
    print(", ".join(f"{name.removeprefix('format ')} {n}" for name, n in sorted(counts.items()) if name.startswith("format")))
    return int(slowest > SLOW_SECONDS)


if __name__ == "__main__":
    sys.exit(main(*(float(a) if n == 0 else int(a) for n, a in enumerate(sys.argv[1:3]))))
