//! The fields of a form: each writes itself with its label, its hint and what is wrong with it.

use askama::Template;
use casework::refusal::{Trouble, Wrong};
use language::Text;

use super::values::{Values, knowing};

/// A line or a text to be written; a template writes it with `{{ field|safe }}`.
#[derive(Template)]
#[template(path = "case/steps/line.html")]
pub(in crate::case) struct Line {
    name: String,
    label: String,
    /// What it belongs to, said to those who do not see where it stands.
    of: String,
    hint: String,
    value: String,
    error: String,
    lines: u8,
    autocomplete: &'static str,
}

/// Choices of which one, or several, can be taken.
#[derive(Template)]
#[template(path = "case/steps/choices.html")]
pub(in crate::case) struct Choices {
    name: String,
    legend: String,
    hint: String,
    error: String,
    kind: &'static str,
    row: bool,
    /// What the ids begin with: the name, where it stands once on the page.
    ids: String,
    choices: Vec<Choice>,
}

/// One of them.
pub(in crate::case) struct Choice {
    value: String,
    label: String,
    about: String,
    chosen: bool,
}

/// Something the patient may know, not know clearly, or answer later.
#[derive(Template)]
#[template(path = "case/steps/known.html")]
pub(in crate::case) struct Knowable {
    line: Line,
    how: Choices,
}

/// What is wrong, above the form.
#[derive(Template)]
#[template(path = "case/steps/summary.html")]
pub(in crate::case) struct Summary {
    t: Text,
    /// What becomes of what was typed.
    kept: String,
    says: Vec<Said>,
}

/// One thing that is wrong.
pub(in crate::case) struct Said {
    field: String,
    detail: String,
    remedy: String,
}

/// A form's words, values and troubles, from which its fields are made.
pub(in crate::case) struct Form<'a> {
    pub(in crate::case) t: Text,
    pub(in crate::case) values: &'a Values,
    said: Vec<Said>,
}

impl<'a> Form<'a> {
    pub(in crate::case) fn new(t: Text, values: &'a Values) -> Form<'a> {
        Form { t, values, said: Vec::new() }
    }

    /// The form with what is wrong, each under the label of its field.
    pub(in crate::case) fn with(
        t: Text,
        values: &'a Values,
        troubles: &[Trouble],
        label: impl Fn(&str) -> String,
    ) -> Form<'a> {
        let said = troubles.iter().map(|trouble| Said::of(t, trouble.field, &label(trouble.field), trouble.wrong));
        Form { t, values, said: said.collect() }
    }

    /// Says something else that is wrong.
    pub(in crate::case) fn say(&mut self, field: &str, detail: String, remedy: String) {
        self.said.push(Said { field: field.to_owned(), detail, remedy });
    }

    /// Says what is wrong with one answer.
    pub(in crate::case) fn wrong(&mut self, field: &str, label: &str, wrong: Wrong) {
        self.said.push(Said::of(self.t, field, label, wrong));
    }

    pub(in crate::case) fn summary(self) -> Summary {
        Summary { t: self.t, kept: self.t.steps_summary_kept(), says: self.said }
    }

    /// Whether something is wrong with an answer.
    pub(in crate::case) fn is_wrong(&self, name: &str) -> bool {
        self.said.iter().any(|said| said.field == name)
    }

    pub(in crate::case) fn error(&self, name: &str) -> String {
        self.said.iter().find(|said| said.field == name).map(|said| said.detail.clone()).unwrap_or_default()
    }

    pub(in crate::case) fn line(&self, name: &str, label: String, hint: String) -> Line {
        Line {
            name: name.to_owned(),
            label,
            of: String::new(),
            hint,
            value: self.values.text(name).to_owned(),
            error: self.error(name),
            lines: 1,
            autocomplete: "off",
        }
    }

    pub(in crate::case) fn text(&self, name: &str, label: String, hint: String) -> Line {
        Line { lines: 4, ..self.line(name, label, hint) }
    }

    /// A line in which something stands already, as long as nothing else was typed into it.
    pub(in crate::case) fn filled(&self, name: &str, label: String, hint: String, kept: String) -> Line {
        let line = self.line(name, label, hint);
        if self.values.given(name) { line } else { Line { value: kept, ..line } }
    }

    /// The same of a text.
    pub(in crate::case) fn filled_text(&self, name: &str, label: String, hint: String, kept: String) -> Line {
        Line { lines: 3, ..self.filled(name, label, hint, kept) }
    }

    pub(in crate::case) fn knowable(&self, name: &str, label: String, hint: String, lines: u8) -> Knowable {
        let t = self.t;
        let how = knowing(name);
        let none = !["told", "unclear"].iter().any(|word| self.values.has(&how, word));
        // Whoever has written something knows it, even with nothing ticked.
        let written = !self.values.text(name).trim().is_empty();
        let told = self.choice(&how, "told", t.steps_known_told());
        let open = self.choice(&how, "open", t.steps_known_open());
        let choices = vec![
            Choice { chosen: told.chosen || (none && written), ..told },
            self.choice(&how, "unclear", t.steps_known_unclear()),
            Choice { chosen: none && !written, ..open },
        ];
        let how = Choices { legend: label.clone(), row: true, ..self.one(&how, String::new(), choices) };
        Knowable { line: Line { lines, ..self.line(name, label, hint) }, how }
    }

    pub(in crate::case) fn choice(&self, name: &str, value: &str, label: String) -> Choice {
        Choice { value: value.to_owned(), label, about: String::new(), chosen: self.values.has(name, value) }
    }

    /// One of several.
    pub(in crate::case) fn one(&self, name: &str, legend: String, choices: Vec<Choice>) -> Choices {
        Choices {
            name: name.to_owned(),
            legend,
            hint: String::new(),
            error: self.error(name),
            kind: "radio",
            row: false,
            ids: name.to_owned(),
            choices,
        }
    }

    /// Any of several.
    pub(in crate::case) fn any(&self, name: &str, legend: String, choices: Vec<Choice>) -> Choices {
        Choices { kind: "checkbox", ..self.one(name, legend, choices) }
    }
}

impl Summary {
    /// With another sentence on what becomes of what was typed.
    pub(in crate::case) fn saying(self, kept: String) -> Summary {
        Summary { kept, ..self }
    }
}

impl Choice {
    /// The one that holds when nothing else was chosen; it stands first.
    pub(in crate::case) fn first(self) -> Choice {
        Choice { chosen: true, ..self }
    }

    /// With a sentence below.
    pub(in crate::case) fn about(self, about: String) -> Choice {
        Choice { about, ..self }
    }
}

impl Choices {
    pub(in crate::case) fn hint(self, hint: String) -> Choices {
        Choices { hint, ..self }
    }

    /// Beside each other, under a legend that only those hear who do not see where they stand.
    pub(in crate::case) fn in_row(self) -> Choices {
        Choices { row: true, ..self }
    }

    /// With ids of their own, where one name stands in several groups.
    pub(in crate::case) fn ids(self, ids: String) -> Choices {
        Choices { ids, ..self }
    }

    /// With one more.
    pub(in crate::case) fn and(mut self, choice: Choice) -> Choices {
        self.choices.push(choice);
        self
    }

    /// Whether there is nothing to choose.
    pub(in crate::case) fn is_empty(&self) -> bool {
        self.choices.is_empty()
    }

    /// The id of one: the first has the name itself, so that a link from the summary leads there.
    fn id(&self, position: &usize) -> String {
        if *position == 0 { self.ids.clone() } else { format!("{}-{position}", self.ids) }
    }
}

impl Line {
    pub(in crate::case) fn autocomplete(self, autocomplete: &'static str) -> Line {
        Line { autocomplete, ..self }
    }

    /// With so many lines to write in.
    pub(in crate::case) fn lines(self, lines: u8) -> Line {
        Line { lines, ..self }
    }

    pub(in crate::case) fn of(self, of: String) -> Line {
        Line { of, ..self }
    }

    fn describes(&self) -> String {
        let hint = if self.hint.is_empty() { String::new() } else { format!("{}-hint", self.name) };
        let error = if self.error.is_empty() { String::new() } else { format!("{}-error", self.name) };
        format!("{hint} {error}").trim().to_owned()
    }
}

impl Said {
    fn of(t: Text, field: &str, label: &str, wrong: Wrong) -> Said {
        let (detail, remedy) = sentences(t, label, wrong);
        Said { field: field.to_owned(), detail, remedy }
    }
}

/// What is wrong with one answer, and what to do.
pub(crate) fn sentences(t: Text, label: &str, wrong: Wrong) -> (String, String) {
    match wrong {
        Wrong::Missing | Wrong::TooShort(_) => (t.steps_wrong_missing(label), t.steps_wrong_missing_remedy()),
        Wrong::TooLong(limit) => (t.steps_wrong_long(label), t.steps_wrong_long_remedy(limit)),
        Wrong::NotADate => (t.steps_wrong_date(label), t.steps_wrong_date_remedy()),
        Wrong::Past => (t.steps_wrong_past(label), t.steps_wrong_past_remedy()),
        Wrong::TooEarly => (t.steps_wrong_early(label), t.steps_wrong_early_remedy()),
        Wrong::TooFar => (t.steps_wrong_future(label), t.steps_wrong_future_remedy()),
        Wrong::NotAChoice => (t.steps_wrong_choice(label), t.steps_wrong_choice_remedy()),
    }
}
