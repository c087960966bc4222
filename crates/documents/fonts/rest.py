"""Makes the two files with the characters that BIZ UDPGothic lacks.

    python3 -m venv venv && venv/bin/pip install fonttools==4.68.0 zstandard==0.25.0
    apt-get install fonts-noto-cjk=1:20220127+repack1-1 fonts-noto-core=20201225-1
    venv/bin/python crates/documents/fonts/rest.py

The same packages give the same bytes.
"""

import io
import pathlib
import unicodedata

import zstandard
from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

HERE = pathlib.Path(__file__).parent
CJK = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
LATIN = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"
# Vietnamese sits in Latin Extended Additional; everything further (arrows, mathematics, boxes) is no letter of a name.
LAST_LATIN, HAN = 0x20CF, ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
UNSEEN = {"Cc", "Cf", "Cn", "Co", "Zs", "Zl", "Zp"}
HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7A3))


def unpacked(name):
    packed = (HERE / name).read_bytes()
    return io.BytesIO(zstandard.ZstdDecompressor().decompress(packed, max_output_size=1 << 24))


def within(letters, ranges):
    return {letter for letter in letters if any(first <= letter <= last for first, last in ranges)}


def cut(font, letters, name):
    options = subset.Options(layout_features=[], name_IDs=["*"], hinting=False, notdef_outline=True)
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GPOS", "GSUB", "GDEF", "DSIG"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=letters)
    font.recalcTimestamp = False
    cutter.subset(font)
    out = io.BytesIO()
    font.save(out)
    raw = out.getvalue()
    (HERE / name).write_bytes(zstandard.ZstdCompressor(level=22).compress(raw))
    print(f"{name}: {len(letters)} characters, {len(raw)} bytes unpacked")


def main():
    there = set(TTFont(unpacked("BIZUDPGothic-Regular.ttf.zst")).getBestCmap())
    names = [font["name"].getDebugName(1) for font in TTCollection(CJK).fonts]
    japanese = TTFont(CJK, fontNumber=names.index("Noto Sans CJK JP"))
    known = set(japanese.getBestCmap()) - there
    latin = TTFont(LATIN)
    wide = within(known, HAN) | within(known, HANGUL)
    # Whole words are set in it, so it has the ordinary letters, too; but nothing that nobody sees.
    seen = {letter for letter in latin.getBestCmap() if unicodedata.category(chr(letter)) not in UNSEEN}
    cut(latin, {letter for letter in seen if letter <= LAST_LATIN}, "NotoSans-rest.ttf.zst")
    cut(japanese, wide, "NotoSansCJKjp-rest.otf.zst")


main()
