//! What the trust's page sends the person back with: a state and a code, in the address that the app
//! listens on or has claimed. Anybody can make such an address, so little is taken and nothing is
//! believed: whether a sign-in waits for this state is asked later, and it is taken once. Pure.

use url::Url;

/// Longer than any state of ours (22 letters) and any code that a server of this world gives.
const LONGEST: usize = 4_096;

/// What came back with the person.
#[derive(Clone, PartialEq, Eq)]
pub struct CameBack {
    /// For which sign-in.
    pub state: String,
    /// What becomes a token; none: the trust said no.
    pub code: Option<String>,
}

impl std::fmt::Debug for CameBack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CameBack(…)")
    }
}

impl CameBack {
    /// Reads the part of an address behind its `?`. `None` where there is no state, or two of anything:
    /// then two readers could see two things.
    pub fn in_query(query: &str) -> Option<Self> {
        let (mut state, mut code, mut error) = (None, None, None);
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let slot = match &*name {
                "state" => &mut state,
                "code" => &mut code,
                "error" => &mut error,
                _ => continue,
            };
            if value.len() > LONGEST || slot.replace(value.into_owned()).is_some() {
                return None;
            }
        }
        Some(Self {
            state: state.filter(|it| !it.is_empty())?,
            // A page that says no and yes has said no.
            code: code.filter(|it| !it.is_empty() && error.is_none()),
        })
    }

    /// Reads a link that the system handed to the app, if it is the one that the trust's file names.
    pub fn in_link(link: &str, claimed: &Url) -> Option<Self> {
        let link = Url::parse(link).ok()?;
        let same = link.scheme() == claimed.scheme()
            && link.host() == claimed.host()
            && link.port_or_known_default() == claimed.port_or_known_default()
            && link.path() == claimed.path()
            && link.username().is_empty()
            && link.password().is_none();
        if !same {
            return None;
        }
        Self::in_query(link.query()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Option<(String, Option<String>)> {
        CameBack::in_query(query).map(|it| (it.state, it.code))
    }

    #[test]
    fn a_state_and_a_code_are_read_once_each() {
        let both = |code: Option<&str>| Some(("s".to_owned(), code.map(str::to_owned)));
        assert_eq!(read("code=a%20b&state=s&iss=x"), both(Some("a b")));
        assert_eq!(read("state=s&error=access_denied"), both(None));
        assert_eq!(read("state=s&code=a&error=access_denied"), both(None));
        assert_eq!(read("state=s&code="), both(None));
        for no in [
            "",
            "code=a",
            "state=&code=a",
            "state=s&state=t&code=a",
            "state=s&code=a&code=b",
        ] {
            assert_eq!(read(no), None, "{no}");
        }
        assert_eq!(read(&format!("state=s&code={}", "a".repeat(5_000))), None);
    }

    #[test]
    fn a_link_is_the_one_that_the_app_has_claimed_or_none() {
        let claimed = Url::parse("https://app.example/callback").unwrap();
        let read = |link: &str| CameBack::in_link(link, &claimed).is_some();
        assert!(read("https://app.example/callback?state=s&code=a"));
        assert!(read("https://app.example:443/callback?state=s&code=a#x"));
        for no in [
            "https://app.example/callback",
            "https://app.example/other?state=s&code=a",
            "https://app.example.evil.example/callback?state=s&code=a",
            "https://app.example@evil.example/callback?state=s&code=a",
            "https://me@app.example/callback?state=s&code=a",
            "http://app.example/callback?state=s&code=a",
            "javascript:alert(1)//callback?state=s&code=a",
            "callback?state=s&code=a",
        ] {
            assert!(!read(no), "{no}");
        }
    }
}
