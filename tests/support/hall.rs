//! A store in a directory of its own and a puller into it.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tempfile::TempDir;
use url::Url;
use zhaohuo::config::AllowList;
use zhaohuo::config::Feed;
use zhaohuo::config::Network;
use zhaohuo::edge::Clock;
use zhaohuo::edge::store::FeedState;
use zhaohuo::edge::store::Merged;
use zhaohuo::edge::store::Store;
use zhaohuo::edge::sync::Outcome;
use zhaohuo::edge::sync::PullError;
use zhaohuo::edge::sync::Puller;
use zhaohuo::edge::sync::Source;

pub(crate) struct Hall {
    pub(crate) folder: TempDir,
    pub(crate) store: Arc<Store>,
    pub(crate) puller: Puller,
}

impl Hall {
    pub(crate) fn open() -> Self {
        Self::with_network(Network::default())
    }

    pub(crate) fn with_network(network: Network) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(Store::open(folder.path()).unwrap());
        // As the configuration has it: the feeds' own hosts are allowed.
        let allow = AllowList::new(&["127.0.0.1", "*.gov.cn"]).unwrap();
        let zone = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap();
        let puller = Puller::new(network, allow, zone, Arc::clone(&store), Clock::start());
        Self { folder, store, puller }
    }

    pub(crate) async fn pull(&self, source: &Source) -> Result<Outcome, PullError> {
        self.puller.pull(source).await
    }

    /// Pulls what must merge.
    pub(crate) async fn merge(&self, source: &Source) -> Merged {
        match self.pull(source).await.unwrap() {
            Outcome::Merged(merged) => merged,
            Outcome::Unchanged => panic!("nothing new"),
        }
    }

    pub(crate) fn titles(&self, source: &Source) -> Vec<String> {
        let mut titles = Vec::new();
        let reader = self.store.reader().unwrap();
        let listing = reader.postings(&[&source.key], Timestamp::MIN, |_, posting| {
            titles.push(posting.title.to_string());
        });
        assert_eq!(listing.unwrap().broken, 0);
        titles
    }

    pub(crate) fn state(&self, source: &Source) -> FeedState {
        self.store.feed(&source.key).unwrap()
    }
}

/// Impatient, and small.
pub(crate) fn source(url: &str) -> Source {
    Source {
        poll: Duration::from_millis(50),
        total_timeout: Duration::from_secs(20),
        max_bytes: 8 * 1024 * 1024,
        key: "feed".to_owned(),
        url: Url::parse(url).unwrap(),
        ..Source::of(&Feed::at(url)).unwrap()
    }
}

/// A `DataFeed` of postings with these numbers, all with one word in their titles.
pub(crate) fn feed(numbers: impl IntoIterator<Item = usize>, word: &str) -> String {
    let items: Vec<String> = numbers.into_iter().map(|number| line(number, word)).collect();
    format!(r#"{{"@type":"DataFeed","dataFeedElement":[{}]}}"#, items.join(","))
}

pub(crate) fn line(number: usize, word: &str) -> String {
    format!(
        r#"{{"@type":"DataFeedItem","item":{{"@type":"JobPosting","identifier":"p{number}","title":"{word} {number}"}}}}"#
    )
}

pub(crate) fn titles(numbers: impl IntoIterator<Item = usize>, word: &str) -> Vec<String> {
    numbers.into_iter().map(|number| format!("{word} {number}")).collect()
}
