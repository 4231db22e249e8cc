//! Starts the app: reads the command line, starts the demo trust where it is wanted, and hands over
//! to the launcher that the features name.

#[cfg(not(feature = "mobile"))]
#[path = "main/args.rs"]
mod args;
#[cfg(all(feature = "sandbox", not(feature = "mobile")))]
#[path = "main/demo.rs"]
mod demo;

#[cfg(not(feature = "mobile"))]
use pathway_companion::ui::launch::{Desk, Problem, TrustSource};
use std::process::ExitCode;

#[cfg(feature = "mobile")]
fn main() -> ExitCode {
    pathway_companion::ui::launch::mobile()
}

#[cfg(not(feature = "mobile"))]
fn main() -> ExitCode {
    let args = match args::Args::read() {
        Ok(args::Wish::Run(args)) => args,
        Ok(args::Wish::Help) => {
            println!("{}", args::HELP);
            return ExitCode::SUCCESS;
        }
        Err(problem) => {
            eprintln!("{problem}\n\n{}", args::HELP);
            return ExitCode::from(2);
        }
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(problem) => {
            eprintln!("The app cannot start: {problem}");
            return ExitCode::FAILURE;
        }
    };
    match run(&runtime, args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("The app cannot start: {problem}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "mobile"))]
#[allow(
    unused_mut,
    unused_variables,
    reason = "which steps there are depends on the features"
)]
fn run(runtime: &tokio::runtime::Runtime, mut args: args::Args) -> Result<(), Problem> {
    #[cfg(feature = "sandbox")]
    let demo = if args.trust.is_none() || args.sandbox_only {
        let demo = runtime.block_on(demo::start(&args))?;
        println!("Sandbox: {}", demo.fhir_base.as_str().trim_end_matches('/'));
        if args.sandbox_only {
            runtime.block_on(demo.finished());
            return Ok(());
        }
        args.trust = Some(demo::trust_address(&demo));
        Some(demo)
    } else {
        None
    };
    let named = args
        .trust
        .as_deref()
        .ok_or("no trust: name one with --trust")?;
    let desk = Desk {
        listen: args.listen,
        folder: args.data_dir,
        source: TrustSource::named(named)?,
    };
    launch(runtime, desk)
}

#[cfg(all(feature = "desktop", not(feature = "mobile")))]
fn launch(runtime: &tokio::runtime::Runtime, desk: Desk) -> Result<(), Problem> {
    pathway_companion::ui::launch::desktop(runtime, desk)
}

#[cfg(all(feature = "preview", not(any(feature = "desktop", feature = "mobile"))))]
fn launch(runtime: &tokio::runtime::Runtime, desk: Desk) -> Result<(), Problem> {
    runtime.block_on(pathway_companion::ui::launch::preview(desk))
}

#[cfg(not(any(feature = "preview", feature = "desktop", feature = "mobile")))]
fn launch(_runtime: &tokio::runtime::Runtime, _desk: Desk) -> Result<(), Problem> {
    Err("this build has no screens: build it with the feature preview, desktop or mobile".into())
}
