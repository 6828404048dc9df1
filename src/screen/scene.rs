//! What every screen may read, and what is said of it on every page.

use std::sync::Arc;

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use ratatui::layout::Size;

use crate::catalog::Catalog;
use crate::config::Border;
use crate::config::Hall;
use crate::desk::Ticket;
use crate::health::Freshness;
use crate::health::Health;
use crate::key::Key;
use crate::language::Language;
use crate::now::Now;
use crate::posting::Posting;
use crate::posting::Row;
use crate::printing::SlipSaid;
use crate::slip::Counter;
use crate::upkeep::Upkeep;
use crate::widget::Letters;
use crate::widget::bar::Hint;
use crate::wording;
use crate::wording::Here;
use crate::wording::Moment;

/// Below this width words are short.
const ROOMY: u16 = 60;

/// What every screen may read.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    pub hall: &'a Hall,
    pub catalog: &'a Arc<Catalog>,
    pub opened: &'a Opened,
    pub health: &'a Health,
    pub language: Language,
    pub border: Border,
    pub letters: Letters,
    pub told: &'a Told,
    pub upkeep: &'a Upkeep,
    pub now: Now,
    pub size: Size,
}

/// What this visitor has told the staff.
#[derive(Debug, Default)]
pub struct Told {
    pub call: Call,
    /// That something is wrong with a posting, which is said once.
    pub reported: bool,
    /// What was said last of a slip that was asked for, and since when.
    pub slip: Option<(SlipSaid, Duration)>,
}

/// Whether staff were called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Call {
    #[default]
    None,
    /// Asked for, not written down yet.
    Pending,
    Waiting(Ticket),
    /// It could not be written down.
    Failed,
}

/// The one posting that was read whole from the store.
#[derive(Debug, Default)]
pub enum Opened {
    #[default]
    None,
    /// Asked for, not here yet.
    Pending(Row),
    Here(Row, Box<Posting>),
    /// No longer in the store.
    Gone(Row),
    /// The store could not be read.
    Failed(Row),
}

impl Opened {
    #[must_use]
    pub fn row(&self) -> Option<Row> {
        match self {
            Self::None => None,
            Self::Pending(row) | Self::Here(row, _) | Self::Gone(row) | Self::Failed(row) => Some(*row),
        }
    }

    #[must_use]
    pub fn posting(&self, wanted: Row) -> Option<&Posting> {
        match self {
            Self::Here(row, posting) if *row == wanted => Some(posting),
            Self::None | Self::Pending(_) | Self::Here(..) | Self::Gone(_) | Self::Failed(_) => None,
        }
    }
}

impl Scene<'_> {
    /// The day that 今天 means.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now.wall.to_zoned(self.hall.zone.clone()).date()
    }

    /// The same, with the time.
    pub(super) fn moment(&self) -> Moment {
        Moment {
            today: self.today(),
            now: self.now.wall,
        }
    }

    /// The same, with the place.
    pub(super) fn here(&self) -> Here<'_> {
        Here {
            moment: self.moment(),
            zone: &self.hall.zone,
            geo: self.hall.geo,
        }
    }

    /// The time, where it can be believed; else nothing has expired.
    pub(super) fn believed_now(&self) -> Option<Timestamp> {
        self.catalog.believes(self.now.wall).then_some(self.now.wall)
    }

    /// Why there is nothing, where "none" would be no answer: nothing was ever pulled.
    pub(super) fn why_nothing(&self) -> Option<String> {
        let never = matches!(self.health.freshness(), Freshness::Waiting | Freshness::Nothing);
        (never && self.catalog.is_empty()).then(|| self.freshness_words())
    }

    /// What must be known on every page: that the data is made up, that it is old. Short where there is little room.
    pub(super) fn warnings(&self) -> Vec<String> {
        let language = self.language;
        let short = self.size.width < ROOMY;
        let old = match self.health.freshness() {
            Freshness::Waiting | Freshness::AsOf(_) => None,
            Freshness::Offline(_) if short => Some(word!(language, "status.offline_short").into_owned()),
            Freshness::Stale(_) | Freshness::Nothing if short => {
                Some(word!(language, "status.stale_short").into_owned())
            }
            Freshness::Offline(_) | Freshness::Stale(_) | Freshness::Nothing => Some(self.freshness_words()),
        };
        let invented = self
            .hall
            .demonstration
            .then(|| word!(language, "status.demonstration").into_owned());
        let slip = self.told.slip.map(|(said, _)| wording::slip_said(said, language));
        slip.into_iter()
            .chain(invented)
            .chain(self.clock_warning())
            .chain(old)
            .collect()
    }

    /// That the time is not the machine's.
    pub(super) fn clock_warning(&self) -> Option<String> {
        let is_wrong = self.now.disbelieved.is_some();
        is_wrong.then(|| word!(self.language, "status.clock").into_owned())
    }

    /// What a slip says of the hall and the time.
    pub(super) fn counter(&self) -> Counter<'_> {
        Counter::new(self.hall, self.catalog, self.now.wall)
    }

    /// The key that prints, where there is a printer.
    pub(super) fn print_hint(&self) -> Option<Hint> {
        let language = self.language;
        let hint = || {
            let enter = word!(language, "hint.enter_sign");
            Hint::new(Key::Enter, enter, word!(language, "detail.print"))
        };
        self.hall.prints.then(hint)
    }

    /// `06:12`
    pub(super) fn clock(&self) -> String {
        wording::clock(self.now.wall.to_zoned(self.hall.zone.clone()).time())
    }

    /// `数据截至 06:10（断网中）`
    pub(super) fn freshness_words(&self) -> String {
        let at = |at| wording::day_and_clock(at, self.today(), &self.hall.zone, self.language);
        match self.health.freshness() {
            Freshness::Waiting => word!(self.language, "status.fetching"),
            Freshness::Nothing => word!(self.language, "status.nothing"),
            Freshness::AsOf(time) => word!(self.language, "status.as_of", at = at(time)),
            Freshness::Offline(time) => word!(self.language, "status.offline", at = at(time)),
            Freshness::Stale(time) => word!(self.language, "status.stale", at = at(time)),
        }
        .into_owned()
    }

    /// `数据截至 06:10 · 1,284 个活`, with expired ones: it is for staff, and said every second.
    #[must_use]
    pub fn summary(&self) -> String {
        let reasons = self
            .health
            .feeds
            .iter()
            .filter_map(|feed| Some((&feed.name, &feed.failure.as_ref()?.reason)));
        let closed = self.upkeep.closure.as_ref();
        let mut parts: Vec<String> = closed
            .map(|_| word!(self.language, "closed.title").into_owned())
            .into_iter()
            .collect();
        parts.extend(self.clock_warning());
        parts.extend([self.freshness_words(), wording::jobs(self.catalog.len(), self.language)]);
        parts.extend(reasons.map(|(name, reason)| format!("{name}：{reason}")));
        parts.join(wording::DOT)
    }

    /// Where one says a 编号, with a space before it where Chinese wants one.
    pub(super) fn desk(&self) -> String {
        match &self.hall.desk {
            Some(desk) if self.language == Language::CHINESE && desk.starts_with(|c: char| c.is_ascii()) => {
                format!(" {desk}")
            }
            Some(desk) => desk.to_string(),
            None => word!(self.language, "apply.staff").into_owned(),
        }
    }

    /// `找活 · 市北区海泊河零工市场`
    pub(super) fn hall_name(&self) -> String {
        match &self.hall.name {
            Some(name) => format!("{}{}{name}", word!(self.language, "product"), wording::DOT),
            None => word!(self.language, "product").into_owned(),
        }
    }

    /// `11月22日 周日 06:12`
    pub(super) fn long_date(&self) -> String {
        let time = self.now.wall.to_zoned(self.hall.zone.clone());
        let date = time.date();
        let weekday = wording::weekday(date.weekday(), self.language);
        let month_name = date.strftime("%b");
        let day = word!(
            self.language,
            "day.date",
            month = date.month(),
            day = date.day(),
            month_name = month_name
        );
        format!("{day} {weekday} {}", wording::clock(time.time()))
    }

    pub(super) fn hint(&self, key: Key) -> Hint {
        let (sign, label) = match key {
            Key::Back => ("0", word!(self.language, "hint.back")),
            Key::Languages if self.size.width < ROOMY => ("*", word!(self.language, "hint.languages_short")),
            Key::Languages => ("*", word!(self.language, "hint.languages")),
            Key::Help if self.size.width < ROOMY => ("/", word!(self.language, "hint.help_short")),
            Key::Help => ("/", word!(self.language, "hint.help")),
            Key::Large if self.letters == Letters::Large => (".", word!(self.language, "hint.usual")),
            Key::Large => (".", word!(self.language, "hint.large")),
            Key::Enter => {
                return Hint::new(
                    key,
                    word!(self.language, "hint.enter_sign"),
                    word!(self.language, "hint.open"),
                );
            }
            Key::Left => ("←", word!(self.language, "hint.back")),
            Key::NextPage => ("+", word!(self.language, "pager.next")),
            Key::PreviousPage => ("-", word!(self.language, "pager.previous")),
            Key::Digit(_)
            | Key::Up
            | Key::Down
            | Key::Right
            | Key::Erase
            | Key::Clear
            | Key::Hold
            | Key::Char(_)
            | Key::Result(_)
            | Key::Mark(_) => ("", "".into()),
        };
        Hint::new(key, sign, label)
    }
}
