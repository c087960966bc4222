//! Tests of `documents::kind`.

use std::io::{Cursor, Write};

use documents::kind::{Limits, Packed, Unsafe, named, not_unpacked, of, packed};
use flate2::Compression;
use flate2::write::GzEncoder;
use language::Language;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(content).unwrap();
    packer.finish().unwrap()
}

#[test]
fn a_kind_is_found_from_the_content_and_packed_files_are_not_taken() {
    assert_eq!(of(b"%PDF-1.7 made up"), Some("application/pdf"));
    assert_eq!(of(&zip(&[("letter.pdf", b"x")])), None);
    assert_eq!(of(&gzip(b"x")), None);
    assert_eq!(of(b"<html><script>"), None);
    assert_eq!(of(b"#!/bin/sh\nrm"), None);
    assert_eq!(of(b"MZ\x90\0"), None);
    assert_eq!(of(b""), None);
    assert_eq!(of("検査の結果\r\n".as_bytes()), Some("text/plain"));
    let dicom: Vec<u8> = [0; 128].into_iter().chain(*b"DICM").collect();
    assert_eq!(of(&dicom), Some("application/dicom"));
    assert_eq!(of(b"\x30\x82\x01\0\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"), Some("application/pkcs7-signature"));
}

#[test]
fn xml_that_defines_its_own_words_is_not_taken() {
    assert_eq!(of(b"<?xml version='1.0'?><a/>"), Some("application/xml"));
    assert_eq!(of(b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), None);
}

#[test]
fn a_picture_that_would_unpack_to_too_much_is_not_taken() {
    let png = |side: u32| {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend_from_slice(&side.to_be_bytes());
        bytes.extend_from_slice(&side.to_be_bytes());
        bytes
    };
    assert_eq!(of(&png(1_000)), Some("image/png"));
    assert_eq!(of(&png(60_000)), None);
    assert_eq!(of(b"\x89PNG\r\n\x1a\n"), None);
    let tiff = |side: u32| {
        let mut bytes = b"II*\0\x08\0\0\0\x02\0".to_vec();
        for tag in [256_u16, 257] {
            bytes.extend_from_slice(&tag.to_le_bytes());
            bytes.extend_from_slice(&[4, 0, 1, 0, 0, 0]);
            bytes.extend_from_slice(&side.to_le_bytes());
        }
        bytes
    };
    assert_eq!(of(&tiff(1_000)), Some("image/tiff"));
    assert_eq!(of(&tiff(60_000)), None);
}

#[test]
fn a_photograph_says_its_size_behind_its_first_markers() {
    let mut bytes = b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x11\x08".to_vec();
    bytes.extend_from_slice(&[0x0f, 0xa0, 0x0b, 0xb8]);
    assert_eq!(of(&bytes), Some("image/jpeg"));
}

#[test]
fn a_file_goes_out_under_the_ending_of_its_kind() {
    assert_eq!(named("CT 11月.PDF", "application/pdf"), "CT 11月.PDF");
    assert_eq!(named("letter.html", "application/pdf"), "letter.html.pdf");
    assert_eq!(named("scan.jpeg", "image/jpeg"), "scan.jpeg");
    assert_eq!(named("IM0001", "application/dicom"), "IM0001.dcm");
    assert_eq!(named("notes.exe", "text/plain"), "notes.exe.txt");
}

#[test]
fn what_a_packed_file_unpacks_to_is_counted() {
    let disc = zip(&[("IMAGES/IM1", &[7; 5_000]), ("DICOMDIR", &[1; 10])]);
    assert_eq!(packed(&disc, Limits::default()), Ok(Packed { files: 2, unpacked: 5_010 }));
    assert_eq!(packed(&gzip(&[7; 5_000]), Limits::default()), Ok(Packed { files: 1, unpacked: 5_000 }));
}

#[test]
fn one_that_unpacks_to_too_much_is_not_unpacked_to_its_end() {
    let limits = Limits { files: 2, unpacked: 1_000_000 };
    let bomb = vec![0; 20_000_000];
    assert_eq!(packed(&zip(&[("a", &bomb)]), limits), Err(Unsafe::TooLarge(1_000_000)));
    assert_eq!(packed(&gzip(&bomb), limits), Err(Unsafe::TooLarge(1_000_000)));
    let half = &bomb[..600_000];
    assert_eq!(packed(&zip(&[("a", half), ("b", half)]), limits), Err(Unsafe::TooLarge(1_000_000)));
    assert_eq!(packed(&zip(&[("a", b""), ("b", b""), ("c", b"")]), limits), Err(Unsafe::TooManyFiles(2)));
    assert_eq!(packed(&zip(&[("a", &bomb[..1_000_000])]), limits).unwrap().unpacked, 1_000_000);
}

#[test]
fn a_size_that_a_packed_file_declares_is_not_believed() {
    let mut lies = zip(&[("a", &[0; 100_000])]);
    let directory = lies.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    lies[directory + 24..directory + 28].copy_from_slice(&1_u32.to_le_bytes());
    let looked_at = packed(&lies, Limits { files: 2, unpacked: 1_000 });
    assert!(matches!(looked_at, Err(Unsafe::TooLarge(_) | Unsafe::Damaged)), "{looked_at:?}");
}

#[test]
fn a_name_that_climbs_out_is_found_on_every_system() {
    for name in ["../a", "a/../../b", "/etc/passwd", "\\\\server\\a", "C:\\a", "a\\..\\..\\b"] {
        let mut disc = zip(&[("x".repeat(name.len()).as_str(), b"a")]);
        // The writer tidies names up; a hostile one does not.
        let (old, new) = ("x".repeat(name.len()).into_bytes(), name.as_bytes());
        while let Some(at) = disc.windows(old.len()).position(|window| window == old) {
            disc[at..at + new.len()].copy_from_slice(new);
        }
        assert_eq!(packed(&disc, Limits::default()), Err(Unsafe::ClimbsOut(name.to_owned())), "{name}");
    }
    assert!(packed(&zip(&[("a..b/c", b"a")]), Limits::default()).is_ok());
}

#[test]
fn a_link_a_packed_file_within_and_a_damaged_one_are_refused() {
    let mut link = ZipWriter::new(Cursor::new(Vec::new()));
    link.add_symlink("a", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let link = link.finish().unwrap().into_inner();
    assert_eq!(packed(&link, Limits::default()), Err(Unsafe::Link("a".to_owned())));
    let again = zip(&[("inner.zip", &zip(&[("a", b"a")]))]);
    assert_eq!(packed(&again, Limits::default()), Err(Unsafe::PackedAgain("inner.zip".to_owned())));
    let whole = zip(&[("a", &[3; 300])]);
    assert_eq!(packed(&whole[..whole.len() / 2], Limits::default()), Err(Unsafe::Damaged));
    assert_eq!(packed(b"no packed file", Limits::default()), Err(Unsafe::NotPacked));
}

#[test]
fn every_reason_is_a_sentence_of_its_own_in_both_languages() {
    let name = || "a".to_owned();
    let all = [
        Unsafe::NotPacked,
        Unsafe::Damaged,
        Unsafe::TooManyFiles(2),
        Unsafe::TooLarge(2),
        Unsafe::ClimbsOut(name()),
        Unsafe::Link(name()),
        Unsafe::PackedAgain(name()),
        Unsafe::Locked,
    ];
    for language in [Language::English, Language::Japanese] {
        let mut said: Vec<String> = all.iter().map(|why| not_unpacked(language.text(), why)).collect();
        said.sort();
        said.dedup();
        assert_eq!(said.len(), all.len(), "{said:?}");
    }
}
