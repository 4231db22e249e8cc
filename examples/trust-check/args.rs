//! The command line.

use std::path::PathBuf;

/// What `--help` says.
pub const HELP: &str = "\
Tells a trust what its file and its server will do.

  trust-check [OPTIONS] FILE-OR-URL

  --json               say it as JSON: {\"well\", \"counts\", \"findings\", \"sending\", \"off\"}
  --file-only          look at the file, and ask no server
  --sign-in person     sign in as a TEST person: open the address that is printed in a browser
  --sign-in carer      the same as a TEST carer of that person; may stand beside the other
  --person FILE        instead: a file with the token reply of a test person's sign-in
  --carer FILE         a carer's: {\"access_token\", \"patient\", \"scope\"}
  --unreleased REF     an Observation of the test person that you have not released, such as
                       Observation/123: it is tried whether it comes; may be given again
  --try-writing        also try what the server says of writing. Leaves a few empty answers,
                       marked as entered in error, in the TEST person's record
  --help               this text

Never use it with the sign-in of somebody who is not made up. It prints nothing of a person.
Ends with 0 when nothing is wrong, 1 when something is, or could not be read.
What was not checked is said, and is not counted as right.";

/// What the command line asks for.
pub enum Wish {
    /// To check.
    Check(Args),
    /// To be told how.
    Help,
}

/// The options.
#[derive(Default)]
pub struct Args {
    /// The trust's file, by name or address.
    pub trust: String,
    /// Say it as JSON.
    pub json: bool,
    /// Ask no server.
    pub file_only: bool,
    /// Sign in as a person.
    pub sign_in_person: bool,
    /// Sign in as a carer.
    pub sign_in_carer: bool,
    /// A token reply of a person.
    pub person: Option<PathBuf>,
    /// A token reply of a carer.
    pub carer: Option<PathBuf>,
    /// What has not been released.
    pub unreleased: Vec<String>,
    /// Write, too.
    pub try_writing: bool,
}

impl Args {
    /// Reads the command line of this process.
    pub fn read() -> Result<Wish, lexopt::Error> {
        use lexopt::prelude::*;
        let mut args = Args::default();
        let mut trust = None;
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("json") => args.json = true,
                Long("file-only") => args.file_only = true,
                Long("try-writing") => args.try_writing = true,
                Long("person") => args.person = Some(parser.value()?.into()),
                Long("carer") => args.carer = Some(parser.value()?.into()),
                Long("unreleased") => args.unreleased.push(observation(parser.value()?)?),
                Long("sign-in") => match parser.value()?.string()?.as_str() {
                    "person" => args.sign_in_person = true,
                    "carer" => args.sign_in_carer = true,
                    _ => return Err("--sign-in takes person or carer".into()),
                },
                Short('h') | Long("help") => return Ok(Wish::Help),
                Value(name) if trust.is_none() => trust = Some(name.string()?),
                other => return Err(other.unexpected()),
            }
        }
        args.trust = trust.ok_or("name a trust's file, or its address")?;
        Ok(Wish::Check(args))
    }
}

fn observation(value: std::ffi::OsString) -> Result<String, lexopt::Error> {
    use lexopt::ValueExt;
    let text = value.string()?;
    match text.strip_prefix("Observation/") {
        Some(id) if !id.is_empty() && !id.contains(['/', '?', '#']) => Ok(text),
        _ => Err("--unreleased takes Observation/ID".into()),
    }
}
