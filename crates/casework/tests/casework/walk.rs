//! Applications, walked through by everyone: first every step from every state, then millions of walks drawn at random.

use std::collections::BTreeSet;
use std::thread;

use casework::application::{Application, Channel, Move, Needed, Offer, Reason, Reply, Side, State, Step, Turning};
use casework::choice::Way;
use casework::{ApplicationId, Moment, Part, PersonId, Refusal};
use jiff::civil::date;

const WALKS: u32 = 2_000_000;

/// Fast, and the same in every run (splitmix64).
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut state = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (state ^ (state >> 31)) % most
    }
}

fn application() -> Application {
    Application {
        id: ApplicationId(1),
        institution: "jp-00001".to_owned(),
        name: "Example Hospital".to_owned(),
        way: Way::Visit,
        channel: Channel::Queue,
        desk: PersonId(2),
        doctor: None,
        blind: false,
        parts: BTreeSet::from([Part::Opinion]),
        state: State::Sent,
        turn: 1,
        sent: Moment(0),
        sent_on: TODAY,
        offers: Vec::new(),
        booked: None,
        asked: Vec::new(),
        posted_on: None,
        held_on: None,
        turns: Vec::new(),
    }
}

const TODAY: jiff::civil::Date = date(2026, 11, 23);

fn offer(slot: u32, day: i8) -> Offer {
    let at = date(2026, 11, day).at(10, 0, 0, 0);
    Offer { slot: Some(slot), at, minutes: 60, specialist: String::new(), online: false }
}

/// Every kind of step, the good and the bad.
fn steps() -> Vec<Step> {
    let moves = [
        Move::Posted(TODAY),
        Move::Supply,
        Move::Take(0),
        Move::Take(7),
        Move::NoneFits,
        Move::CallOff,
        Move::Held(TODAY),
        Move::Held(date(2026, 11, 30)),
        Move::Withdraw,
    ];
    let replies = [
        Reply::Accept(Vec::new()),
        Reply::Accept(vec![offer(1, 23)]),
        Reply::Ask(Needed { kind: None, words: "The slides".to_owned() }),
        Reply::Ask(Needed { kind: None, words: String::new() }),
        Reply::Offer(vec![offer(1, 23), offer(2, 25)]),
        Reply::Offer(vec![offer(1, 23), offer(1, 25)]),
        Reply::Offer(vec![offer(1, 2)]),
        Reply::Offer(Vec::new()),
        Reply::CancelDate,
        Reply::Held(TODAY),
        Reply::Decline(Reason::NoCapacity),
        Reply::Decline(Reason::Other),
        Reply::Doctor("Dr Abe".to_owned()),
    ];
    moves.into_iter().map(Step::Move).chain(replies.into_iter().map(Step::Reply)).chain([Step::Give]).collect()
}

fn turning() -> Turning {
    Turning { by: PersonId(1), told_by: None, words: String::new(), now: Moment(1), today: TODAY }
}

fn side(step: &Step) -> Side {
    match step {
        Step::Move(_) => Side::Patient,
        Step::Reply(_) => Side::Desk,
        Step::Give => Side::Doctor,
    }
}

/// Whether this is a side's turn: a desk may always decline and a patient withdraw, dates may be changed until one is agreed, and on an agreed
/// date both may act.
fn may_turn(before: State, step: &Step) -> bool {
    let waits = Application { state: before, ..application() }.waits_for();
    match step {
        Step::Move(Move::Withdraw) => !before.is_end(),
        Step::Reply(Reply::Decline(_)) => !before.is_end() && before != State::Held,
        Step::Reply(Reply::Doctor(_)) => {
            matches!(waits, Side::Date | Side::Doctor) || before == State::Accepted || before == State::Offered
        }
        Step::Reply(Reply::Ask(_) | Reply::Accept(_)) => waits == Side::Desk || before == State::ItemAsked,
        Step::Reply(Reply::Offer(_)) => waits == Side::Desk || before == State::Offered,
        _ => waits == side(step) || waits == Side::Date,
    }
}

/// Everything that can be reached within a few steps, one of each kind of state.
fn reached() -> Vec<Application> {
    let mut found: Vec<Application> = vec![application()];
    let mut place = 0;
    while place < found.len() {
        for step in steps() {
            let mut next = found[place].clone();
            if next.turned(next.turn, step, turning()).is_err() {
                continue;
            }
            let what = |known: &Application| (known.state, known.offers.clone(), known.booked.clone());
            if !found.iter().any(|known| what(known) == what(&next)) {
                found.push(next);
            }
        }
        place += 1;
    }
    found
}

#[test]
fn from_every_state_someone_can_act_and_the_patient_can_withdraw() {
    let reached = reached();
    let states: BTreeSet<State> = reached.iter().map(|one| one.state).collect();
    assert_eq!(states, BTreeSet::from(State::ALL), "every state is reached");
    for from in reached {
        let accepted: Vec<Step> = steps()
            .into_iter()
            .filter(|step| from.clone().turned(from.turn, step.clone(), turning()).is_ok())
            .collect();
        if from.state.is_end() {
            assert_eq!((accepted, from.waits_for()), (Vec::new(), Side::Nobody));
            continue;
        }
        assert!(accepted.contains(&Step::Move(Move::Withdraw)), "{:?}", from.state);
        let waits = from.waits_for();
        let acts = |step: &Step| step != &Step::Move(Move::Withdraw) && (side(step) == waits || waits == Side::Date);
        assert!(accepted.iter().any(acts), "{:?}: nobody on the side it waits for can act", from.state);
    }
}

#[test]
fn every_step_from_every_state_is_refused_and_changes_nothing_or_is_that_sides_turn() {
    for from in reached() {
        for step in steps() {
            let mut to = from.clone();
            match to.turned(from.turn, step.clone(), turning()) {
                Ok(()) => {
                    assert!(may_turn(from.state, &step), "{:?} {step:?}", from.state);
                    assert_eq!((to.turn, to.turns.len()), (from.turn + 1, from.turns.len() + 1));
                }
                Err(_) => assert_eq!(to, from),
            }
            let mut stale = from.clone();
            assert_eq!(stale.turned(from.turn + 1, step, turning()), Err(Refusal::Stale));
            assert_eq!(stale, from);
        }
    }
}

#[test]
fn an_application_that_went_back_and_forth_without_end_can_still_come_to_one() {
    let mut long = application();
    loop {
        let step = match long.state {
            State::ItemAsked => Step::Move(Move::Supply),
            _ => Step::Reply(Reply::Ask(Needed { kind: None, words: "More".to_owned() })),
        };
        if let Err(refusal) = long.turned(long.turn, step, turning()) {
            assert_eq!(refusal, Refusal::Full(casework::application::TURNS));
            break;
        }
    }
    long.clone().turned(long.turn, Step::Move(Move::Withdraw), turning()).unwrap();
    long.turned(long.turn, Step::Reply(Reply::Decline(Reason::NoCapacity)), turning()).unwrap();
}

/// What a step can change, without copying the whole.
fn mark(one: &Application) -> (State, u32, usize, usize, usize, bool) {
    (one.state, one.turn, one.turns.len(), one.offers.len(), one.asked.len(), one.booked.is_some())
}

/// What came of many walks.
#[derive(Default)]
struct Walked {
    accepted: u32,
    ends: u32,
    states: BTreeSet<State>,
}

#[test]
fn millions_of_walks_by_all_roles_never_leave_their_turn_nor_an_end() {
    let walkers = thread::available_parallelism().map_or(1, |cores| u32::try_from(cores.get()).unwrap().min(8));
    let found: Vec<Walked> = thread::scope(|scope| {
        let started: Vec<_> =
            (0..walkers).map(|seed| scope.spawn(move || walks(WALKS.div_ceil(walkers), u64::from(seed)))).collect();
        started.into_iter().map(|walker| walker.join().unwrap()).collect()
    });
    let states: BTreeSet<State> = found.iter().flat_map(|walked| walked.states.iter().copied()).collect();
    assert_eq!(states, BTreeSet::from(State::ALL));
    let (accepted, ends) = found.iter().fold((0, 0), |sum, walked| (sum.0 + walked.accepted, sum.1 + walked.ends));
    assert!(accepted > 4 * WALKS && ends > WALKS / 2, "{accepted} {ends}");
}

fn walks(many: u32, seed: u64) -> Walked {
    let (mut drawn, all) = (Drawn(seed), steps());
    let mut found = Walked::default();
    for walk in 0..many {
        let mut one = application();
        // An end is looked at a few steps longer, then the next application begins.
        let mut after_end = 0;
        while after_end < 3 && one.turns.len() < 16 {
            let step = &all[usize::try_from(drawn.below(all.len() as u64)).unwrap()];
            // The ends come so often that the way to them would hardly be walked.
            let ending = matches!(step, Step::Move(Move::Withdraw) | Step::Reply(Reply::Decline(_)));
            if ending && !one.state.is_end() && drawn.below(8) != 0 {
                continue;
            }
            let turn = if drawn.below(16) == 0 { one.turn.wrapping_sub(1) } else { one.turn };
            found.accepted += u32::from(takes(&mut one, turn, step, walk % 64 == 0));
            found.states.insert(one.state);
            after_end += u32::from(one.state.is_end());
        }
        found.ends += u32::from(one.state.is_end());
    }
    found
}

/// One step, with everything that must hold after it; whether it was accepted.
fn takes(one: &mut Application, turn: u32, step: &Step, closely: bool) -> bool {
    let before = mark(one);
    let whole = closely.then(|| one.clone());
    if one.turned(turn, step.clone(), turning()).is_err() {
        assert_eq!(mark(one), before, "what is refused changes nothing");
        assert!(whole.is_none_or(|whole| whole == *one));
        return false;
    }
    assert_eq!(turn, before.1, "nothing moves on what no longer holds");
    assert!(!before.0.is_end(), "ends are final");
    assert!(may_turn(before.0, step), "{:?} {step:?}", before.0);
    assert_eq!((one.turn, one.turns.len()), (before.1 + 1, before.2 + 1));
    assert_eq!(one.booked.is_some(), matches!(one.state, State::Booked | State::Held | State::Given));
    assert_eq!(one.offers.is_empty(), one.state != State::Offered);
    assert_eq!(one.asked.is_empty(), one.state != State::ItemAsked);
    true
}
