"""A folder as people have them: hundreds of files of every kind, of which none is a factsheet.

    make_junk(folder)

What has content that a reader could mistake is about youth care, in Dutch, with marks and tables.
The same call makes the same files.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import socket
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

__all__ = ["LONG_REPORT", "REPORT_PAGES", "make_junk"]

REPORT_PAGES = 300
LONG_REPORT = "rapporten/jaarverslag jeugdzorg.pdf"
_SENTENCES = (
    "De gemeente heeft afspraken gemaakt met de wijkteams over de toegang tot jeugdhulp.",
    "Gezinnen met meerdere problemen krijgen begeleiding van een vaste hulpverlener.",
    "De inspectie beoordeelt of de instelling voldoet aan de norm voor veiligheid.",
    "Uit dossieronderzoek blijkt dat het plan van aanpak niet altijd actueel is.",
    "De samenwerking met het onderwijs verloopt goed, de wachttijd is een punt van zorg.",
    "In 2014 is het aantal meldingen bij Veilig Thuis met 12% gestegen.",
    "Medewerkers zijn geschoold in het gebruik van de meldcode huiselijk geweld.",
    "De cliëntenraad vraagt aandacht voor jongeren die 18 worden.",
    "Het college informeert de raad over de voortgang van de transitie.",
    "Bewoners kunnen terecht bij het spreekuur in het buurthuis op dinsdagochtend.",
)
_NORMS = (
    "Er is voldoende personeel aanwezig",
    "Het hulpverleningsplan is actueel",
    "De medicatie wordt veilig bewaard",
    "Jongeren kennen de klachtenregeling",
)
_Make = Callable[[random.Random], bytes]


def make_junk(folder: Path, variants: int = 5) -> int:
    """Fill a folder, and say how many files are in it."""
    for name, make in _MAKERS.items():
        stem, _, ending = name.rpartition(".")
        for number in range(variants):
            chance = random.Random(f"{name} {number}")
            path = folder / _PLACES[number % len(_PLACES)] / f"{stem} {number}.{ending}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(make(chance) + b"\n" * number)
    _write(folder / LONG_REPORT, _report(REPORT_PAGES))
    _odd_names(folder / "namen")
    _odd_files(folder / "vreemd")
    return sum(len(files) for _, _, files in os.walk(folder))


_PLACES = ("archief", "archief/2014", "Mijn documenten", "download")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _prose(chance: random.Random, count: int = 12) -> str:
    return " ".join(chance.choice(_SENTENCES) for _ in range(count))


def _table(chance: random.Random) -> Iterator[tuple[str, str, str]]:
    yield "Norm", "Oordeel", "Toelichting"
    for norm in _NORMS:
        yield norm, chance.choice("✓X–"), chance.choice(_SENTENCES)


# -- text ---------------------------------------------------------------------------------------


def _tabbed(chance: random.Random) -> str:
    return "\n".join("\t".join(row) for row in _table(chance))


def _piped(chance: random.Random) -> str:
    header, *rows = (f"| {' | '.join(row)} |" for row in _table(chance))
    return "\n".join(["# Toezicht", _prose(chance), "", header, "| --- | --- | --- |", *rows])


def _html(chance: random.Random) -> str:
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in _table(chance)
    )
    return f"<!doctype html><title>Jeugd</title><p>{_prose(chance)}</p><table>{rows}</table>"


def _mail(chance: random.Random) -> str:
    head = "From: a@example.org\nTo: b@example.org\nSubject: Factsheet\nMIME-Version: 1.0"
    return f"{head}\nContent-Type: text/plain; charset=utf-8\n\n{_prose(chance)}"


def _rtf(chance: random.Random) -> str:
    return rf"{{\rtf1\ansi\deff0{{\fonttbl{{\f0 Arial;}}}}\f0 {_prose(chance)}\par}}"


def _json(chance: random.Random) -> str:
    return json.dumps([dict(zip("abc", row, strict=True)) for row in _table(chance)], indent=2)


def _xml(chance: random.Random) -> str:
    items = "".join(f"<item>{norm}<o>{mark}</o></item>" for norm, mark, _ in _table(chance))
    return f'<?xml version="1.0" encoding="UTF-8"?><toezicht>{items}</toezicht>'


def _svg(chance: random.Random) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg"><text>{_prose(chance, 2)}</text></svg>'


def _code(chance: random.Random) -> str:
    return f'"""{_prose(chance, 1)}"""\n\nimport os\n\nX = {{"✓": 1, "X": 0}}\n'


def _calendar(chance: random.Random) -> str:
    event = f"BEGIN:VEVENT\nSUMMARY:{_prose(chance, 1)}\nEND:VEVENT"
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{event}\nEND:VCALENDAR"


def _interleaved(chance: random.Random) -> str:
    return "\n\n".join(
        f"{'✓ ' if number % 3 else 'X '}{chance.choice(_SENTENCES)}" for number in range(30)
    )


def _text(make: Callable[[random.Random], str], encoding: str = "utf-8") -> _Make:
    return lambda chance: make(chance).encode(encoding, "replace")


# -- packed, pictures, sounds, programs ---------------------------------------------------------


def _zipped(names: Mapping[str, str]) -> _Make:
    def make(chance: random.Random) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, kind in names.items():
                packed.writestr(name, kind or _xml(chance))
        return buffer.getvalue()

    return make


def _office(main: str) -> _Make:
    return _zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": "<Relationships/>", main: ""})


def _open_document(kind: str) -> _Make:
    return _zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": "",
            "meta.xml": "",
        }
    )


def _tarred(chance: random.Random) -> bytes:
    buffer, data = io.BytesIO(), _prose(chance).encode()
    with tarfile.open(fileobj=buffer, mode="w") as packed:
        entry = tarfile.TarInfo("verslag.txt")
        entry.size = len(data)
        packed.addfile(entry, io.BytesIO(data))
    return buffer.getvalue()


def _gzipped(chance: random.Random) -> bytes:
    return gzip.compress(_tarred(chance), mtime=0)


def _png(chance: random.Random, size: int = 24) -> bytes:
    rows = b"".join(b"\0" + chance.randbytes(3 * size) for _ in range(size))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _begins(head: bytes, size: int = 3000) -> _Make:
    return lambda chance: head + chance.randbytes(size)


# -- PDF ----------------------------------------------------------------------------------------


def _pdf(
    draw: Callable[[Canvas, random.Random], None], size: tuple[float, float] = A4, **how: object
) -> _Make:
    def make(chance: random.Random) -> bytes:
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=size, invariant=True, **how)
        draw(canvas, chance)
        canvas.save()
        return buffer.getvalue()

    return make


def _lines(canvas: Canvas, chance: random.Random, count: int = 40) -> None:
    for number in range(count):
        canvas.drawString(60, 780 - 18 * number, chance.choice(_SENTENCES))


def _letter(canvas: Canvas, chance: random.Random) -> None:
    for _ in range(3):
        _lines(canvas, chance)
        canvas.showPage()


def _poster(canvas: Canvas, chance: random.Random) -> None:
    canvas.setFillColorRGB(chance.random(), 0.5, 0.5)
    canvas.rect(0, 0, *A3, fill=1)
    canvas.setFont("Helvetica", 60)
    for number, word in enumerate(("Open dag", "Jeugd", "en gezin", "✓ gratis")):
        canvas.drawString(80, 1000 - 200 * number, word)


def _form(canvas: Canvas, _: random.Random) -> None:
    canvas.drawString(60, 800, "Aanmeldformulier jeugdhulp")
    for number, norm in enumerate(_NORMS):
        top = 740 - 40 * number
        canvas.drawString(60, top, norm)
        canvas.acroForm.textfield(f"veld{number}", x=300, y=top - 5, width=200, height=20)
        canvas.acroForm.checkbox(name=f"vak{number}", x=520, y=top - 5)


def _slides(canvas: Canvas, chance: random.Random) -> None:
    for number in range(12):
        canvas.setFont("Helvetica", 32)
        canvas.drawString(60, 500, f"Dia {number + 1}: samen voor de jeugd")
        canvas.setFont("Helvetica", 18)
        for line in range(5):
            canvas.drawString(80, 420 - 50 * line, f"• {chance.choice(_SENTENCES)}")
        canvas.showPage()


def _scan(canvas: Canvas, chance: random.Random) -> None:
    picture = ImageReader(io.BytesIO(_png(chance, 80)))
    for _ in range(4):
        canvas.drawImage(picture, 0, 0, *A4)
        canvas.showPage()


def _inspection(canvas: Canvas, chance: random.Random) -> None:
    """Another inspectorate's report: ruled tables of norms with a mark for each."""
    canvas.drawString(60, 800, "Inspectie Jeugdzorg: toezicht op de kwaliteit van verblijf")
    for page in range(6):
        for number, (norm, mark, said) in enumerate(_table(chance)):
            top = 740 - 60 * number
            canvas.grid([60, 220, 280, 560], [top - 30, top + 20])
            canvas.drawString(65, top, norm)
            canvas.drawString(240, top, {"✓": "V", "X": "X"}.get(mark, mark[:8]))
            canvas.drawString(285, top, said[:50])
        canvas.drawString(60, 60, f"pagina {page + 1}")
        canvas.showPage()


def _report(pages: int) -> bytes:
    def draw(canvas: Canvas, chance: random.Random) -> None:
        for page in range(pages):
            canvas.drawString(60, 810, f"Jaarverslag jeugdzorg, pagina {page + 1}")
            _lines(canvas, chance, 20)
            canvas.showPage()

    return _pdf(draw)(random.Random(1))


def _locked(chance: random.Random) -> bytes:
    lock = StandardEncryption("geheim", "eigenaar", strength=128)
    return _pdf(_letter, encrypt=lock)(chance)


def _cut(chance: random.Random) -> bytes:
    whole = _pdf(_letter)(chance)
    return whole[: len(whole) // 3]


_MAKERS: dict[str, _Make] = {
    "brief.docx": _office("word/document.xml"),
    "cijfers.xlsx": _office("xl/workbook.xml"),
    "presentatie.pptx": _office("ppt/presentation.xml"),
    "nota.odt": _open_document("text"),
    "begroting.ods": _open_document("spreadsheet"),
    "boek.epub": _zipped({"mimetype": "application/epub+zip", "OEBPS/a.xhtml": ""}),
    "archief.zip": _zipped({"a.txt": "", "map/b.txt": ""}),
    "oud.doc": _begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    "oud.xls": _begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 9000),
    "bericht.msg": _begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 500),
    "tekst.rtf": _text(_rtf),
    "bericht.eml": _text(_mail),
    "pagina.html": _text(_html),
    "pagina oud.htm": _text(_html, "cp1252"),
    "tabel.csv": _text(lambda it: "\n".join(";".join(row) for row in _table(it))),
    "tabel.tsv": _text(_tabbed),
    "tabel.md": _text(_piped),
    "export.json": _text(_json),
    "export.xml": _text(_xml),
    "logo.svg": _text(_svg),
    "script.py": _text(_code),
    "agenda.ics": _text(_calendar),
    "verslag.txt": _text(_prose),
    "verslag windows.txt": _text(_prose, "cp1252"),
    "verslag mac.txt": _text(_prose, "mac_roman"),
    "verslag utf16.txt": _text(_tabbed, "utf-16"),
    "verslag utf16be.txt": _text(_tabbed, "utf-16-be"),
    "mainframe.dat": _text(_prose, "cp500"),
    "regels.txt": _text(_interleaved),
    "blanco.txt": lambda _: b" \n\t ",
    "leeg.txt": lambda _: b"",
    "foto.png": _png,
    "foto.jpg": _begins(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"),
    "beeld.gif": _begins(b"GIF89a"),
    "scan.tif": _begins(b"II*\x00"),
    "beeld.bmp": _begins(b"BM\x36\x00\x0c\x00"),
    "beeld.webp": _begins(b"RIFF\x00\x10\x00\x00WEBPVP8 "),
    "foto.heic": _begins(b"\x00\x00\x00\x18ftypheic"),
    "geluid.wav": _begins(b"RIFF\x00\x10\x00\x00WAVEfmt "),
    "geluid.mp3": _begins(b"ID3\x03\x00\x00\x00"),
    "geluid.ogg": _begins(b"OggS\x00\x02"),
    "film.mp4": _begins(b"\x00\x00\x00\x20ftypisom"),
    "film.avi": _begins(b"RIFF\x00\x10\x00\x00AVI LIST"),
    "pakket.tar": _tarred,
    "pakket.tar.gz": _gzipped,
    "pakket.7z": _begins(b"7z\xbc\xaf\x27\x1c"),
    "pakket.rar": _begins(b"Rar!\x1a\x07\x01\x00"),
    "pakket.bz2": _begins(b"BZh91AY&SY"),
    "pakket.xz": _begins(b"\xfd7zXZ\x00"),
    "pakket.zst": _begins(b"\x28\xb5\x2f\xfd"),
    "tabel.parquet": _begins(b"PAR1"),
    "gegevens.sqlite": _begins(b"SQLite format 3\x00"),
    "programma.exe": _begins(b"MZ\x90\x00"),
    "programma.bin": _begins(b"\x7fELF\x02\x01\x01"),
    "lettertype.ttf": _begins(b"\x00\x01\x00\x00\x00\x0f"),
    "lettertype.woff2": _begins(b"wOF2"),
    "ruis.bin": _begins(b""),
    "druk.ps": lambda it: b"%!PS-Adobe-3.0\n" + _prose(it).encode("ascii", "replace"),
    "brief.pdf": _pdf(_letter),
    "poster.pdf": _pdf(_poster, A3),
    "formulier.pdf": _pdf(_form),
    "dia's.pdf": _pdf(_slides, landscape(A4)),
    "scan.pdf": _pdf(_scan),
    "inspectierapport.pdf": _pdf(_inspection),
    "leeg.pdf": _pdf(lambda canvas, _: canvas.showPage()),
    "op slot.pdf": _locked,
    "afgebroken.pdf": _cut,
    "ruis.pdf": _begins(b"%PDF-1.7\n"),
}


# -- names and files that are no ordinary ones --------------------------------------------------


def _odd_names(folder: Path) -> None:
    folder.mkdir(parents=True)
    names = (
        b"caf\xe9.txt",
        b"\xff\xfe.pdf",
        b"a\nb.txt",
        b"\x1b[31m.txt",
        b"-rf",
        b"x" * 251 + b".txt",
    )
    for number, name in enumerate(names):
        (folder / os.fsdecode(name)).write_text(f"Notitie {number}: {_SENTENCES[number]}")


def _odd_files(folder: Path) -> None:
    folder.mkdir(parents=True)
    with (folder / "groot.bin").open("wb") as file:
        file.truncate(2**40)  # sparse: it takes no place
    (folder / "kring").symlink_to("kring")
    (folder / "nergens").symlink_to("bestaat niet")
    (folder / "eruit").symlink_to("/etc/hostname")
    (folder / "rondje").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "pijp")
    here = Path.cwd()
    os.chdir(folder)  # the path of a socket may not be long
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind("contact")
    finally:
        os.chdir(here)
    hidden = folder / "dicht.txt"
    hidden.write_text("Niet voor u.")
    hidden.chmod(0)
