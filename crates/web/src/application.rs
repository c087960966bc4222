//! What every handler shares.

use std::sync::Arc;

use evidence::Edition;

/// The edition in memory; cloning it is cloning a pointer.
#[derive(Clone)]
pub(crate) struct Application {
    /// The figures.
    pub(crate) edition: Arc<Edition>,
}

impl Application {
    pub(crate) fn new(edition: Arc<Edition>) -> Application {
        Application { edition }
    }
}
