//! The command line, and the files that it names.

use pathway_companion::fhir::value_set::ValueSets;
use pathway_companion::forms::RiskRule;
use pathway_companion::trust::TrustFile;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What `--help` says.
pub const HELP: &str = "\
Says whether Pathway Companion can show a form, and whether a response to it is right.

  form-check [OPTIONS] QUESTIONNAIRE.json [RESPONSE.json]

  --json                 say it as JSON: {\"opens\", \"why\", \"errors\", \"score\"}
  --language TAG         the language that the person reads, such as cy
  --value-set FILE       a ValueSet that the form names; may be given again
  --trust FILE           your trust's file: its own rules about answers that call for help count
                         (risk_rules)
  --expression EXPR      evaluate FHIRPath on the first file, whatever resource it is,
                         and print the result as a JSON array
  --help                 this text

Ends with 0 when all is well, 1 when not, 2 when a file cannot be read,
3 when an expression is not supported.";

/// More than any form; a file beyond it is not read into memory.
const LARGEST: u64 = 64 << 20;

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
    first: PathBuf,
    second: Option<PathBuf>,
    value_sets: Vec<PathBuf>,
    trust: Option<PathBuf>,
    /// Say it as JSON.
    pub json: bool,
    /// The language that the person reads.
    pub language: Option<String>,
    /// An expression to evaluate.
    pub expression: Option<String>,
}

/// What the files hold.
pub struct Files {
    /// The questionnaire, or the resource to evaluate on.
    pub first: String,
    /// The response.
    pub second: Option<String>,
    /// The value sets.
    pub value_sets: ValueSets,
    /// The trust's own rules about answers that call for help.
    pub risk_rules: Arc<[RiskRule]>,
}

impl Args {
    /// Reads the command line of this process.
    pub fn read() -> Result<Wish, lexopt::Error> {
        use lexopt::prelude::*;
        let mut args = Args::default();
        let mut named = Vec::new();
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("json") => args.json = true,
                Long("language") => args.language = Some(parser.value()?.string()?),
                Long("value-set") => args.value_sets.push(parser.value()?.into()),
                Long("trust") => args.trust = Some(parser.value()?.into()),
                Long("expression") => args.expression = Some(parser.value()?.string()?),
                Short('h') | Long("help") => return Ok(Wish::Help),
                Value(file) => named.push(PathBuf::from(file)),
                other => return Err(other.unexpected()),
            }
        }
        let mut named = named.into_iter();
        args.first = named.next().ok_or("name a questionnaire")?;
        args.second = named.next();
        match named.next() {
            Some(_) => Err("these are more than two files".into()),
            None => Ok(Wish::Check(args)),
        }
    }

    /// Reads the files.
    pub fn files(&self) -> Result<Files, String> {
        let mut value_sets = ValueSets::default();
        for path in &self.value_sets {
            let set = serde_json::from_str(&read(path)?)
                .map_err(|_| format!("{} is not JSON", path.display()))?;
            value_sets.add(set);
        }
        Ok(Files {
            first: read(&self.first)?,
            second: self.second.as_deref().map(read).transpose()?,
            value_sets,
            risk_rules: self
                .trust
                .as_deref()
                .map(rules)
                .transpose()?
                .unwrap_or_default(),
        })
    }
}

fn rules(path: &Path) -> Result<Arc<[RiskRule]>, String> {
    let file = TrustFile::read(&read(path)?)
        .map_err(|problem| format!("{} is no trust file: {problem}", path.display()))?;
    Ok(file.risk_rules)
}

// Bytes that are no text stand for nothing in JSON; what is left of them is judged as it is.
fn read(path: &Path) -> Result<String, String> {
    let say = |what: String| format!("{} cannot be read: {what}", path.display());
    let about = std::fs::metadata(path).map_err(|e| say(e.to_string()))?;
    if about.len() > LARGEST {
        return Err(say("it is larger than 64 MB".to_owned()));
    }
    let bytes = std::fs::read(path).map_err(|e| say(e.to_string()))?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}
