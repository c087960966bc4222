//! Tests of `documents::disc`.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use documents::disc::{Fits, Limits, Looking, Piece, Report, Rest, Source, Whose, Why, folder, look, sentences};
use jiff::civil::date;
use language::Language;

const DISCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents/discs");

fn bytes(name: &str) -> Vec<u8> {
    fs::read(Path::new(DISCS).join(name)).unwrap()
}

fn piece(name: &str) -> Piece<'static> {
    let bytes = bytes(name);
    Piece { path: name.to_owned(), open: Box::new(move || Ok(Box::new(io::Cursor::new(bytes)))) }
}

fn looked_at(names: &[&str], whose: Whose<'_>) -> Report {
    look(names.iter().map(|name| piece(name)), whose, Limits::default())
}

/// The beginning of a file, up to its data: 132 bytes, and the element that says how long the words on itself are.
fn words_on_itself(name: &str) -> Vec<u8> {
    let whole = bytes(name);
    let length = u32::from_le_bytes(whole[140..144].try_into().unwrap());
    whole[..144 + length as usize].to_vec()
}

fn only(name: &str) -> documents::disc::Patient {
    let report = looked_at(&[name], Whose::default());
    assert!(report.unread.is_empty(), "{name}: {:?}", report.unread);
    report.patients.into_iter().next().unwrap()
}

#[test]
fn a_japanese_name_is_read_in_every_way_hospitals_write_it() {
    assert_eq!(only("ir87.dcm").names, ["Yamada Tarou", "山田 太郎", "やまだ たろう"]);
    assert_eq!(only("ir13.dcm").names, ["ﾔﾏﾀﾞ ﾀﾛｳ", "山田 太郎", "やまだ たろう"]);
    assert_eq!(only("utf8.dcm").names, ["Yamada Tarou", "山田 太郎", "やまだ たろう"]);
    assert_eq!(only("gb18030.dcm").names, ["Wang XiaoDong", "王 小东"]);
}

#[test]
fn every_way_of_writing_elements_is_read() {
    for name in ["implicit.dcm", "big-endian.dcm", "deflated.dcm", "no-preamble.dcm"] {
        let patient = only(name);
        assert_eq!(patient.names, ["Müller Anna"], "{name}");
        assert_eq!(patient.born, Some(date(1950, 2, 3)), "{name}");
        assert_eq!(patient.studies[0].modalities, ["MR"], "{name}");
        assert_eq!(patient.studies[0].images, 1, "{name}");
    }
}

#[test]
fn a_study_says_when_with_what_where_and_how_much() {
    let report = looked_at(&["ir87.dcm", "ir13.dcm", "utf8.dcm"], Whose::default());
    let study = &report.patients[0].studies[0];
    assert_eq!(study.date, Some(date(2026, 11, 1)));
    assert_eq!((study.modalities.join(","), study.description.as_str()), ("CT".to_owned(), "Abdomen"));
    assert_eq!(study.institution, "Made-up Hospital");
    let film = only("film.dcm");
    assert_eq!((film.studies[0].images, film.studies[0].frames), (1, 25));
    let report = only("report.dcm");
    assert_eq!((report.studies[0].images, report.studies[0].other_objects), (0, 1));
}

#[test]
fn a_name_within_a_sequence_is_not_the_patients() {
    assert_eq!(only("nested.dcm").names, ["Made-up Person"]);
}

#[test]
fn a_name_that_is_too_long_is_left_out_and_the_rest_is_read() {
    let patient = only("long-name.dcm");
    assert!(patient.names.is_empty());
    assert_eq!(patient.numbers, ["7"]);
}

#[test]
fn letters_that_cannot_be_read_leave_open_whose_it_is() {
    let report = looked_at(&["unknown-letters.dcm"], Whose { name: "Yamada Tarou", born: None });
    assert!(!report.patients[0].legible);
    assert_eq!(report.patients[0].name_fits, Fits::CannotBeTold);
}

#[test]
fn a_name_fits_whatever_letters_width_case_and_order_it_has() {
    let fits = |name: &str| looked_at(&["ir13.dcm"], Whose { name, born: None }).patients[0].name_fits;
    for name in ["山田 太郎", "山田太郎", "ヤマダ タロウ", "ﾔﾏﾀﾞ　ﾀﾛｳ", "やまだたろう", "太郎 山田", "山田太郎様"]
    {
        assert_eq!(fits(name), Fits::Same, "{name}");
    }
    for name in ["山田 花子", "鈴木太郎", "すずき たろう"] {
        assert_eq!(fits(name), Fits::Different, "{name}");
    }
    for name in ["", "Yamada Taro", "山田"] {
        assert_eq!(fits(name), Fits::CannotBeTold, "{name}");
    }
    let latin = |name: &str| looked_at(&["utf8.dcm"], Whose { name, born: None }).patients[0].name_fits;
    assert_eq!(latin("TARŌ YAMADA"), Fits::CannotBeTold);
    assert_eq!(latin("ＹＡＭＡＤＡ ｔａｒｏｕ"), Fits::Same);
    assert_eq!(latin("Tarou Suzuki"), Fits::Different);
}

#[test]
fn a_birth_date_is_the_same_another_or_cannot_be_told() {
    let fits = |born| looked_at(&["ir87.dcm"], Whose { name: "", born }).patients[0].born_fits;
    assert_eq!(fits(Some(date(1950, 2, 3))), Fits::Same);
    assert_eq!(fits(Some(date(1950, 3, 2))), Fits::Different);
    assert_eq!(fits(None), Fits::CannotBeTold);
}

#[test]
fn two_people_on_one_disc_are_two_and_it_is_said() {
    let report = looked_at(&["ir87.dcm", "film.dcm"], Whose { name: "Yamada Tarou", born: None });
    assert_eq!(report.patients.len(), 2);
    let said = sentences(Language::English.text(), &report).join("\n");
    assert!(said.contains("2 people"), "{said}");
    assert!(said.contains("NOT that of the case"), "{said}");
}

#[test]
fn what_a_disc_says_cannot_steer_a_terminal_or_turn_a_line() {
    let mut whole = bytes("film.dcm");
    let at = whole.windows(14).position(|window| window == b"Made-up^Person").unwrap();
    whole[at..at + 5].copy_from_slice(b"\x1b[2J\x07");
    let path = "\x1b[31m\u{202e}fdp.exe";
    let mut looking = Looking::new(Limits::default());
    looking.take(path, whole.as_slice());
    looking.miss(path, Why::Link);
    let said = sentences(Language::English.text(), &looking.close(Whose::default())).join("");
    assert!(!said.chars().any(|letter| letter.is_control() || letter == '\u{202e}'), "{said:?}");
}

#[test]
fn one_person_whose_name_is_not_always_written_in_every_way_is_one() {
    let report = looked_at(&["ir13.dcm", "ir87.dcm", "utf8.dcm"], Whose { name: "やまだ　たろう", born: None });
    let names: Vec<&[String]> = report.patients.iter().map(|patient| patient.names.as_slice()).collect();
    assert_eq!(names.len(), 1, "{names:?}");
    assert_eq!(report.patients[0].studies[0].images, 3);
    assert_eq!(report.patients[0].name_fits, Fits::Same);
}

#[test]
fn a_list_of_contents_is_no_image_and_what_it_names_is_looked_for() {
    let report = looked_at(&["DICOMDIR", "ir87.dcm"], Whose::default());
    assert_eq!((report.dicom, report.listings[0].names, report.listings[0].missing), (1, 2, 1));
    let report = looked_at(&["DICOMDIR-marked", "ir87.dcm", "ir13.dcm"], Whose::default());
    assert_eq!((report.dicom, report.listings[0].names, report.listings[0].missing), (2, 2, 0));
}

#[test]
fn what_cannot_be_read_is_named_with_its_reason() {
    let report = looked_at(&["cut.dcm", "strange.dcm", "viewer.txt"], Whose::default());
    let why: Vec<(&str, &Why)> = report.unread.iter().map(|unread| (unread.path.as_str(), &unread.why)).collect();
    assert_eq!(why, [("cut.dcm", &Why::Ends), ("strange.dcm", &Why::Strange)]);
    assert_eq!(report.others, 1);
}

#[test]
fn a_header_cut_anywhere_is_an_answer() {
    for name in ["ir13.dcm", "nested.dcm", "implicit.dcm", "deflated.dcm", "DICOMDIR", "DICOMDIR-marked"] {
        let whole = bytes(name);
        for end in 0..whole.len() {
            let mut looking = Looking::new(Limits::default());
            looking.take(name, &whole[..end]);
            assert_eq!(looking.close(Whose::default()).files, 1);
        }
    }
}

/// Counts what is read.
struct Counted<R>(R, Rc<Cell<u64>>);

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(room)?;
        self.1.set(self.1.get() + read as u64);
        Ok(read)
    }
}

impl Source for Counted<File> {
    fn rest(&mut self, keep: usize) -> io::Result<Rest> {
        let rest = self.0.rest(keep)?;
        self.1.set(self.1.get() + rest.last.len() as u64);
        Ok(rest)
    }
}

impl Source for Counted<io::Chain<io::Cursor<Vec<u8>>, io::Repeat>> {}

#[test]
fn of_an_image_of_500_megabytes_some_kilobytes_are_read() {
    let whole = bytes("ir87.dcm");
    // The image's own length stands in the last four bytes before its eight.
    let at = whole.len() - 12;
    let image = 500_000_000_u32;
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&whole[..at]).unwrap();
    file.write_all(&image.to_le_bytes()).unwrap();
    file.set_len(at as u64 + 4 + u64::from(image)).unwrap();
    file.seek(SeekFrom::Start(0)).unwrap();
    let read = Rc::new(Cell::new(0));
    let mut looking = Looking::new(Limits::default());
    looking.take("IM0001", Counted(file, Rc::clone(&read)));
    let report = looking.close(Whose::default());
    assert_eq!(report.patients[0].studies[0].images, 1);
    assert!(read.get() < 4096, "{} bytes", read.get());
}

#[test]
fn a_value_that_says_it_is_4_gigabytes_long_costs_nothing() {
    // Before the image, in an element that is wanted, and in one that is not.
    for (group, number) in [(0x10_u16, 0x10_u16), (0x09, 0x01)] {
        let mut whole = words_on_itself("utf8.dcm");
        for part in [&group.to_le_bytes(), &number.to_le_bytes()] {
            whole.extend_from_slice(part);
        }
        whole.extend_from_slice(b"UT\0\0");
        whole.extend_from_slice(&0xffff_fffe_u32.to_le_bytes());
        let read = Rc::new(Cell::new(0));
        let endless = Counted(io::Cursor::new(whole).chain(io::repeat(b'A')), Rc::clone(&read));
        let mut looking = Looking::new(Limits::default());
        looking.take("IM0001", endless);
        let report = looking.close(Whose::default());
        assert_eq!(report.unread[0].why, Why::TooLong);
        assert!(read.get() < 8192, "{} bytes", read.get());
    }
}

#[test]
fn a_packed_header_that_unpacks_without_end_is_given_up() {
    use flate2::write::DeflateEncoder;
    let mut packer = DeflateEncoder::new(words_on_itself("deflated.dcm"), flate2::Compression::best());
    packer.write_all(b"\x09\x00\x01\x00UT\0\0\xfe\xff\xff\xff").unwrap();
    for _ in 0..4 {
        packer.write_all(&vec![0; 1 << 20]).unwrap();
    }
    let mut looking = Looking::new(Limits::default());
    looking.take("IM0001", packer.finish().unwrap().as_slice());
    assert_eq!(looking.close(Whose::default()).unread[0].why, Why::TooLong);
}

#[cfg(unix)]
#[test]
fn links_pipes_and_deep_folders_are_named_and_not_opened() {
    let disc = tempfile::tempdir().unwrap();
    let place = |name: &str| disc.path().join(name);
    fs::write(place("IM0001"), bytes("ir87.dcm")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", place("link")).unwrap();
    let deep: PathBuf = (0..5).map(|_| "in").collect();
    fs::create_dir_all(place("a").join(&deep)).unwrap();
    let _listener = std::os::unix::net::UnixListener::bind(place("pipe")).unwrap();
    let report = look(folder(disc.path(), 4), Whose::default(), Limits::default());
    let mut why: Vec<(&str, &Why)> = report.unread.iter().map(|unread| (unread.path.as_str(), &unread.why)).collect();
    why.sort_by_key(|(path, _)| *path);
    assert_eq!(why, [("a/in/in/in", &Why::TooDeep), ("link", &Why::Link), ("pipe", &Why::NoFile)]);
    assert_eq!(report.patients.len(), 1);
}

#[test]
fn no_more_files_than_the_limit_are_opened_and_it_is_said() {
    let limits = Limits { files: 2, ..Limits::default() };
    let opened = Rc::new(Cell::new(0));
    let pieces = (0..5).map(|number| {
        let opened = Rc::clone(&opened);
        let open = move || -> Result<Box<dyn Source>, Why> {
            opened.set(opened.get() + 1);
            Ok(Box::new(io::empty()))
        };
        Piece { path: number.to_string(), open: Box::new(open) }
    });
    let report = look(pieces, Whose::default(), limits);
    assert_eq!((opened.get(), report.files, report.too_many), (2, 2, true));
}

#[test]
fn every_answer_is_a_sentence_in_both_languages() {
    let names = ["ir87.dcm", "film.dcm", "report.dcm", "cut.dcm", "strange.dcm", "viewer.txt", "DICOMDIR"];
    let report = looked_at(&names, Whose { name: "山田 太郎", born: Some(date(1950, 2, 3)) });
    for language in [Language::English, Language::Japanese] {
        let said = sentences(language.text(), &report);
        assert!(said.iter().all(|sentence| !sentence.is_empty() && !sentence.contains("disc-")), "{said:?}");
        assert!(said.iter().any(|sentence| sentence.contains("山田 太郎")), "{said:?}");
    }
    let empty = look(std::iter::empty(), Whose::default(), Limits::default());
    assert_eq!(sentences(Language::English.text(), &empty), ["There is no file here."]);
}

/// The sample files of the Python package `pydicom`, when `PYDICOM_FILES` names its folder `data`.
#[test]
fn real_sample_files_are_read() {
    let Some(root) = std::env::var_os("PYDICOM_FILES").map(PathBuf::from) else {
        eprintln!("skipped: PYDICOM_FILES does not name pydicom's folder `data`, so its sample files were not read");
        return;
    };
    let report = look(folder(&root, 16), Whose { name: "山田太郎", born: None }, Limits::default());
    println!("{}", sentences(Language::English.text(), &report).join("\n"));
    // Of two the end was taken away, of three the image.
    let cut = |unread: &&documents::disc::Unread| matches!(unread.why, Why::Cut | Why::Ends);
    let cut: Vec<&str> = report.unread.iter().filter(cut).map(|unread| unread.path.as_str()).collect();
    let (letters, files) = ("charset_files", "test_files");
    let known = [
        format!("{letters}/chrJapMulti.dcm"),
        format!("{letters}/chrJapMultiExplicitIR6.dcm"),
        format!("{letters}/chrKoreanMulti.dcm"),
        format!("{files}/MR_truncated.dcm"),
        format!("{files}/rtplan_truncated.dcm"),
    ];
    assert_eq!(cut, known);
    assert!(report.dicom > 150, "{} DICOM files", report.dicom);
    let names: Vec<&str> = report.patients.iter().flat_map(|patient| &patient.names).map(String::as_str).collect();
    // chrH31, chrH32; chrX1; chrI2; chrGreek.
    for name in ["山田 太郎", "やまだ たろう", "ﾔﾏﾀﾞ ﾀﾛｳ", "王 小東", "洪 吉洞", "Διονυσιος"]
    {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
    assert!(report.listings.iter().any(|listing| listing.names > 20 && listing.missing == 0), "{:?}", report.listings);
}

#[test]
fn a_file_that_cannot_be_opened_is_named() {
    let none = folder(Path::new("/nowhere/at/all"), 4);
    let report = look(none, Whose::default(), Limits::default());
    assert!(matches!(report.unread[0].why, Why::Refused(_)));
    assert!(File::open("/nowhere/at/all").is_err());
}
