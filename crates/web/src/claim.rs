//! A sentence that a reader may act on, with where it comes from.

/// A sentence and its source.
pub(crate) struct Claim {
    pub(crate) says: String,
    pub(crate) source: String,
}

/// A claim with a source of its own.
pub(crate) fn claim(says: String, source: String) -> Claim {
    Claim { says, source }
}

/// Advice of ours, or something to ask, which needs no source and says so by having none.
pub(crate) fn advice(says: String) -> Claim {
    Claim { says, source: String::new() }
}

/// A fee as one page once stated it.
pub(crate) struct Fee {
    pub(crate) who: String,
    pub(crate) what: String,
    pub(crate) seen: String,
}

/// A heading with its claims.
pub(crate) struct Chapter {
    pub(crate) id: &'static str,
    pub(crate) heading: String,
    pub(crate) claims: Vec<Claim>,
}

impl Chapter {
    pub(crate) fn new(id: &'static str, heading: String, claims: Vec<Claim>) -> Chapter {
        Chapter { id, heading, claims }
    }
}
