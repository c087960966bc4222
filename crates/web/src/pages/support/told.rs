//! What one file says: its aid, each as something to ask for, and its offices.

use evidence::town::{Aid, Office, SecondOpinion, Town};
use language::Text;

use super::words::{self, Month, Said, SourceView, said};

/// A file as a page shows it.
pub(super) struct TownView {
    /// What its ids on the page begin with.
    pub(super) id: &'static str,
    pub(super) heading: String,
    pub(super) made_up: bool,
    pub(super) aid: Vec<AidView>,
    pub(super) offices: Vec<OfficeView>,
}

/// An aid to ask for.
pub(super) struct AidView {
    pub(super) name: Said,
    pub(super) lines: Vec<Line>,
    /// The office to ask: its id on the page and its name.
    pub(super) office: Option<(String, Said)>,
    pub(super) sources: Vec<SourceView>,
    pub(super) ring_first: bool,
}

/// One line of an aid.
pub(super) struct Line {
    pub(super) what: String,
    pub(super) says: Said,
}

/// An office that can be asked.
pub(super) struct OfficeView {
    pub(super) id: String,
    pub(super) name: Said,
    pub(super) matters: String,
    pub(super) telephone: String,
    /// Its number as a telephone reads it.
    pub(super) dial: String,
    pub(super) fax: String,
    pub(super) web: String,
    pub(super) mail: String,
    pub(super) post: String,
    pub(super) hours: Vec<String>,
    pub(super) closed: Option<Said>,
    pub(super) note: Option<Said>,
    pub(super) sources: Vec<SourceView>,
    pub(super) ring_first: bool,
}

impl TownView {
    pub(super) fn of(t: Text, id: &'static str, heading: String, town: &Town, today: Month) -> TownView {
        TownView {
            id,
            heading,
            made_up: town.made_up,
            aid: town.aid.iter().map(|aid| aid_view(t, id, town, aid, today)).collect(),
            offices: town.offices.iter().map(|office| office_view(t, id, office, today)).collect(),
        }
    }
}

fn aid_view(t: Text, id: &str, town: &Town, aid: &Aid, today: Month) -> AidView {
    let matter = words::matter(t, aid.matter);
    let sources: Vec<SourceView> = aid.sources.iter().map(|source| words::source(t, source, today)).collect();
    let office = aid.office.as_ref().and_then(|office| town.office(office));
    AidView {
        name: aid.name.as_ref().map_or(own(matter.clone()), |name| said(t, name)),
        lines: lines(t, aid, matter),
        office: office.map(|office| (format!("{id}-{}", office.id), said(t, &office.name))),
        ring_first: words::ring_first(&sources),
        sources,
    }
}

/// What is known in lines; of what decides whether to leave at all, that it is not known stands there too.
fn lines(t: Text, aid: &Aid, matter: String) -> Vec<Line> {
    let line = |what: String, says: Said| Line { what, says };
    let mut lines = Vec::new();
    if aid.name.is_some() {
        lines.push(line(t.nearby_for(), own(matter)));
    }
    lines
        .push(line(t.nearby_whom(), aid.whom.as_ref().map_or_else(|| own(t.nearby_not_known()), |whom| said(t, whom))));
    lines.push(line(t.nearby_how_much(), own(how_much(t, aid))));
    let certificate = match aid.certificate {
        Some(true) => t.nearby_certificate_yes(),
        Some(false) => t.nearby_certificate_no(),
        None => t.nearby_not_known(),
    };
    lines.push(line(t.nearby_certificate(), own(certificate)));
    let before = match aid.before_leaving {
        Some(true) => t.nearby_before_yes(),
        Some(false) => t.nearby_before_no(),
        None => t.nearby_not_known(),
    };
    lines.push(line(t.nearby_before(), own(before)));
    let opinion = match aid.second_opinion {
        SecondOpinion::Ask => t.nearby_opinion_ask(),
        SecondOpinion::Yes => t.nearby_opinion_yes(),
        SecondOpinion::No => t.nearby_opinion_no(),
    };
    lines.push(line(t.nearby_opinion(), own(opinion)));
    lines.extend(aid.companion.as_ref().map(|companion| line(t.nearby_companion(), said(t, companion))));
    lines.extend(aid.note.as_ref().map(|note| line(t.nearby_remark(), said(t, note))));
    lines
}

/// Words of ours stand in the page's language.
fn own(text: String) -> Said {
    Said { text, tongue: "" }
}

fn how_much(t: Text, aid: &Aid) -> String {
    let share = aid.share.map(|share| t.nearby_share(share.parts, share.of));
    let most =
        aid.up_to.map(|most| t.nearby_up_to(words::money(t, most.currency, most.amount), words::per(t, most.per)));
    let times = aid.times_a_year.map(|times| t.nearby_times(times));
    let nights = aid.nights.map(|nights| t.nearby_nights(nights));
    let known: Vec<String> = [share, most, times, nights].into_iter().flatten().collect();
    if known.is_empty() { t.nearby_not_known() } else { known.join(&t.words_semicolon()) }
}

fn office_view(t: Text, id: &str, office: &Office, today: Month) -> OfficeView {
    let sources: Vec<SourceView> = office.sources.iter().map(|source| words::source(t, source, today)).collect();
    let matters: Vec<String> = office.matters.iter().map(|matter| words::matter(t, *matter)).collect();
    let written = |text: &Option<String>| text.clone().unwrap_or_default();
    let telephone = written(&office.telephone);
    OfficeView {
        id: format!("{id}-{}", office.id),
        name: said(t, &office.name),
        matters: matters.join(&t.words_semicolon()),
        dial: telephone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect(),
        telephone,
        fax: written(&office.fax),
        web: written(&office.web),
        mail: written(&office.mail),
        post: written(&office.post),
        hours: office.hours.iter().map(|hours| words::hours(t, hours)).collect(),
        closed: office.closed.as_ref().map(|closed| said(t, closed)),
        note: office.note.as_ref().map(|note| said(t, note)),
        ring_first: words::ring_first(&sources),
        sources,
    }
}
