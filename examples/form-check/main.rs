//! Says whether the app can show a form, and whether a response to it is right. For people at a trust
//! who write forms; `docs/forms.md` says more.

mod args;
mod check;
mod evaluate;
mod words;

use args::{Args, HELP, Wish};
use std::io::Write;
use std::process::ExitCode;

/// What a run ends in. The numbers are the promise of the tool.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Well = 0,
    NotWell = 1,
    Unread = 2,
    Unsupported = 3,
}

fn main() -> ExitCode {
    let (end, text) = match Args::read() {
        Ok(Wish::Help) => (End::Well, HELP.to_owned()),
        Ok(Wish::Check(args)) => run(&args),
        Err(problem) => {
            eprintln!("form-check: {problem}\n\n{HELP}");
            return ExitCode::from(End::Unread as u8);
        }
    };
    let mut out = std::io::stdout().lock();
    // A reader that has gone away is no failure of the form.
    let _ = writeln!(out, "{}", text.trim_end());
    ExitCode::from(end as u8)
}

fn run(args: &Args) -> (End, String) {
    let files = match args.files() {
        Ok(files) => files,
        Err(problem) => {
            eprintln!("form-check: {problem}");
            return (End::Unread, String::new());
        }
    };
    if let Some(expression) = &args.expression {
        return evaluate::run(expression, &files);
    }
    let checked = check::run(&files, args);
    let end = if checked.is_well() {
        End::Well
    } else {
        End::NotWell
    };
    let text = if args.json {
        checked.json()
    } else {
        words::say(&checked)
    };
    (end, text)
}
