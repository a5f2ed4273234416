"""Bytes to text: encodings, line ends, mojibake, and what is refused."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import time
import zipfile

import pytest

from ggsr_extract.errors import SourceError
from ggsr_extract.options import ReadOptions
from ggsr_extract.readers import read
from ggsr_extract.readers.registry import Claim, Reader, choose
from ggsr_extract.text import Document, Edit, Notice, Page, Span
from tests.reading import read_text

SENTENCE = "Één gezin – “voldoet” (√): 20 €, coördinatie."
IN_1252 = "Één gezin – “voldoet”: 20 €, coördinatie."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"],
)
def test_unicode_is_read_with_and_without_a_byte_order_mark(encoding: str) -> None:
    assert read(SENTENCE.encode(encoding)).text == SENTENCE


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_a_byte_order_mark_says_which_byte_comes_first(mark: bytes) -> None:
    order = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert read(mark + SENTENCE.encode(order)).text == SENTENCE


def test_windows_1252_is_read_and_said() -> None:
    document = read(IN_1252.encode("cp1252"))
    assert document.text == IN_1252
    assert document.notices == (Notice("encoding", "info", "not UTF-8: read as Windows-1252"),)


def test_another_one_byte_encoding_is_guessed_when_1252_reads_oddly() -> None:
    text = "Eén gezin krijgt hulp: de coördinatie is in één hand. " * 20
    assert read(text.encode("mac_roman")).text == text


def test_stray_bytes_in_utf_8_are_read_as_windows_1252() -> None:
    document = read("één gezin – coördinatie ".encode() + "café".encode("cp1252"))
    assert document.text == "één gezin – coördinatie café"
    message = "UTF-8 with 1 stray bytes, which were read as Windows-1252"
    assert document.notices == (Notice("encoding", "warning", message),)


def test_line_ends_become_line_feeds() -> None:
    assert read_text("een\r\ntwee\rdrie\n").text == "een\ntwee\ndrie\n"


def test_nothing_is_stripped() -> None:
    assert read_text("\n\n  een  \n\n").text == "\n\n  een  \n\n"


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("Ã©", "é"),
        ("âœ“", "✓"),
        ("âˆš", "√"),
        ("â€“", "–"),
        ("âœ—", "✗"),
        ("â€œ", "“"),
        ("Ã«", "ë"),
    ],
)
def test_mojibake_is_mended_and_kept_as_an_edit(printed: str, mended: str) -> None:
    document = read_text(f"zie {printed} hier")
    assert document.text == f"zie {mended} hier"
    assert document.edits == (Edit(Span(4, 5), printed, mended, "mojibake"),)


def test_mojibake_is_mended_stretch_by_stretch() -> None:
    document = read_text("goed: één. Fout: geÃ«valueerd, â€“ dan weer goed: coördinatie – √")
    assert document.text == "goed: één. Fout: geëvalueerd, – dan weer goed: coördinatie – √"
    assert [edit.printed for edit in document.edits] == ["Ã«", "â€“"]


@pytest.mark.parametrize(
    "text",
    [
        "‘enkel’ en “dubbel” – één… café”",
        "ﬁnanciën, x² en ½, ＡＢＣ",
        "CAFÉ” en CAFÉ…",
        "20 à 30 gezinnen, 5 × √ of ✗",
        "Ä–Ö",
    ],
)
def test_what_is_printed_so_is_left_so(text: str) -> None:
    document = read_text(text)
    assert document.text == text
    assert document.edits == ()


def code_of(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read(data, "name.txt")
    return caught.value.code


@pytest.mark.parametrize(
    "data", [b"", b" \n\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", b"\xff\xfe"]
)
def test_a_file_without_text_is_empty(data: bytes) -> None:
    assert code_of(data) == "empty"


def test_binary_rubbish_is_refused() -> None:
    assert code_of(bytes(range(256)) * 20) == "binary"
    assert code_of(b"tekst met een \x00 erin") == "binary"
    assert code_of("\x01\x02\x03\x04 wat".encode("utf-16")) == "binary"


def test_a_stray_control_character_makes_no_text_binary() -> None:
    assert read_text("een gewone zin\x07 met een belletje, en nog veel meer woorden").lines


def test_xml_that_is_html_is_read_as_such() -> None:
    html = "<?xml version='1.0'?>\n<!DOCTYPE html>\n<html><body><p>Een zin.</p></body></html>"
    assert any("Een zin." in html[it.span.start : it.span.end] for it in read_text(html).lines)


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped(), "zip archive or an office document"),
        (gzip.compress(b"tekst", mtime=0), "gzip archive"),
        (b"\x89PNG\r\n\x1a\n", "PNG image"),
        (b"\xff\xd8\xff\xe0", "JPEG image"),
        (b"{\\rtf1 tekst}", "Rich Text"),
        (b"<?xml version='1.0'?>\n<!-- x --><!DOCTYPE a>\n<pdf2xml><page/>", r"XML \(<pdf2xml>\)"),
    ],
)
def test_a_known_format_that_is_not_read_is_named(data: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said) as caught:
        read(data)
    assert caught.value.code == "binary"


def test_bytes_that_break_their_own_encoding_are_refused() -> None:
    assert code_of(b"\xff\xfea\x00b") == "encoding"
    assert code_of(b"\xff\xfe\x00\xd8a\x00") == "encoding"


def test_a_text_of_100_mb_is_refused_at_once() -> None:
    data = b"De gemeente heeft zicht. " * 4_000_000
    start = time.process_time()
    assert code_of(data) == "too_large"
    assert time.process_time() - start < 2


def reader(name: str, claim: Claim | None) -> Reader:
    def read_as(_data: bytes, _name: str, _options: ReadOptions) -> Document:
        return Document("x", "text/plain", name, (Page(1, Span(0, 1)),))

    return Reader(name, lambda _data: claim, read_as)


def test_the_surest_reader_reads() -> None:
    readers = [reader("a", Claim.FALLBACK), reader("b", Claim.CERTAIN), reader("c", None)]
    assert choose(b"x", readers).name == "b"


def test_a_tie_below_the_top_is_none() -> None:
    readers = [
        reader("a", Claim.FALLBACK),
        reader("b", Claim.FALLBACK),
        reader("c", Claim.PLAUSIBLE),
    ]
    assert choose(b"x", readers).name == "c"


def test_a_tie_at_the_top_is_an_error_that_names_both() -> None:
    with pytest.raises(SourceError, match="a, b") as caught:
        choose(b"x", [reader("a", Claim.CERTAIN), reader("b", Claim.CERTAIN)])
    assert caught.value.code == "ambiguous_reader"


def test_the_name_of_a_file_says_nothing() -> None:
    assert read(b"# Titel\n", "scan.pdf") == read(b"# Titel\n", "tekst.txt")


def test_heavy_libraries_are_imported_for_those_who_need_them() -> None:
    code = (
        "import sys; from ggsr_extract.readers import read\n"
        "read('Een gewone zin – één.\\n\\nNog een.\\n'.encode())\n"
        "heavy = {'ftfy', 'markdown_it', 'charset_normalizer', 'pdfplumber', 'pandas'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
