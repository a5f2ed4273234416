"""Small PDFs that cost whoever reads them too much: time, or memory."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

__all__ = ["HOSTILE", "page_of", "pdf_of", "stream_of"]

_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica %s>>"


def stream_of(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def pdf_of(objects: Mapping[int, bytes]) -> bytes:
    """A file of these objects: 1 is the catalog, 2 the pages, 3 the page, 4 its content."""
    data = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        data += b"%d 1\n%010d 00000 n \n" % (number, place)
    data += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        max(places) + 1,
        start,
    )
    return bytes(data)


def page_of(content: bytes, resources: bytes, extra: Mapping[int, bytes]) -> bytes:
    """A file of one page with this content, resources and other objects (from 5)."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>"
    return pdf_of(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: page % resources,
            4: content,
            **extra,
        }
    )


def _bomb() -> bytes:
    """Three gibibytes of blanks, deflated twice: some kilobytes."""
    data = zlib.compress(_deflated_blanks(192), 9)
    content = stream_of(data, b"/Filter [/FlateDecode /FlateDecode]")
    return page_of(content, b"<< >>", {})


def _deflated_blanks(count: int) -> bytes:
    """So many times 16 MiB of blanks as zlib would deflate them, of which only the first is."""
    deflate = zlib.compressobj(9, wbits=-15)
    block = deflate.compress(b" " * 2**24) + deflate.flush(zlib.Z_FULL_FLUSH)
    size = count * 2**24
    low = (1 + size * 0x20) % 65521
    high = (size + 0x20 * (size * (size + 1) // 2)) % 65521
    checksum = (high << 16 | low).to_bytes(4, "big")
    return b"\x78\xda" + block * count + deflate.flush() + checksum


def _forms() -> bytes:
    """Each form shows the next one twenty times, ten deep."""
    forms = {
        number: stream_of(
            b"/X Do " * 20,
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
            b"/Resources << /XObject << /X %d 0 R >> >>" % (number + 1),
        )
        for number in range(10, 20)
    }
    last = stream_of(
        b"BT /F 9 Tf 40 700 Td (Toezicht) Tj ET",
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> >>",
    )
    resources = b"<< /XObject << /X 10 0 R >> >>"
    return page_of(stream_of(b"/X Do"), resources, {5: _FONT % b"", **forms, 20: last})


def _unicode_range() -> bytes:
    """A font that claims to spell four billion codes."""
    cmap = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange
1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange
endcmap end end"""
    font = _FONT % b"/ToUnicode 6 0 R "
    content = stream_of(b"BT /F 9 Tf 40 700 Td (Toezicht op de aanpak) Tj ET")
    return page_of(content, b"<< /Font << /F 5 0 R >> >>", {5: font, 6: stream_of(cmap)})


HOSTILE = {"bomb": _bomb, "forms": _forms, "unicode_range": _unicode_range}
