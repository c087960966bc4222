//! The files of a letter that came in.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::taking::{Taking, all};
use super::{Read, ReadFile};

/// Files of one letter.
const FILES: usize = 200;

/// The documents a section leads to.
pub(super) fn files<'a>(taking: &mut Taking<'a>, section: &'a Value, read: &mut Read) {
    for reference in all(section, "entry") {
        let leads = reference.get("reference").and_then(Value::as_str).is_some();
        let Some(resource) = taking.follow(reference).filter(|_| leads) else { continue };
        if resource.get("resourceType").and_then(Value::as_str) != Some("DocumentReference") {
            continue;
        }
        taking.fixed(resource, "status", "current");
        let described = taking.text(resource, "description");
        for attachment in all(resource, "content").iter().filter_map(|content| content.get("attachment")) {
            // One file is one, however many sections lead to it.
            let known = attachment.get("data").or(attachment.get("contentType")).is_some_and(|known| taking.has(known));
            if known || read.files.len() >= FILES {
                continue;
            }
            let file = file(taking, attachment, &described);
            read.files.push(file);
        }
    }
}

fn file<'a>(taking: &mut Taking<'a>, attachment: &'a Value, described: &str) -> ReadFile {
    let title = taking.text(attachment, "title");
    let content = attachment.get("data").and_then(|data| {
        let bytes = data.as_str().and_then(|text| STANDARD.decode(text).ok());
        // What cannot be decoded stays in the list of what was not understood.
        bytes.inspect(|_| taking.take(data))
    });
    let size = attachment.get("size").and_then(|size| size.as_u64().inspect(|_| taking.take(size)));
    ReadFile {
        name: if title.is_empty() || title == described { described.to_owned() } else { both(described, title) },
        media_type: taking.text(attachment, "contentType"),
        size,
        hash: taking.text(attachment, "hash"),
        address: taking.text(attachment, "url"),
        content,
    }
}

fn both(described: &str, title: String) -> String {
    if described.is_empty() { title } else { format!("{described}: {title}") }
}
