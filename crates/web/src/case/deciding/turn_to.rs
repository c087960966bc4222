//! Someone to turn to: beside every question about worry, before it and after it, whatever the answer.

use askama::Template;
use casework::triage::triage;
use casework::{Part, Role, may};
use language::Text;

use crate::case::steps::At;
use crate::case::steps::time::number;

/// Whom one can talk to; a template writes it with `{{ turn_to|safe }}`.
#[derive(Template)]
#[template(path = "case/deciding/turn-to.html")]
pub(super) struct TurnTo {
    t: Text,
    /// What its ids begin with, where it stands twice on a page.
    id: &'static str,
    people: Vec<String>,
    emergency: String,
}

impl TurnTo {
    /// The support centre, the patient's doctor, the counsellors of the case, and the number of the file of signs that need help.
    pub(super) fn of(at: &At<'_>, id: &'static str) -> TurnTo {
        let t = at.t;
        let doctor = at.view.case.opinion.doctor.told().filter(|name| !name.trim().is_empty());
        let doctor = doctor.map_or_else(|| t.ease_turn_own_doctor(), |name| t.ease_turn_doctor(name.as_str()));
        let counsellors = at.view.case.people.iter().filter(|person| person.role == Role::Counsellor);
        let counsellors = counsellors.filter(|person| {
            let actor = casework::Actor { person: person.id, by_form_code: false };
            may(&at.view.case, actor, casework::Deed::Read(Part::Worries), at.view.today)
                || may(&at.view.case, actor, casework::Deed::Read(Part::Ease), at.view.today)
        });
        let counsellors = counsellors.filter(|person| !person.name.trim().is_empty());
        let mut people: Vec<String> = counsellors.map(|person| t.ease_turn_counsellor(person.name.as_str())).collect();
        people.extend([doctor, t.ease_turn_centre()]);
        TurnTo { t, id, people, emergency: t.ease_turn_emergency(number(at, triage())) }
    }
}
