#!/usr/bin/env python3
"""Makes the four small fonts of src/main/resources/fonts from the fonts of other people, see README.md there.

Needs fonttools. Arguments: NotoSerifSC_400Regular.ttf NotoSerifSC_700Bold.ttf HanaMinB.ttf LXGWWenKai-Regular.ttf
BabelStoneHan.ttf DejaVuSans.ttf (of BabelStone Han only the repertoire is read: the characters with a source in mainland China and their neighbours).
"""
import shutil
import sys
import unicodedata

from fontTools import subset
from fontTools.ttLib import TTFont


def ideographs(path):
    return {c for c in TTFont(path, lazy=True).getBestCmap() if 0x3400 <= c <= 0x9FFF or 0x20000 <= c <= 0x3FFFF}


def gb2312():
    """The 7,445 characters of GB 2312, for headings and labels."""
    found = set(range(0x20, 0x7F)) | {0xA0, 0xB7}
    for lead in range(0xA1, 0xF8):
        for trail in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes([lead, trail]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    return found


def signs(path):
    """What engineers write besides Chinese: exponents, subscripts, fractions, arrows, formulas, ticks, and the letters of Europe.

    Only what stands by itself, from left to right: marks that join a letter, and scripts whose letters join, would need shaping.
    """
    blocks = [(0x00A1, 0x02FF), (0x0370, 0x052F), (0x1D00, 0x1DBF), (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x218F),
              (0x2190, 0x23FF), (0x2460, 0x27EF), (0x2900, 0x2BFF)]
    return {c for c in TTFont(path, lazy=True).getBestCmap()
            if any(first <= c <= last for first, last in blocks) and unicodedata.category(chr(c))[0] in "LNPS"}


def make(source, characters, target, name):
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["vhea", "vmtx", "BASE", "GSUB", "GPOS", "GDEF", "STAT", "FFTM", "prop", "gasp"]
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    if name:  # The licence reserves the names of the originals for unmodified fonts.
        for record in font["name"].names:
            if record.nameID in (1, 3, 4):
                record.string = name
            elif record.nameID == 6:
                record.string = name.replace(" ", "")
            elif record.nameID == 0:
                record.string = str(record.toUnicode()).encode("ascii", "ignore").decode("ascii")
    subset.save_font(font, target, options)


def main(regular, bold, hana, wenkai, babelstone, dejavu):
    noto = set(TTFont(regular, lazy=True).getBestCmap())
    shutil.copyfile(regular, "NotoSerifSC-Regular.ttf")
    make(bold, gb2312(), "NotoSerifSC-Bold-GB2312.ttf", None)
    mainland = ideographs(babelstone)
    hana_characters = (ideographs(hana) & mainland) - noto
    make(hana, hana_characters, "RareMing.ttf", "Zhicheng Rare Ming")
    make(dejavu, signs(dejavu) - noto, "Signs.ttf", "Zhicheng Signs")
    make(wenkai, ideographs(wenkai) - noto - hana_characters, "RareKai.ttf", "Zhicheng Rare Kai")


if __name__ == "__main__":
    main(*sys.argv[1:])
