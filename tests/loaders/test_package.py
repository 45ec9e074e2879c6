"""Office packages are opened with distrust."""

from __future__ import annotations

import io
import zipfile

import pytest

from gouji.errors import UnreadableError
from gouji_plugins.loaders import package as office
from gouji_plugins.loaders.package import Relationship, ole_streams, open_package, parse_xml, part_names


def pack(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_parts_are_found_whatever_the_case_and_the_slashes() -> None:
    package = open_package(pack({"Word\\Document.xml": b"<a/>"}))
    assert "word/document.xml" in package
    assert package.data("word/document.xml") == b"<a/>"
    assert package.data("missing.xml") == b""


def test_of_two_parts_with_one_name_the_one_without_a_slash_before_it_counts() -> None:
    package = open_package(pack({"word/document.xml": b"<a/>", "/word/document.xml": b"<b/>"}))
    assert package.data("word/document.xml") == b"<a/>"


def test_relationships_are_resolved_against_their_part() -> None:
    targets = (("header", "h.xml"), ("core", "/docProps/core.xml"), ("up", "../up.xml"))
    links = "".join(f'<Relationship Id="{kind}" Type="x/{kind}" Target="{target}"/>' for kind, target in targets)
    links += '<Relationship Id="web" Type="x/web" Target="http://a.cn/b" TargetMode="External"/>'
    package = open_package(pack({"word/_rels/document.xml.rels": f"<Relationships>{links}</Relationships>".encode()}))
    assert package.relationships("word/document.xml") == [
        Relationship("header", "word/h.xml", "header"),
        Relationship("core", "docProps/core.xml", "core"),
        Relationship("up", "up.xml", "up"),
        Relationship("web", "word/http:/a.cn/b", "web"),
    ]


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(UnreadableError, match="大得反常"):
        open_package(pack({"word/document.xml": b" " * (2 << 20)}))


def test_so_many_parts_that_they_are_not_even_listed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = pack({"a.xml": b"<a/>", "b.xml": b"<b/>"})
    monkeypatch.setattr(office, "MAX_PARTS", 1)
    with pytest.raises(UnreadableError, match="大得反常"):
        open_package(parts)
    assert part_names(parts) == set()


def test_parts_that_come_to_too_much_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_TOTAL", 7)
    with pytest.raises(UnreadableError, match="大得反常"):
        open_package(pack({"a.xml": b"<a/>", "b.xml": b"<b/>"}))


@pytest.mark.parametrize(
    ("header", "at", "changed", "said"),
    [(b"PK\x01\x02", 8, 1, "设有打开密码"), (b"PK\x01\x02", 16, 255, "a.xml 无法解压")],
    ids=["encrypted", "other checksum"],
)
def test_a_part_that_cannot_be_unpacked_is_named(header: bytes, at: int, changed: int, said: str) -> None:
    data = bytearray(pack({"a.xml": b"<a/>"}))
    data[data.index(header) + at] ^= changed
    if at == 8:
        data[6] ^= changed  # the same flag at the part itself
    with pytest.raises(UnreadableError, match=said):
        open_package(bytes(data)).data("a.xml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_entity_declarations_are_refused_in_every_encoding(encoding: str) -> None:
    with pytest.raises(UnreadableError, match="实体声明"):
        parse_xml('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding), "a.xml")


def test_what_is_no_package_has_no_parts() -> None:
    assert part_names(b"PK\x03\x04 broken") == set()
    assert part_names(b"<html>") == set()
    assert ole_streams(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken") == set()
