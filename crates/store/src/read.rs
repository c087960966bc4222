//! Reading: over a few connections that cannot write.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use casework::keeper::{Account, Entry, Kept, Key, Opens, Unkept, Version};
use casework::office::Office;
use casework::{AttachmentId, CaseId, Moment, PersonId, Secret};
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::chain::Line;
use crate::failure::unkept;
use crate::prepare::kind;
use crate::seal::{self, Named, open_body, open_upload, unreadable};
use crate::statement::{ACCOUNT, ATTACHMENT, CASE, CASE_KEY, CASE_NAMES, CASES, KEY, LOG_OF_CASE, OFFICE, OFFICES};
use crate::store::{Listed, Store};

fn broken(error: sqlx::Error) -> Unkept {
    unkept(&error)
}

impl Store {
    pub(crate) async fn read_case(&self, id: CaseId) -> Result<Option<Kept>, Unkept> {
        let row = sqlx::query(CASE).bind(id.0.to_vec()).fetch_optional(self.readers()?).await.map_err(broken)?;
        let Some(row) = row else { return Ok(None) };
        let version: i64 = row.try_get(0).map_err(broken)?;
        let (key, body): (Vec<u8>, Vec<u8>) = (row.try_get(1).map_err(broken)?, row.try_get(2).map_err(broken)?);
        let key = self.keys().open_case_key(id, &key)?;
        let case = open_body(&key, id, version, &body)?;
        Ok(Some(Kept { case, version: Version(version) }))
    }

    /// The key of a case that is there.
    pub(crate) async fn read_case_key(&self, id: CaseId) -> Result<Option<seal::Key>, Unkept> {
        let row = sqlx::query(CASE_KEY).bind(id.0.to_vec()).fetch_optional(self.readers()?).await.map_err(broken)?;
        let Some(row) = row else { return Ok(None) };
        let sealed: Vec<u8> = row.try_get(0).map_err(broken)?;
        self.keys().open_case_key(id, &sealed).map(Some)
    }

    pub(crate) async fn read_key(&self, secret: &Secret) -> Result<Option<Key>, Unkept> {
        let digest = self.keys().secret(secret.bytes());
        let row = sqlx::query(KEY).bind(digest.as_slice()).fetch_optional(self.readers()?).await.map_err(broken)?;
        row.map(|row| self.key_of_row(&digest, &row)).transpose()
    }

    fn key_of_row(&self, digest: &[u8], row: &AnyRow) -> Result<Key, Unkept> {
        let number = |at: usize| row.try_get::<i64, _>(at).map_err(broken);
        let (named, office): (Option<Vec<u8>>, Option<Vec<u8>>) =
            (row.try_get(3).map_err(broken)?, row.try_get(4).map_err(broken)?);
        let opens = match (named, office) {
            (Some(sealed), None) => Opens::Account(self.keys().open_opened(Named::Account, digest, &sealed)?),
            (Some(sealed), Some(_)) => Opens::Office(self.keys().open_opened(Named::Office, digest, &sealed)?),
            (None, _) => {
                let case: Vec<u8> = row.try_get(1).map_err(broken)?;
                let person = u32::try_from(number(2)?).map_err(|_| unreadable())?;
                Opens::Case(CaseId(case.try_into().map_err(|_| unreadable())?), PersonId(person))
            }
        };
        let moment = |seconds: i64| (seconds != 0).then_some(Moment(seconds));
        let kind = kind(number(0)?).ok_or_else(unreadable)?;
        Ok(Key { kind, opens, until: moment(number(5)?), used: moment(number(6)?) })
    }

    pub(crate) async fn read_log(&self, case: CaseId) -> Result<Vec<Entry>, Unkept> {
        let rows = sqlx::query(LOG_OF_CASE).bind(case.0.to_vec()).fetch_all(self.readers()?).await.map_err(broken)?;
        let lines = rows.iter().map(|row| Line::of_row(row).map_err(broken)?.entry().ok_or_else(unreadable));
        lines.collect()
    }

    pub(crate) async fn read_attachment(&self, case: CaseId, id: AttachmentId) -> Result<Option<Vec<u8>>, Unkept> {
        let Some(key) = self.read_case_key(case).await? else { return Ok(None) };
        let query = sqlx::query(ATTACHMENT).bind(case.0.to_vec()).bind(i64::from(id.0));
        let Some(row) = query.fetch_optional(self.readers()?).await.map_err(broken)? else { return Ok(None) };
        let sealed: Vec<u8> = row.try_get(0).map_err(broken)?;
        open_upload(&key, case, id, &sealed).map(Some)
    }

    pub(crate) async fn read_account(&self, name: &str) -> Result<Option<Account>, Unkept> {
        let digest = self.keys().name(name);
        let row = sqlx::query(ACCOUNT).bind(digest.as_slice()).fetch_optional(self.readers()?).await.map_err(broken)?;
        let Some(row) = row else { return Ok(None) };
        let sealed: Vec<u8> = row.try_get(0).map_err(broken)?;
        self.keys().open_account(&digest, &sealed).map(Some)
    }

    pub(crate) async fn read_office(&self, id: &str) -> Result<Option<Office>, Unkept> {
        let query = sqlx::query(OFFICE).bind(self.keys().office(id));
        let row = query.fetch_optional(self.readers()?).await.map_err(broken)?;
        row.map(|row| self.office_of_row(&row)).transpose()
    }

    /// All of them, in the order of their ids: in the database they stand by digests, which say nothing.
    pub(crate) async fn read_offices(&self) -> Result<Vec<Office>, Unkept> {
        let rows = sqlx::query(OFFICES).fetch_all(self.readers()?).await.map_err(broken)?;
        let mut offices = rows.iter().map(|row| self.office_of_row(row)).collect::<Result<Vec<Office>, Unkept>>()?;
        offices.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(offices)
    }

    fn office_of_row(&self, row: &AnyRow) -> Result<Office, Unkept> {
        let (id, changes): (Vec<u8>, i64) = (row.try_get(0).map_err(broken)?, row.try_get(1).map_err(broken)?);
        let sealed: Vec<u8> = row.try_get(2).map_err(broken)?;
        self.keys().open_office(&id, changes, &sealed)
    }

    /// Whether there is such a case, not erased.
    pub async fn is_there(&self, id: CaseId) -> Result<bool, Unkept> {
        let row = sqlx::query(CASE_KEY).bind(id.0.to_vec()).fetch_optional(self.readers()?).await.map_err(broken)?;
        Ok(row.is_some())
    }

    /// A whole case with its log and its uploads, opened, as JSON: for whoever must keep it by law after it is erased here.
    pub async fn export(&self, id: CaseId) -> Result<Option<String>, Unkept> {
        let Some(kept) = self.read_case(id).await? else { return Ok(None) };
        let mut uploads = Vec::new();
        for attachment in &kept.case.attachments {
            let bytes = self.read_attachment(id, attachment.id).await?.unwrap_or_default();
            uploads.push(
                serde_json::json!({ "id": attachment.id, "name": attachment.name, "base64": STANDARD.encode(bytes) }),
            );
        }
        let log = self.read_log(id).await?;
        let whole = serde_json::json!({ "case": kept.case, "version": kept.version, "log": log, "uploads": uploads });
        serde_json::to_string_pretty(&whole).map(Some).map_err(|_| unreadable())
    }

    pub(crate) async fn read_cases(&self, after: Option<CaseId>) -> Result<Vec<CaseId>, Unkept> {
        let after = after.map_or_else(Vec::new, |id| id.0.to_vec());
        let rows = sqlx::query(CASE_NAMES).bind(after).fetch_all(self.readers()?).await.map_err(broken)?;
        let name = |row: &AnyRow| {
            let id: Vec<u8> = row.try_get(0).map_err(broken)?;
            id.try_into().map(CaseId).map_err(|_| unreadable())
        };
        rows.iter().map(name).collect()
    }

    /// The cases after one, by their names: what whoever runs the machine may see of them.
    pub async fn list(&self, after: Option<CaseId>, limit: u32) -> Result<Vec<Listed>, Unkept> {
        let after = after.map_or_else(Vec::new, |id| id.0.to_vec());
        let query = sqlx::query(CASES).bind(after).bind(i64::from(limit));
        let rows = query.fetch_all(self.readers()?).await.map_err(broken)?;
        rows.iter().map(listed).collect()
    }
}

fn listed(row: &AnyRow) -> Result<Listed, Unkept> {
    let number = |at: usize| row.try_get::<i64, _>(at).map_err(broken);
    let id: Vec<u8> = row.try_get(0).map_err(broken)?;
    Ok(Listed {
        id: CaseId(id.try_into().map_err(|_| unreadable())?),
        begun: Moment(number(1)?),
        changed: Moment(number(2)?),
        erased: Some(number(3)?).filter(|seconds| *seconds != 0).map(Moment),
        bytes: u64::try_from(number(4)?.saturating_add(number(5)?)).unwrap_or(0),
    })
}
