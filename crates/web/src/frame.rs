//! The frame around every page: title, navigation, language, footer.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use evidence::Edition;
use language::{Language, Text};

use crate::assets::STYLESHEET_PATH;
use crate::visitor::Visitor;

/// Which entry of the navigation a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Compare,
    Conditions,
    Institutions,
    SecondOpinion,
    Figures,
    Support,
    About,
    Elsewhere,
}

impl Section {
    fn word(self) -> &'static str {
        match self {
            Section::Compare => "compare",
            Section::Conditions => "conditions",
            Section::Institutions => "institutions",
            Section::SecondOpinion => "second-opinion",
            Section::Figures => "figures",
            Section::Support => "support",
            Section::About => "about",
            Section::Elsewhere => "",
        }
    }
}

/// What the frame shows.
pub(crate) struct Frame {
    pub(crate) t: Text,
    pub(crate) title: String,
    pub(crate) section: Section,
    pub(crate) stylesheet: &'static str,
    /// The page in the other language.
    pub(crate) other: Other,
    pub(crate) edition_version: String,
    /// What the link to what is open on this device is called; none where nothing is.
    pub(crate) opened: Option<String>,
}

/// The other language and where it is had.
pub(crate) struct Other {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    /// None on a page that alone holds what was just typed.
    pub(crate) href: Option<String>,
}

impl Frame {
    pub(crate) fn new(visitor: &Visitor, edition: &Edition, section: Section, title: String) -> Frame {
        Frame {
            t: visitor.language.text(),
            title,
            section,
            stylesheet: STYLESHEET_PATH,
            other: other(visitor),
            edition_version: edition.version.clone(),
            opened: visitor.opened.name(visitor.language.text()),
        }
    }

    /// The page's language code.
    pub(crate) fn code(&self) -> &'static str {
        self.t.language().code()
    }

    /// Marks the navigation entry of the section that is open.
    pub(crate) fn current(&self, section: &str) -> &'static str {
        if self.section.word() == section { " aria-current=\"true\"" } else { "" }
    }
}

fn other(visitor: &Visitor) -> Other {
    let language = match visitor.language {
        Language::English => Language::Japanese,
        Language::Japanese => Language::English,
    };
    let join = if visitor.query.is_empty() { "" } else { "&" };
    let href = format!("{}?{}{join}lang={}", visitor.path, visitor.query, language.code());
    Other { code: language.code(), name: language.own_name(), href: (!visitor.sent).then_some(href) }
}

/// Renders a page with its status.
pub(crate) fn page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => (status, [(CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(),
        // Only a template that fails to write could bring us here; the text stands in both languages because none is sure.
        Err(_) => (
            StatusCode::INTERNAL_SERVER_ERROR,
            [(CONTENT_TYPE, "text/plain; charset=utf-8")],
            format!(
                "{}\n{}\n",
                Language::English.text().error_500_detail(),
                Language::Japanese.text().error_500_detail()
            ),
        )
            .into_response(),
    }
}
