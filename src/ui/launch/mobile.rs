//! The app on a phone.

use super::{Problem, pages, phone};
use crate::app::{Companion, Setup, TrustSource, WayBack, default_folder, prepare_phone};
use crate::ui::Opener;
use std::process::ExitCode;

/// The file of the trust that this build is for.
const TRUST: &str = include_str!("../../../assets/trusts/example.json");

/// Runs the app until the phone ends it.
pub fn launch() -> ExitCode {
    super::say_little_of_panics();
    match start() {
        Ok((runtime, companion)) => {
            let _inside = runtime.enter();
            dioxus::LaunchBuilder::mobile()
                .with_cfg(config())
                .with_context(companion.clone())
                .with_context(Opener::new(phone::Outside::of(companion)))
                .launch(phone::Phone);
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("The app cannot start: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// The frame of a page.
pub(super) fn config() -> dioxus::mobile::Config {
    dioxus::mobile::Config::new().with_custom_index(pages::window())
}

fn start() -> Result<(tokio::runtime::Runtime, Companion), Problem> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let folder = prepare_phone(default_folder()).ok_or("this phone gives the app no folder")?;
    let setup = Setup {
        folder,
        source: TrustSource::Text(TRUST.to_owned()),
        way_back: WayBack::Claimed,
    };
    let companion = runtime.block_on(Companion::start_and_count(setup))?;
    Ok((runtime, companion))
}
