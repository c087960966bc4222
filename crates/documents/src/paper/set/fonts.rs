//! The typefaces of all papers, as they stand in `fonts/`: BIZ UDPGothic, regular and bold, and what it lacks from Noto Sans. Each is unpacked once,
//! Noto Sans only when a letter is not in the usual one.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use ttf_parser::{Face, GlyphId};
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// A packed file with its unpacked size in bytes.
type Packed = (&'static [u8], usize);

const USUAL: [Packed; 2] = [
    (include_bytes!("../../../fonts/BIZUDPGothic-Regular.ttf.zst"), 4_669_688),
    (include_bytes!("../../../fonts/BIZUDPGothic-Bold.ttf.zst"), 4_640_592),
];

/// Rare kanji, Chinese and Korean letters, and Latin ones such as those of Vietnamese; in one weight.
const REST: [Packed; 2] = [
    (include_bytes!("../../../fonts/NotoSans-rest.ttf.zst"), 142_080),
    (include_bytes!("../../../fonts/NotoSansCJKjp-rest.otf.zst"), 6_228_888),
];

/// Typefaces, as letters are looked up in them and as the typesetter takes them.
struct Case {
    faces: Vec<Face<'static>>,
    fonts: Vec<Font>,
}

impl Case {
    fn of(files: &'static [Vec<u8>]) -> Case {
        Case {
            faces: files.iter().filter_map(|file| Face::parse(file.as_slice(), 0).ok()).collect(),
            fonts: files.iter().filter_map(|file| Font::new(Bytes::new(file.as_slice()), 0)).collect(),
        }
    }
}

fn unpacked(packed: &[Packed]) -> Vec<Vec<u8>> {
    // The files are part of the program: one that does not unpack stands empty, and then no paper is made.
    packed.iter().map(|(packed, size)| zstd::bulk::decompress(packed, *size).unwrap_or_default()).collect()
}

static USUAL_FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| unpacked(&USUAL));
static REST_FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| unpacked(&REST));

static USUAL_CASE: LazyLock<Case> = LazyLock::new(|| Case::of(&USUAL_FILES));
static REST_CASE: LazyLock<Case> = LazyLock::new(|| Case::of(&REST_FILES));

static USUAL_BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(USUAL_CASE.fonts.iter())));
static WHOLE_BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(USUAL_CASE.fonts.iter().chain(&REST_CASE.fonts))));

/// What the typesetter looks fonts up in: the usual typeface, or with `rest` all of them.
pub(super) fn book(rest: bool) -> &'static LazyHash<FontBook> {
    if rest { &WHOLE_BOOK } else { &USUAL_BOOK }
}

/// A font by its place in the book.
pub(super) fn font(place: usize) -> Option<Font> {
    let usual = &USUAL_CASE.fonts;
    usual.get(place).or_else(|| REST_CASE.fonts.get(place.checked_sub(usual.len())?)).cloned()
}

/// What a text asks of the other typefaces.
pub(super) struct Asked {
    /// Whether it has a letter that the usual typeface lacks and another has.
    pub(super) rest: bool,
    /// Those of them that Noto Sans has, each once: Latin, Greek, Cyrillic. The typesetter would put them together from a letter and a mark of the
    /// usual typeface, where the mark is not in its place; so their words are set in the other one.
    pub(super) rare: String,
    /// The others, each once. Of a rare form of a kanji the typesetter would take the ordinary one, and so change a name.
    pub(super) wide: String,
}

/// What a text asks of the other typefaces.
pub(super) fn asked(text: &str) -> Asked {
    let lacks = |letter: &char| !letter.is_ascii() && !is_invisible(*letter) && !is_usual(*letter);
    let rare: BTreeSet<char> = text.chars().filter(lacks).filter(|letter| has(*letter)).collect();
    let rest = !rare.is_empty();
    let latin = |letter: &char| glyph(REST_CASE.faces.first(), *letter).is_some();
    let (rare, wide) = rare.into_iter().partition(latin);
    Asked { rest, rare, wide }
}

/// True when the letter can be printed. Letters of private use cannot: they mean something else on every machine, and PDF/A forbids them.
pub(super) fn has(letter: char) -> bool {
    let private = matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    !private && drawn(letter, false).is_some()
}

/// True when the usual typeface has the letter.
pub(super) fn is_usual(letter: char) -> bool {
    glyph(regular(), letter).is_some()
}

/// True when the usual typeface knows this registered form of a kanji (Unicode variation sequence).
pub(super) fn has_form(letter: char, form: char) -> bool {
    regular().and_then(|face| face.glyph_variation_index(letter, form)).is_some()
}

/// The width of a text in one line, in points, at a size in points. The sum of the letters' widths: the typefaces have no kerning.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let advance = |letter: char| {
        let (face, glyph) = drawn(letter, bold)?;
        Some(f64::from(face.glyph_hor_advance(glyph)?) / f64::from(face.units_per_em()))
    };
    text.chars().filter_map(advance).sum::<f64>() * size
}

fn regular() -> Option<&'static Face<'static>> {
    USUAL_CASE.faces.first()
}

/// The typeface that draws a letter, with its sign for it.
fn drawn(letter: char, bold: bool) -> Option<(&'static Face<'static>, GlyphId)> {
    let usual = USUAL_CASE.faces.get(usize::from(bold));
    if is_invisible(letter) {
        return None;
    }
    glyph(usual, letter).or_else(|| REST_CASE.faces.iter().find_map(|face| glyph(Some(face), letter)))
}

/// Where a word may be broken, and which form of a kanji is meant.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

fn glyph(face: Option<&'static Face<'static>>, letter: char) -> Option<(&'static Face<'static>, GlyphId)> {
    let glyph = face?.glyph_index(letter).filter(|glyph| *glyph != GlyphId(0))?;
    Some((face?, glyph))
}
