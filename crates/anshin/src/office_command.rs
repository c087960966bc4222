//! `anshin office`: desks and support centres, made by whoever runs the machine, and who of the staff works in them.

mod token;
mod words;

use std::sync::Arc;

use casework::office::{Duty, Hook, Office};
use casework::{Casework, Chance as _, Refusal};
use clap::{Arg, ArgAction, ArgMatches, Command};
use jiff::tz::TimeZone;
use language::Text;

use crate::command::{dressed, option};
use crate::failure::Failure;
use crate::serve_command::ports::{SystemChance, SystemClock};
use crate::values::written;
use crate::{database, output};

use words::refused;

/// The bytes of the secret that signs calls: as many as the digest that is signed with has.
const SECRET_BYTES: usize = 32;

/// What can be asked.
pub(crate) fn command(text: Text) -> Command {
    let (name, options) = (text.command_value_name(), text.command_value_options());
    let id = || Arg::new("id").value_name("ID").help(text.offices_id()).help_heading(text.command_arguments());
    let second = |name: &'static str, value: String, help: String| {
        Arg::new(name).value_name(value).help(help).help_heading(text.command_arguments())
    };
    let add = dressed(text, Command::new("add").about(text.offices_add_about()))
        .override_usage(format!("anshin office add ID --duty desk --name {name} --institution ID [{options}]"))
        .arg(id())
        .arg(option("duty", name.clone(), text.offices_duty()))
        .arg(option("name", name.clone(), text.offices_name()))
        .arg(option("institution", "ID".to_owned(), text.offices_institution()))
        .arg(database::database_option(text));
    let staff = dressed(text, Command::new("staff").about(text.offices_staff_about()))
        .override_usage(format!("anshin office staff ID {name} [{options}]"))
        .arg(id())
        .arg(second("account", name.clone(), text.staff_name()))
        .arg(Arg::new("leaves").long("leaves").action(ArgAction::SetTrue).help(text.offices_staff_leaves()))
        .arg(database::database_option(text));
    let hook = dressed(text, Command::new("hook").about(text.offices_hook_about()))
        .override_usage(format!("anshin office hook ID https://… [{options}]"))
        .arg(id())
        .arg(second("address", "URL".to_owned(), text.offices_address()))
        .arg(database::database_option(text));
    let list = dressed(text, Command::new("list").about(text.offices_list_about()))
        .override_usage(format!("anshin office list [{options}]"))
        .arg(database::database_option(text));
    dressed(text, Command::new("office").about(text.offices_about()))
        .override_usage(format!("anshin office {}", text.command_value_command()))
        .subcommand_help_heading(text.command_commands())
        .subcommand(add)
        .subcommand(staff)
        .subcommand(hook)
        .subcommand(token::command(text))
        .subcommand(list)
}

/// Does what was asked.
pub(crate) fn run(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    match matches.subcommand() {
        Some(("add", matches)) => database::run(text, add(text, matches)),
        Some(("staff", matches)) => database::run(text, staff(text, matches)),
        Some(("hook", matches)) => database::run(text, hook(text, matches)),
        Some(("token", matches)) => database::run(text, token::token(text, matches)),
        Some(("list", matches)) => database::run(text, list(text, matches)),
        _ => Err(Failure::usage(text.offices_missing(), text.command_see_help("anshin office"))),
    }
}

async fn casework(text: Text, matches: &ArgMatches) -> Result<Casework, Failure> {
    let place = database::place(text, matches)?;
    let (store, _) = database::open_beside(text, &place).await?;
    let clock = Arc::new(SystemClock::of(TimeZone::system()));
    Ok(Casework::new(Arc::new(store), clock, Arc::new(SystemChance)))
}

fn needed<'a>(text: Text, matches: &'a ArgMatches, name: &str) -> Result<&'a str, Failure> {
    let missing = || Failure::usage(text.offices_value_missing(name), text.command_see_help("anshin office"));
    written(matches, name).ok_or_else(missing)
}

async fn add(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let (id, name) = (needed(text, matches, "id")?, needed(text, matches, "name")?);
    let asked = needed(text, matches, "duty")?;
    let duty = words::duty(asked)
        .ok_or_else(|| Failure::usage(text.offices_duty_bad(asked), text.offices_duty_bad_remedy()))?;
    let institution = written(matches, "institution").map(str::to_owned);
    let office = Office::new(id.to_owned(), duty, name.to_owned(), institution);
    let casework = casework(text, matches).await?;
    casework.make_office(office).await.map_err(|refusal| refused(text, &refusal))?;
    let page = if duty == Duty::Desk { "/desk" } else { "/support-desk" };
    output::write(text, &(text.offices_done(name, format!("{page}/{id}")) + "\n"))
}

async fn staff(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let (id, account) = (needed(text, matches, "id")?, needed(text, matches, "account")?);
    let casework = casework(text, matches).await?;
    if matches.get_flag("leaves") {
        casework.office_staff_left(account, id).await.map_err(|refusal| refused(text, &refusal))?;
        return output::write(text, &(text.offices_staff_left(account, id) + "\n"));
    }
    casework.office_staff(account, id).await.map_err(|refusal| refused(text, &refusal))?;
    output::write(text, &(text.offices_staff_done(account, id) + "\n"))
}

async fn hook(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let (id, address) = (needed(text, matches, "id")?, needed(text, matches, "address")?);
    let casework = casework(text, matches).await?;
    if address == "none" {
        casework.set_hook(id, None).await.map_err(|refusal| refused(text, &refusal))?;
        return output::write(text, &(text.offices_hook_ended(id) + "\n"));
    }
    if post::hook_address(address).is_err() {
        return Err(Failure::usage(text.offices_address_bad(address), text.offices_address_bad_remedy()));
    }
    let mut secret = vec![0; SECRET_BYTES];
    SystemChance.fill(&mut secret);
    let shown: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    let hook = Hook { address: address.to_owned(), secret };
    casework.set_hook(id, Some(hook)).await.map_err(|refusal| refused(text, &refusal))?;
    output::write(text, &format!("{}\n{}\n", text.offices_hook_done(id), text.offices_hook_secret(shown)))
}

async fn list(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let offices = casework(text, matches).await?.offices().await.map_err(|refusal: Refusal| refused(text, &refusal))?;
    if offices.is_empty() {
        return output::write(text, &(text.offices_none() + "\n"));
    }
    let line = |office: &Office| {
        let institution = office.institution.clone().unwrap_or_else(|| "-".to_owned());
        let hook = office.hook.as_ref().map_or("-", |hook| hook.address.as_str());
        let word = words::duty_word(office.duty);
        format!(
            "{}\t{word}\t{}\t{institution}\t{}\t{hook}\t{}\t{}\n",
            office.id,
            office.name,
            office.cases.len(),
            office.events.len(),
            office.given_up
        )
    };
    output::write(text, &offices.iter().map(line).collect::<String>())
}
