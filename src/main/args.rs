//! The command line.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// What `--help` says.
pub const HELP: &str = "\
Pathway Companion: your plan, who helps you and why, your review, and how you are doing.

  pathway-companion [OPTIONS]

Without options it starts a small demo trust (the sandbox) and the app in a
browser preview, both on this machine alone, prints where they are, and keeps
running.

  --listen ADDR           where the preview listens (port 0: a free one);
                          loopback only [a free port on 127.0.0.1]
  --sandbox-listen ADDR   where the sandbox listens; loopback only
                          [a free port on 127.0.0.1]
  --data-dir DIR          where data is kept between runs
  --trust FILE-OR-URL     a trust's file, instead of the sandbox
  --sandbox-only          the sandbox alone, without the app
  --help                  this text";

/// What the command line asks for.
pub enum Wish {
    /// To run.
    Run(Args),
    /// To be told how.
    Help,
}

/// The options.
pub struct Args {
    /// Where the preview listens.
    pub listen: SocketAddr,
    /// Where the sandbox listens.
    pub sandbox_listen: SocketAddr,
    /// Where data is kept.
    pub data_dir: PathBuf,
    /// A trust's file or its address.
    pub trust: Option<String>,
    /// The sandbox alone.
    pub sandbox_only: bool,
}

impl Args {
    /// Reads the command line of this process.
    pub fn read() -> Result<Wish, lexopt::Error> {
        use lexopt::prelude::*;
        let free = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let mut args = Args {
            listen: free,
            sandbox_listen: free,
            data_dir: pathway_companion::ui::launch::default_folder(),
            trust: None,
            sandbox_only: false,
        };
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("listen") => args.listen = loopback(parser.value()?.parse()?)?,
                Long("sandbox-listen") => args.sandbox_listen = loopback(parser.value()?.parse()?)?,
                Long("data-dir") => args.data_dir = parser.value()?.into(),
                Long("trust") => args.trust = Some(parser.value()?.string()?),
                Long("sandbox-only") => args.sandbox_only = true,
                Short('h') | Long("help") => return Ok(Wish::Help),
                other => return Err(other.unexpected()),
            }
        }
        if args.sandbox_only && !cfg!(feature = "sandbox") {
            return Err("this build has no sandbox".into());
        }
        Ok(Wish::Run(args))
    }
}

/// The preview shows a person's record and the sandbox has no locks worth the name: neither is for a
/// network.
fn loopback(address: SocketAddr) -> Result<SocketAddr, lexopt::Error> {
    if address.ip().is_loopback() {
        Ok(address)
    } else {
        Err("only loopback addresses are listened on".into())
    }
}
