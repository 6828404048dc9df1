//! What comes first, by the words of the documentation.

use std::cmp::Ordering;
use std::cmp::Reverse;

use jiff::Timestamp;
use regex::Regex;
use zhaohuo::catalog::Query;
use zhaohuo::catalog::Sort;
use zhaohuo::posting::Rate;
use zhaohuo::posting::Settlement;

use crate::naive::Naive;
use crate::support;

impl Naive {
    /// Why a list is in a wrong order, if it is.
    pub(crate) fn wrong_order(&self, query: &Query, listed: &[usize]) -> Option<String> {
        let now = support::now();
        let regexes = self.regexes(query);
        let is_best = query.sort == Sort::Best;
        let groups: Vec<u8> = listed
            .iter()
            .map(|at| if is_best { self.group(*at, &regexes, now) } else { 0 })
            .collect();
        let mut restarts = 0;
        for (pair, group) in listed.windows(2).zip(groups.windows(2)) {
            let order = group[0]
                .cmp(&group[1])
                .then_with(|| self.compare(query.sort, pair[0], pair[1], now));
            if order == Ordering::Less {
                continue;
            }
            // Of those with the words in their title, those that begin so and those that are said so come first; only
            // the program knows which.
            let may_restart = is_best && !regexes.is_empty() && group == [0, 0];
            if may_restart && restarts < 2 {
                restarts += 1;
                continue;
            }
            return Some(format!(
                "{:#?}\nstands before\n{:#?}",
                self.postings[pair[0]], self.postings[pair[1]]
            ));
        }
        None
    }

    /// With words: in the title, elsewhere, full or begun.
    fn group(&self, at: usize, regexes: &[Regex], now: Timestamp) -> u8 {
        if regexes.is_empty() {
            0
        } else if self.is_full(at) || self.is_missed(at, now) {
            2
        } else {
            u8::from(!self.is_in_title(at, regexes))
        }
    }

    fn compare(&self, sort: Sort, a: usize, b: usize, now: Timestamp) -> Ordering {
        let full = self.is_full(a).cmp(&self.is_full(b));
        let own = match sort {
            Sort::Best => Ordering::Equal,
            Sort::Pay => Reverse(self.facts[a].hourly).cmp(&Reverse(self.facts[b].hourly)),
            Sort::Near => self.whole_metres(a).total_cmp(&self.whole_metres(b)),
            Sort::Fresh => Reverse(self.newest(a).map(Timestamp::as_second))
                .cmp(&Reverse(self.newest(b).map(Timestamp::as_second))),
            Sort::Soonest => self.soonest(a, now).cmp(&self.soonest(b, now)),
        };
        let missed = self.is_missed(a, now).cmp(&self.is_missed(b, now));
        full.then(missed).then(own).then_with(|| self.best(a, b, now))
    }

    /// Can start today, no age limit but adulthood, paid the same day, well paid by the hour, near, fresh.
    fn best(&self, a: usize, b: usize, now: Timestamp) -> Ordering {
        let standing = |at: usize| {
            let posting = &self.postings[at].1;
            (
                self.is_full(at),
                self.is_missed(at, now),
                matches!(posting.pay.rate, Rate::Negotiable | Rate::Unstated),
                !self.can_start(at, now),
                posting.wanted.ages.max.is_some(),
                posting.pay.settlement != Some(Settlement::Daily),
                Reverse(self.facts[at].hourly),
            )
        };
        let named = |at: usize| (&*self.postings[at].1.id.0, self.postings[at].0);
        standing(a)
            .cmp(&standing(b))
            .then_with(|| self.whole_metres(a).total_cmp(&self.whole_metres(b)))
            .then_with(|| Reverse(self.newest(a)).cmp(&Reverse(self.newest(b))))
            .then_with(|| named(a).cmp(&named(b)))
    }

    fn metres(&self, at: usize) -> f64 {
        self.facts[at].metres.unwrap_or(f64::INFINITY)
    }

    fn whole_metres(&self, at: usize) -> f64 {
        self.metres(at).round()
    }

    /// A bare date is its first moment.
    fn newest(&self, at: usize) -> Option<Timestamp> {
        self.facts[at].newest?.first_moment(&self.zone)
    }

    /// By day and hour, a day without an hour and what can begin at any time before its hours; what does not say; what
    /// has begun.
    fn soonest(&self, at: usize, now: Timestamp) -> (u8, i32, i32) {
        let immediate = self.postings[at].1.work.immediate;
        let any_time = (1, 0, -1);
        let Some(start) = self.facts[at].start else {
            return if immediate { any_time } else { (2, 0, 0) };
        };
        if start.date < self.today {
            return if immediate { any_time } else { (3, 0, 0) };
        }
        if start.date == self.today && start.at.is_some_and(|meeting| meeting < now) {
            return (3, 0, 0);
        }
        let minute = start
            .time
            .map_or(-1, |time| i32::from(time.hour()) * 60 + i32::from(time.minute()));
        (1, (start.date - self.today).get_days(), minute)
    }
}
