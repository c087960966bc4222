//! What every handler shares.

use std::sync::Arc;

use axum::response::Response;
use evidence::Edition;

use crate::case::Door;
use crate::refusal;
use crate::visitor::Visitor;
use crate::work::{Turns, Weight};

/// The edition in memory, and the door to the cases; cloning it is cloning pointers.
#[derive(Clone)]
pub(crate) struct Application {
    /// The figures.
    pub(crate) edition: Arc<Edition>,
    door: Option<Door>,
    turns: Turns,
}

impl Application {
    pub(crate) fn new(edition: Arc<Edition>, door: Option<Door>) -> Application {
        Application { edition, door, turns: Turns::new() }
    }

    /// The door to the cases; none when this program keeps none.
    pub(crate) fn door(&self) -> Option<&Door> {
        self.door.as_ref()
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
