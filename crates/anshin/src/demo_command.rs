//! `anshin demo`: fills a database with made-up cases, each marked so, for trying out.

mod cases;
mod offices;
pub(crate) mod story;

use std::sync::Arc;

use casework::{Casework, Refusal};
use clap::{ArgMatches, Command};
use jiff::tz::TimeZone;
use language::Text;

use crate::command::dressed;
use crate::database;
use crate::failure::Failure;
use crate::serve_command::ports::{SystemChance, SystemClock};

use cases::Made;
use offices::Staffed;

/// What can be asked.
pub(crate) fn command(text: Text) -> Command {
    dressed(text, Command::new("demo").about(text.demo_about()).after_help(text.demo_more()))
        .override_usage(format!("anshin demo [{}]", text.command_value_options()))
        .arg(database::database_option(text))
}

/// Puts the cases into the database and tells their codes, once.
pub(crate) fn run(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let (made, offices) = database::run(text, fill(text, matches))?;
    println!("{}", text.demo_done(made.len()));
    for case in made {
        println!("\n{}\n  {}", case.what, case.recovery.printed());
        if let Some((what, code)) = case.further {
            println!("  {what} {}", code.printed());
        }
    }
    println!("\n{}", text.demo_offices());
    for office in offices {
        println!("\n{} {}", office.what, office.page);
        println!("  {}", text.demo_account(office.name, office.passphrase));
        println!("  {}", text.staff_one_time(office.one_time));
    }
    println!("\n{}\n{}", text.demo_once(), text.demo_more());
    Ok(())
}

async fn fill(text: Text, matches: &ArgMatches) -> Result<(Vec<Made>, Vec<Staffed>), Failure> {
    let place = database::place(text, matches)?;
    let store = if place.file.as_deref().is_some_and(|file| file.exists()) {
        // Anshin may be serving from it at this moment.
        database::open_beside(text, &place).await?.0
    } else {
        database::open(text, &place).await?
    };
    let (keeper, clock) = (Arc::new(store), || SystemClock::of(TimeZone::system()));
    let casework = Casework::new(keeper.clone(), Arc::new(clock()), Arc::new(SystemChance));
    let refused = |refusal: Refusal| failed(text, &refusal);
    let mut made = cases::all(&casework, text).await.map_err(refused)?;
    let offices = offices::all(&casework, text).await.map_err(refused)?;
    made.extend(offices.cases);
    made.push(story::kept(text, keeper, clock(), offices.institution).await.map_err(refused)?);
    Ok((made, offices.staff))
}

fn failed(text: Text, refusal: &Refusal) -> Failure {
    Failure::failed(text.store_broken(refusal.to_string()), text.store_broken_remedy())
}
