//! Starts the app: reads the command line, starts the demo trust where it is wanted, and hands over
//! to the launcher that the features name.

#[path = "main/args.rs"]
mod args;
#[cfg(feature = "sandbox")]
#[path = "main/demo.rs"]
mod demo;
#[cfg(all(feature = "desktop", not(feature = "mobile")))]
#[path = "main/desktop.rs"]
mod desktop;
#[cfg(feature = "mobile")]
#[path = "main/mobile.rs"]
mod mobile;
#[cfg(any(feature = "preview", feature = "desktop"))]
#[path = "main/pages.rs"]
mod pages;
#[cfg(feature = "preview")]
#[path = "main/preview.rs"]
mod preview;
#[path = "main/trust.rs"]
mod trust;

use std::process::ExitCode;

#[cfg(feature = "mobile")]
fn main() -> ExitCode {
    mobile::launch()
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

/// Whatever stops a start, told on the terminal.
type Problem = Box<dyn std::error::Error>;

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
    launch(runtime, args)
}

#[cfg(all(feature = "desktop", not(feature = "mobile")))]
fn launch(runtime: &tokio::runtime::Runtime, args: args::Args) -> Result<(), Problem> {
    desktop::launch(runtime, args)
}

#[cfg(all(feature = "preview", not(any(feature = "desktop", feature = "mobile"))))]
fn launch(runtime: &tokio::runtime::Runtime, args: args::Args) -> Result<(), Problem> {
    runtime.block_on(preview::launch(args))
}

#[cfg(not(any(feature = "preview", feature = "desktop", feature = "mobile")))]
fn launch(_runtime: &tokio::runtime::Runtime, _args: args::Args) -> Result<(), Problem> {
    Err("this build has no screens: build it with the feature preview, desktop or mobile".into())
}
