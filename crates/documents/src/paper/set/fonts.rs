//! The typeface of all papers: BIZ UDPGothic, regular and bold, as it stands in `fonts/`. It is unpacked once.

use std::sync::LazyLock;

use ttf_parser::{Face, GlyphId};
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The packed files with their unpacked sizes in bytes.
const PACKED: [(&[u8], usize); 2] = [
    (include_bytes!("../../../fonts/BIZUDPGothic-Regular.ttf.zst"), 4_669_688),
    (include_bytes!("../../../fonts/BIZUDPGothic-Bold.ttf.zst"), 4_640_592),
];

static FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    // The files are part of the program: one that does not unpack stands empty, and then no paper is made.
    PACKED.iter().map(|(packed, size)| zstd::bulk::decompress(packed, *size).unwrap_or_default()).collect()
});

static FACES: LazyLock<Vec<Face<'static>>> =
    LazyLock::new(|| FILES.iter().filter_map(|file| Face::parse(file.as_slice(), 0).ok()).collect());

static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FILES.iter().filter_map(|file| Font::new(Bytes::new(file.as_slice()), 0)).collect());

static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// What the typesetter looks fonts up in.
pub(super) fn book() -> &'static LazyHash<FontBook> {
    &BOOK
}

/// A font by its place in the book.
pub(super) fn font(place: usize) -> Option<Font> {
    FONTS.get(place).cloned()
}

fn regular() -> Option<&'static Face<'static>> {
    FACES.first()
}

/// True when the letter can be printed. Letters of private use cannot: they mean something else on every machine, and PDF/A forbids them.
pub(super) fn has(letter: char) -> bool {
    let private = matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    !private && regular().and_then(|face| face.glyph_index(letter)).is_some_and(|glyph| glyph != GlyphId(0))
}

/// True when the typeface knows this registered form of a kanji (Unicode variation sequence).
pub(super) fn has_form(letter: char, form: char) -> bool {
    regular().and_then(|face| face.glyph_variation_index(letter, form)).is_some()
}

/// The width of a text in one line, in points, at a size in points. The sum of the letters' widths: the typeface has no kerning.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let Some(face) = FACES.get(usize::from(bold)) else { return 0.0 };
    let advance = |letter: char| {
        let glyph = face.glyph_index(letter)?;
        face.glyph_hor_advance(glyph).map(f64::from)
    };
    let units: f64 = text.chars().filter_map(advance).sum();
    units * size / f64::from(face.units_per_em())
}
