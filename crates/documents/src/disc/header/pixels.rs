//! Whether the image that a file speaks of is there to its end (PS3.5, 8 and A.4): by its length, or by the mark behind its last piece. It is not looked at.

use std::io::Read;

use super::super::source::Source;
use super::super::{Limits, Why};
use super::element::{Element, Elements, Tag};
use super::{Object, ROWS};

/// An image as whole numbers, and the two as broken numbers.
const PIXELS: [Tag; 3] = [Tag(0x7fe0, 0x0008), Tag(0x7fe0, 0x0009), Tag(0x7fe0, 0x0010)];
/// What has rows and holds something else than an image: the address of an image (PS3.3, C.7.6.3), spectra (C.8.14.4).
const INSTEAD: [Tag; 2] = [Tag(0x0028, 0x7fe0), Tag(0x5600, 0x0020)];
/// The mark behind the last piece of a packed image; packed images are written with the low byte first.
const END: [u8; 8] = [0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0];
/// So far from a file's end the mark is looked for: signatures and what fills a file up may follow it.
const TAIL: usize = 64 * 1024;

/// What is still to be there.
#[derive(Clone, Copy, Default)]
pub(super) enum Pixels {
    /// Nothing, or it cannot be told.
    #[default]
    Untold,
    /// So many bytes.
    Long(u32),
    /// Pieces, and a mark behind them.
    Marked,
}

enum Reached {
    Pixels(Element),
    Instead,
    End,
}

/// Goes on from the first element behind the rows to the image.
pub(super) fn go_on<R: Read>(
    elements: &mut Elements<R>,
    after: Option<Element>,
    object: &mut Object,
    limits: Limits,
) -> Result<(), Why> {
    // Of an image of many pictures, what is said of each stands here.
    elements.allow(limits.listing_bytes);
    let has_rows = object.has_rows;
    match reach(elements, after) {
        Ok(Reached::Pixels(element)) => match element.length() {
            Some(0) if has_rows => object.lacks = Some(Why::Cut),
            Some(length) => object.pixels = Pixels::Long(length),
            None => object.pixels = Pixels::Marked,
        },
        Ok(Reached::End) | Err(Why::Ends) if has_rows => object.lacks = Some(Why::Cut),
        Err(Why::Ends) => object.lacks = Some(Why::Ends),
        // Without an image it may be what fills the file up.
        Err(Why::Strange) if has_rows => object.lacks = Some(Why::Strange),
        Err(Why::Refused(words)) => return Err(Why::Refused(words)),
        Ok(Reached::End | Reached::Instead) | Err(_) => {}
    }
    Ok(())
}

fn reach<R: Read>(elements: &mut Elements<R>, after: Option<Element>) -> Result<Reached, Why> {
    let (mut next, mut before) = (after, ROWS);
    while let Some(element) = next {
        if !elements.is_nested() {
            match element.tag {
                tag if PIXELS.contains(&tag) => return Ok(Reached::Pixels(element)),
                tag if INSTEAD.contains(&tag) => return Ok(Reached::Instead),
                // Elements stand in the order of their tags (PS3.5, 7.1).
                tag if tag < before => return Err(Why::Strange),
                tag => before = tag,
            }
        }
        elements.skip(element)?;
        next = elements.next()?;
    }
    Ok(Reached::End)
}

impl Object {
    /// Holds the image's length against what follows in the file; `before` bytes of it were read already.
    pub(super) fn hold_against(&mut self, file: &mut impl Source, before: u64) -> Result<(), Why> {
        let is_there = match std::mem::take(&mut self.pixels) {
            Pixels::Untold => true,
            Pixels::Long(length) => file.rest(0)?.count.saturating_add(before) >= u64::from(length),
            Pixels::Marked => file.rest(TAIL)?.last.windows(END.len()).any(|bytes| bytes == END),
        };
        if !is_there {
            self.lacks = Some(Why::Cut);
        }
        Ok(())
    }

    /// The same where the whole data set is packed: it has to be unpacked, up to the limit; what is longer cannot be told.
    pub(super) fn unpack<R: Read>(&mut self, elements: &mut Elements<R>) {
        if let Pixels::Long(length) = std::mem::take(&mut self.pixels)
            && let Err(Why::Ends | Why::Strange) = elements.leave_out(length)
        {
            self.lacks = Some(Why::Cut);
        }
    }
}
