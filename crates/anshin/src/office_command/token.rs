//! `anshin office token`: a token for a desk's own system, told once.

use std::collections::BTreeSet;

use casework::service::{OfficeScope, TOKEN_DAYS};
use clap::{Arg, ArgAction, ArgMatches, Command};
use language::Text;

use super::words::refused;
use super::{casework, needed};
use crate::command::{dressed, option};
use crate::database::{self, day};
use crate::failure::Failure;
use crate::output;
use crate::values::written;

/// Days after which a token ends when none are named: a system whose token is lost is then shut out by itself.
const DAYS: i64 = 90;

/// What can be asked.
pub(super) fn command(text: Text) -> Command {
    let (name, options) = (text.command_value_name(), text.command_value_options());
    dressed(text, Command::new("token").about(text.offices_token_about()))
        .override_usage(format!("anshin office token ID [{options}]"))
        .arg(Arg::new("id").value_name("ID").help(text.offices_id()).help_heading(text.command_arguments()))
        .arg(option("scopes", name.clone(), text.offices_token_scopes()))
        .arg(option("days", name, text.offices_token_days(DAYS, TOKEN_DAYS)))
        .arg(Arg::new("ends").long("ends").action(ArgAction::SetTrue).help(text.offices_token_ends()))
        .arg(database::database_option(text))
}

/// Makes a token, or ends all of them.
pub(super) async fn token(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let id = needed(text, matches, "id")?;
    if matches.get_flag("ends") {
        let casework = casework(text, matches).await?;
        casework.end_office_tokens(id).await.map_err(|refusal| refused(text, &refusal))?;
        return output::write(text, &(text.offices_token_ended(id) + "\n"));
    }
    let asked = written(matches, "scopes").unwrap_or("read,answer");
    let scopes: Option<BTreeSet<OfficeScope>> =
        asked.split(',').map(|word| OfficeScope::from_word(word.trim())).collect();
    let bad = || Failure::usage(text.offices_token_scopes_bad(asked), text.offices_token_scopes_bad_remedy());
    let scopes = scopes.ok_or_else(bad)?;
    let days = match written(matches, "days") {
        None => DAYS,
        Some(word) => word.parse().ok().filter(|days| (1..=TOKEN_DAYS).contains(days)).ok_or_else(|| {
            Failure::usage(text.offices_token_days_bad(word), text.offices_token_days_bad_remedy(TOKEN_DAYS))
        })?,
    };
    let casework = casework(text, matches).await?;
    let made = casework.make_office_token(id, &scopes, days).await;
    let (token, until) = made.map_err(|refusal| refused(text, &refusal))?;
    let given: Vec<&str> = scopes.into_iter().map(OfficeScope::word).collect();
    let done = text.offices_token_done(id, given.join(", "), day(until));
    output::write(text, &format!("{done}\n{}\n", token.cookie()))
}
