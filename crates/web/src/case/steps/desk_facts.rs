//! What a desk says about itself, line by line, each with its source, its age, and "ring first" where it is old or not known.

use evidence::desk::{Apply, Desk, Fact, Fee, MayCome, Online, Source, Waiting};
use jiff::civil::Date;
use language::{Language, Text};

use super::desk_words as words;

/// One line of a desk's facts.
pub(super) struct Line {
    pub(super) what: String,
    pub(super) says: String,
    /// Where it stands; empty where nothing is known.
    pub(super) source: String,
    pub(super) address: String,
    /// Old, or not known at all.
    pub(super) ring_first: bool,
}

/// Puts a desk's facts into lines; what is not known stands there as not known.
pub(super) struct Lines {
    t: Text,
    today: Date,
    out: Vec<Line>,
}

/// Every line of one desk.
pub(super) fn lines(t: Text, desk: &Desk, today: Date) -> Vec<Line> {
    let mut lines = Lines { t, today, out: Vec::new() };
    let tongue = t.language().code();
    lines.some(t.desk_row_only_for(), &desk.only_for, |fact| fact.in_language(tongue).to_owned());
    lines.each(t.desk_row_contact(), &desk.contacts, |fact| {
        format!("{}{}{}", words::contact(t, fact.by), t.words_colon(), fact.at)
    });
    lines.each(t.desk_row_fees(), &desk.fees, |fact| fee(t, fact));
    lines.always(t.desk_row_fees(), desk.fees.is_empty());
    lines.each(t.desk_row_ways(), &desk.ways, |fact| words::way(t, *fact));
    lines.always(t.desk_row_ways(), desk.ways.is_empty());
    lines.some(t.desk_row_online(), &desk.online, |fact| online(t, fact));
    lines.each(t.desk_row_languages(), &desk.languages, |code| {
        Language::from_code(code).map_or_else(|| code.clone(), |language| language.own_name().to_owned())
    });
    lines.always(t.desk_row_languages(), desk.languages.is_empty());
    lines.each(t.desk_row_specialists(), &desk.specialists, |fact| {
        let certified = fact.certification.as_ref().map(|words| words.in_language(tongue));
        let parts = [Some(fact.name.as_str()), Some(fact.field.in_language(tongue)), certified];
        t.desk_published(parts.into_iter().flatten().collect::<Vec<_>>().join(&t.words_comma()))
    });
    lines.always(t.desk_row_specialists(), desk.specialists.is_empty());
    lines.some(t.desk_row_apply(), &desk.apply, |fact| apply(t, fact));
    lines.always(t.desk_row_apply(), desk.apply.is_none());
    lines.each(t.desk_row_may_come(), &desk.may_come, |fact| may_come(t, fact));
    lines.always(t.desk_row_may_come(), desk.may_come.is_empty());
    lines.gathered(t.desk_row_needs(), &desk.needs, |fact| words::paper(t, *fact));
    lines.always(t.desk_row_needs(), desk.needs.is_empty());
    lines.some(t.desk_row_papers_before(), &desk.papers_days_before, |days| t.desk_papers_before(*days));
    lines.gathered(t.desk_row_refuses(), &desk.refuses, |fact| words::refuses(t, *fact));
    lines.always(t.desk_row_refuses(), desk.refuses.is_empty());
    lines.some(t.desk_row_waiting(), &desk.waiting, |fact| waiting(t, *fact));
    lines.always(t.desk_row_waiting(), desk.waiting.is_none());
    lines.some(t.desk_row_follow_up(), &desk.follow_up_near_home, |near| {
        if *near { t.desk_follow_up_yes() } else { t.desk_follow_up_no() }
    });
    lines.each(t.desk_row_remarks(), &desk.remarks, |fact| t.desk_published(fact.in_language(tongue)));
    lines.out
}

impl Lines {
    fn push(&mut self, what: String, says: String, source: &Source) {
        let ring_first = source.ring_first(self.today.year(), self.today.month());
        let address = source.address.clone().unwrap_or_default();
        self.out.push(Line { what, says, source: words::source(self.t, source), address, ring_first });
    }

    fn some<T>(&mut self, what: String, fact: &Option<Fact<T>>, says: impl Fn(&T) -> String) {
        if let Some(fact) = fact {
            self.push(what, says(&fact.value), &fact.source);
        }
    }

    fn each<T>(&mut self, what: String, facts: &[Fact<T>], says: impl Fn(&T) -> String) {
        for fact in facts {
            self.push(what.clone(), says(&fact.value), &fact.source);
        }
    }

    /// Facts of one source in one line.
    fn gathered<T>(&mut self, what: String, facts: &[Fact<T>], says: impl Fn(&T) -> String) {
        let mut rest: Vec<&Fact<T>> = facts.iter().collect();
        while let Some(source) = rest.first().map(|fact| fact.source.clone()) {
            let (same, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(|fact| fact.source == source);
            let all: Vec<String> = same.iter().map(|fact| says(&fact.value)).collect();
            self.push(what.clone(), all.join(&self.t.words_semicolon()), &source);
            rest = others;
        }
    }

    /// What everyone needs to know stands there even when it is not known.
    fn always(&mut self, what: String, missing: bool) {
        if missing {
            let says = self.t.desk_not_known();
            self.out.push(Line { what, says, source: String::new(), address: String::new(), ring_first: true });
        }
    }
}

fn fee(t: Text, fee: &Fee) -> String {
    let minutes = fee.minutes.map(|minutes| t.desk_fee_minutes(minutes));
    let tax = match fee.tax_included {
        Some(true) => t.desk_fee_tax_included(),
        Some(false) => t.desk_fee_tax_on_top(),
        None => t.desk_fee_tax_unknown(),
    };
    let note = fee.note.as_ref().map(|note| t.desk_published(note.in_language(t.language().code())));
    let parts = [Some(words::amount(t, fee.currency, fee.amount)), minutes, Some(tax), note];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{}{}{}", words::fee(t, fee.what), t.words_colon(), parts.join(&t.words_comma()))
}

pub(in crate::case) fn online(t: Text, online: &Online) -> String {
    let pick = |known: Option<bool>, yes: String, no: String| known.map(|known| if known { yes } else { no });
    let parts = [
        pick(online.patient_present, t.desk_online_patient_present(), t.desk_online_patient_may_stay_away()),
        online.most_people.map(|people| t.desk_online_most_people(people)),
        pick(online.recording, t.desk_online_recording(), t.desk_online_no_recording()),
        pick(online.residents_only, t.desk_online_residents_only(), t.desk_online_abroad_too()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(&t.words_semicolon())
}

fn apply(t: Text, apply: &Apply) -> String {
    use evidence::desk::Applicant;
    if apply.who == [Applicant::DoctorsOffice] {
        return t.desk_applicant_doctors_office_only();
    }
    let who = apply.who.iter().map(|who| words::applicant(t, *who));
    who.chain(apply.how.iter().map(|how| words::channel(t, *how))).collect::<Vec<_>>().join(&t.words_semicolon())
}

pub(in crate::case) fn may_come(t: Text, rule: &MayCome) -> String {
    let papers: Vec<String> = rule.papers.iter().map(|paper| words::paper(t, *paper)).collect();
    let parts = [words::relation(t, rule.relation), papers.join(&t.words_comma())];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}{}{}", words::who(t, rule.who), t.words_colon(), parts.join(&t.words_semicolon()))
}

pub(super) fn waiting(t: Text, waiting: Waiting) -> String {
    match (waiting.from_days, waiting.to_days) {
        (Some(low), Some(high)) => t.desk_waiting_range(low, high),
        (Some(low), None) => t.desk_waiting_least(low),
        (None, Some(high)) => t.desk_waiting_most(high),
        (None, None) => t.desk_not_known(),
    }
}
