//! `zhaohuo pull`

use std::sync::Arc;

use super::Exit;
use super::Failure;
use super::say;
use super::setup::Options;
use super::setup::Setup;
use crate::edge::journal;
use crate::edge::store::Merged;
use crate::edge::store::Store;
use crate::edge::sync::Outcome;
use crate::edge::sync::Puller;

/// For somebody who waits: enough to outlast a hiccup, not an outage.
const TRIES: usize = 3;

/// Pulls each feed once and says what came.
///
/// # Errors
///
/// Where the configuration is wrong or another kiosk has the store. A feed that fails is said, and the exit is
/// [`Exit::Failed`].
pub fn run(options: &Options) -> Result<Exit, Failure> {
    journal::start();
    let setup = Setup::read(options)?;
    let store = Arc::new(Store::open(&setup.folder)?);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(pull_all(&setup, store))
}

async fn pull_all(setup: &Setup, store: Arc<Store>) -> Result<Exit, Failure> {
    let (hall, clock) = (&setup.hall, setup.clock());
    let puller = Puller::new(
        setup.config.network.clone(),
        hall.allow.clone(),
        hall.zone.clone(),
        store,
        clock.clone(),
    )
    .checking_with(setup.checks.clone());
    let mut exit = Exit::Done;
    for source in setup.start_sources(&clock).await? {
        let line = match puller.pull_with_tries(&source, TRIES).await {
            Ok(Outcome::Unchanged) => "没有变化".to_owned(),
            Ok(Outcome::Merged(merged)) => tell(merged),
            Err(error) => {
                exit = Exit::Failed;
                error.for_staff().to_string()
            }
        };
        say(&format!("{}：{line}", source.name))?;
    }
    Ok(exit)
}

fn tell(merged: Merged) -> String {
    let mut parts = vec![format!(
        "新 {} 改 {} 撤 {}",
        merged.new, merged.changed, merged.withdrawn
    )];
    if merged.kept_back > 0 {
        parts.push(format!("一下少了 {} 条，先留着", merged.kept_back));
    }
    if merged.refused > 0 {
        parts.push(format!("{} 条没收下", merged.refused));
    }
    parts.join("；")
}
