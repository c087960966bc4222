//! `datapackage.json`: what the edition is, what it holds and the checksum of each file.

use serde::{Deserialize, Serialize};

use super::schema::{Holds, Resource};

/// The whole description.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Description {
    pub(crate) profile: String,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) version: String,
    pub(crate) created: String,
    pub(crate) resources: Vec<ResourceEntry>,
}

/// One file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ResourceEntry {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) profile: String,
    pub(crate) title: String,
    pub(crate) format: String,
    pub(crate) mediatype: String,
    pub(crate) encoding: String,
    pub(crate) bytes: u64,
    pub(crate) hash: String,
    pub(crate) schema: Schema,
}

/// The columns of one file (Frictionless Table Schema).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Schema {
    pub(crate) fields: Vec<Field>,
    #[serde(rename = "primaryKey", default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) primary_key: Vec<String>,
    #[serde(rename = "missingValues")]
    pub(crate) missing_values: Vec<String>,
}

/// One column.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Field {
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) constraints: Constraints,
}

/// What a column may hold.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Constraints {
    pub(crate) required: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) minimum: Option<u32>,
}

impl Schema {
    /// The schema of a resource.
    pub(crate) fn of(resource: &Resource) -> Schema {
        let fields = resource
            .columns
            .iter()
            .map(|column| Field {
                name: column.name.to_owned(),
                kind: match column.holds {
                    Holds::Whole => "integer",
                    Holds::Number => "number",
                    Holds::Text | Holds::YesNo | Holds::List => "string",
                }
                .to_owned(),
                constraints: Constraints {
                    required: column.required,
                    minimum: (column.holds == Holds::Whole).then_some(0),
                },
            })
            .collect();
        Schema {
            fields,
            primary_key: resource.key.iter().map(|name| (*name).to_owned()).collect(),
            missing_values: vec![String::new()],
        }
    }
}
