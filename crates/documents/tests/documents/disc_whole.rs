//! Tests of `documents::disc`: what is lost, cut or no image, and what follows for posting it.

use std::fs::{self, File};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::Path;

use documents::disc::{Limits, Looking, Report, Verdict, Whose, Why, folder, look, sentences};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use language::Language;

const DISCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents/discs");
const TARO: Whose<'static> = Whose { name: "山田 太郎", born: None };

fn bytes(name: &str) -> Vec<u8> {
    fs::read(Path::new(DISCS).join(name)).unwrap()
}

fn looked_at(files: &[(&str, &[u8])], whose: Whose<'_>) -> Report {
    let mut looking = Looking::new(Limits::default());
    for (name, content) in files {
        looking.take(name, *content);
    }
    looking.close(whose)
}

fn why(report: &Report) -> Vec<(&str, &Why)> {
    report.unread.iter().map(|unread| (unread.path.as_str(), &unread.why)).collect()
}

/// 4000 bytes without order.
fn noise() -> Vec<u8> {
    let next = |state: &u32| Some(state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
    std::iter::successors(Some(7_u32), next).map(|state| (state >> 24) as u8).take(4000).collect()
}

/// The image of eight bytes in pieces, as packed images are: an empty table, one piece, and the mark behind them.
fn packed() -> Vec<u8> {
    let whole = bytes("ir87.dcm");
    let mut packed = whole[..whole.len() - 20].to_vec();
    packed.extend_from_slice(b"\xe0\x7f\x10\x00OB\0\0\xff\xff\xff\xff\xfe\xff\x00\xe0\0\0\0\0");
    packed.extend_from_slice(b"\xfe\xff\x00\xe0\x08\0\0\0\xff\xd8made\xff\xd9\xfe\xff\xdd\xe0\0\0\0\0");
    packed
}

#[test]
fn an_image_that_ends_too_early_is_named_and_not_counted() {
    for name in ["ir87.dcm", "implicit.dcm", "big-endian.dcm", "no-preamble.dcm", "film.dcm"] {
        let whole = bytes(name);
        assert_eq!(why(&looked_at(&[("IM1", &whole)], TARO)), []);
        // Its last byte, all of it, a part of the words before it, and all of these.
        let element = if name == "implicit.dcm" { 16 } else { 20 };
        for missing in [1, 8, 9, element] {
            let report = looked_at(&[("IM1", &whole[..whole.len() - missing])], TARO);
            assert_eq!(why(&report), [("IM1", &Why::Cut)], "{name} without {missing} bytes");
            assert_eq!((report.dicom, report.patients[0].studies[0].images), (1, 0), "{name}");
        }
    }
}

#[test]
fn an_image_that_is_packed_with_its_words_is_cut_where_too_little_unpacks() {
    let (words, plain) = (bytes("deflated.dcm"), bytes("no-preamble.dcm"));
    let length = u32::from_le_bytes(words[140..144].try_into().unwrap()) as usize;
    let mut packer = DeflateEncoder::new(words[..144 + length].to_vec(), Compression::best());
    packer.write_all(&plain[..plain.len() - 12]).unwrap();
    packer.write_all(&4000_u32.to_le_bytes()).unwrap();
    packer.write_all(&noise()).unwrap();
    let whole = packer.finish().unwrap();
    let report = looked_at(&[("IM1", &whole), ("IM2", &whole[..whole.len() - 100])], Whose::default());
    assert_eq!((why(&report), report.patients[0].studies[0].images), (vec![("IM2", &Why::Cut)], 1));
}

#[test]
fn a_packed_image_without_the_mark_behind_its_pieces_is_cut() {
    let whole = packed();
    let report = looked_at(&[("IM1", &whole)], TARO);
    assert_eq!((why(&report), report.patients[0].studies[0].images), (vec![], 1));
    for missing in [1, 8, 12, 24] {
        let report = looked_at(&[("IM1", &whole[..whole.len() - missing])], TARO);
        assert_eq!(why(&report), [("IM1", &Why::Cut)], "without {missing} bytes");
    }
}

#[test]
fn what_fills_a_file_up_behind_an_image_or_a_plan_does_not_make_it_cut() {
    let plan = [bytes("report.dcm").as_slice(), b"\x0a\x30\x02\x00SH\x04\0plan"].concat();
    for whole in [bytes("ir87.dcm"), packed(), plan, bytes("implicit.dcm")] {
        for more in [1, 3, 4, 7, 8, 2048, 40_000] {
            let mut filled = whole.clone();
            filled.resize(whole.len() + more, 0);
            assert_eq!(why(&looked_at(&[("IM1", &filled)], TARO)), [], "{more} bytes");
        }
    }
}

#[test]
fn of_a_large_image_on_a_disc_the_last_missing_byte_is_seen() {
    let (whole, place) = (bytes("ir87.dcm"), tempfile::tempdir().unwrap());
    let (at, image) = (whole.len() - 12, 300_000_000_u32);
    let end = at as u64 + 4 + u64::from(image);
    for (name, length) in [("A", end), ("B", end - 1)] {
        let mut file = File::create(place.path().join(name)).unwrap();
        file.write_all(&whole[..at]).unwrap();
        file.write_all(&image.to_le_bytes()).unwrap();
        file.set_len(length).unwrap();
    }
    let mut marked = File::create(place.path().join("C")).unwrap();
    marked.write_all(&packed()).unwrap();
    marked.seek(SeekFrom::End(-8)).unwrap();
    marked.write_all(&[0; 8]).unwrap();
    let report = look(folder(place.path(), 4), TARO, Limits::default());
    assert_eq!(why(&report), [("B", &Why::Cut), ("C", &Why::Cut)]);
}

#[test]
fn an_empty_file_and_one_that_is_no_dicom_are_missed_where_their_name_is_an_images() {
    let (noise, zeros) = (noise(), [0; 5000]);
    let lost: [(&str, &[u8]); 5] =
        [("A/ONE.DCM", &zeros), ("A/two.dcm", &noise), ("A/three.Dcm", b""), ("A/IM0004", b""), ("A/00000005", b"")];
    let report = looked_at(&lost, TARO);
    let reasons = [&Why::NotDicom, &Why::NotDicom, &Why::Empty, &Why::Empty, &Why::Empty];
    let expected: Vec<(&str, &Why)> = lost.iter().map(|(name, _)| *name).zip(reasons).collect();
    assert_eq!((why(&report), report.others), (expected, 0));
    let others: [(&str, &[u8]); 9] = [
        ("viewer.exe", b"MZ made up"),
        ("autorun.inf", b"[autorun]"),
        ("DICOMDIR", b""),
        ("report.pdf", b"%PDF-1.7"),
        ("READ.ME", b"made up"),
        ("DISC1", b""),
        ("lock.txt", b""),
        ("viewer/img1.png", b"\x89PNG"),
        ("A/._IM0001.dcm", b"\0\x05\x16\x07"),
    ];
    let report = looked_at(&others, TARO);
    assert_eq!((why(&report), report.others), (vec![], others.len()));
}

#[test]
fn what_a_list_of_contents_names_is_missed_whatever_it_is_called() {
    let (listing, image) = (bytes("DICOMDIR"), bytes("ir87.dcm"));
    let files: [(&str, &[u8]); 4] =
        [("D/DICOMDIR", &listing), ("D/ir87.dcm", &image), ("D/IMAGES/MISSING", b""), ("IMAGES/MISSING", b"")];
    let report = looked_at(&files, TARO);
    assert_eq!((why(&report), report.others), (vec![("D/IMAGES/MISSING", &Why::Empty)], 1));
}

#[test]
fn one_lost_image_among_good_ones_keeps_a_disc_from_being_posted_and_is_said_in_both_languages() {
    let image = bytes("ir87.dcm");
    assert_eq!(looked_at(&[("IM1", &image)], TARO).verdict(), Verdict::Fit);
    for language in [Language::English, Language::Japanese] {
        let t = language.text();
        let half = &image[..image.len() - 4];
        for (lost, reason) in
            [(half, t.disc_why_cut()), (b"", t.disc_why_empty()), (b"made up", t.disc_why_not_dicom())]
        {
            let report = looked_at(&[("IM1", &image), ("IM2.dcm", lost)], TARO);
            assert_eq!(report.verdict(), Verdict::Unfit);
            let sentence = t.disc_unread("IM2.dcm", reason);
            assert!(sentences(t, &report).contains(&sentence), "{sentence}");
        }
    }
}

#[test]
fn a_name_that_cannot_be_told_or_was_not_given_has_to_be_looked_at_first() {
    let image = bytes("ir87.dcm");
    let report = |name| looked_at(&[("IM1", &image)], Whose { name, born: None });
    for (name, verdict) in [
        ("山田 太郎", Verdict::Fit),
        ("Yamada Taro", Verdict::LookAtName),
        ("山田", Verdict::LookAtName),
        (" ", Verdict::LookAtName),
        ("山田 花子", Verdict::Unfit),
    ] {
        assert_eq!(report(name).verdict(), verdict, "{name}");
    }
    for language in [Language::English, Language::Japanese] {
        let t = language.text();
        let said = |name| sentences(t, &report(name));
        assert!(said("").contains(&t.disc_name_not_given()) && !said("").contains(&t.disc_name_unsure()));
        assert!(said("山田").contains(&t.disc_name_unsure()) && !said("山田").contains(&t.disc_name_not_given()));
    }
}
