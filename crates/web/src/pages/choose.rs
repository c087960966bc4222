//! A name that is unknown or means several things: which one is meant?

use askama::Template;
use language::Text;

use crate::form::Choice;
use crate::frame::Frame;

#[derive(Template)]
#[template(path = "choose.html")]
pub(super) struct Choose {
    pub(super) frame: Frame,
    pub(super) t: Text,
    pub(super) detail: String,
    pub(super) remedy: String,
    pub(super) choices: Vec<Choice>,
    pub(super) back: String,
}
