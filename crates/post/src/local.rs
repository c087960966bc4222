//! Whether a host is this machine: there, and only there, nothing needs to be encrypted on its way.

use std::net::IpAddr;

/// A name or a number, as it stands in an address.
pub(crate) fn is_local(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|number| number.is_loopback())
}
