//! Accounts: for whoever takes part in more than one case, or wants no code, and for staff.

use super::again::again;
use super::{COOKIE_SECONDS, Caller, Casework};
use crate::account::{Hashed, OneTime, Proved, SignIn, fold_name};
use crate::authority::{Actor, takes_part};
use crate::case::Case;
use crate::id::{CaseId, PersonId};
use crate::keeper::{Account, AccountWrite, Deeded, Entry, Key, KeyKind, KeyWrite, Opens, Who, Write};
use crate::people::Role;
use crate::refusal::Refusal;
use crate::secret::Secret;

/// How long staff stay signed in: a working day.
const STAFF_SECONDS: i64 = 12 * 60 * 60;
/// The most cases of one account.
const ACCOUNT_CASES: usize = 500;

/// Staff use one-time passwords, and their accounts are made by whoever runs the machine.
pub(super) fn is_staff(role: Role) -> bool {
    matches!(role, Role::Desk | Role::Counsellor | Role::Operator)
}

impl Casework {
    /// Makes an account for the person the caller is in this case, and signs it in. Staff have theirs from the operator.
    pub async fn make_account(&self, caller: Caller, name: &str, passphrase: Hashed) -> Result<Secret, Refusal> {
        let kept = self.kept(caller.case).await?;
        let person = kept.case.person(caller.actor.person).ok_or(Refusal::NotFound)?;
        let taking_part = takes_part(&kept.case, caller.actor, self.today());
        if caller.actor.by_form_code || is_staff(person.role) || !taking_part {
            self.refuse(caller, None).await?;
        }
        let account = self.new_account(name, passphrase, person.role, vec![(caller.case, person.id)])?;
        let (cookie, add) = self.account_cookie(&account);
        let log = vec![self.entry(caller, Deeded::Entered, None)];
        let account = Some(AccountWrite::New(account));
        self.keeper.write(Write { account, keys: vec![add], log, ..Write::default() }).await?;
        Ok(cookie)
    }

    /// Makes an account for a desk, a counsellor or an operator, for whoever runs the machine. The one-time secret is shown once.
    pub async fn staff_account(&self, name: &str, role: Role, passphrase: Hashed) -> Result<OneTime, Refusal> {
        if !is_staff(role) {
            return Err(Refusal::OutOfOrder);
        }
        let one_time = OneTime::drawn(&*self.chance);
        let mut account = self.new_account(name, passphrase, role, Vec::new())?;
        account.one_time = Some(one_time.bytes().to_vec());
        let account = Some(AccountWrite::New(account));
        self.keeper.write(Write { account, log: vec![self.outside(Who::Operator)], ..Write::default() }).await?;
        Ok(one_time)
    }

    /// The first step of signing in: whose passphrase is to be looked at. It tells nobody whether the name is known.
    pub async fn account_named(&self, name: &str) -> Result<SignIn, Refusal> {
        let Ok(name) = fold_name(name) else { return Ok(SignIn { name: String::new(), stored: None }) };
        let stored = self.keeper.account(&name).await?.map(|account| account.passphrase);
        Ok(SignIn { name, stored })
    }

    /// The last step of signing in: gives the account's cookie (12 hours for staff, else 30 days). Whatever is wrong, the answer is one.
    pub async fn sign_in(&self, proved: Proved, one_time: Option<&str>) -> Result<Secret, Refusal> {
        let mut account = self
            .keeper
            .account(&proved.name)
            .await?
            // The passphrase may have been changed while it was looked at.
            .filter(|account| proved.matched.as_ref() == Some(&account.passphrase))
            .ok_or(Refusal::WrongPassphrase)?;
        // Staff without a one-time secret cannot be; if there were one, they would stay outside.
        if account.one_time.is_none() && is_staff(account.role) {
            return Err(Refusal::WrongPassphrase);
        }
        let mut changed = None;
        if let Some(secret) = account.one_time.clone() {
            let typed = one_time.ok_or(Refusal::WrongPassphrase)?;
            let step = OneTime::of(secret).step(typed, self.now(), account.one_time_used);
            account.one_time_used = step.ok_or(Refusal::WrongPassphrase)?;
            account.changes += 1;
            changed = Some(AccountWrite::Changed(account.clone()));
        }
        let (cookie, add) = self.account_cookie(&account);
        let log = vec![self.outside(Who::Nobody)];
        let write = Write { account: changed, keys: vec![add], log, ..Write::default() };
        match self.keeper.write(write).await.map_err(Refusal::from) {
            Ok(()) => Ok(cookie),
            // Someone used a one-time password of this account at the same moment: perhaps this very one.
            Err(Refusal::Stale) => Err(Refusal::WrongPassphrase),
            Err(other) => Err(other),
        }
    }

    /// Whose account a cookie opens. `NotOpen` when it is unknown or has ended.
    pub async fn account(&self, cookie: &Secret) -> Result<(String, Role), Refusal> {
        let account = self.signed_in(cookie).await?;
        Ok((account.name, account.role))
    }

    /// The cases of an account in which something is still open to its person.
    pub async fn account_cases(&self, cookie: &Secret) -> Result<Vec<(CaseId, PersonId)>, Refusal> {
        let mut cases = Vec::new();
        for (case, person) in self.signed_in(cookie).await?.cases {
            let kept = self.keeper.case(case).await?;
            if kept.is_some_and(|kept| self.is_open_to(&kept.case, person)) {
                cases.push((case, person));
            }
        }
        Ok(cases)
    }

    /// Opens one case of an account on this device, for as long as its role stays signed in.
    pub async fn open_case(&self, cookie: &Secret, case: CaseId) -> Result<(Caller, Secret), Refusal> {
        let account = self.signed_in(cookie).await?;
        let (_, person) = account.cases.iter().find(|(known, _)| *known == case).ok_or(Refusal::NotFound)?;
        let kept = self.kept(case).await?;
        let caller = Caller { case, actor: Actor { person: *person, by_form_code: false } };
        if !self.is_open_to(&kept.case, *person) {
            self.refuse(caller, None).await?;
        }
        let opened = Secret::for_cookie(&*self.chance);
        let key = self.key(KeyKind::Cookie, case, *person, cookie_seconds(account.role));
        let keys = vec![KeyWrite::Add(opened.clone(), key)];
        let log = vec![self.entry(caller, Deeded::Entered, None)];
        self.keeper.write(Write { keys, log, ..Write::default() }).await?;
        Ok((caller, opened))
    }

    /// Uses an invitation up for someone who has an account: the case is one of theirs from then on, and open on this device.
    pub async fn accept_with_account(&self, cookie: &Secret, code: &Secret) -> Result<(Caller, Secret), Refusal> {
        again(|| self.accept_for(cookie, code)).await
    }

    async fn accept_for(&self, cookie: &Secret, code: &Secret) -> Result<(Caller, Secret), Refusal> {
        let account = self.signed_in(cookie).await?;
        let (caller, kept, form) = self.invited(code).await?;
        let person = caller.actor.person;
        let role = kept.case.person(person).map(|person| person.role);
        // The doctor's code opens a form once and belongs to no account; and a counsellor's code does not make a desk a counsellor.
        let fits = !is_staff(account.role) || role == Some(account.role);
        if form || !fits || account.role == Role::Operator {
            return Err(Refusal::CodeUnknown);
        }
        // The code of somebody else in the same case must not take the place of what the account opens already.
        let other = account.cases.iter().find(|(case, known)| *case == caller.case && *known != person);
        if other.is_some_and(|(_, known)| self.is_open_to(&kept.case, *known)) {
            return Err(Refusal::OutOfOrder);
        }
        let account = with_case(account, caller)?;
        let opened = Secret::for_cookie(&*self.chance);
        let key = self.key(KeyKind::Cookie, caller.case, person, cookie_seconds(account.role));
        let write = Write {
            case: self.joined(&kept, caller),
            account: Some(AccountWrite::Changed(account)),
            keys: vec![KeyWrite::UseUp(code.clone(), self.now()), KeyWrite::Add(opened.clone(), key)],
            log: vec![self.entry(caller, Deeded::Entered, None)],
            ..Write::default()
        };
        self.keeper.write(write).await?;
        Ok((caller, opened))
    }

    /// Keeps a case that is open on this device in an account: a relative who has one and begins a case for somebody else.
    pub async fn keep_in_account(&self, cookie: &Secret, caller: Caller) -> Result<(), Refusal> {
        let account = self.signed_in(cookie).await?;
        let kept = self.kept(caller.case).await?;
        let open = self.is_open_to(&kept.case, caller.actor.person);
        if caller.actor.by_form_code || is_staff(account.role) || !open {
            return self.refuse(caller, None).await;
        }
        let account = Some(AccountWrite::Changed(with_case(account, caller)?));
        let log = vec![self.entry(caller, Deeded::Entered, None)];
        self.keeper.write(Write { account, log, ..Write::default() }).await?;
        Ok(())
    }

    /// Signs out on this device. Cases that were opened from the account are left one by one.
    pub async fn sign_out(&self, cookie: &Secret) -> Result<(), Refusal> {
        self.signed_in(cookie).await?;
        let mut entry = self.outside(Who::Nobody);
        entry.deed = Deeded::Left;
        let keys = vec![KeyWrite::Remove(cookie.clone())];
        self.keeper.write(Write { keys, log: vec![entry], ..Write::default() }).await?;
        Ok(())
    }

    pub(super) async fn signed_in(&self, cookie: &Secret) -> Result<Account, Refusal> {
        let key = self.keeper.key(cookie).await?.filter(|key| !self.ended(key)).ok_or(Refusal::NotOpen)?;
        let (KeyKind::Account, Opens::Account(name)) = (key.kind, key.opens) else { return Err(Refusal::NotOpen) };
        let account = self.keeper.account(&name).await?.ok_or(Refusal::NotOpen)?;
        // A key keeps until when it holds, and so since when.
        let since = key.until.map(|until| until.plus_seconds(-cookie_seconds(account.role)));
        if account.signed_out.is_some_and(|out| since.is_none_or(|since| since <= out)) {
            return Err(Refusal::NotOpen);
        }
        Ok(account)
    }

    fn is_open_to(&self, case: &Case, person: PersonId) -> bool {
        takes_part(case, Actor { person, by_form_code: false }, self.today())
    }

    fn new_account(
        &self,
        name: &str,
        passphrase: Hashed,
        role: Role,
        cases: Vec<(CaseId, PersonId)>,
    ) -> Result<Account, Refusal> {
        Ok(Account {
            name: fold_name(name)?,
            passphrase: passphrase.0,
            one_time: None,
            one_time_used: 0,
            role,
            cases,
            offices: Vec::new(),
            since: self.now(),
            signed_out: None,
            changes: 0,
        })
    }

    pub(super) fn account_cookie(&self, account: &Account) -> (Secret, KeyWrite) {
        let cookie = Secret::for_cookie(&*self.chance);
        // Within the second in which everything was signed out, what signs in anew counts as of the next.
        let since = account.signed_out.map_or(self.now(), |out| self.now().max(out.plus_seconds(1)));
        let until = Some(since.plus_seconds(cookie_seconds(account.role)));
        let opens = Opens::Account(account.name.clone());
        (cookie.clone(), KeyWrite::Add(cookie, Key { kind: KeyKind::Account, opens, until, used: None }))
    }

    /// A line of the log that belongs to no case.
    pub(super) fn outside(&self, who: Who) -> Entry {
        Entry { case: None, at: self.now(), who, deed: Deeded::Entered, part: None }
    }
}

/// The account with one more case, as whom the caller is in it.
fn with_case(mut account: Account, caller: Caller) -> Result<Account, Refusal> {
    account.cases.retain(|(case, _)| *case != caller.case);
    if account.cases.len() >= ACCOUNT_CASES {
        return Err(Refusal::Full(ACCOUNT_CASES));
    }
    account.cases.push((caller.case, caller.actor.person));
    account.changes += 1;
    Ok(account)
}

pub(super) fn cookie_seconds(role: Role) -> i64 {
    if is_staff(role) { STAFF_SECONDS } else { COOKIE_SECONDS }
}
