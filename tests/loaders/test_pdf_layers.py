"""Layers that are switched off are not read, whichever way a page names them; layers that are on are."""

from __future__ import annotations

import zlib

import pytest

from gouji_plugins.loaders import pdf_layers
from gouji_plugins.loaders.pdf_document import LAYERS_OFF

from .drawn_pdf import load, texts, written

ON, OFF, BOTH = 10, 11, 12
CATALOGUE = f"/Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [{ON} 0 R {OFF} 0 R] /D << /OFF [{OFF} 0 R] >> >>"


def said(text: str, y: int, white: bool = False) -> str:
    return f"{'1 g' if white else '0 g'} BT /F 12 Tf 72 {y} Td ({text}) Tj ET\n"


def marked(text: str, y: int, layer: str, white: bool = False) -> str:
    return f"/OC /{layer} BDC {said(text, y, white)} EMC\n"


def layered(content: str, **drawings: tuple[str, str]) -> bytes:
    """A PDF of one page with these commands, two layers, a set of both, and drawings: what their dictionaries say, and their commands."""
    resources = f"/Font << /F 4 0 R >> /Properties << /On {ON} 0 R /Off {OFF} 0 R /Both {BOTH} 0 R >>"
    numbers = dict(enumerate(drawings, 20))
    resources = f"/Resources << {resources} /XObject << {' '.join(f'/{name} {number} 0 R' for number, name in numbers.items())} >> >>"
    objects = {
        1: CATALOGUE,
        2: "/Type /Pages /Kids [3 0 R] /Count 1",
        3: f"/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R {resources}",
        4: "/Type /Font /Subtype /Type1 /BaseFont /Helvetica",
        5: "",
        ON: "/Type /OCG /Name (on)",
        OFF: "/Type /OCG /Name (off)",
        BOTH: f"/Type /OCMD /OCGs [{ON} 0 R {OFF} 0 R] /P /AllOn",
    }
    streams = {5: content}
    for number, name in numbers.items():
        own, streams[number] = drawings[name]
        objects[number] = f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] {resources} {own}"
    return written(objects, streams)


@pytest.mark.parametrize("layer", ["Off", "Both"])
def test_text_on_a_layer_that_is_off_is_not_read_and_that_is_told(layer: str) -> None:
    document = load(layered(said("1234", 700) + marked("8888", 600, layer) + said("5678", 500)))
    assert "8888" not in "".join(texts(document)) and "1234" in "".join(texts(document)) and "5678" in "".join(texts(document))
    assert LAYERS_OFF in document.notes and not document.partial


def test_text_on_layers_that_are_on_is_read_white_or_not() -> None:
    document = load(layered(marked("1234", 700, "On") + marked("5678", 500, "On", white=True)))
    assert "1234" in "".join(texts(document)) and "5678" in "".join(texts(document))
    assert LAYERS_OFF not in document.notes


def test_drawings_are_on_layers_and_hold_text_that_is() -> None:
    content = said("1234", 700) + "/A Do /B Do\n"
    document = load(layered(content, A=(f"/OC {OFF} 0 R", said("8888", 600)), B=("", said("5678", 500) + marked("9999", 400, "Off"))))
    assert "1234" in "".join(texts(document)) and "5678" in "".join(texts(document))
    assert not {"8888", "9999"} & set(texts(document))


def test_the_catalogue_may_be_packed() -> None:
    listed = zlib.compress(f"1 0 << {CATALOGUE} >>".encode()).decode("latin-1")
    packed = written({6: "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"}, {6: listed})
    assert pdf_layers.has_layers(packed)
    assert not pdf_layers.has_layers(packed.replace(b"ObjStm", b"XRef"))


def test_more_marks_than_are_tried_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_layers, "MAX_PARTS", 2)
    document = load(layered("".join(marked("1234", 700 - 50 * at, "On") for at in range(3))))
    assert document.partial
    assert any("图层过多" in note for note in document.notes)
