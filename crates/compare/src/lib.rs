//! One person's question in, one comparison out; pure and in memory.
//!
//! `compare` answers: for *this* condition, from *here*, which institutions treat it, how much they publish, what became of those
//! treated where that is published, how far, how sure; and what is missing and why.
//!
//! The story of one comparison: `prepared` holds what needs working out but once for an edition, `measures` picks which published counts and results speak of the condition, `reach` gathers the
//! institutions around the place, `experience` reads the counts of each, `order` puts them into groups and in order, `results`
//! adds the outcomes, `believed` what the edition's posteriors make of them, `cautions` says what to know first. `report` and `words` put the answer into JSON and sentences. `funnel`
//! answers another question: where all hospitals stand in one measure.
//!
//! Architecture invariant: nothing here opens a file, a database or a clock, and nothing here knows a patient's name. Different
//! kinds of evidence are never added into one score, and volume alone never ranks.

mod answer;
mod believed;
mod cautions;
mod comparison;
mod experience;
pub mod funnel;
mod land;
mod measures;
mod observed;
mod order;
mod prepared;
pub mod question;
mod reach;
pub mod report;
mod results;
mod travel;
pub mod words;

pub use answer::compare;
pub use believed::believed;
pub use comparison::{
    Adjusted, Believed, Caution, Comparison, Estimate, Experience, Group, Note, Pair, Published, Row,
};
pub use observed::observed;
pub use question::{Order, Origin, Purpose, Question, Treatment};
pub use travel::travel_minutes;
