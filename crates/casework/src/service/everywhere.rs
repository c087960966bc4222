//! What is open elsewhere is ended: a device is lost, or someone else may know the passphrase or the code.

use super::again::again;
use super::{Caller, Casework};
use crate::account::{Hashed, Proved, SignIn};
use crate::authority::{Actor, Deed};
use crate::keeper::{Account, AccountWrite, Deeded, Entry, Key, KeyKind, KeyWrite, Opens, Who, Write};
use crate::refusal::Refusal;
use crate::secret::Secret;

impl Casework {
    /// The first step of changing a passphrase: that of whoever is signed in is to be looked at again.
    pub async fn own_passphrase(&self, cookie: &Secret) -> Result<SignIn, Refusal> {
        let account = self.signed_in(cookie).await?;
        Ok(SignIn { name: account.name, stored: Some(account.passphrase) })
    }

    /// The last step: keeps the new passphrase, ends the account and its cases on every device, and gives a new cookie for this one.
    pub async fn change_passphrase(&self, cookie: &Secret, old: Proved, new: Hashed) -> Result<Secret, Refusal> {
        let mut account = self.signed_in(cookie).await?;
        if old.name != account.name || old.matched.as_ref() != Some(&account.passphrase) {
            return Err(Refusal::WrongPassphrase);
        }
        account.passphrase = new.0;
        let mut write = self.signed_out(account.clone());
        if let Some(AccountWrite::Changed(changed)) = &write.account {
            account.clone_from(changed);
        }
        let (fresh, add) = self.account_cookie(&account);
        write.keys.push(add);
        self.keeper.write(write).await?;
        Ok(fresh)
    }

    /// Signs an account out on every device, this one too, and closes its cases there.
    pub async fn sign_out_everywhere(&self, cookie: &Secret) -> Result<(), Refusal> {
        again(|| async {
            let account = self.signed_in(cookie).await?;
            Ok(self.keeper.write(self.signed_out(account)).await?)
        })
        .await
    }

    /// A new recovery code as in `renew_recovery`, and the case ended for this person on every device; the second secret opens it here.
    pub async fn renew_recovery_everywhere(&self, caller: Caller) -> Result<(Secret, Secret), Refusal> {
        let kept = self.kept(caller.case).await?;
        self.allow(&kept.case, caller, Deed::Recover).await?;
        let (case, person) = (caller.case, caller.actor.person);
        let code = Secret::for_recovery(&*self.chance);
        let recovery = Key { kind: KeyKind::Recovery, opens: Opens::Case(case, person), until: None, used: None };
        let cookie = self.entrance(KeyKind::Cookie);
        let keys = vec![
            KeyWrite::RemoveAll(case, person, vec![KeyKind::Recovery, KeyKind::Cookie, KeyKind::Token]),
            KeyWrite::Add(code.clone(), recovery),
            self.let_in(&cookie, caller),
        ];
        let log = vec![self.entry(caller, Deeded::Left, None), self.entry(caller, Deeded::Invited, None)];
        self.keeper.write(Write { keys, log, ..Write::default() }).await?;
        Ok((code, cookie.1))
    }

    /// What ends an account on every device. A program's token goes too: whoever held a device may have made one.
    fn signed_out(&self, mut account: Account) -> Write {
        account.signed_out = Some(self.now());
        account.changes += 1;
        let (mut keys, mut log) = (Vec::new(), vec![Entry { deed: Deeded::Left, ..self.outside(Who::Nobody) }]);
        for (case, person) in account.cases.iter().copied() {
            keys.push(KeyWrite::RemoveAll(case, person, vec![KeyKind::Cookie, KeyKind::Token]));
            log.push(self.entry(Caller { case, actor: Actor { person, by_form_code: false } }, Deeded::Left, None));
        }
        Write { account: Some(AccountWrite::Changed(account)), keys, log, ..Write::default() }
    }
}
