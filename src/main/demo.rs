//! The demo trust beside the app.

use super::{Problem, args::Args};
use pathway_companion::sandbox::{Config, Running, start as start_sandbox};

/// Starts the sandbox with its own folder below the data folder.
pub async fn start(args: &Args) -> Result<Running, Problem> {
    let data = args.data_dir.join("sandbox");
    std::fs::create_dir_all(&data)?;
    Ok(start_sandbox(Config {
        listen: args.sandbox_listen,
        data,
        today: None,
        public: None,
    })
    .await?)
}

/// Where its trust file is.
pub fn trust_address(demo: &Running) -> String {
    format!("{}trust.json", demo.base)
}
