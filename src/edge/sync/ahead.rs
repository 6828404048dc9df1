//! A feed is read on while what was read of it is stored: a large one arrives in half the time where there are two cores.

use std::io;
use std::mem;
use std::panic::resume_unwind;
use std::sync::mpsc::SyncSender;
use std::sync::mpsc::sync_channel;
use std::thread;

use crate::feed;
use crate::feed::Context;
use crate::feed::FeedError;
use crate::feed::Format;
use crate::feed::Item;
use crate::feed::Refused;

/// Items that are handed over at once: a hundredth of a millisecond for each would be as long as storing it.
const TOGETHER: usize = 64;
/// Batches that wait to be stored, a megabyte of them.
const WAITING: usize = 4;

type Batch = Vec<Result<Item, Refused>>;

/// Whoever stores has given up.
struct Stopped;

/// [`feed::read`], with its sink on this thread and all else on another.
///
/// # Errors
///
/// The same; [`FeedError::Source`] also where there is no thread to be had.
pub(super) fn read<E>(
    source: impl io::Read + Send,
    context: &Context,
    mut sink: impl FnMut(Result<Item, Refused>) -> Result<(), E>,
) -> Result<Format, FeedError<E>> {
    let (sender, batches) = sync_channel(WAITING);
    thread::scope(|scope| {
        let reading = thread::Builder::new()
            .spawn_scoped(scope, move || read_into(&sender, source, context))
            .map_err(FeedError::Source)?;
        let stored = batches.iter().flatten().try_for_each(&mut sink);
        // Whoever still reads meets this, and stops.
        drop(batches);
        let read = reading.join().unwrap_or_else(|panic| resume_unwind(panic));
        match (stored, read) {
            (Err(error), _) => Err(FeedError::Sink(error)),
            (Ok(()), Ok(format)) => Ok(format),
            (Ok(()), Err(error)) => Err(error.with_sink(|Stopped| unreachable!("everything was taken"))),
        }
    })
}

fn read_into(
    sender: &SyncSender<Batch>,
    source: impl io::Read,
    context: &Context,
) -> Result<Format, FeedError<Stopped>> {
    let hand_over = |batch| sender.send(batch).map_err(|_| Stopped);
    let mut batch = Batch::with_capacity(TOGETHER);
    let format = feed::read(source, context, |read| {
        batch.push(read);
        if batch.len() < TOGETHER {
            return Ok(());
        }
        hand_over(mem::replace(&mut batch, Vec::with_capacity(TOGETHER)))
    })?;
    hand_over(batch).map_err(FeedError::Sink)?;
    Ok(format)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use jiff::tz::TimeZone;

    use super::*;

    const LINE: &str = "{\"@type\":\"JobPosting\",\"identifier\":\"1\",\"title\":\"搬运工\"}\n";

    /// One line after the other, without an end.
    struct Endless(usize);

    impl Read for Endless {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            for byte in &mut *into {
                *byte = LINE.as_bytes()[self.0 % LINE.len()];
                self.0 += 1;
            }
            Ok(into.len())
        }
    }

    fn context() -> Context {
        Context {
            zone: TimeZone::UTC,
            namespace: "示例".to_owned(),
        }
    }

    #[test]
    fn whoever_stores_and_fails_ends_the_reading() {
        let mut taken = 0;
        let read = read(Endless(0), &context(), |_| {
            taken += 1;
            if taken < 1_000 { Ok(()) } else { Err("full") }
        });
        assert!(matches!(read, Err(FeedError::Sink("full"))));
        assert_eq!(taken, 1_000);
    }

    #[test]
    fn each_item_comes_in_its_order_and_a_cut_is_told() {
        let lines: String = (0..300).map(|n| LINE.replace("\"1\"", &format!("\"{n}\""))).collect();
        let mut ids = Vec::new();
        let mut keep = |item: Result<Item, Refused>| {
            if let Ok(Item::Posting(posting)) = item {
                ids.push(posting.id.0.to_string());
            }
            Ok::<(), ()>(())
        };
        let whole = read(lines.as_bytes(), &context(), &mut keep);
        assert!(matches!(whole, Ok(Format::Ndjson)));
        let document = "{\"@type\":\"DataFeed\",\"dataFeedElement\":[";
        let cut = read(document.as_bytes(), &context(), &mut keep);
        assert!(matches!(cut, Err(FeedError::Cut)));
        let expected: Vec<String> = (0..300).map(|n| format!("示例:{n}")).collect();
        assert_eq!(ids, expected);
    }
}
