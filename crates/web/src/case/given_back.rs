//! What a person wrote and we could not take: each text under the name its field has on the page, and the way back to that page.

use evidence::Edition;
use language::Text;

use crate::case::body::Written;
use crate::case::{FormOf, Step, deciding, letter_form, referral, staff, steps};

/// Where those who help write.
const FORMS_OF_STAFF: [&str; 5] = ["/desk", "/answer/form", "/opinion", "/receipt/form", "/worries-answer/form"];

/// A text with the label of its field.
pub(crate) struct Given {
    pub(crate) label: String,
    pub(crate) words: String,
}

/// A page to go back to: its address and its name.
pub(crate) type Way = (String, String);

/// What a person wrote. What a page itself put into its form, what is only ticked, and what is secret has no label here and is left out.
pub(crate) fn given_back(t: Text, path: &str, written: &Written) -> Vec<Given> {
    let typed = written.0.iter().filter(|(_, value)| !value.trim().is_empty());
    typed.filter_map(|(name, words)| Some(Given { label: label(t, path, name)?, words: words.clone() })).collect()
}

/// The page that a form at this address stands on, by its own name.
pub(crate) fn page_of(t: Text, edition: &Edition, path: &str) -> Option<Way> {
    if let Some(id) = path.strip_prefix("/case/desk/") {
        let name = &edition.institution(edition.institution_by_id(id)?)?.name;
        return Some((path.to_owned(), t.desk_title(name.as_str())));
    }
    let way = |path: &str, name: String| Some((path.to_owned(), name));
    match path {
        "/case/letter/code" => way(Step::Request.path(), Step::Request.name(t)),
        referral::IN => way(path, t.referral_in_title()),
        referral::OUT => way(path, t.referral_out_title()),
        "/case/account" => way(path, t.door_account()),
        "/case/recovery" => way(path, t.door_recovery()),
        "/case/erase" => way(path, t.door_erase()),
        "/case/export" | "/case/export/file" => way("/case/export", t.door_export()),
        "/case/bring" => way(path, t.bring_file()),
        "/case/new" => way(path, t.door_begin()),
        "/case/open" => way(path, t.door_enter()),
        "/letter" => way(path, t.door_letter()),
        "/sign-in" => way(path, t.door_sign_in()),
        "/cases" => way(path, t.door_cases()),
        "/answer" | "/opinion" | "/receipt" | "/worries-answer" => {
            let form = FormOf::ALL.into_iter().find(|form| form.door() == path)?;
            let [title, ..] = form.words(t);
            way(path, title)
        }
        "/opinion/form" | "/opinion/give" => way("/opinion/form", t.view_title()),
        "/answer/form" => way(path, t.reply_form()),
        "/receipt/form" => way(path, t.receipt_title()),
        "/worries-answer/form" => way(path, t.worry_title()),
        _ if within(path, "/desk") => way("/desk", t.office_offices()),
        _ if within(path, "/support-desk") => way("/desk", t.office_offices()),
        _ if within(path, "/letter/form") => way("/letter/form", t.door_form()),
        _ if within(path, "/case/people") => way("/case/people", t.door_people()),
        _ => step(path).and_then(|step| way(step.path(), step.name(t))),
    }
}

fn within(path: &str, page: &str) -> bool {
    path.strip_prefix(page).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn step(path: &str) -> Option<Step> {
    Step::ALL.into_iter().find(|step| within(path, step.path()))
}

/// What a field into which one writes is called on its page.
fn label(t: Text, path: &str, name: &str) -> Option<String> {
    if path.starts_with("/case/desk/") {
        return (name == "note").then(|| t.desk_notes());
    }
    match (path, name) {
        ("/case/new", "name") => Some(t.door_begin_name()),
        ("/case/new", "paper") => Some(t.door_begin_paper()),
        (referral::OUT, _) => referral::label(t, name),
        ("/case/account" | "/sign-in", "name") => Some(t.door_account_name()),
        _ if FORMS_OF_STAFF.iter().any(|form| within(path, form)) => staff::label(t, name),
        _ if within(path, "/case/people") => (name == "name").then(|| t.door_people_name()),
        _ if within(path, "/letter/form") => letter_form::label(t, name),
        _ => step(path).and_then(|step| deciding::label(t, step, name).or_else(|| steps::label(t, step, name))),
    }
}
