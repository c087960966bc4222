//! A case is begun.

use std::collections::BTreeSet;

use super::{Beginner, Begun, Caller, Casework};
use crate::authority::Actor;
use crate::case::{Case, NAME_LETTERS, needed, no_trouble, short};
use crate::id::{CaseId, PersonId};
use crate::keeper::{CaseWrite, Deeded, Key, KeyKind, KeyWrite, Opens, Write};
use crate::people::{Consent, Ground, Part, Person, Purpose, Role, Told};
use crate::refusal::{Refusal, Trouble, Wrong};
use crate::secret::Secret;

impl Casework {
    /// Begins a case. The recovery code is shown once; it opens the case as the person who began it.
    pub async fn begin(&self, beginner: Beginner, made_up: bool) -> Result<Begun, Refusal> {
        self.begin_with(beginner, made_up, KeyKind::Cookie).await
    }

    /// Begins a case for a device or a program.
    pub(super) async fn begin_with(&self, beginner: Beginner, made_up: bool, kind: KeyKind) -> Result<Begun, Refusal> {
        let case = self.begun_case(beginner, made_up)?;
        let caller = Caller { case: case.id, actor: Actor { person: case.begun_by, by_form_code: false } };
        let entrance = self.entrance(kind);
        let recovery = Secret::for_recovery(&*self.chance);
        let opens = Opens::Case(case.id, case.begun_by);
        let keys = vec![
            self.let_in(&entrance, caller),
            KeyWrite::Add(recovery.clone(), Key { kind: KeyKind::Recovery, opens, until: None, used: None }),
        ];
        let log = vec![self.entry(caller, Deeded::Began, None)];
        let case = Some(CaseWrite::New(Box::new(case)));
        self.keeper.write(Write { case, keys, log, ..Write::default() }).await?;
        Ok(Begun { caller, cookie: entrance.1, recovery })
    }

    fn begun_case(&self, beginner: Beginner, made_up: bool) -> Result<Case, Refusal> {
        let now = self.now();
        let mut people = vec![Person::of(PersonId::PATIENT, Role::Patient, String::new())];
        let (mut consents, mut patient_told) = (Vec::new(), Told::NotAsked);
        match beginner {
            Beginner::Patient => people.iter_mut().for_each(|patient| patient.joined = Some(now)),
            Beginner::Relative { relation, ground, ground_paper, told, name } => {
                let mut troubles = Vec::new();
                needed(&mut troubles, "name", &name, NAME_LETTERS);
                short(&mut troubles, "ground_paper", &ground_paper, NAME_LETTERS);
                if told == Told::NotAsked {
                    troubles.push(Trouble { field: "told", wrong: Wrong::Missing });
                }
                no_trouble(troubles)?;
                if ground != Ground::Consent && ground_paper.trim().is_empty() {
                    return Err(Refusal::PaperNeeded);
                }
                let id = PersonId(2);
                // The relative says that the patient agreed. It stands as such (`by` the relative) where the patient sees it and can take it
                // back as soon as they come in.
                if ground == Ground::Consent {
                    let parts = BTreeSet::from(Part::SHARED);
                    let purpose = Purpose::FillIn;
                    consents.push(Consent {
                        person: id,
                        purpose,
                        parts,
                        given: now,
                        by: id,
                        until: None,
                        withdrawn: None,
                    });
                }
                let (relation, ground, joined) = (Some(relation), Some(ground), Some(now));
                people.push(Person {
                    id,
                    role: Role::Relative,
                    name,
                    relation,
                    ground,
                    ground_paper,
                    joined,
                    mail: None,
                });
                patient_told = told;
            }
        }
        let case = Case::of(CaseId::drawn(&*self.chance), self.today(), people);
        Ok(Case { made_up, consents, told: patient_told, ..case })
    }
}
