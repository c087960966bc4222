//! Whether the programs that are measured answer the same question alike: one that does less work is faster for nothing.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::web::rows_in;

/// At most so many ids are listed of each kind of difference.
const MOST_LISTED: usize = 8;

/// What a figure of a volume consists of in every program's answer.
const FIGURE: [&str; 4] = ["period", "cases", "operations", "endoscopic"];

/// One sentence for each pair: Anshin, which stands first, and each peer by their figures; the peers by all that they answer.
pub fn lines(answers: &[(&str, &Value)]) -> Vec<String> {
    let Some(((own_name, own), peers)) = answers.split_first() else { return Vec::new() };
    let mut lines = Vec::new();
    for (name, answer) in peers {
        lines.push(Difference::between((own_name, own), (name, answer)).to_string());
    }
    if let Some(((first_name, first), others)) = peers.split_first() {
        for (name, answer) in others {
            let word = if is_same(first, answer) { "the same answer, word for word" } else { "ANOTHER ANSWER" };
            lines.push(format!("{first_name} and {name}: {word}"));
        }
    }
    lines
}

/// How the volume figures of two answers differ.
#[derive(Debug, PartialEq, Eq)]
struct Difference {
    names: [String; 2],
    /// Institutions with the same figure in both.
    same: usize,
    /// Ids that only one of both has a figure for.
    only: [Vec<String>; 2],
    /// Ids with another figure.
    other: Vec<String>,
}

impl Difference {
    fn between(one: (&str, &Value), other: (&str, &Value)) -> Difference {
        let (left, right) = (figures(one.1), figures(other.1));
        let missing = |from: &BTreeMap<String, Value>, of: &BTreeMap<String, Value>| -> Vec<String> {
            of.keys().filter(|id| !from.contains_key(*id)).cloned().collect()
        };
        let shared: Vec<(&String, bool)> =
            left.iter().filter_map(|(id, figure)| Some((id, is_same(figure, right.get(id)?)))).collect();
        Difference {
            names: [one.0.to_owned(), other.0.to_owned()],
            same: shared.iter().filter(|(_, same)| *same).count(),
            only: [missing(&right, &left), missing(&left, &right)],
            other: shared.iter().filter(|(_, same)| !same).map(|(id, _)| (*id).clone()).collect(),
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [one, other] = &self.names;
        write!(formatter, "{one} and {other}: {} institutions with the same volume figure", self.same)?;
        for (name, ids) in self.names.iter().zip(&self.only).filter(|(_, ids)| !ids.is_empty()) {
            write!(formatter, "; ONLY {name} has {}", listed(ids))?;
        }
        if !self.other.is_empty() {
            write!(formatter, "; ANOTHER FIGURE at {}", listed(&self.other))?;
        }
        Ok(())
    }
}

fn listed(ids: &[String]) -> String {
    let shown: Vec<&str> = ids.iter().take(MOST_LISTED).map(String::as_str).collect();
    let more = ids.len() - shown.len();
    let rest = if more == 0 { String::new() } else { format!(" and {more} more") };
    format!("{}: {}{rest}", ids.len(), shown.join(", "))
}

/// The volume figure of each institution that has one. Anshin also lists those within reach that have none; the peers do not.
fn figures(answer: &Value) -> BTreeMap<String, Value> {
    let figure = |row: &Value| {
        let experience = row.get("experience").filter(|experience| experience.is_object())?;
        let cells = FIGURE.iter().map(|cell| experience.get(*cell).cloned().unwrap_or_default()).collect();
        Some((row.get("id")?.as_str()?.to_owned(), Value::Array(cells)))
    };
    rows_in(answer).iter().filter_map(figure).collect()
}

/// True when two answers hold the same values; `10` and `10.0` are one number in two languages' writing.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| is_same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, left)| right.get(key).is_some_and(|right| is_same(left, right)))
        }
        (Value::Number(left), Value::Number(right)) => left.as_f64() == right.as_f64(),
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn answers_are_the_same_when_their_values_are() {
        assert!(is_same(&read(r#"[{"a": 10, "b": null}]"#), &read(r#"[{"b": null, "a": 10.0}]"#)));
        assert!(!is_same(&read(r#"[{"a": 10}]"#), &read(r#"[{"a": 11}]"#)));
        assert!(!is_same(&read(r#"[{"a": 10}]"#), &read(r#"[{"a": 10, "b": 1}]"#)));
        assert!(!is_same(&read("[1]"), &read("[1, 2]")));
    }

    #[test]
    fn anshin_is_held_against_the_peers_figure_by_figure() {
        let figure = |id: &str, cases: u32| {
            format!(r#"{{"id": "{id}", "experience": {{"period": "2021", "cases": {cases}, "operations": null}}}}"#)
        };
        let own = format!(
            r#"{{"institutions": [{}, {}, {}, {{"id": "none", "experience": null}}]}}"#,
            figure("a", 10),
            figure("b", 20),
            figure("c", 30)
        );
        let peer = format!("[{}, {}, {}]", figure("a", 10), figure("b", 21), figure("d", 40));
        assert_eq!(
            lines(&[("Anshin", &read(&own)), ("FastAPI", &read(&peer)), ("Django", &read(&peer))]),
            [
                "Anshin and FastAPI: 1 institutions with the same volume figure; ONLY Anshin has 1: c; ONLY FastAPI has 1: d; \
                 ANOTHER FIGURE at 1: b",
                "Anshin and Django: 1 institutions with the same volume figure; ONLY Anshin has 1: c; ONLY Django has 1: d; \
                 ANOTHER FIGURE at 1: b",
                "FastAPI and Django: the same answer, word for word",
            ]
        );
        assert_eq!(
            lines(&[("Anshin", &read(&own)), ("FastAPI", &read(&own))]),
            ["Anshin and FastAPI: 3 institutions with the same volume figure"]
        );
    }
}
