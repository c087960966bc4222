//! What every handler shares.

use std::sync::Arc;

use axum::response::Response;
use evidence::Edition;
use evidence::town::Towns;

use crate::case::Door;
use crate::refusal;
use crate::visitor::Visitor;
use crate::work::{Turns, Weight};

/// The edition in memory, and the door to the cases; cloning it is cloning pointers.
#[derive(Clone)]
pub(crate) struct Application {
    /// The figures.
    pub(crate) edition: Arc<Edition>,
    /// What towns do for people who travel for care.
    pub(crate) towns: Arc<Towns>,
    door: Option<Door>,
    turns: Turns,
}

impl Application {
    pub(crate) fn new(edition: Arc<Edition>, towns: Arc<Towns>, door: Option<Door>) -> Application {
        Application { edition, towns, door, turns: Turns::new() }
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
        self.found(visitor, weight, work).await.unwrap_or_else(|| refusal::busy(self, visitor))
    }

    /// What a search or a comparison finds, in its turn; none if too many wait.
    pub(crate) async fn found<Found, Work>(&self, visitor: &Visitor, weight: Weight, work: Work) -> Option<Found>
    where
        Found: Send + 'static,
        Work: FnOnce(&Edition, &Visitor) -> Found + Send + 'static,
    {
        let (edition, reader) = (Arc::clone(&self.edition), visitor.clone());
        self.turns.take(weight, move || work(&edition, &reader)).await
    }
}
