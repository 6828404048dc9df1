//! A hall with one feed in this process: the product's own store, puller and shelf.

use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::Arc;

use anyhow::Result;
use anyhow::bail;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use zhaohuo::catalog::Catalog;
use zhaohuo::config::AllowList;
use zhaohuo::config::Config;
use zhaohuo::config::Hall as Configured;
use zhaohuo::config::Network;
use zhaohuo::edge::Clock;
use zhaohuo::edge::shelf::Checks;
use zhaohuo::edge::shelf::Last;
use zhaohuo::edge::shelf::Shelf;
use zhaohuo::edge::store::Merged;
use zhaohuo::edge::store::Store;
use zhaohuo::edge::sync::Outcome;
use zhaohuo::edge::sync::Puller;
use zhaohuo::edge::sync::Source;

use crate::server::Server;

pub(crate) struct Hall {
    puller: Puller,
    source: Source,
    shelf: Shelf,
    clock: Clock,
    store: Arc<Store>,
    last: RefCell<Option<Last>>,
    runtime: Runtime,
    _folder: TempDir,
}

/// The configuration of a hall with this feed, whose bounds a million postings fit in.
pub(crate) fn configuration(server: &Server, poll_secs: u64) -> String {
    format!(
        "[[feed]]\nurl = {:?}\npoll_secs = {poll_secs}\ntotal_timeout_secs = 1200\nmax_bytes = 17179869184\n\
         [station]\nname = \"示例零工市场\"\nlatitude = 36.0935\nlongitude = 120.3577\n",
        server.url()
    )
}

impl Hall {
    pub(crate) fn open(server: &Server) -> Result<Self> {
        let folder = TempDir::new()?;
        let config = Config::parse(&configuration(server, 600))?;
        let hall = Configured::of(&config)?;
        let source = Source::of(&config.feed[0])?;
        let store = Arc::new(Store::open(folder.path())?);
        let Ok(allow) = AllowList::new(&["127.0.0.1"]) else {
            bail!("the loopback cannot be allowed");
        };
        let clock = Clock::start();
        Ok(Self {
            puller: Puller::new(
                Network::default(),
                allow,
                hall.zone.clone(),
                Arc::clone(&store),
                clock.clone(),
            ),
            shelf: Shelf::new(
                folder.path().to_owned(),
                vec![source.key.clone()],
                hall,
                Checks::default(),
            ),
            source,
            clock,
            store,
            last: RefCell::default(),
            runtime: Runtime::new()?,
            _folder: folder,
        })
    }

    /// Pulls what must be new.
    pub(crate) fn pull(&self) -> Result<Merged> {
        match self.runtime.block_on(self.puller.pull(&self.source))? {
            Outcome::Merged(merged) => Ok(merged),
            Outcome::Unchanged => bail!("the feed has brought nothing new"),
        }
    }

    /// As a kiosk does: after the first time only what is new is read.
    pub(crate) fn load(&self) -> Result<Arc<Catalog>> {
        let loaded = self.shelf.load_after(&self.clock, self.last.take())?;
        let catalog = Arc::new(loaded.catalog);
        self.last.replace(loaded.memory.map(|memory| Last {
            catalog: Arc::clone(&catalog),
            memory,
            broken: Arc::new(HashSet::new()),
        }));
        self.store.make_up(&loaded.made, Checks::default().table())?;
        Ok(catalog)
    }

    pub(crate) fn now(&self) -> jiff::Timestamp {
        self.clock.wall()
    }
}
