//! Scores: how probable each method thought what then happened.

use evidence::series::{Figure, Member};
use statistics::shrinkage::{Fit, Settings, fit};

use crate::Fault;
use crate::numbers::Random;
use crate::predicted::Predicted;
use crate::rivals::Rivals;
use crate::tasks::Task;

/// The methods, in the order of every list of scores.
pub const METHODS: [&str; 8] = [
    "(a) raw rate",
    "(b) overall rate",
    "(c) volume only",
    "(d) gamma, plugged in",
    "(e) Anshin",
    "(e) with volume",
    "raw ratio",
    "beta-binomial, plugged in",
];
/// Where Anshin's plain target stands among them.
pub const ANSHIN: usize = 4;
/// The four that Anshin must beat.
pub const RIVALS: usize = 4;

/// One hospital's figure of one scored period.
pub struct Row {
    /// The hospital, the same number in every task.
    pub hospital: u32,
    /// The logarithm of the probability of what happened, one a method.
    pub scores: [f64; METHODS.len()],
    /// The probability of fewer events, and of at most so many, one a method.
    pub chances: [(f64, f64); METHODS.len()],
    /// A random number for the randomised probability integral transform, the same for all methods.
    pub within: f64,
}

impl Row {
    /// The randomised probability integral transform: even between 0 and 1 when the method is right.
    pub fn transform(&self, method: usize) -> Option<f64> {
        self.chances.get(method).map(|(below, at_most)| below + self.within * (at_most - below))
    }
}

/// A task's scores.
pub struct Scored {
    /// Hospitals with training cases.
    pub rows: Vec<Row>,
    /// Rows of hospitals without: (b), (c), (e), (e) with volume.
    pub strangers: Vec<[f64; 4]>,
}

/// Fits every method to the training figures and scores it on the others.
pub fn score(task: &Task, random: &mut Random) -> Result<Scored, Fault> {
    let units = task.training.units();
    let plain = Settings { draws: 0, threads: 2, ..Settings::default() };
    let methods = Methods {
        rivals: Rivals::learn(&task.training)?,
        plain: fit(&units, &plain)?,
        leaning: fit(&units, &Settings { lean_on_volume: true, ..plain })?,
    };
    let mut scored = Scored { rows: Vec::new(), strangers: Vec::new() };
    for member in &task.scored.members {
        for figure in &member.figures {
            match task.seen_before(member) {
                Some((place, seen)) => {
                    let all = methods.of_known(place, seen, figure)?;
                    let probability = |method: &Predicted| method.probability(figure.events);
                    let chances = all.each_ref().map(|method| {
                        let below = method.below(figure.events);
                        (below, below + probability(method))
                    });
                    let scores = all.each_ref().map(|method| probability(method).ln());
                    scored.rows.push(Row { hospital: member.institution.0, scores, chances, within: random.even() });
                }
                None => scored.strangers.push(methods.of_stranger(member, figure)?),
            }
        }
    }
    Ok(scored)
}

struct Methods {
    rivals: Rivals,
    plain: Fit,
    leaning: Fit,
}

impl Methods {
    /// All methods on a hospital that has training cases, at `place` in the fit.
    fn of_known(&self, place: usize, seen: &Member, figure: &Figure) -> Result<[Predicted; METHODS.len()], Fault> {
        let predict =
            |fit: &Fit| fit.predict(Ok(place), figure.period.middle(), u64::from(figure.cases), figure.expected);
        Ok([
            self.rivals.raw_rate(seen, figure),
            self.rivals.overall(figure),
            self.rivals.volume_only(seen.cases_a_year(), figure),
            self.rivals.plain_shrinkage(seen, figure),
            Predicted::Anshin(predict(&self.plain)?),
            Predicted::Anshin(predict(&self.leaning)?),
            self.rivals.raw_ratio(seen, figure),
            self.rivals.beta_shrinkage(seen, figure),
        ])
    }

    /// Those methods that can say something of a hospital without training cases; its volume is that of the scored years.
    fn of_stranger(&self, member: &Member, figure: &Figure) -> Result<[f64; 4], Fault> {
        let volume = member.cases_a_year();
        let predict = |fit: &Fit| {
            let cases = u64::from(figure.cases);
            fit.predict(Err(Some(volume)), figure.period.middle(), cases, figure.expected).map(Predicted::Anshin)
        };
        let all = [
            self.rivals.overall(figure),
            self.rivals.volume_only(volume, figure),
            predict(&self.plain)?,
            predict(&self.leaning)?,
        ];
        Ok(all.map(|method| method.probability(figure.events).ln()))
    }
}
