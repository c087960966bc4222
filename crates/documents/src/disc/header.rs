//! What stands before the image in a DICOM file (PS3.5, 7; PS3.10, 7), and whether the image is there to its end.
//!
//! Written here because what is wanted is a handful of texts out of a file that may be broken or hostile, in a few kilobytes of memory whatever length
//! it declares: no element is held but those that are shown.

mod bytes;
mod element;
mod pixels;

use std::io::{Cursor, Read};

use flate2::read::DeflateDecoder;

use super::source::Source;
use super::{Limits, Why};
use bytes::Bytes;
use element::{Element, Elements, Form, Tag};
use pixels::Pixels;

/// Why there is nothing to take from a file.
pub(super) enum NotRead {
    /// Something else than DICOM.
    NotDicom,
    /// A file of no bytes.
    Empty,
    /// DICOM, but not readable.
    Why(Why),
}

impl From<Why> for NotRead {
    fn from(why: Why) -> NotRead {
        NotRead::Why(why)
    }
}

/// What a file is.
pub(super) enum Header {
    /// An image, a report, anything of a study.
    Object(Box<Object>),
    /// A list of contents, with the files it names.
    Listing(Vec<String>),
}

/// The texts of one object, as they stand in the file.
#[derive(Default)]
pub(super) struct Object {
    pub(super) letters: String,
    pub(super) study_date: Vec<u8>,
    pub(super) modality: Vec<u8>,
    pub(super) institution: Vec<u8>,
    pub(super) description: Vec<u8>,
    pub(super) name: Vec<u8>,
    pub(super) number: Vec<u8>,
    pub(super) born: Vec<u8>,
    pub(super) study: Vec<u8>,
    pub(super) series: Vec<u8>,
    pub(super) frames: Vec<u8>,
    pub(super) has_rows: bool,
    /// Why it is not whole, when it is not.
    pub(super) lacks: Option<Why>,
    pixels: Pixels,
}

const TRANSFER_SYNTAX: Tag = Tag(0x0002, 0x0010);
const MEDIA_CLASS: Tag = Tag(0x0002, 0x0002);
const RECORDS: Tag = Tag(0x0004, 0x1220);
const REFERENCED: Tag = Tag(0x0004, 0x1500);
const LETTERS: Tag = Tag(0x0008, 0x0005);
const STUDY_DATE: Tag = Tag(0x0008, 0x0020);
const MODALITY: Tag = Tag(0x0008, 0x0060);
const INSTITUTION: Tag = Tag(0x0008, 0x0080);
const DESCRIPTION: Tag = Tag(0x0008, 0x1030);
const NAME: Tag = Tag(0x0010, 0x0010);
const NUMBER: Tag = Tag(0x0010, 0x0020);
const BORN: Tag = Tag(0x0010, 0x0030);
const STUDY: Tag = Tag(0x0020, 0x000d);
const SERIES: Tag = Tag(0x0020, 0x000e);
const FRAMES: Tag = Tag(0x0028, 0x0008);
const ROWS: Tag = Tag(0x0028, 0x0010);

/// The class of a list of contents (PS3.4, annex I: Media Storage Directory).
const LISTING: &[u8] = b"1.2.840.10008.1.3.10";
/// So many files are taken from a list of contents.
const LISTED: usize = 200_000;
/// A file's words on itself: so many elements, each of so many bytes. The standard knows twenty, of some letters each.
const META_ELEMENTS: usize = 64;
const META_BYTES: u64 = 64 * 1024;

/// Reads what stands before the image, and goes to its end.
pub(super) fn read(mut file: impl Source, limits: Limits) -> Result<Header, NotRead> {
    let mut start = Bytes::new(&mut file, limits.listing_bytes);
    // The preamble of 128 bytes says nothing; old discs leave it out.
    let preamble = start.up_to(132)?;
    if preamble.is_empty() {
        return Err(NotRead::Empty);
    }
    let marked = preamble.get(128..) == Some(b"DICM");
    let before: &[u8] = if marked { &[] } else { &preamble };
    if !marked && Form::guessed(before).is_none() && !begins_meta(before) {
        return Err(NotRead::NotDicom);
    }
    let mut before = Cursor::new(before);
    let header = read_on(Read::by_ref(&mut before).chain(start), limits).map_err(|why| not_dicom(marked, why))?;
    match header {
        Header::Listing(names) if names.is_empty() && !marked => Err(NotRead::NotDicom),
        Header::Object(mut object) => {
            let not_taken = u64::try_from(before.get_ref().len()).unwrap_or(u64::MAX).saturating_sub(before.position());
            object.hold_against(&mut file, not_taken)?;
            Ok(Header::Object(object))
        }
        header => Ok(header),
    }
}

fn read_on(file: impl Read, limits: Limits) -> Result<Header, Why> {
    let (meta, first, rest) = meta(Bytes::new(file, limits.listing_bytes))?;
    let is_listing = meta.class == LISTING || first.is_listing();
    let most = if is_listing { limits.listing_bytes } else { limits.header_bytes };
    // Some writers name one way and use the other; the first element is right.
    let guessed = first.form();
    let whole = Cursor::new(first.0).chain(rest);
    let form = match meta.syntax.as_slice() {
        b"1.2.840.10008.1.2" => Form { implicit: true, big_endian: false },
        b"1.2.840.10008.1.2.2" => Form { implicit: false, big_endian: true },
        b"1.2.840.10008.1.2.1.99" => {
            let mut elements = Elements::new(Bytes::new(DeflateDecoder::new(whole), most), Form::EXPLICIT);
            let mut header = data(&mut elements, is_listing, limits)?;
            if let Header::Object(object) = &mut header {
                object.unpack(&mut elements);
            }
            return Ok(header);
        }
        b"" => guessed.ok_or(Why::Strange)?,
        // Every other way of writing packs the image alone (PS3.5, A.4).
        _ => Form::EXPLICIT,
    };
    data(&mut Elements::new(Bytes::new(whole, most), guessed.unwrap_or(form)), is_listing, limits)
}

/// Without the mark, a file that cannot be read on is something else.
fn not_dicom(marked: bool, why: Why) -> NotRead {
    match why {
        Why::Refused(_) => NotRead::Why(why),
        _ if marked => NotRead::Why(why),
        _ => NotRead::NotDicom,
    }
}

fn begins_meta(start: &[u8]) -> bool {
    start.starts_with(&[0x02, 0x00])
        && start.get(4..6).is_some_and(|letters| letters.iter().all(u8::is_ascii_uppercase))
}

/// What the file says about itself.
#[derive(Default)]
struct Meta {
    class: Vec<u8>,
    syntax: Vec<u8>,
}

/// The first bytes of the data set: too many were read to see that the file's words on itself have ended.
struct First(Vec<u8>);

impl First {
    fn form(&self) -> Option<Form> {
        Form::guessed(&self.0)
    }

    fn is_listing(&self) -> bool {
        self.0.starts_with(&[0x04, 0x00]) || self.0.starts_with(&[0x00, 0x04])
    }
}

fn meta<R: Read>(mut from: Bytes<R>) -> Result<(Meta, First, Bytes<R>), Why> {
    let mut meta = Meta::default();
    for _ in 0..META_ELEMENTS {
        let start = from.up_to(8)?;
        if !start.starts_with(&[0x02, 0x00]) {
            return Ok((meta, First(start), from));
        }
        let mut elements = Elements::new(Bytes::new(Cursor::new(start).chain(&mut from), META_BYTES), Form::EXPLICIT);
        let Some(element) = elements.next()? else { return Err(Why::Ends) };
        match element.tag {
            MEDIA_CLASS => meta.class = elements.value(element)?,
            TRANSFER_SYNTAX => meta.syntax = elements.value(element)?,
            _ => elements.skip(element)?,
        }
    }
    Err(Why::TooLong)
}

fn data<R: Read>(elements: &mut Elements<R>, is_listing: bool, limits: Limits) -> Result<Header, Why> {
    match is_listing {
        true => Ok(Header::Listing(listing(elements)?)),
        false => Ok(Header::Object(Box::new(object(elements, limits)?))),
    }
}

fn object<R: Read>(elements: &mut Elements<R>, limits: Limits) -> Result<Object, Why> {
    let (mut object, mut after) = (Object::default(), None);
    while let Some(element) = elements.next()? {
        if elements.is_nested() {
            elements.skip(element)?;
            continue;
        }
        if element.tag > ROWS {
            after = Some(element);
            break;
        }
        object.take(elements, element)?;
    }
    if object.study.is_empty() && object.name.is_empty() && object.number.is_empty() {
        return Err(Why::SaysNothing);
    }
    pixels::go_on(elements, after, &mut object, limits)?;
    Ok(object)
}

impl Object {
    fn take<R: Read>(&mut self, elements: &mut Elements<R>, element: Element) -> Result<(), Why> {
        let room = match element.tag {
            LETTERS => {
                self.letters = String::from_utf8_lossy(&elements.value(element)?).into_owned();
                return Ok(());
            }
            ROWS => {
                self.has_rows = true;
                return elements.skip(element);
            }
            STUDY_DATE => &mut self.study_date,
            MODALITY => &mut self.modality,
            INSTITUTION => &mut self.institution,
            DESCRIPTION => &mut self.description,
            NAME => &mut self.name,
            NUMBER => &mut self.number,
            BORN => &mut self.born,
            STUDY => &mut self.study,
            SERIES => &mut self.series,
            FRAMES => &mut self.frames,
            _ => return elements.skip(element),
        };
        *room = elements.value(element)?;
        Ok(())
    }
}

/// The files that a list of contents names (PS3.3, annex F): one in each record that has one.
fn listing<R: Read>(elements: &mut Elements<R>) -> Result<Vec<String>, Why> {
    let mut names = Vec::new();
    while let Some(element) = elements.next()? {
        match element.tag {
            RECORDS => elements.enter(element)?,
            REFERENCED => {
                let name = String::from_utf8_lossy(&elements.value(element)?).into_owned();
                if !name.is_empty() && names.len() < LISTED {
                    names.push(name.replace('\\', "/"));
                }
            }
            _ => elements.skip(element)?,
        }
    }
    Ok(names)
}
