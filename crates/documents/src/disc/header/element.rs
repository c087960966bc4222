//! One element after another (PS3.5, 7.1 and 7.5): its tag, how long its value is, and whether others stand in it.

use std::io::Read;

use super::super::Why;
use super::bytes::Bytes;

/// Group and element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Tag(pub(super) u16, pub(super) u16);

const ITEM: Tag = Tag(0xfffe, 0xe000);
const ITEM_END: Tag = Tag(0xfffe, 0xe00d);
const SEQUENCE_END: Tag = Tag(0xfffe, 0xe0dd);
/// A length that is not said: the end is marked.
const UNTIL_MARKED: u32 = u32::MAX;
/// The longest value that is kept: no text that is wanted is longer (PS3.5, 6.2: 64 letters in up to three ways of writing).
const LONGEST: u32 = 4096;
/// Sequences within sequences; files go four deep.
const DEEPEST: usize = 64;

/// How elements are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// The kind of value is not said.
    pub(super) implicit: bool,
    /// The high byte stands first.
    pub(super) big_endian: bool,
}

impl Form {
    pub(super) const EXPLICIT: Form = Form { implicit: false, big_endian: false };

    /// From the first element of a data set; none when it cannot be one.
    pub(super) fn guessed(start: &[u8]) -> Option<Form> {
        let big_endian = match start.get(..4)? {
            [0x04 | 0x08, 0x00, _, _] => false,
            [0x00, 0x04 | 0x08, _, _] => true,
            _ => return None,
        };
        let kind: [u8; 2] = start.get(4..6)?.try_into().ok()?;
        let implicit = !KINDS.contains(&&kind);
        // Without a kind there is a length: the first elements of a data set are short.
        let short = |length: [u8; 4]| if big_endian { length[0] == 0 } else { length[3] == 0 };
        let fits = !implicit || start.get(4..8)?.try_into().is_ok_and(short);
        fits.then_some(Form { implicit, big_endian })
    }

    fn u16(self, bytes: [u8; 2]) -> u16 {
        if self.big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) }
    }

    fn u32(self, bytes: [u8; 4]) -> u32 {
        if self.big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
    }
}

/// Every kind of value (PS3.5, 6.2).
const KINDS: [&[u8; 2]; 34] = [
    b"AE", b"AS", b"AT", b"CS", b"DA", b"DS", b"DT", b"FL", b"FD", b"IS", b"LO", b"LT", b"OB", b"OD", b"OF", b"OL",
    b"OV", b"OW", b"PN", b"SH", b"SL", b"SQ", b"SS", b"ST", b"SV", b"TM", b"UC", b"UI", b"UL", b"UN", b"UR", b"US",
    b"UT", b"UV",
];

/// Kinds whose length takes four bytes, after two that say nothing.
const LONG_KINDS: [&[u8; 2]; 13] =
    [b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"];

/// One element, its value not read yet.
#[derive(Clone, Copy)]
pub(super) struct Element {
    pub(super) tag: Tag,
    length: u32,
    /// Its kind is "unknown": what stands in it is then written without kinds (PS3.5, 6.2.2).
    unknown: bool,
}

impl Element {
    /// How long its value is; none where its end is marked.
    pub(super) fn length(self) -> Option<u32> {
        (self.length != UNTIL_MARKED).then_some(self.length)
    }
}

struct Around {
    /// How what stands around it is written.
    form: Form,
    /// It was entered on purpose; if not, its items are left out where they say how long they are.
    entered: bool,
}

/// The elements of a data set, one after another. Each must be taken, skipped or entered before the next.
pub(super) struct Elements<R> {
    from: Bytes<R>,
    form: Form,
    /// Each sequence or item whose end is marked, and in which one is.
    around: Vec<Around>,
}

impl<R: Read> Elements<R> {
    pub(super) fn new(from: Bytes<R>, form: Form) -> Elements<R> {
        Elements { from, form, around: Vec::new() }
    }

    /// From here on so many bytes may be read.
    pub(super) fn allow(&mut self, most: u64) {
        self.from.allow(most);
    }

    /// Leaves out so many bytes of a value.
    pub(super) fn leave_out(&mut self, count: u32) -> Result<(), Why> {
        self.from.skip(u64::from(count))
    }

    /// Whether the last element stands within another one.
    pub(super) fn is_nested(&self) -> bool {
        !self.around.is_empty()
    }

    /// The next element; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Element>, Why> {
        loop {
            let start = self.from.up_to(4)?;
            let Ok(start) = <[u8; 4]>::try_from(start.as_slice()) else {
                // Nothing, or what fills the file up; inside a sequence its end is missing.
                let fills_up = start.iter().all(|byte| *byte == 0);
                return if fills_up && self.around.is_empty() { Ok(None) } else { Err(Why::Ends) };
            };
            let [a, b, c, d] = start;
            let tag = Tag(self.form.u16([a, b]), self.form.u16([c, d]));
            if tag.0 != ITEM.0 {
                // Zeros at the end fill a file up, and are no element that ends too early.
                let no_element = |why| if tag == Tag(0, 0) { Why::Strange } else { why };
                return self.element(tag).map(Some).map_err(no_element);
            }
            let bytes = self.from.exactly()?;
            let length = self.form.u32(bytes);
            match tag {
                ITEM if length == UNTIL_MARKED => self.deeper(self.form, self.is_entered())?,
                ITEM if self.is_entered() => {}
                ITEM => self.from.skip(u64::from(length))?,
                ITEM_END | SEQUENCE_END => {
                    if let Some(around) = self.around.pop() {
                        self.form = around.form;
                    }
                }
                _ => return Err(Why::Strange),
            }
        }
    }

    fn element(&mut self, tag: Tag) -> Result<Element, Why> {
        if self.form.implicit {
            let bytes = self.from.exactly()?;
            return Ok(Element { tag, length: self.form.u32(bytes), unknown: false });
        }
        let kind: [u8; 2] = self.from.exactly()?;
        let short: [u8; 2] = self.from.exactly()?;
        if !kind.iter().all(u8::is_ascii_uppercase) {
            return Err(Why::Strange);
        }
        let length = if LONG_KINDS.contains(&&kind) {
            let bytes = self.from.exactly()?;
            self.form.u32(bytes)
        } else {
            u32::from(self.form.u16(short))
        };
        Ok(Element { tag, length, unknown: &kind == b"UN" })
    }

    /// The value as a text's bytes, without what fills it up; one that is too long is left out.
    pub(super) fn value(&mut self, element: Element) -> Result<Vec<u8>, Why> {
        if element.length > LONGEST {
            self.skip(element)?;
            return Ok(Vec::new());
        }
        let wanted = usize::try_from(element.length).map_err(|_| Why::TooLong)?;
        let mut value = self.from.up_to(wanted)?;
        if value.len() != wanted {
            return Err(Why::Ends);
        }
        let kept = value.iter().rposition(|byte| !matches!(byte, 0 | b' ')).map_or(0, |last| last + 1);
        value.truncate(kept);
        Ok(value)
    }

    /// Leaves the value out. What stands in a sequence whose end is marked then follows, nested.
    pub(super) fn skip(&mut self, element: Element) -> Result<(), Why> {
        if element.length != UNTIL_MARKED {
            return self.from.skip(u64::from(element.length));
        }
        let within = if element.unknown { Form { implicit: true, big_endian: false } } else { self.form };
        self.deeper(within, false)
    }

    /// Goes into a sequence: what stands in it follows as if it stood in line.
    pub(super) fn enter(&mut self, element: Element) -> Result<(), Why> {
        // Without a marked end the items simply follow, and after them what follows the sequence.
        if element.length == UNTIL_MARKED { self.deeper(self.form, true) } else { Ok(()) }
    }

    /// Where nothing is around, an item can only be of a sequence that was entered and says how long it is.
    fn is_entered(&self) -> bool {
        self.around.last().is_none_or(|around| around.entered)
    }

    fn deeper(&mut self, within: Form, entered: bool) -> Result<(), Why> {
        if self.around.len() >= DEEPEST {
            return Err(Why::Strange);
        }
        self.around.push(Around { form: std::mem::replace(&mut self.form, within), entered });
        Ok(())
    }
}
