//! The letters of a DICOM text (PS3.3, C.12.1.1.2; PS3.5, 6.1 and annex H): one way of writing for the whole, or several between which
//! an escape switches (ISO 2022), as Japanese hospitals use them.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_8859_2, ISO_8859_3, ISO_8859_4, ISO_8859_5, ISO_8859_6,
    ISO_8859_7, ISO_8859_8, ISO_8859_15, UTF_8, WINDOWS_874, WINDOWS_1252, WINDOWS_1254,
};

/// A text, and whether every letter could be read.
pub(super) struct Read {
    pub(super) text: String,
    pub(super) legible: bool,
}

/// How the texts of a file are written.
pub(super) enum Letters {
    /// One way for everything.
    Whole(&'static Encoding),
    /// What the two halves hold before an escape.
    Switching(Set, Set),
    /// A way that is not known: what is plain can still be read.
    Unknown,
}

/// Letters that a half can hold.
#[derive(Clone, Copy)]
pub(super) enum Set {
    Nothing,
    Ascii,
    /// ASCII with a yen sign and an overline (JIS X 0201).
    Roman,
    Katakana,
    /// JIS X 0208.
    Kanji,
    /// JIS X 0212.
    MoreKanji,
    Korean,
    Chinese,
    One(&'static Encoding),
}

impl Letters {
    /// From the words of a file: `ISO 2022 IR 13\ISO 2022 IR 87`.
    pub(super) fn of(words: &str) -> Letters {
        let mut words = words.split('\\').map(folded);
        let first = words.next().unwrap_or_default();
        let more = words.any(|word| !word.is_empty());
        match first.as_str() {
            "ISOIR192" => Letters::Whole(UTF_8),
            "GB18030" => Letters::Whole(GB18030),
            "GBK" => Letters::Whole(GBK),
            "BIG5" => Letters::Whole(BIG5),
            "ISOIR13" | "ISO2022IR13" => Letters::Switching(Set::Roman, Set::Katakana),
            "" | "ISOIR6" | "ISO2022IR6" => Letters::Switching(Set::Ascii, Set::Nothing),
            word => {
                let number = word.strip_prefix("ISOIR").or_else(|| word.strip_prefix("ISO2022IR"));
                match number.and_then(one) {
                    Some(encoding) => Letters::Switching(Set::Ascii, Set::One(encoding)),
                    // Named first though it is only reached by an escape: some writers do.
                    None if more || matches!(number, Some("87" | "159" | "149" | "58")) => {
                        Letters::Switching(Set::Ascii, Set::Nothing)
                    }
                    None => Letters::Unknown,
                }
            }
        }
    }

    /// Reads a text.
    pub(super) fn read(&self, bytes: &[u8]) -> Read {
        match self {
            Letters::Whole(encoding) => {
                let (text, broken) = encoding.decode_without_bom_handling(bytes);
                Read { text: text.into_owned(), legible: !broken }
            }
            Letters::Switching(low, high) => switching(bytes, *low, *high),
            Letters::Unknown => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                Read { text, legible: bytes.is_ascii() && !bytes.contains(&ESCAPE) }
            }
        }
    }
}

const ESCAPE: u8 = 0x1b;

fn folded(word: &str) -> String {
    word.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect()
}

/// Sets of one byte a letter, by their number in ISO's register.
fn one(number: &str) -> Option<&'static Encoding> {
    Some(match number {
        "100" => WINDOWS_1252,
        "101" => ISO_8859_2,
        "109" => ISO_8859_3,
        "110" => ISO_8859_4,
        "144" => ISO_8859_5,
        "127" => ISO_8859_6,
        "126" => ISO_8859_7,
        "138" => ISO_8859_8,
        "148" => WINDOWS_1254,
        "203" => ISO_8859_15,
        "166" => WINDOWS_874,
        _ => return None,
    })
}

/// What an escape puts where: its bytes, whether into the upper half, and the set.
const ESCAPES: [(&[u8], bool, Set); 20] = [
    (b"$B", false, Set::Kanji),
    (b"$@", false, Set::Kanji),
    (b"$(D", false, Set::MoreKanji),
    (b"(J", false, Set::Roman),
    (b"(B", false, Set::Ascii),
    (b")I", true, Set::Katakana),
    (b"(I", false, Set::Katakana),
    (b"$)C", true, Set::Korean),
    (b"$)A", true, Set::Chinese),
    (b"-A", true, Set::One(WINDOWS_1252)),
    (b"-B", true, Set::One(ISO_8859_2)),
    (b"-C", true, Set::One(ISO_8859_3)),
    (b"-D", true, Set::One(ISO_8859_4)),
    (b"-L", true, Set::One(ISO_8859_5)),
    (b"-G", true, Set::One(ISO_8859_6)),
    (b"-F", true, Set::One(ISO_8859_7)),
    (b"-H", true, Set::One(ISO_8859_8)),
    (b"-M", true, Set::One(WINDOWS_1254)),
    (b"-b", true, Set::One(ISO_8859_15)),
    (b"-T", true, Set::One(WINDOWS_874)),
];

fn switching(bytes: &[u8], low: Set, high: Set) -> Read {
    let mut read = Read { text: String::new(), legible: true };
    let (mut lower, mut upper) = (low, high);
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        if *first == ESCAPE {
            match ESCAPES.iter().find(|(escape, ..)| after.starts_with(escape)) {
                Some((escape, true, set)) => (upper, rest) = (*set, after.get(escape.len()..).unwrap_or_default()),
                Some((escape, false, set)) => (lower, rest) = (*set, after.get(escape.len()..).unwrap_or_default()),
                None => (read.legible, rest) = (false, after),
            }
            continue;
        }
        let is_low = *first < 0x80;
        let set = if is_low { lower } else { upper };
        // At a line's end and between the parts of a name everything is as in the beginning (PS3.5, 6.1.2.5.3).
        let between = |byte: &u8| matches!(byte, b'^' | b'=' | b'\\' | b'\r' | b'\n' | b'\t' | 0x0c);
        let single = !matches!(lower, Set::Kanji | Set::MoreKanji | Set::Katakana);
        if is_low && single && between(first) {
            read.text.push(char::from(*first));
            (lower, upper, rest) = (low, high, after);
            continue;
        }
        let same = |byte: &&u8| **byte != ESCAPE && (**byte < 0x80) == is_low && !(is_low && single && between(byte));
        let length = rest.iter().take_while(same).count();
        let (run, after) = rest.split_at(length);
        read.legible &= set.read(run, &mut read.text);
        rest = after;
    }
    read
}

impl Set {
    /// Adds a run of one half's bytes; whether all could be read.
    fn read(self, run: &[u8], text: &mut String) -> bool {
        let upper = || run.iter().map(|byte| byte | 0x80);
        let (encoding, bytes): (&Encoding, Vec<u8>) = match self {
            Set::Nothing => {
                text.extend(run.iter().map(|_| char::REPLACEMENT_CHARACTER));
                return false;
            }
            Set::Ascii => {
                text.extend(run.iter().map(|byte| char::from(*byte)));
                return true;
            }
            Set::Roman => {
                text.extend(run.iter().map(|byte| match byte {
                    b'\\' => '¥',
                    b'~' => '‾',
                    other => char::from(*other),
                }));
                return true;
            }
            Set::Katakana => return katakana(upper(), text),
            Set::Kanji => (EUC_JP, upper().collect()),
            Set::MoreKanji => {
                let pairs: Vec<u8> = upper().collect();
                (EUC_JP, pairs.chunks(2).flat_map(|pair| std::iter::once(0x8f).chain(pair.iter().copied())).collect())
            }
            Set::Korean => (EUC_KR, run.to_vec()),
            Set::Chinese => (GBK, run.to_vec()),
            Set::One(encoding) => (encoding, run.to_vec()),
        };
        let (read, broken) = encoding.decode_without_bom_handling(&bytes);
        text.push_str(&read);
        !broken
    }
}

/// Half-width katakana (JIS X 0201): one row of Unicode in the same order.
fn katakana(bytes: impl Iterator<Item = u8>, text: &mut String) -> bool {
    let mut legible = true;
    for byte in bytes {
        let letter = match byte {
            0xa1..=0xdf => char::from_u32(0xff61 + u32::from(byte - 0xa1)),
            0xa0 => Some(' '),
            _ => None,
        };
        legible &= letter.is_some();
        text.push(letter.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    legible
}
