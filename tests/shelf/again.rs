//! Random histories of a store: after each step a reading that knows the last one gives what one from nothing gives, and
//! what one gives that reads every posting whole.

use std::sync::Arc;

use fastrand::Rng;
use jiff::Timestamp;
use jiff::ToSpan as _;
use tempfile::TempDir;
use zhaohuo::bulletin::Bulletin;
use zhaohuo::bulletin::MinimumWage;
use zhaohuo::catalog::Catalog;
use zhaohuo::catalog::Query;
use zhaohuo::config::Config;
use zhaohuo::config::Hall;
use zhaohuo::decision::Act;
use zhaohuo::edge::Clock;
use zhaohuo::edge::flight::Recorder;
use zhaohuo::edge::shelf::Checks;
use zhaohuo::edge::shelf::Last;
use zhaohuo::edge::shelf::Loaded;
use zhaohuo::edge::shelf::Shelf;
use zhaohuo::edge::store::Answered;
use zhaohuo::edge::store::STAFF_FEED;
use zhaohuo::edge::store::Store;
use zhaohuo::edge::store::Validators;
use zhaohuo::edge::store::Withdraws;
use zhaohuo::feed::Item;
use zhaohuo::posting::Fen;
use zhaohuo::posting::Posting;
use zhaohuo::posting::PostingId;
use zhaohuo::posting::Row;
use zhaohuo::screening::Flagged;
use zhaohuo::screening::Rule;
use zhaohuo::screening::Table;
use zhaohuo::text::CleanText;

use super::demonstration;

const STEPS: usize = 40;
const POSTINGS: usize = 260;
const FEEDS: [&str; 2] = ["a", "b"];

/// A store with a history.
struct History {
    folder: TempDir,
    store: Store,
    random: Rng,
    now: Timestamp,
    pool: Vec<Posting>,
    entered: usize,
}

fn words(text: &str) -> CleanText {
    CleanText::line(text).unwrap()
}

/// Its beginning: the three readings of a step are of one second, and what ends in it ends for all of them.
fn second(time: Timestamp) -> Timestamp {
    Timestamp::from_second(time.as_second()).unwrap()
}

impl History {
    fn begin(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let now = second(Timestamp::now() + 1.hour());
        let today = now.to_zoned(jiff::tz::TimeZone::get("Asia/Shanghai").unwrap()).date();
        Self {
            folder,
            store,
            random: Rng::with_seed(seed),
            now,
            pool: demonstration(POSTINGS, today),
            entered: 0,
        }
    }

    fn shelf(&self, seed: u64) -> Shelf {
        let mut checks = Checks::default();
        if seed % 2 == 1 {
            checks.settings.hold |= Rule::ManyEmployers;
            checks.settings.ignore |= Rule::Household;
        }
        Shelf {
            folder: self.folder.path().to_owned(),
            feeds: FEEDS.map(str::to_owned).to_vec(),
            hall: Hall::of(&Config::default()).unwrap(),
            checks,
            searches_descriptions: seed % 3 == 1,
            flags_kept: 20,
            recorder: Recorder::default(),
        }
    }

    fn step(&mut self) -> &'static str {
        match self.random.u8(..14) {
            0..=4 => self.pull(),
            5..=8 => self.decide(),
            9 => {
                self.store.undo(None, &words("staff"), self.now).unwrap();
                "an undo"
            }
            10 => self.enter(),
            11 => {
                self.now += 23.hours();
                "a day"
            }
            12 => {
                // No earlier than the program was built.
                self.now = second((self.now - 30.hours()).max(Timestamp::now() + 1.minute()));
                "back"
            }
            _ => {
                let row = self.any_row();
                self.store.leave_out(&[row], &words("staff"), self.now).unwrap();
                "one left out"
            }
        }
    }

    /// Some of the pool, some of it changed, and now and then another minimum wage.
    fn pull(&mut self) -> &'static str {
        let feed = FEEDS[self.random.usize(..FEEDS.len())];
        let mut staging = self.store.stage(feed, Table::own()).unwrap();
        let share = [0.5, 0.95, 1.0][self.random.usize(..3)];
        for posting in self.pool.clone() {
            if self.random.f64() > share {
                continue;
            }
            let posting = if self.random.f64() < 0.05 {
                self.changed(posting)
            } else {
                posting
            };
            staging.push(Ok(Item::Posting(Box::new(posting)))).unwrap();
        }
        if self.random.bool() {
            let wage = MinimumWage {
                district: words("市南区"),
                per_hour: Fen::from_yuan(f64::from(self.random.u8(20..60))),
                ..MinimumWage::default()
            };
            let bulletin = Bulletin::MinimumWage(wage);
            let id = PostingId(words("wage"));
            staging.push(Ok(Item::Bulletin { id, bulletin })).unwrap();
        }
        let answered = Answered {
            url: "https://a.example/feed".to_owned(),
            validators: Validators::default(),
            withdraws: Withdraws::Anything,
            is_whole: true,
        };
        self.store.merge(staging, &answered, self.now).unwrap();
        "a pull"
    }

    fn changed(&mut self, mut posting: Posting) -> Posting {
        match self.random.u8(..5) {
            0 => posting.title = words(&format!("搬运工 {}", self.random.u8(..9))),
            1 => posting.description = Some(words("限女，押金200元，12 月 1 日前报名")),
            2 => posting.employer.name = Some(words(&format!("某某 {}", self.random.u8(..6)))),
            3 => posting.contact.phone = Some(words("0532-0000 0123")),
            _ => posting.origin.valid_through = Some(self.now + i64::from(self.random.u8(1..60)).hours()),
        }
        posting
    }

    fn any_row(&mut self) -> Row {
        Row(self.random.i64(1..600))
    }

    fn decide(&mut self) -> &'static str {
        let posting = &self.pool[self.random.usize(..self.pool.len())];
        let (id, title) = (posting.id.clone(), posting.title.clone());
        let flagged = self.flagged();
        let (target, act) = match self.random.u8(..8) {
            0 => ((id, title), Act::Pin),
            1 => ((id, title), Act::Unpin),
            2 => ((id, title), Act::Hide(words("不实"))),
            3 => ((id, title), Act::Unhide),
            4 => ((id, title), Act::Full),
            5 => ((id, title), Act::Reopen),
            _ if flagged.is_empty() => ((id, title), Act::Remark(None)),
            _ => {
                let flagged = &flagged[self.random.usize(..flagged.len())];
                let marks = flagged.marks.clone();
                ((flagged.id.clone(), flagged.title.clone()), Act::Accept(marks))
            }
        };
        self.store
            .decide((&target.0, &target.1), &act, &words("staff"), self.now)
            .unwrap();
        "a decision"
    }

    fn flagged(&self) -> Vec<Flagged> {
        let loaded = self.shelf(0).load(&self.clock()).unwrap();
        loaded.flags.iter().cloned().collect()
    }

    fn enter(&mut self) -> &'static str {
        self.entered += 1;
        let mut posting = self.pool[self.random.usize(..self.pool.len())].clone();
        // Sometimes what a feed has as well.
        if self.random.bool() {
            posting.id = PostingId(words(&format!("{STAFF_FEED}:{}", self.entered)));
        }
        posting.origin.valid_through = Some(self.now + 20.hours());
        self.store.enter(&posting, &words("staff"), self.now).unwrap();
        "an entry"
    }

    fn clock(&self) -> Clock {
        let clock = Clock::after(Some(self.now));
        clock.hear(self.now);
        clock
    }
}

/// All that anybody sees of it.
fn all_of(loaded: &Loaded) -> Vec<String> {
    let catalog = &loaded.catalog;
    let mut said = vec![format!("{:?} {:?}", loaded.left_out, loaded.flags)];
    said.push(format!(
        "{} {} {}",
        catalog.len(),
        loaded.broken,
        catalog.wanted_trades().len()
    ));
    said.extend(
        (1..2_000)
            .map(Row)
            .filter(|row| catalog.is_withdrawn(*row))
            .map(|row| format!("withdrawn {row:?}")),
    );
    said.extend(orders(catalog));
    said
}

fn orders(catalog: &Catalog) -> Vec<String> {
    let now = catalog.standpoint().now;
    let mut said = Vec::new();
    for index in &catalog.find(&Query::all(), now) {
        let it = catalog.get(index).unwrap();
        let (pay, when) = (
            (&it.pay, it.hourly, it.hours_per_day),
            (it.start, it.newest, it.as_of, it.valid_through),
        );
        said.push(format!(
            "{:?} {} {} {:?} {:?} {:?} {:?} {pay:?} {when:?} {:?} {} {:?} {:?} {:?}",
            it.row,
            it.id.0,
            it.title,
            it.employer,
            it.place,
            it.area,
            it.trades,
            it.openings,
            it.pinned,
            it.terms,
            it.perks,
            it.ages
        ));
    }
    for typed in ["搬运", "by", "保洁", "市南", "服务"] {
        let query = Query {
            words: vec![typed.to_owned()],
            ..Query::default()
        };
        let found = catalog.find(&query, now);
        said.push(format!(
            "{typed}: {:?}",
            found
                .iter()
                .map(|index| catalog.get(index).unwrap().row)
                .collect::<Vec<_>>()
        ));
    }
    said
}

#[test]
fn a_reading_that_knows_the_last_one_gives_what_one_from_nothing_gives() {
    for seed in 0..4 {
        let mut history = History::begin(seed);
        let shelf = history.shelf(seed);
        let mut last: Option<Last> = None;
        history.pull();
        for step in 0..STEPS {
            let done = history.step();
            let clock = history.clock();
            let whole = shelf.load_showing(&clock, |_, _| {}).unwrap();
            let anew = shelf.load(&clock).unwrap();
            let context = format!("seed {seed}, step {step}: {done}");
            assert_eq!(all_of(&anew), all_of(&whole), "{context}, from nothing");
            let after = shelf.load_after(&clock, last.take()).unwrap();
            assert_eq!(all_of(&after), all_of(&whole), "{context}, after the last");
            assert!(after.catalog.says_the_same(&whole.catalog));
            if !after.made.is_empty() && history.random.bool() {
                history.store.make_up(&after.made, shelf.checks.table()).unwrap();
            }
            last = after.memory.map(|memory| Last {
                catalog: Arc::new(after.catalog),
                memory,
                broken: Arc::default(),
            });
        }
        let clock = history.clock();
        let before = shelf.load(&clock).unwrap();
        history.store.make_up(&before.made, shelf.checks.table()).unwrap();
        let kept = shelf.load(&clock).unwrap();
        assert_eq!(kept.made, [], "what was written down is found");
        assert_eq!(all_of(&kept), all_of(&before));
    }
}
