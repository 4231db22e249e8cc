//! Starts what the features name.

use std::process::ExitCode;

/// What the command line asks for.
struct Wish {
    sandbox_only: bool,
    listen: String,
    data: std::path::PathBuf,
}

fn read_arguments() -> Result<Wish, lexopt::Error> {
    use lexopt::prelude::*;
    let mut wish = Wish { sandbox_only: false, listen: "127.0.0.1:8075".into(), data: "data".into() };
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("sandbox-only") => wish.sandbox_only = true,
            Long("sandbox-listen") => wish.listen = parser.value()?.string()?,
            Long("data-dir") => wish.data = parser.value()?.into(),
            other => return Err(other.unexpected()),
        }
    }
    Ok(wish)
}

#[cfg(feature = "sandbox")]
fn run(wish: Wish) -> Result<(), Box<dyn std::error::Error>> {
    use pathway_companion::sandbox;
    if !wish.sandbox_only {
        return Err("only --sandbox-only is known".into());
    }
    let config = sandbox::Config { listen: wish.listen.parse()?, data: wish.data, today: None };
    tokio::runtime::Runtime::new()?.block_on(async {
        let running = sandbox::start(config).await?;
        println!("Sandbox: {}", running.fhir_base);
        running.finished().await;
        Ok(())
    })
}

#[cfg(not(feature = "sandbox"))]
fn run(_wish: Wish) -> Result<(), Box<dyn std::error::Error>> {
    Err("this build has no sandbox".into())
}

fn main() -> ExitCode {
    let done = read_arguments().map_err(Into::into).and_then(run);
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
