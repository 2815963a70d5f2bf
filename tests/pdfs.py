"""Small PDFs, written by hand: text anywhere, turned or not, lines, rectangles, pictures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import cos, radians, sin

WIDTH, HEIGHT = 400, 300
DRAWN = re.compile(r"/(\w+) [\d.]+ Tf[^()]*\(([^()]*)\) Tj")
PICTURE = (
    "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
)
LATIN = {
    "latin": "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    "bold": "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
}


def text(
    string: str,
    x: float,
    top: float,
    size: float = 10,
    font: str = "han",
    turn: float = 0,
    extra: str = "0 Tc",
) -> str:
    """The operators that draw a string with its base line `top` below the upper edge of the page.

    `font`: han, latin, bold, or unknown, which has no Unicode map. `turn`: degrees clockwise;
    `extra`: operators before it, as for the space between characters.
    """
    a, b = cos(radians(-turn)), sin(radians(-turn))
    matrix = f"{a:.5f} {b:.5f} {-b:.5f} {a:.5f} {x} {HEIGHT - top}"
    return f"BT /{font} {size} Tf {extra} {matrix} Tm ({string}) Tj ET\n"


def rectangle(x: float, top: float, width: float, height: float, operator: str = "S") -> str:
    return f"{x} {HEIGHT - top - height} {width} {height} re {operator}\n"


def picture(x: float, top: float, width: float, height: float) -> str:
    return f"q {width} 0 0 {height} {x} {HEIGHT - top - height} cm /picture Do Q\n"


def pdf(*contents: str, rotate: int = 0, box: Sequence[float] = (0, 0, WIDTH, HEIGHT)) -> bytes:
    """A PDF of one page for each of the contents.

    Its font for Han draws a square for each of its characters, 256 different ones at most.
    """
    drawn = [marks for content in contents for _, marks in DRAWN.findall(content)]
    han = sorted(set("".join(drawn)))
    codes = {mark: code for code, mark in enumerate(han)}
    names = ("han", "unknown", *LATIN)
    image, first = 5 + len(names), 6 + len(names)
    fonts = " ".join(f"/{name} {number} 0 R" for number, name in enumerate(names, 5))
    resources = f"<< /Font << {fonts} >> /XObject << /picture {image} 0 R >> >>"
    kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(contents)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>",
        _stream(_unicode_map(han)),
        _stream("1000 0 0 -120 1000 880 d1 50 -70 900 900 re f"),
        _squares(len(han), "/ToUnicode 3 0 R"),
        _squares(len(han), ""),
        *LATIN.values(),
        _stream("\x80", PICTURE),
    ]
    sides = " ".join(map(str, box))
    for index, content in enumerate(contents):
        objects += (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{sides}] /Rotate {rotate}"
            f" /Resources {resources} /Contents {first + 2 * index + 1} 0 R >>",
            _stream(_coded(content, codes)),
        )
    return _file(objects)


def _coded(content: str, codes: dict[str, int]) -> str:
    """The operators with the codes of the font in the strings that it draws."""

    def code(found: re.Match[str]) -> str:
        latin = found[1] in LATIN
        data = found[2].encode("latin-1") if latin else bytes(codes[mark] for mark in found[2])
        return f"{found[0][: found.start(2) - found.start() - 1]}<{data.hex()}> Tj"

    return DRAWN.sub(code, content)


def _unicode_map(marks: list[str]) -> str:
    """A ToUnicode map for codes that count the characters."""
    rows = "".join(
        f"<{code:02x}> <{mark.encode('utf-16-be').hex()}>\n" for code, mark in enumerate(marks)
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(marks)} beginbfchar\n{rows}endbfchar\n"
        "endcmap end end"
    )


def _squares(count: int, more: str) -> str:
    """A font of squares of one em, without its characters' names."""
    glyphs = " ".join(f"/g{code} 4 0 R" for code in range(count))
    differences = " ".join(f"/g{code}" for code in range(count))
    widths = " ".join(["1000"] * count)
    return (
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 -120 1000 880] /FontMatrix [0.001 0 0 0.001 0 0] "
        f"/CharProcs << {glyphs} >> /Encoding << /Type /Encoding /Differences [0 {differences}] >> "
        f"/FirstChar 0 /LastChar {max(count - 1, 0)} /Widths [{widths}] /Resources << >> {more} >>"
    )


def _stream(content: str, more: str = "") -> str:
    return f"<< {more} /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects: list[str]) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        data
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
            f"startxref\n{len(data)}\n%%EOF\n"
        ).encode()
    )


def packed(content: bytes, filters: str = "/FlateDecode") -> bytes:
    """A PDF of one page whose content stream is packed already."""
    mark = "@content@"
    before, _, after = pdf(mark).partition(_stream(mark).encode())
    size = str(len(content)).encode()
    stream = b"<< /Filter " + filters.encode() + b" /Length " + size + b" >>\nstream\n"
    return before + stream + content + b"\nendstream" + after
