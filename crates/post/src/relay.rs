//! The relay that takes mails on, as the operator names it.

use std::time::Duration;

use lettre::SmtpTransport;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use url::Url;

use crate::local::is_local;

/// Where mail is handed in (RFC 6409), and where it is with TLS from the first byte (RFC 8314).
const SUBMISSION: u16 = 587;
const SUBMISSION_TLS: u16 = 465;

/// A relay.
#[derive(Clone, Debug)]
pub struct Relay {
    host: String,
    port: u16,
    /// TLS from the first byte, not only after the relay was asked for it.
    tls_first: bool,
    credentials: Option<Credentials>,
}

/// Why a relay cannot be used as it was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RelayError {
    /// It is not `smtp://…` or `smtps://…` with a host.
    #[error("not the address of a relay")]
    Address,
    /// The password stands in it, where everyone who lists processes reads it.
    #[error("the password stands in the address")]
    PasswordInAddress,
    /// A user is named and there is no password.
    #[error("the password is missing")]
    NoPassword,
}

impl Relay {
    /// From `smtp://[user@]host[:port]` (it asks the relay for TLS first, and sends nothing without) or `smtps://…` (TLS from the first byte).
    /// A relay on this machine is spoken to without TLS.
    pub fn named(address: &str, password: Option<String>) -> Result<Relay, RelayError> {
        let url = Url::parse(address).map_err(|_| RelayError::Address)?;
        let tls_first = match url.scheme() {
            "smtp" => false,
            "smtps" => true,
            _ => return Err(RelayError::Address),
        };
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(RelayError::Address)?;
        let more = !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some();
        if more {
            return Err(RelayError::Address);
        }
        if url.password().is_some() {
            return Err(RelayError::PasswordInAddress);
        }
        let user = unescaped(url.username()).ok_or(RelayError::Address)?;
        let credentials = match (user.is_empty(), password) {
            (true, _) => None,
            (false, Some(password)) => Some(Credentials::new(user, password)),
            (false, None) => return Err(RelayError::NoPassword),
        };
        let port = url.port().unwrap_or(if tls_first { SUBMISSION_TLS } else { SUBMISSION });
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        Ok(Relay { host, port, tls_first, credentials })
    }

    /// Whether a user is named, so that a password is needed.
    pub fn names_user(address: &str) -> bool {
        Url::parse(address).is_ok_and(|url| !url.username().is_empty())
    }

    /// What speaks to it, introducing itself by this name.
    pub(crate) fn transport(
        &self,
        name: &str,
        timeout: Duration,
    ) -> Result<SmtpTransport, lettre::transport::smtp::Error> {
        let tls = match (self.tls_first, is_local(&self.host)) {
            (true, _) => Tls::Wrapper(TlsParameters::new(self.host.clone())?),
            (false, true) => Tls::None,
            (false, false) => Tls::Required(TlsParameters::new(self.host.clone())?),
        };
        let builder = SmtpTransport::builder_dangerous(&self.host)
            .port(self.port)
            .tls(tls)
            .timeout(Some(timeout))
            .hello_name(ClientId::Domain(name.to_owned()));
        Ok(match &self.credentials {
            Some(credentials) => builder.credentials(credentials.clone()),
            None => builder,
        }
        .build())
    }
}

/// A user's name is often a mail address, whose `@` is written `%40` in an address.
fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let pair = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}
