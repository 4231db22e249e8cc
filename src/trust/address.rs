//! Which addresses the app talks to at all, and which of them are the trust's own. Pure.

use url::Url;

/// `https` everywhere; plain `http` to this machine alone, for trying and testing.
pub fn is_allowed(url: &Url) -> bool {
    match url.scheme() {
        "https" => url.host().is_some(),
        "http" => match url.host() {
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            Some(url::Host::Domain(name)) => name == "localhost",
            None => false,
        },
        _ => false,
    }
}

/// The whole address of what lies at `path` below the base, if it is the trust's own: a `next` link
/// or a `Location` may be anything. The token goes there and nowhere else.
pub fn below(base: &Url, path: &str) -> Option<Url> {
    if path.is_empty() {
        // Bundles go to `[base]`, which has no slash at its end.
        let mut url = base.clone();
        url.set_path(base.path().trim_end_matches('/'));
        return Some(url);
    }
    let url = base.join(path).ok()?;
    let ours = url.origin() == base.origin() && url.path().starts_with(base.path());
    ours.then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_goes_to_this_machine_only() {
        let allowed = |text: &str| is_allowed(&Url::parse(text).unwrap());
        assert!(allowed("https://trust.example/fhir"));
        assert!(allowed("http://127.0.0.1:9/fhir"));
        assert!(allowed("http://[::1]:9/fhir"));
        for no in [
            "http://trust.example/",
            "http://127.0.0.1.example/",
            "ftp://127.0.0.1/",
            "file:///etc/passwd",
        ] {
            assert!(!allowed(no), "{no}");
        }
    }

    #[test]
    fn what_is_not_below_the_base_is_not_the_trusts() {
        let base = Url::parse("https://trust.example/fhir/").unwrap();
        let at = |path: &str| below(&base, path).map(String::from);
        assert_eq!(at("").as_deref(), Some("https://trust.example/fhir"));
        assert_eq!(at("Task/1"), Some(format!("{base}Task/1")));
        for no in [
            "https://other.example/fhir/Task",
            "//other.example/fhir/Task",
            "http://trust.example/fhir/Task",
            "../admin",
            "/fhirs/Task",
        ] {
            assert_eq!(at(no), None, "{no}");
        }
    }
}
