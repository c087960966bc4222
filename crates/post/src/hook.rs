//! One call to an office's own system: what it says, how it is signed, and how little of the answer is looked at.

use std::sync::Arc;
use std::time::Duration;

use casework::Moment;
use casework::office::{Event, Hook};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::Serialize;
use sha2::Sha256;
use ureq::Agent;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use url::Url;

use crate::local::is_local;

/// The header with the signature.
const SIGNATURE: &str = "Anshin-Signature";
/// The letters of an address.
const ADDRESS_LETTERS: usize = 500;
/// The bytes of an answer's headers; of its body none is read.
const HEADER_BYTES: usize = 16_384;

/// Why an address cannot be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is no web address, or it is too long, or a name and a password stand in it.
    #[error("not an address that can be called")]
    Address,
    /// It is not `https`, and not on this machine.
    #[error("without TLS")]
    NotEncrypted,
}

/// The address of a hook: `https`, or `http` on this machine.
pub fn hook_address(written: &str) -> Result<String, AddressError> {
    let url = Url::parse(written.trim()).map_err(|_| AddressError::Address)?;
    let host = url.host_str().ok_or(AddressError::Address)?;
    let names_someone = !url.username().is_empty() || url.password().is_some();
    if names_someone || url.fragment().is_some() || url.as_str().len() > ADDRESS_LETTERS {
        return Err(AddressError::Address);
    }
    match url.scheme() {
        "https" => Ok(url.into()),
        "http" if is_local(host) => Ok(url.into()),
        "http" => Err(AddressError::NotEncrypted),
        _ => Err(AddressError::Address),
    }
}

/// The signature of a body at a moment: `t=SECONDS,v1=HEX`, where HEX is HMAC-SHA256 under the secret over `SECONDS.BODY`.
pub fn signature(secret: &[u8], at: Moment, body: &[u8]) -> String {
    // A key of any length is taken.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else { return String::new() };
    mac.update(format!("{}.", at.0).as_bytes());
    mac.update(body);
    let hex: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("t={},v1={hex}", at.0)
}

/// What an office's system is told. No word of the case, and nobody's name.
#[derive(Serialize)]
struct Told<'a> {
    id: String,
    r#type: String,
    office: &'a str,
    /// As the interface for desks' systems names an application.
    reference: String,
    at: i64,
}

/// Calls offices' systems.
#[derive(Clone)]
pub(crate) struct Caller {
    abroad: Agent,
    here: Agent,
}

impl Caller {
    /// Each call takes so long at most, from the name of the host to the answer.
    pub(crate) fn new(timeout: Duration) -> Caller {
        let read = rustls_native_certs::load_native_certs();
        let known: Vec<_> = read.certs.iter().map(|known| Certificate::from_der(known).to_owned()).collect();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::new_with_certs(&known))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let usual = || {
            Agent::config_builder()
                .timeout_global(Some(timeout))
                // Whoever was named is called, and nobody they name.
                .max_redirects(0)
                .max_redirects_will_error(false)
                .http_status_as_error(false)
                .max_response_header_size(HEADER_BYTES)
                .max_idle_connections(0)
                .user_agent("Anshin")
        };
        let abroad = usual().https_only(true).tls_config(tls).build().new_agent();
        Caller { abroad, here: usual().proxy(None).build().new_agent() }
    }

    /// Whether the office's system took the event: it answered with 200 to 299. It waits for the answer.
    pub(crate) fn call(&self, office: &str, hook: &Hook, event: &Event, now: Moment) -> bool {
        let Ok(address) = hook_address(&hook.address) else { return false };
        let told = Told {
            id: event.id(),
            r#type: format!("application.{}", event.what.word()),
            office,
            reference: format!("{}/{}", event.of.0, event.of.1),
            at: event.at.0,
        };
        let Ok(body) = serde_json::to_vec(&told) else { return false };
        let agent = if address.starts_with("http://") { &self.here } else { &self.abroad };
        let request = agent
            .post(&address)
            .header("Content-Type", "application/json")
            .header(SIGNATURE, signature(&hook.secret, now, &body));
        request.send(&body[..]).is_ok_and(|answer| answer.status().is_success())
    }
}
