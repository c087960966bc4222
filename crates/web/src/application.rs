//! What every handler shares.

use std::sync::Arc;

use axum::response::Response;
use evidence::Edition;

use crate::refusal;
use crate::visitor::Visitor;
use crate::work::{Turns, Weight};

/// The edition in memory; cloning it is cloning a pointer.
#[derive(Clone)]
pub(crate) struct Application {
    /// The figures.
    pub(crate) edition: Arc<Edition>,
    turns: Turns,
}

impl Application {
    pub(crate) fn new(edition: Arc<Edition>) -> Application {
        Application { edition, turns: Turns::new() }
    }

    /// Answers with a search or a comparison, in its turn; a page that says when to come back if too many wait.
    pub(crate) async fn in_turn<Work>(&self, visitor: &Visitor, weight: Weight, work: Work) -> Response
    where
        Work: FnOnce(&Edition, &Visitor) -> Response + Send + 'static,
    {
        let (edition, reader) = (Arc::clone(&self.edition), visitor.clone());
        let done = self.turns.take(weight, move || work(&edition, &reader)).await;
        done.unwrap_or_else(|| refusal::busy(self, visitor))
    }
}
