//! A comparison put into words: what the answer page shows.

mod believed;
mod counted;
mod experience;
mod notes;
mod outcome;
mod pairs;

use compare::words::in_language;
use compare::{Comparison, Group, Order, Published, Row};
use evidence::{Condition, Edition, InstitutionIndex, MeasureIndex};
use language::{Language, Text};

pub(crate) use believed::{believed_view, counts_deaths, made_up as made_up_estimate};
pub(crate) use counted::Counted;
use experience::{experience_age, experience_sentences, trend};
pub(crate) use outcome::{OutcomeView, outcome, period_note};

use crate::pages::funnel_address;
use crate::words;

/// One institution as a card.
pub(crate) struct Card {
    /// Its number in the list, the map and the plot. Not a rank.
    pub(crate) number: usize,
    pub(crate) name: String,
    pub(crate) tongue: &'static str,
    pub(crate) also_known_as: String,
    pub(crate) href: String,
    pub(crate) place: String,
    /// The place in Latin letters for those who read English, where known.
    pub(crate) latin: String,
    pub(crate) distance: String,
    pub(crate) travel: String,
    /// The plain sentences about experience, and whether results are published.
    pub(crate) says: Vec<String>,
    pub(crate) trend: String,
    pub(crate) age: String,
    pub(crate) percentile: String,
    pub(crate) marks: Vec<String>,
    pub(crate) second_opinion: String,
    pub(crate) own_pages: String,
    /// The newest figure of each measure.
    pub(crate) outcomes: Vec<OutcomeView>,
    pub(crate) earlier: Vec<OutcomeView>,
    /// What opens the results where one asks first whether they are wanted; empty where they simply stand there.
    pub(crate) ask: String,
    pub(crate) notes: Vec<String>,
    pub(crate) table: TableRow,
}

/// The same institution in the table.
pub(crate) struct TableRow {
    /// As many as the table has columns of counts.
    pub(crate) counts: Vec<String>,
    pub(crate) results: String,
}

/// Cards under one heading.
pub(crate) struct GroupView {
    pub(crate) id: &'static str,
    pub(crate) heading: String,
    pub(crate) explained: String,
    pub(crate) cards: Vec<Card>,
}

/// What is needed to put rows into words.
#[derive(Clone, Copy)]
pub(crate) struct Telling<'a> {
    pub(crate) edition: &'a Edition,
    pub(crate) language: Language,
    pub(crate) t: Text,
    pub(crate) comparison: &'a Comparison,
    /// The place as it was asked for, for links.
    pub(crate) near: &'a str,
}

impl Telling<'_> {
    /// The first rows as cards, gathered under the headings of their groups.
    pub(crate) fn groups(&self, most: usize) -> Vec<GroupView> {
        let mut groups: Vec<GroupView> = Vec::new();
        let mut last = None;
        for (position, row) in self.comparison.rows.iter().take(most).enumerate() {
            let Some(card) = self.card(position + 1, row) else { continue };
            // Where numbers may not speak, all stand in one list.
            let group = self.comparison.grouped.then_some(row.group);
            if last != Some(group) {
                groups.push(self.group(group));
                last = Some(group);
            }
            if let Some(group) = groups.last_mut() {
                group.cards.push(card);
            }
        }
        groups
    }

    fn group(&self, group: Option<Group>) -> GroupView {
        let t = self.t;
        let (id, heading, explained) = match group {
            None if self.comparison.order == Order::Results => {
                ("bands", t.answer_group_bands(), t.answer_group_bands_about())
            }
            None => ("one-list", t.answer_group_one(), t.answer_group_one_about()),
            Some(Group::AtStandard) => ("at-standard", t.answer_group_standard(), t.answer_group_standard_about()),
            Some(Group::Published) => ("published", t.answer_group_published(), t.answer_group_published_about()),
            Some(Group::NotPublished) => ("not-published", t.answer_group_unknown(), t.answer_group_unknown_about()),
        };
        GroupView { id, heading, explained, cards: Vec::new() }
    }

    fn card(&self, number: usize, row: &Row) -> Option<Card> {
        let institution = self.edition.institution(row.institution)?;
        let t = self.t;
        let mut says = experience_sentences(self, row);
        says.push(if row.results.is_empty() { t.card_results_none() } else { t.card_results_some() });
        let (outcomes, earlier) = self.outcomes(row);
        Some(Card {
            number,
            name: institution.name.clone(),
            tongue: words::tongue(institution.country),
            also_known_as: words::also(t, institution),
            href: format!("/institution/{}", institution.id),
            place: words::place(institution),
            latin: words::latin_place(self.edition, self.language, institution),
            distance: row.distance_km.map(|km| words::distance(t, km)).unwrap_or_else(|| t.card_distance_unknown()),
            travel: row.travel_minutes.map(|minutes| words::travel(t, minutes)).unwrap_or_default(),
            says,
            trend: trend(self, row),
            age: experience_age(self, row),
            percentile: self.percentile(row),
            marks: self.marks(row),
            second_opinion: offer(self.edition, self.language, row.institution),
            own_pages: own_pages(self.edition, self.language, row.results.iter().map(|published| published.measure)),
            ask: if outcomes.is_empty() { String::new() } else { self.ask() },
            outcomes,
            earlier,
            notes: row.notes.iter().filter_map(|note| notes::note(self.edition, self.language, *note)).collect(),
            table: self.table_row(row),
        })
    }

    /// The newest figure of each measure, and the earlier ones.
    fn outcomes(&self, row: &Row) -> (Vec<OutcomeView>, Vec<OutcomeView>) {
        let (mut newest, mut earlier, mut seen) = (Vec::new(), Vec::new(), Vec::new());
        let mut results: Vec<_> = row.results.iter().collect();
        results.sort_by_key(|published| std::cmp::Reverse(published.period.last));
        for published in results {
            let Some(view) = outcome(self.edition, self.language, published) else { continue };
            if seen.contains(&published.measure) {
                earlier.push(view);
            } else {
                seen.push(published.measure);
                // The newest figure need not be the newest that could be pooled: one may have a rate and no count.
                let believed = row.results.iter().filter(|other| other.measure == published.measure);
                let believed = believed.filter_map(|other| other.believed.as_ref()).next();
                let believed = believed.and_then(|own| believed_view(self.edition, self.language, own));
                newest.push(OutcomeView { funnel: self.funnel(row, published), believed, ..view });
            }
        }
        // What several figures in a row share is said once, above them.
        let mut above = String::new();
        for view in &mut newest {
            if view.period == above {
                view.period.clear();
            } else {
                above.clone_from(&view.period);
            }
        }
        (newest, earlier)
    }

    /// Whether one asks before results are shown, and with which words: many people with cancer do not want to see them.
    pub(crate) fn ask(&self) -> String {
        let condition = self.edition.condition(self.comparison.condition);
        if !condition.is_some_and(is_cancer) {
            return String::new();
        }
        let results = self.comparison.rows.iter().flat_map(|row| &row.results);
        let mut measures = results.filter_map(|published| self.edition.measure(published.measure));
        if measures.any(counts_deaths) { self.t.ask_first_open_deaths() } else { self.t.ask_first_open() }
    }

    /// Where all hospitals stand in a measure, with this one marked.
    fn funnel(&self, row: &Row, published: &Published) -> String {
        let condition = self.edition.condition(self.comparison.condition);
        let id = condition.map(|condition| condition.id.as_str()).unwrap_or_default();
        funnel_address(self.edition, id, published.measure, (Some(row.institution), self.near)).unwrap_or_default()
    }

    fn percentile(&self, row: &Row) -> String {
        let Some(experience) = &row.experience else { return String::new() };
        let Some(percentile) = experience.percentile.filter(|percentile| *percentile > 0) else { return String::new() };
        let counted = Counted::asked(self.comparison);
        // Of a handful, more than others would mislead.
        if counted.count(experience).is_none_or(|count| count < 10) {
            return String::new();
        }
        let what = counted.compared(self.t, self.edition, self.comparison);
        self.t.card_percentile(what, percentile, experience.among)
    }

    fn marks(&self, row: &Row) -> Vec<String> {
        let mut marks = Vec::new();
        if row.is_current {
            marks.push(self.t.card_mark_current());
        } else if row.same_group == Some(true) {
            marks.push(self.t.card_mark_same_group());
        }
        marks
    }

    fn table_row(&self, row: &Row) -> TableRow {
        let t = self.t;
        let results =
            if row.results.is_empty() { t.words_none_published() } else { t.column_results(row.results.len()) };
        let count = |kind: Counted| match &row.experience {
            Some(experience) => words::count(t, kind.count(experience), experience.at_least),
            None => t.words_none_published(),
        };
        let counts = Counted::shown(self.edition, self.comparison).into_iter().map(count).collect();
        TableRow { counts, results }
    }
}

/// Whether an illness is a cancer, of an organ or of the blood.
pub(crate) fn is_cancer(condition: &Condition) -> bool {
    matches!(condition.kind.as_str(), "cancer" | "blood-cancer")
}

/// Who published the results shown, and that the hospital's own pages were not read.
pub(crate) fn own_pages(edition: &Edition, language: Language, measures: impl Iterator<Item = MeasureIndex>) -> String {
    let t = language.text();
    let mut publishers: Vec<&str> = Vec::new();
    for publisher in measures.filter_map(|measure| edition.publisher_of(edition.measure(measure)?)) {
        let name = in_language(&publisher.name, language);
        if !publishers.contains(&name) {
            publishers.push(name);
        }
    }
    if publishers.is_empty() {
        return t.card_own_pages_unknown();
    }
    t.card_own_pages_published(publishers.join(&t.words_comma()))
}

/// Whether it is known to offer second opinions: by whom and as of when, or that it is not known.
pub(crate) fn offer(edition: &Edition, language: Language, institution: InstitutionIndex) -> String {
    let t = language.text();
    let Some(offer) = edition.offers.iter().find(|offer| offer.institution == institution) else {
        return t.card_offer_unknown();
    };
    let what = in_language(&offer.what, language);
    let named = !offer.source.is_empty() && !offer.source.starts_with("not recorded");
    match (named, offer.date.is_empty()) {
        (true, false) => t.card_offer(offer.date.clone(), what, offer.source.clone()),
        (true, true) => t.card_offer_undated(what, offer.source.clone()),
        (false, false) => t.card_offer_sourceless(offer.date.clone(), what),
        (false, true) => t.card_offer_bare(what),
    }
}

/// The order in words, for the sentence above the list.
pub(crate) fn order(t: Text, order: Order) -> String {
    match order {
        Order::Distance => t.answer_order_distance(),
        Order::Experience => t.answer_order_experience(),
        Order::Results => t.answer_order_results(),
    }
}
