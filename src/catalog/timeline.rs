//! What is open until some moment, each posting until its own.

use jiff::Timestamp;

use super::Index;
use super::bits::Bits;

/// What was open when the catalog was made, and who closes or was open before that, in that order: a moment later only
/// what has closed since is looked at.
#[derive(Debug)]
pub(super) struct Timeline {
    open: Bits,
    /// How many of `closing` had closed by then.
    closed: usize,
    /// Those that ever close, by when.
    closing: Box<[Index]>,
}

impl Timeline {
    /// Of `0..len`, as it stands `at` a moment. A posting is open before `until`; `Some(None)` never closes, and `None`
    /// never was open.
    pub(super) fn new(len: usize, at: Timestamp, until: impl Fn(Index) -> Option<Option<Timestamp>>) -> Self {
        let mut closing = Vec::new();
        let open = Bits::those(len, |index| match until(index) {
            None => false,
            Some(None) => true,
            Some(Some(end)) => {
                closing.push((end, index));
                at < end
            }
        });
        closing.sort_unstable();
        Self {
            open,
            closed: closing.partition_point(|(end, _)| *end <= at),
            closing: closing.into_iter().map(|(_, index)| index).collect(),
        }
    }

    /// What is open `now`. `until` has when each of those closes that ever do.
    pub(super) fn open(&self, now: Timestamp, until: impl Fn(Index) -> Timestamp) -> Bits {
        let mut open = self.open.clone();
        let (then, now) = (self.closed, self.closing.partition_point(|index| until(*index) <= now));
        for index in self.closing.get(then..now).unwrap_or_default() {
            open.remove(*index);
        }
        for index in self.closing.get(now..then).unwrap_or_default() {
            open.insert(*index);
        }
        open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_is_the_same_from_wherever_one_looks() {
        let second = |second| Timestamp::from_second(second).unwrap();
        let ends = [
            Some(Some(5)),
            None,
            Some(None),
            Some(Some(3)),
            Some(Some(5)),
            Some(Some(9)),
        ];
        let until = |index: Index| ends[index as usize].map(|end| end.map(second));
        for at in 0..11 {
            let timeline = Timeline::new(ends.len(), second(at), until);
            for now in 0..11 {
                let open = timeline.open(second(now), |index| until(index).flatten().unwrap());
                let expected = |index: Index| until(index).is_some_and(|end| end.is_none_or(|end| second(now) < end));
                assert_eq!(open, Bits::those(ends.len(), expected), "at {at}, now {now}");
            }
        }
    }
}
