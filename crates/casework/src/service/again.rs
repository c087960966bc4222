//! What does not hang on what a page showed is tried again when someone else wrote in between.

use std::future::Future;

use crate::refusal::Refusal;

/// How often: more people than this do not change one case, or one office, within the same few milliseconds.
const TRIES: usize = 8;

/// Tries until it was not overtaken, with everything read anew each time.
pub(super) async fn again<T, F: Future<Output = Result<T, Refusal>>>(
    mut once: impl FnMut() -> F,
) -> Result<T, Refusal> {
    let mut tried = once().await;
    for _ in 1..TRIES {
        if !matches!(tried, Err(Refusal::Stale)) {
            break;
        }
        tried = once().await;
    }
    tried
}
