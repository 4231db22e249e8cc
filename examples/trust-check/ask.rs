//! One line to the server: what is asked, and what kind of answer came.

use pathway_companion::fhir::{Page, read_page};
use pathway_companion::trust::{Answer, Http, Method, Request, below};
use url::Url;

/// Most pages that are followed.
const MOST_PAGES: usize = 20;

/// A line to the server, with a token or without.
#[derive(Clone)]
pub struct Line {
    http: Http,
    base: Url,
    token: Option<String>,
}

/// What came of a search.
pub enum Found {
    /// A page, and all that follow it.
    Pages(Pages),
    /// It was refused with this status.
    Refused(u16),
    /// Nothing that can be used.
    Odd,
}

/// All pages of a search.
#[derive(Default)]
pub struct Pages {
    /// The first page, whose links say what was understood.
    pub first: Page,
    /// Everything of all pages.
    pub all: Vec<pathway_companion::fhir::Envelope>,
    /// How many pages there were.
    pub pages: usize,
    /// A link to a next page that is not below the base.
    pub astray: bool,
}

impl Line {
    /// A line with no token.
    pub fn open(http: &Http, base: &Url) -> Self {
        Self {
            http: http.clone(),
            base: base.clone(),
            token: None,
        }
    }

    /// The same with a token.
    pub fn with(&self, token: &str) -> Self {
        Self {
            token: Some(token.to_owned()),
            ..self.clone()
        }
    }

    /// Reads something.
    pub async fn get(&self, path: &str) -> Result<Answer, String> {
        self.ask(Method::Get, path, None, &[]).await
    }

    /// Asks for anything.
    pub async fn ask(
        &self,
        method: Method,
        path: &str,
        body: Option<String>,
        more: &[(&'static str, String)],
    ) -> Result<Answer, String> {
        let Some(url) = below(&self.base, path) else {
            return Err("the address is not below the FHIR base".to_owned());
        };
        let mut headers = vec![("accept", "application/fhir+json".to_owned())];
        if let Some(token) = &self.token {
            headers.push(("authorization", format!("Bearer {token}")));
        }
        if body.is_some() {
            headers.push(("content-type", "application/fhir+json".to_owned()));
            headers.push(("prefer", "return=representation".to_owned()));
        }
        headers.extend_from_slice(more);
        let asked = Request {
            method,
            url,
            headers,
            body,
        };
        self.http.ask(asked).await.map_err(|it| it.to_string())
    }

    /// Searches, and follows the pages.
    pub async fn search(&self, path: &str) -> Found {
        let mut pages = Pages::default();
        let mut next = Some(path.to_owned());
        while let Some(path) = next.take().filter(|_| pages.pages < MOST_PAGES) {
            let answer = match self.get(&path).await {
                Ok(answer) => answer,
                Err(_) => return Found::Odd,
            };
            if answer.status != 200 {
                return Found::Refused(answer.status);
            }
            let Ok(page) = read_page(&answer.body) else {
                return Found::Odd;
            };
            if let Some(link) = &page.next {
                pages.astray |= below(&self.base, link).is_none();
                next = Some(link.clone()).filter(|_| !pages.astray);
            }
            pages.all.extend(page.resources.iter().cloned());
            if pages.pages == 0 {
                pages.first = page;
            }
            pages.pages += 1;
        }
        Found::Pages(pages)
    }

    /// How many resources come; none where the search is refused.
    pub async fn comes(&self, path: &str) -> Option<Page> {
        let answer = self.get(path).await.ok()?;
        (answer.status == 200).then(|| read_page(&answer.body).ok())?
    }
}
