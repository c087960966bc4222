#!/usr/bin/env python3
"""Makes the small DICOM files beside this script. Nobody in them exists.

Written with the standard library alone, from PS3.5 and PS3.10; each file is some hundred bytes and holds no picture worth the name. The names are
those of the examples in PS3.5, annex H (Yamada Tarou), in each way of writing that Japanese hospitals use. Run again, it writes the same bytes.
"""

import struct
import zlib
from pathlib import Path

HERE = Path(__file__).parent
LONG = {b"OB", b"OW", b"SQ", b"UN", b"UT"}


def element(group, number, kind, value, implicit=False, order="<"):
    if len(value) % 2:
        value += b"\0" if kind in (b"UI", b"OB") else b" "
    tag = struct.pack(order + "HH", group, number)
    if implicit:
        return tag + struct.pack(order + "I", len(value)) + value
    if kind in LONG:
        return tag + kind + b"\0\0" + struct.pack(order + "I", len(value)) + value
    return tag + kind + struct.pack(order + "H", len(value)) + value


def marked(group, number, items, kind=b"SQ"):
    """A sequence whose end is marked; its items' ends, too."""
    whole = struct.pack("<HH", group, number) + kind + b"\0\0" + b"\xff\xff\xff\xff"
    for item in items:
        whole += b"\xfe\xff\x00\xe0\xff\xff\xff\xff" + item + b"\xfe\xff\x0d\xe0\0\0\0\0"
    return whole + b"\xfe\xff\xdd\xe0\0\0\0\0"


def meta(syntax, media=b"1.2.840.10008.5.1.4.1.1.2"):
    words = element(2, 0x0001, b"OB", b"\0\1") + element(2, 0x0002, b"UI", media)
    words += element(2, 0x0003, b"UI", b"2.25.1") + element(2, 0x0010, b"UI", syntax)
    words += element(2, 0x0012, b"UI", b"2.25.2")
    return b"\0" * 128 + b"DICM" + element(2, 0, b"UL", struct.pack("<I", len(words))) + words


def data(letters, name, *, born=b"19500203", number=b"12345", study=b"2.25.10", series=b"2.25.20", day=b"20261101",
         kind=b"CT", what=b"Abdomen", where=b"Made-up Hospital", frames=b"", rows=True, implicit=False, order="<", more=b""):
    def put(group, element_number, vr, value):
        return element(group, element_number, vr, value, implicit, order)

    two = lambda number: struct.pack(order + "H", number)
    whole = put(8, 0x0005, b"CS", letters) + put(8, 0x0016, b"UI", b"1.2.840.10008.5.1.4.1.1.2")
    whole += put(8, 0x0018, b"UI", b"2.25.1") + put(8, 0x0020, b"DA", day) + put(8, 0x0060, b"CS", kind)
    whole += put(8, 0x0080, b"LO", where) + put(8, 0x1030, b"LO", what) + more
    whole += put(0x10, 0x0010, b"PN", name) + put(0x10, 0x0020, b"LO", number) + put(0x10, 0x0030, b"DA", born)
    whole += put(0x20, 0x000D, b"UI", study) + put(0x20, 0x000E, b"UI", series)
    if rows:
        whole += (put(0x28, 0x0008, b"IS", frames) if frames else b"")
        whole += put(0x28, 0x0010, b"US", two(2)) + put(0x28, 0x0011, b"US", two(2))
        whole += put(0x7FE0, 0x0010, b"OW", b"\0" * 8)
    return whole


EXPLICIT = b"1.2.840.10008.1.2.1"
KANJI, KANA = b"\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B", b"\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B"
HALF = b"\xd4\xcf\xc0\xde^\xc0\xdb\xb3"
KANJI_R, KANA_R = KANJI.replace(b"(B", b"(J"), KANA.replace(b"(B", b"(J")

FILES = {
    # PS3.5, H.3.1 and H.3.2; then the same name in the two ways of newer systems.
    "ir87.dcm": meta(EXPLICIT) + data(b"\\ISO 2022 IR 87", b"Yamada^Tarou=" + KANJI + b"=" + KANA),
    "ir13.dcm": meta(EXPLICIT) + data(b"ISO 2022 IR 13\\ISO 2022 IR 87", HALF + b"=" + KANJI_R + b"=" + KANA_R),
    "gb18030.dcm": meta(EXPLICIT) + data(b"GB18030", "Wang^XiaoDong=王^小东".encode("gb18030")),
    "utf8.dcm": meta(EXPLICIT) + data(b"ISO_IR 192", "Yamada^Tarou=山田^太郎=やまだ^たろう".encode(), series=b"2.25.21"),
    "unknown-letters.dcm": meta(EXPLICIT) + data(b"ISO_IR 999", b"Yama\xe4da^Tarou"),
    # Each way of writing elements.
    "implicit.dcm": meta(b"1.2.840.10008.1.2") + data(b"ISO_IR 100", b"M\xfcller^Anna", implicit=True, kind=b"MR"),
    "big-endian.dcm": meta(b"1.2.840.10008.1.2.2") + data(b"ISO_IR 100", b"M\xfcller^Anna", order=">", kind=b"MR"),
    "no-preamble.dcm": data(b"ISO_IR 100", b"M\xfcller^Anna", kind=b"MR"),
    "film.dcm": meta(EXPLICIT) + data(b"", b"Made-up^Person", frames=b"25", kind=b"US"),
    "report.dcm": meta(EXPLICIT) + data(b"", b"Made-up^Person", rows=False, kind=b"SR"),
    # A sequence with a marked end, one of kind unknown (written without kinds within), and one within the other.
    "nested.dcm": meta(EXPLICIT) + data(
        b"", b"Made-up^Person",
        more=marked(8, 0x1111, [element(0x10, 0x0010, b"PN", b"Somebody^Else") + marked(8, 0x1199, [b""])])
        + marked(8, 0x1140, [element(8, 0x1150, b"UI", b"2.25.3", implicit=True)], b"UN")),
    # What is wrong.
    "cut.dcm": (meta(EXPLICIT) + data(b"", b"Made-up^Person"))[:-90],
    "strange.dcm": meta(EXPLICIT) + b"\x08\x00\x05\x00\x01\x02" + b"\xff" * 40,
    "long-name.dcm": meta(EXPLICIT) + data(b"", b"A" * 5000, number=b"7"),
    "viewer.txt": b"A program that shows the images. Made up.\r\n",
}

packer = zlib.compressobj(9, zlib.DEFLATED, -15)
deflated = data(b"ISO_IR 100", b"M\xfcller^Anna", kind=b"MR")
FILES["deflated.dcm"] = meta(b"1.2.840.10008.1.2.1.99") + packer.compress(deflated) + packer.flush()


def listing(names, explicit_lengths):
    records = b""
    for name in names:
        record = element(4, 0x1400, b"UL", b"\0" * 4) + element(4, 0x1430, b"CS", b"IMAGE")
        record += element(4, 0x1500, b"CS", name)
        records += b"\xfe\xff\x00\xe0" + struct.pack("<I", len(record)) + record
    if explicit_lengths:
        sequence = element(4, 0x1220, b"SQ", records)
    else:
        sequence = b"\x04\x00\x20\x12SQ\0\0\xff\xff\xff\xff" + records + b"\xfe\xff\xdd\xe0\0\0\0\0"
    return meta(EXPLICIT, b"1.2.840.10008.1.3.10") + element(4, 0x1130, b"CS", b"MADE_UP") + sequence


FILES["DICOMDIR"] = listing([b"IR87.DCM", b"IMAGES\\MISSING"], True)
FILES["DICOMDIR-marked"] = listing([b"IR87.DCM", b"IR13.DCM"], False)

for name, content in FILES.items():
    (HERE / name).write_bytes(content)
