//! What is missing at one institution and why, in plain words.

use compare::Note;
use compare::words::in_language;
use evidence::Edition;
use language::Language;

/// One note; none for what the card already shows as a mark or a sentence.
pub(crate) fn note(edition: &Edition, language: Language, note: Note) -> Option<String> {
    let t = language.text();
    match note {
        Note::IsCurrent
        | Note::SameGroup
        | Note::UnderTenOrNotPublished
        | Note::NotListed
        | Note::NoCountsPublished
        | Note::OperationsMasked
        | Note::ResultsNotPublished => None,
        // Here the year stands beside the name, as a minimum is only as good as its date.
        Note::MeetsStandard(position) => edition.standards.get(position).map(|standard| {
            let operation = in_language(&standard.operation, language).to_owned();
            let year = if standard.year.is_empty() { t.illness_year_unknown() } else { standard.year.clone() };
            t.note_standard(operation, standard.minimum_a_year, standard.issuer.clone(), year)
        }),
        other => Some(compare::words::note(t, edition, other)),
    }
}
