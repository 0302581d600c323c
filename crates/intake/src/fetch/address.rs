//! Which machines may be asked: none in private networks, unless the user allows it. Names are judged by the addresses they lead to, at the
//! very look-up that the connection uses, so that a name cannot lead elsewhere between the check and the request.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// The words of the error for a private address; recognised by the client.
pub(super) const PRIVATE: &str = "private address";

/// Whether an address is not one of the open internet: loopback, private, link-local, shared, documentation, multicast, reserved.
pub(super) fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_private_v4(v4),
        IpAddr::V6(v6) => match v6.to_ipv4_mapped().or_else(|| translated(v6)) {
            Some(v4) => is_private_v4(v4),
            None => {
                v6.is_loopback()
                    || v6.is_unspecified()
                    || v6.is_multicast()
                    || v6.is_unique_local()
                    || v6.is_unicast_link_local()
                    || v6.segments()[..2] == [0x2001, 0xdb8]
            }
        },
    }
}

/// The IPv4 address within one of NAT64 (RFC 6052) or 6to4 (RFC 3056).
fn translated(v6: Ipv6Addr) -> Option<Ipv4Addr> {
    let four = |high: u16, low: u16| Some(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)));
    match v6.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => four(high, low),
        [0x2002, high, low, ..] => four(high, low),
        _ => None,
    }
}

fn is_private_v4(v4: Ipv4Addr) -> bool {
    let [a, b, c, _] = v4.octets();
    v4.is_loopback()
        || v4.is_private()
        || v4.is_link_local()
        || v4.is_broadcast()
        || v4.is_documentation()
        || v4.is_multicast()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b))
}

/// A resolver that hands on no private address.
#[derive(Debug, Default)]
pub(super) struct OpenInternet(DefaultResolver);

impl Resolver for OpenInternet {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.0.resolve(uri, config, timeout)?;
        // The user's own proxy may stand anywhere.
        if config.proxy().is_some_and(|proxy| proxy.uri().host() == uri.host()) {
            return Ok(found);
        }
        let mut open = self.empty();
        for address in found.iter().filter(|address| !is_private(address.ip())) {
            open.push(*address);
        }
        if open.is_empty() { Err(ureq::Error::Other(PRIVATE.into())) } else { Ok(open) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_and_open_addresses() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "172.16.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "fe80::1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
        ] {
            assert!(is_private(private.parse().expect("an address")), "{private}");
        }
        for open in ["93.184.215.14", "1.1.1.1", "172.32.0.1", "2606:4700::1111", "::ffff:1.1.1.1"] {
            assert!(!is_private(open.parse().expect("an address")), "{open}");
        }
    }
}
