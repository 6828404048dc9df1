//! A feed on its way into the store: one thread reads what the bytes say, and another lays it down.

use std::io;
use std::panic::resume_unwind;
use std::sync::mpsc::SyncSender;
use std::sync::mpsc::sync_channel;
use std::thread;

use crate::edge::store::Staging;
use crate::edge::store::StoreError;
use crate::feed;
use crate::feed::Context;
use crate::feed::FeedError;
use crate::feed::Format;
use crate::feed::Item;
use crate::feed::Refused;
use crate::text::CleanText;

type Read = Result<Item, Refused>;

/// Items that change hands at once: a wake-up of the other thread costs as much as an item.
const BATCH: usize = 64;
/// That may wait: a megabyte at most, where the disk is slower than the reader.
const BATCHES_WAITING: usize = 4;

/// Reads all of it; what was laid down before an error is let go of.
pub(super) fn take(
    body: impl io::Read,
    context: &Context,
    mut staging: Staging,
) -> Result<(Format, Staging), FeedError<StoreError>> {
    let (sender, receiver) = sync_channel::<Vec<Read>>(BATCHES_WAITING);
    thread::scope(|scope| {
        let laying = scope.spawn(move || {
            receiver.into_iter().flatten().try_for_each(|read| staging.push(read))?;
            Ok(staging)
        });
        let read = hand_over(body, context, &sender);
        // Nothing more comes.
        drop(sender);
        let laid = laying.join().unwrap_or_else(|panic| resume_unwind(panic));
        // Where the disk failed, the reader was told no more than that it is not heard.
        let staging = laid.map_err(FeedError::Sink)?;
        Ok((read?, staging))
    })
}

fn hand_over(
    body: impl io::Read,
    context: &Context,
    sender: &SyncSender<Vec<Read>>,
) -> Result<Format, FeedError<StoreError>> {
    let unheard = |_| StoreError::Other(CleanText::default());
    let mut batch = Vec::with_capacity(BATCH);
    let format = feed::read(body, context, |read| {
        batch.push(read);
        if batch.len() < BATCH {
            return Ok(());
        }
        let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
        sender.send(full).map_err(unheard)
    })?;
    sender.send(batch).map_err(unheard).map_err(FeedError::Sink)?;
    Ok(format)
}
