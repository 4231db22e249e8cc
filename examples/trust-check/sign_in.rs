//! Where a token comes from: a file that the trust made, or a sign-in at its own page in any browser,
//! which leads back to a port of this machine that listens for one answer.

use crate::args::Args;
use crate::finding::{Part, Report};
use jiff::Timestamp;
use pathway_companion::fhir::scopes::Who;
use pathway_companion::trust::{Api, CameBack, Http, Tokens, TrustFile, begin_as, finish};
use serde::Deserialize;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

/// How long the browser may take.
const PATIENCE: Duration = Duration::from_secs(10 * 60);

/// What a sign-in gave.
pub struct Given {
    /// The bearer token.
    pub access: String,
    /// Whose record it is for.
    pub patient: String,
    /// What was granted, where that is known.
    pub scope: Option<String>,
    /// What is to be given back: a token that was made for this check alone.
    ours: Option<Tokens>,
}

impl Given {
    /// Gives back what was signed in for.
    pub async fn give_back(&self, http: &Http, trust: &TrustFile) {
        let Some(tokens) = &self.ours else { return };
        let keep: pathway_companion::trust::Keep = Arc::new(|_| true);
        let trust = Arc::new(trust.clone());
        Api::new(http.clone(), trust, tokens.clone(), None, keep)
            .sign_out()
            .await;
    }
}

/// A test person's.
pub async fn person(
    report: &mut Report,
    http: &Http,
    trust: &TrustFile,
    args: &Args,
) -> Option<Given> {
    let whom = ("person", Part::Person);
    given(
        report,
        http,
        trust,
        (args.person.as_deref(), args.sign_in_person),
        whom,
    )
    .await
}

/// A test carer's.
pub async fn carer(
    report: &mut Report,
    http: &Http,
    trust: &TrustFile,
    args: &Args,
) -> Option<Given> {
    let whom = ("carer", Part::Carer);
    given(
        report,
        http,
        trust,
        (args.carer.as_deref(), args.sign_in_carer),
        whom,
    )
    .await
}

async fn given(
    report: &mut Report,
    http: &Http,
    trust: &TrustFile,
    (file, by_browser): (Option<&Path>, bool),
    (who, part): (&str, Part),
) -> Option<Given> {
    let came = match file {
        Some(file) => from_file(file),
        None if by_browser => by_the_browser(http, trust, who, part).await,
        None => return None,
    };
    match came {
        Ok(given) => Some(given),
        Err(what) => {
            report.wrong(
                part,
                "signed-in",
                "",
                what,
                "without it nothing of this part can be tried",
            );
            None
        }
    }
}

#[derive(Deserialize)]
struct Reply {
    access_token: String,
    patient: String,
    scope: Option<String>,
}

fn from_file(path: &Path) -> Result<Given, String> {
    // What is wrong with it is not told by the parser, which would show a part of it.
    let text = std::fs::read_to_string(path)
        .map_err(|problem| format!("the token reply cannot be read: {problem}"))?;
    let reply: Reply = serde_json::from_str(&text)
        .map_err(|_| "the token reply is no JSON with access_token and patient".to_owned())?;
    Ok(Given {
        access: reply.access_token,
        patient: reply.patient,
        scope: reply.scope,
        ours: None,
    })
}

async fn by_the_browser(
    http: &Http,
    trust: &TrustFile,
    who: &str,
    part: Part,
) -> Result<Given, String> {
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .map_err(|it| format!("this machine cannot listen: {it}"))?;
    let port = listener.local_addr().map_err(|it| it.to_string())?.port();
    let back = format!("http://127.0.0.1:{port}/callback")
        .parse()
        .map_err(|_| "no way back".to_owned())?;
    // Each by their own door: what is asked for follows from it.
    let door = match part {
        Part::Carer => Who::Carer,
        _ => Who::Person,
    };
    let begun = begin_as(http, trust, back, door)
        .await
        .map_err(|problem| problem.to_string())?;
    eprintln!(
        "Sign in as a TEST {who}, in any browser on this machine: {}",
        begun.page
    );
    let code = tokio::time::timeout(PATIENCE, wait(&listener, &begun.state))
        .await
        .map_err(|_| "nobody came back from the sign-in".to_owned())??;
    let signed_in = finish(http, trust, begun, &code, Timestamp::now())
        .await
        .map_err(|problem| problem.to_string())?;
    if signed_in.tokens.carer.is_some() != (part == Part::Carer) {
        return Err(format!(
            "who signed in is no {who}, by the fhirUser of the id_token"
        ));
    }
    let tokens = signed_in.tokens;
    Ok(Given {
        access: tokens.access.clone(),
        patient: tokens.patient.clone(),
        scope: Some(tokens.scope.clone()),
        ours: Some(tokens),
    })
}

/// Waits for the one answer with this state. Anything else that comes is told nothing.
async fn wait(listener: &TcpListener, state: &str) -> Result<String, String> {
    loop {
        let (mut stream, _) = listener.accept().await.map_err(|it| it.to_string())?;
        let mut line = String::new();
        let (read, mut write) = stream.split();
        let mut read = tokio::io::AsyncReadExt::take(BufReader::new(read), 16_384);
        let heard = tokio::time::timeout(Duration::from_secs(10), read.read_line(&mut line)).await;
        let back = heard
            .is_ok_and(|it| it.is_ok())
            .then(|| line.strip_prefix("GET /callback?")?.split(' ').next())
            .flatten()
            .and_then(CameBack::in_query)
            .filter(|it| it.state == state);
        let (status, text) = match &back {
            Some(_) => ("200 OK", "You can close this page."),
            None => ("404 Not Found", ""),
        };
        let answer = format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}",
            text.len()
        );
        let _ = write.write_all(answer.as_bytes()).await;
        if let Some(back) = back {
            return back
                .code
                .ok_or_else(|| "the trust's page said no".to_owned());
        }
    }
}
