//! What was counted today, in two lines of the overview.

use super::Scene;
use super::words;
use crate::config::Border;
use crate::count::By;
use crate::count::Counts;
use crate::count::Kind;
use crate::count::hour;
use crate::wording::thousands;

/// What a hall asks for at a glance; the rest stands in the lists of calls and reports.
const KINDS: [Kind; 5] = [Kind::Visit, Kind::View, Kind::Code, Kind::Slip, Kind::NothingFound];
/// The first step stands for what is too little to say, nothing among it.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// Where blocks may be two cells wide.
const DIGITS: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

pub(super) struct Counted {
    /// `来人 143   看活 611   亮码 187   打印 64   没搜到 9（焊工 5）`
    pub(super) sums: String,
    /// Of each hour from the first that had visitors until now; `None` where they were too few to say.
    visits: Vec<Option<u64>>,
    first: i8,
}

/// `None` where they are not of today.
pub(super) fn of(counts: &Counts, scene: &Scene) -> Option<Counted> {
    let now = scene.now.wall.to_zoned(scene.site.hall.zone.clone());
    if (counts.from, counts.to) != (now.date(), now.date()) {
        return None;
    }
    let today = now.date().to_string();
    let sums = KINDS.into_iter().filter_map(|kind| {
        let times = counts.line(kind, By::Day, &today)?.times;
        let missed = missed(counts)
            .filter(|_| kind == Kind::NothingFound)
            .unwrap_or_default();
        Some(format!("{} {}{missed}", words::counted(kind), number(times)))
    });
    let sums: Vec<String> = sums.collect();
    let sums = if sums.is_empty() {
        "还没人来过".to_owned()
    } else {
        sums.join("   ")
    };
    let visits = |hour_: i8| counts.line(Kind::Visit, By::Hour, &hour(hour_));
    let first = (0..=now.hour())
        .find(|hour| visits(*hour).is_some())
        .unwrap_or(now.hour());
    Some(Counted {
        sums,
        visits: (first..=now.hour()).map(|hour| visits(hour)?.times).collect(),
        first,
    })
}

impl Counted {
    /// `03 时 ▁▂▅█▇ 现在   一小时来人最多 52`; `None` before anybody came.
    pub(super) fn hours(&self, border: Border) -> Option<String> {
        let steps: &[char] = match border {
            Border::Lines => &BLOCKS,
            Border::Ascii => &DIGITS,
        };
        let most = self.visits.iter().copied().max()??;
        let bars = self.visits.iter().map(|times| step(*times, most, steps));
        let bars: String = bars.collect();
        Some(format!(
            "{} 时 {bars} 现在   一小时来人最多 {}",
            hour(self.first),
            thousands(&most.to_string())
        ))
    }
}

/// Above the lowest for whatever is a number, and the highest for the most.
fn step(times: Option<u64>, most: u64, steps: &[char]) -> char {
    let highest = u64::try_from(steps.len()).unwrap_or(1).saturating_sub(1);
    let at = times.map_or(0, |times| (times * highest).div_ceil(most.max(1)));
    steps[usize::try_from(at.min(highest)).unwrap_or(0)]
}

/// `（焊工 5）`: what was looked for most often, and is not there.
fn missed(counts: &Counts) -> Option<String> {
    let lines = counts.by(By::Trade).filter(|line| line.kind == Kind::NothingFound);
    let (times, trade) = lines
        .filter_map(|line| Some((line.times?, &line.value)))
        .max_by_key(|(times, _)| *times)?;
    Some(format!("（{trade} {}）", thousands(&times.to_string())))
}

fn number(times: Option<u64>) -> String {
    times.map_or_else(|| words::FEW.to_owned(), |times| thousands(&times.to_string()))
}
