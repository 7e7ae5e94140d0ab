//! The address of a relay. Plain HTTP is for this machine only.

use core::{fmt, str::FromStr};

use hyper::Uri;

/// Where a relay is: `https://host[:port]`, or `http://` on loopback. No path, no user name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RelayUrl {
    scheme: Scheme,
    authority: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Scheme {
    Http,
    Https,
}

/// Why a text is not the address of a relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RelayUrlError {
    /// Not an address at all, or with a path or user name.
    #[error("a relay's address looks like https://relay.example or http://127.0.0.1:8080")]
    Malformed,
    /// Plain HTTP to another machine.
    #[error("plain http:// is allowed to this machine only; use https:// for a relay elsewhere")]
    PlainHttp,
}

impl RelayUrl {
    /// Scheme, host and port: what a token is bound to.
    pub fn origin(&self) -> String {
        self.to_string()
    }

    pub(crate) fn uri(&self, path_and_query: &str) -> Result<Uri, RelayUrlError> {
        let scheme = match self.scheme {
            Scheme::Http => "http",
            Scheme::Https => "https",
        };
        self.build(scheme, path_and_query)
    }

    pub(crate) fn socket_uri(&self, path_and_query: &str) -> Result<Uri, RelayUrlError> {
        let scheme = match self.scheme {
            Scheme::Http => "ws",
            Scheme::Https => "wss",
        };
        self.build(scheme, path_and_query)
    }

    fn build(&self, scheme: &str, path_and_query: &str) -> Result<Uri, RelayUrlError> {
        Uri::builder()
            .scheme(scheme)
            .authority(self.authority.as_str())
            .path_and_query(path_and_query)
            .build()
            .map_err(|_| RelayUrlError::Malformed)
    }
}

impl fmt::Display for RelayUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = match self.scheme {
            Scheme::Http => "http",
            Scheme::Https => "https",
        };
        write!(f, "{scheme}://{}", self.authority)
    }
}

impl FromStr for RelayUrl {
    type Err = RelayUrlError;

    fn from_str(text: &str) -> Result<Self, RelayUrlError> {
        let uri: Uri = text.trim().parse().map_err(|_| RelayUrlError::Malformed)?;
        let scheme = match uri.scheme_str() {
            Some("http") => Scheme::Http,
            Some("https") => Scheme::Https,
            Some(_) | None => return Err(RelayUrlError::Malformed),
        };
        let authority = uri.authority().ok_or(RelayUrlError::Malformed)?;
        let has_path = !matches!(uri.path(), "" | "/") || uri.query().is_some();
        if has_path || authority.as_str().contains('@') || authority.host().is_empty() {
            return Err(RelayUrlError::Malformed);
        }
        let names_port = authority.as_str().len() > authority.host().len();
        let port_is_malformed = names_port && authority.port_u16().is_none();
        if port_is_malformed || text.contains('#') {
            return Err(RelayUrlError::Malformed);
        }
        if scheme == Scheme::Http && !is_loopback(authority.host()) {
            return Err(RelayUrlError::PlainHttp);
        }
        let default_port = if scheme == Scheme::Http { 80 } else { 443 };
        let host = authority.host().to_ascii_lowercase();
        let authority = match authority.port_u16() {
            Some(port) if port != default_port => format!("{host}:{port}"),
            Some(_) | None => host,
        };
        Ok(Self { scheme, authority })
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || bare.parse::<core::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_made_canonical() {
        for (text, canonical) in [
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
            ("http://LOCALHOST:80", "http://localhost"),
            ("http://[::1]:9", "http://[::1]:9"),
            (" https://Relay.Example:443 ", "https://relay.example"),
            ("https://relay.example:8443", "https://relay.example:8443"),
        ] {
            assert_eq!(text.parse::<RelayUrl>().unwrap().to_string(), canonical);
        }
    }

    #[test]
    fn plain_http_to_another_machine_is_refused() {
        for text in [
            "http://relay.example",
            "http://10.0.0.1",
            "http://127.0.0.1.relay.example",
            "http://[::2]",
        ] {
            assert_eq!(text.parse::<RelayUrl>(), Err(RelayUrlError::PlainHttp), "{text}");
        }
    }

    #[test]
    fn anything_else_is_malformed() {
        for text in [
            "",
            "relay",
            "ftp://a",
            "https://",
            "https://a/b",
            "https://a?b",
            "https://u:p@a",
            "https://a:99999",
            "https://a#b",
            "file:///etc",
        ] {
            assert_eq!(text.parse::<RelayUrl>(), Err(RelayUrlError::Malformed), "{text}");
        }
    }
}
