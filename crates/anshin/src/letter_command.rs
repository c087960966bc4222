//! `anshin letter`: a paper of a case as a file, without the web application.

use std::fs::{self, OpenOptions};
use std::io::{self, IsTerminal as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;

use casework::{Case, Clock as _};
use clap::{ArgMatches, Command, value_parser};
use documents::fhir::ereferral::{self, Gender, GivenInstitution, GivenPatient, Issued, Setting};
use documents::paper::papers::{Given, Paper, sheets, words};
use documents::paper::set::{Contents, Made, pdf};
use documents::portable;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan as _};
use language::Text;

use crate::backup_command;
use crate::command::{dressed, option};
use crate::database;
use crate::demo_command::story;
use crate::failure::Failure;
use crate::output;
use crate::serve_command::ports::SystemClock;
use crate::values::{word, written};

/// The made-up case.
const DEMO: &str = "demo";

#[derive(Clone, Copy)]
enum Form {
    Pdf,
    Fhir,
}

/// What can be asked.
pub(crate) fn command(text: Text) -> Command {
    let papers = Paper::ALL.map(Paper::name).join(", ");
    dressed(text, Command::new("letter").about(text.letter_about()).after_help(text.letter_more()))
        .override_usage(format!("anshin letter --case {DEMO} [{}]", text.command_value_options()))
        .arg(option("case", text.backup_value_file(), text.letter_case()))
        .arg(option("paper", text.command_value_name(), text.letter_paper(papers)))
        .arg(option("format", text.command_value_format(), text.letter_format()))
        .arg(option("out", text.backup_value_file(), text.letter_out()).value_parser(value_parser!(PathBuf)))
        .arg(backup_command::passphrase_option(text))
}

/// Makes the file.
pub(crate) fn run(text: Text, matches: &ArgMatches) -> Result<(), Failure> {
    let Some(asked) = written(matches, "case") else {
        return Err(Failure::usage(text.letter_no_case(), text.letter_no_case_remedy()));
    };
    let paper = paper(text, matches)?;
    let form = word(text, matches, "format", &[("pdf", Form::Pdf), ("fhir", Form::Fhir)])?.unwrap_or(Form::Pdf);
    let clock = SystemClock::of(TimeZone::system());
    let case = case(text, matches, asked)?;
    let file = match form {
        Form::Pdf => printed(text, &case, paper, clock.today())?,
        Form::Fhir if paper != Paper::Letter => {
            return Err(Failure::usage(text.letter_fhir_only(), text.letter_fhir_only_remedy()));
        }
        Form::Fhir if asked == DEMO => referral(text, &case, clock.today(), clock.now().0)?,
        Form::Fhir => return Err(Failure::failed(text.letter_fhir_numbers(), text.letter_fhir_numbers_remedy())),
    };
    give(text, matches, &file)
}

fn paper(text: Text, matches: &ArgMatches) -> Result<Paper, Failure> {
    let known: Vec<(&str, Paper)> = Paper::ALL.map(|paper| (paper.name(), paper)).to_vec();
    Ok(word(text, matches, "paper", &known)?.unwrap_or(Paper::Letter))
}

/// The made-up case, or one from a case file.
fn case(text: Text, matches: &ArgMatches, asked: &str) -> Result<Case, Failure> {
    if asked == DEMO {
        return database::run(text, demo(text));
    }
    let bytes = fs::read(asked)
        .map_err(|error| Failure::failed(text.letter_unread(asked, error.to_string()), text.letter_unread_remedy()))?;
    let passphrase = backup_command::passphrase(text, matches, false)?;
    let brought = portable::read(&bytes, &passphrase)
        .map_err(|error| Failure::failed(portable::words::unreadable(text, &error), text.letter_unread_remedy()))?;
    Ok(brought.seen().clone())
}

async fn demo(text: Text) -> Result<Case, Failure> {
    let made = story::whole(text, SystemClock::of(TimeZone::system())).await;
    made.map_err(|refusal| Failure::failed(text.store_broken(refusal.to_string()), text.store_broken_remedy()))
}

fn printed(text: Text, case: &Case, paper: Paper, today: Date) -> Result<Vec<u8>, Failure> {
    let given = Given { zone: TimeZone::system(), ..Given::of(case, text, today) };
    let contents = (paper == Paper::Dossier).then(|| Contents {
        language: text.language(),
        title: paper.title(text),
        under: None,
        foot: text.paper_foot(words::day(text, today)),
    });
    pdf(&sheets(paper, &given), Made { on: today, contents })
        .map_err(|error| Failure::failed(error.words(&text), text.letter_unread_remedy()))
}

/// The made-up letter as a referral: every number and name in it is made up, and says so where it can.
fn referral(text: Text, case: &Case, today: Date, now: i64) -> Result<Vec<u8>, Failure> {
    let institution = |number: &str, name: String| GivenInstitution {
        number: number.to_owned(),
        name,
        address: text.letter_demo_address(),
        postal: String::new(),
        phone: String::new(),
        department: String::new(),
        doctor: String::new(),
    };
    let given = ereferral::Given {
        patient: GivenPatient {
            family: text.letter_demo_family(),
            given: text.letter_demo_given(),
            kana: None,
            gender: Some(Gender::Unknown),
            birth: today.checked_sub(70.years()).ok(),
            address: text.letter_demo_address(),
            postal: String::new(),
            phone: String::new(),
            member: "00000000:00:0000:".to_owned(),
            number: "0000".to_owned(),
        },
        from: institution("0010000000", text.demo_hospital()),
        to: institution("0010000001", text.demo_desk()),
        setting: Setting::Outpatient,
        version: 1,
        enclosed: Vec::new(),
        pdf: Some(printed(text, case, Paper::Letter, today)?),
    };
    let at = Timestamp::from_second(now).unwrap_or(Timestamp::UNIX_EPOCH);
    let issued = Issued { at, zone: Offset::constant(9), number: "1".to_owned() };
    let bundle = ereferral::bundle(case, &given, text.language(), &issued)
        .map_err(|error| Failure::failed(error.say(text), text.letter_fhir_numbers_remedy()))?;
    let mut json = serde_json::to_vec_pretty(&bundle).map_err(|error| output::failed(text, &error.to_string()))?;
    json.push(b'\n');
    Ok(json)
}

/// Into the file that was named, or out; never a PDF into a terminal.
fn give(text: Text, matches: &ArgMatches, file: &[u8]) -> Result<(), Failure> {
    if let Some(path) = matches.get_one::<PathBuf>("out") {
        let name = path.display().to_string();
        let failed = |error: io::Error| {
            Failure::failed(text.backup_failed(name.as_str(), error.to_string()), text.backup_failed_remedy())
        };
        // A case is in it: for its owner alone, and never over another file.
        let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
        made.and_then(|mut made| made.write_all(file).and_then(|()| made.sync_all())).map_err(failed)?;
        return output::write(text, &(text.letter_written(name.as_str(), file.len()) + "\n"));
    }
    if file.starts_with(b"%PDF") && io::stdout().is_terminal() {
        return Err(Failure::usage(text.letter_terminal(), text.letter_terminal_remedy()));
    }
    output::write_bytes(text, file)
}
