//! Tells a trust what its file and its server will do before anybody signs in: what is wrong and where,
//! what the app will switch off and why, whether release and consent are held to. `docs/trusts.md` says
//! more.
//!
//! It asks as the app asks, with the app's own code, and looks at every answer. What it could not try is
//! said as such: not checked is not passed. It prints counts, types and places; nothing of a person, no
//! token, and none of the server's own words, which may hold either.
//!
//! ```text
//!   args       the command line          sign_in   a token, from a file or by the trust's own page
//!   document   the file: every mistake   help_now  its numbers and hours   settings  the rest of it
//!   server     what anybody may ask      searches  what searches are worth
//!   person     signed in as a person     carer     signed in as a carer, and trying the door
//!   writing    only when told to         finding, words  what was found, as text and as JSON
//! ```

mod args;
mod ask;
mod carer;
mod document;
mod finding;
mod help_now;
mod person;
mod searches;
mod server;
mod settings;
mod sharing;
mod sign_in;
mod words;
mod writing;

use args::{Args, HELP, Wish};
use finding::{Part, Report};
use pathway_companion::trust::{Http, TrustFile};
use std::io::Write;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let (well, text) = match Args::read() {
        Ok(Wish::Help) => (true, HELP.to_owned()),
        Ok(Wish::Check(args)) => {
            let report = run(&args).await;
            let text = match args.json {
                true => words::json(&report),
                false => words::text(&report),
            };
            (report.is_well(), text)
        }
        Err(problem) => {
            eprintln!("trust-check: {problem}\n\n{HELP}");
            return ExitCode::FAILURE;
        }
    };
    let mut out = std::io::stdout().lock();
    // A reader that has gone away is no failure of the trust.
    let _ = writeln!(out, "{}", text.trim_end());
    if well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

async fn run(args: &Args) -> Report {
    let mut report = Report::default();
    let Ok(http) = Http::new() else {
        let todo = "look whether this machine can make connections at all";
        report.wrong(Part::Server, "reached", "", "no client could be made", todo);
        return report;
    };
    let Some(text) = document::text(&mut report, &http, &args.trust).await else {
        return report;
    };
    document::check(&mut report, &text);
    let Ok(trust) = TrustFile::read(&text) else {
        report.not_checked(Part::Server, "reached", "the file has to be right first");
        return report;
    };
    help_now::check(&mut report, &trust);
    settings::check(&mut report, &trust);
    if args.file_only {
        report.not_checked(Part::Server, "reached", "only the file was asked about");
        return report;
    }
    let known = server::check(&mut report, &http, &trust).await;
    let person = sign_in::person(&mut report, &http, &trust, args).await;
    let seen = match &person {
        Some(given) => Some(person::check(&mut report, &http, &trust, given, &known, args).await),
        None => {
            person::not_checked(&mut report);
            None
        }
    };
    match sign_in::carer(&mut report, &http, &trust, args).await {
        Some(given) => {
            carer::check(&mut report, &http, &trust, &given, seen.as_ref()).await;
            given.give_back(&http, &trust).await;
        }
        None => carer::not_checked(&mut report),
    }
    if let Some(given) = person {
        given.give_back(&http, &trust).await;
    }
    report
}
