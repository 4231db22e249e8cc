//! Starting: the data folder, the shelf of vaults, the trust's file, and the vault used last.

use super::{
    Companion, Devices, House, Inner, KeyPlace, Stage, TrustSource, View, WayBack, preferences,
};
use crate::platform::{DataFolder, FolderProblem};
use crate::trust::Http;
use crate::vault::{OpenProblem, Shelf};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, RwLock};
use tokio::sync::watch;

/// What a start needs to know.
pub struct Setup {
    /// Where data is kept between runs.
    pub folder: PathBuf,
    /// Where the trust's file comes from.
    pub source: TrustSource,
    /// Where the trust's page sends the person back to.
    pub way_back: WayBack,
}

/// Why the app cannot start at all.
#[derive(Debug, thiserror::Error)]
pub enum StartProblem {
    /// The data folder.
    #[error(transparent)]
    Folder(#[from] FolderProblem),
    /// The list of vaults cannot be read: it is left as it is.
    #[error("the list of vaults cannot be read: {0}")]
    Shelf(#[from] OpenProblem),
    /// No client for the network could be made.
    #[error("the network cannot be used")]
    Network,
}

impl Companion {
    /// Starts, on a tokio runtime. Opens the vault that was used last; when that fails the app still
    /// starts, and the view says why. Does not wait for the network.
    pub async fn start(setup: Setup) -> Result<Self, StartProblem> {
        Self::begin(setup, Devices::default(), false).await
    }

    /// The same on something that stands in for the device.
    pub async fn start_on(setup: Setup, devices: Devices) -> Result<Self, StartProblem> {
        Self::begin(setup, devices, false).await
    }

    /// The same for an app that is drawn: starts that die in a row lead to safe mode (`safe`).
    pub async fn start_and_count(setup: Setup) -> Result<Self, StartProblem> {
        Self::begin(setup, Devices::default(), true).await
    }

    async fn begin(setup: Setup, devices: Devices, counts: bool) -> Result<Self, StartProblem> {
        let path = setup.folder.clone();
        let shelf = tokio::task::spawn_blocking(move || {
            let folder = Arc::new(DataFolder::hold(&path)?);
            Ok::<_, StartProblem>(Shelf::open(folder)?)
        })
        .await
        .map_err(|_| StartProblem::Network)??;
        let safety = if counts {
            super::safe::begin(&setup.folder)
        } else {
            super::safe::Safety::default()
        };
        let http = Http::new().map_err(|_| StartProblem::Network)?;
        let view = View {
            preferences: preferences::read(&setup.folder),
            ..View::default()
        };
        let house = House {
            runtime: tokio::runtime::Handle::current(),
            folder: setup.folder,
            shelf,
            http,
            way_back: setup.way_back,
            source: setup.source,
            trust: RwLock::new(None),
            begun: Mutex::new(HashMap::new()),
            candidate: Mutex::new(None),
            pending: Mutex::new(None),
            open: RwLock::new(None),
            away: Mutex::default(),
            devices,
            told: Mutex::default(),
            safety,
        };
        let companion = Self {
            inner: Arc::new(Inner {
                view: watch::Sender::new(Arc::new(view)),
                house: Some(house),
            }),
        };
        companion.take_kept_trust();
        if counts {
            companion.watch_this_start();
        }
        companion.look_at_plan_copy().await;
        companion.open_last_vault().await;
        companion.look_at_match().await;
        companion.look_at_asides().await;
        companion.keep_asking_for_trust();
        Ok(companion)
    }

    /// Opens the vault that was used last, if there is one.
    pub(super) async fn open_last_vault(&self) {
        let this = self.clone();
        let opened = tokio::task::spawn_blocking(move || {
            this.house().map(|house| house.shelf.open_current())
        })
        .await;
        match opened {
            Ok(Some(Ok(Some(vault)))) => self.enter(vault).await,
            Ok(Some(Err(OpenProblem::Locked))) => {
                self.look_at_hats(None).await;
                self.show_locked().await;
            }
            Ok(Some(Err(problem))) => {
                self.look_at_hats(None).await;
                self.show(|view| view.stage = Stage::Shut(problem.into()));
            }
            _ => self.look_at_hats(None).await,
        }
    }

    /// Tries once more to open what could not be opened: there may be room again, or a keystore.
    pub async fn try_to_open(&self) {
        if matches!(self.view().stage, Stage::Shut(_)) {
            self.open_last_vault().await;
        }
    }

    /// Whether this machine has no keystore, so that keys lie in a file: demo and desk use.
    pub fn keys_are_in_a_file(&self) -> bool {
        self.key_place() == KeyPlace::File
    }

    /// Where keys are kept, once there is a vault.
    pub(super) fn key_place(&self) -> KeyPlace {
        match self.house() {
            Some(house) if house.shelf.keys_are_in_a_file() => KeyPlace::File,
            Some(_) => KeyPlace::Keystore,
            None => KeyPlace::None,
        }
    }
}
