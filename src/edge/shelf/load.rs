//! One reading of the store: by what lies beside the postings, or, where that is not to be had, by the postings.

use std::collections::HashSet;

use jiff::Timestamp;

use super::Last;
use super::Loaded;
use super::Shelf;
use super::filling::Filling;
use super::memory::Frame;
use super::memory::Memory;
use super::memory::Seen;
use crate::bulletin::Bulletin;
use crate::catalog::CatalogBuilder;
use crate::catalog::Gist;
use crate::edge::Clock;
use crate::edge::store::Listed;
use crate::edge::store::Reader;
use crate::edge::store::STAFF_FEED;
use crate::edge::store::Sight;
use crate::edge::store::StoreError;
use crate::edge::store::Walk;
use crate::posting::Posting;
use crate::posting::Row;
use crate::screening::Calls;
use crate::screening::Census;
use crate::screening::Contact;
use crate::screening::Finder;
use crate::screening::Flags;
use crate::screening::Rule;

/// Where more than one posting in so many is new, going through all in their order is faster than looking each up.
const NEW_PART: usize = 8;

/// How a feed is read.
enum Path {
    /// All of it, in its order.
    Through,
    /// What is known, by its place in the memory of it, and what is not; both in the order of the rows.
    Along { known: Vec<u32>, new: Vec<Listed> },
}

/// A feed, and from when on what it does not confirm is no longer offered.
struct From<'a> {
    feed: &'a str,
    confirmed_before: Timestamp,
    is_entered: bool,
}

/// # Errors
///
/// [`StoreError::Damaged`] where any place of the store that this needs is broken.
pub(super) fn by_sights(
    shelf: &Shelf,
    reader: &Reader,
    clock: &Clock,
    last: Option<Last>,
) -> Result<Loaded, StoreError> {
    // What is listed and what is read later must be of one store.
    let at_once = reader.at_once()?;
    let mut filling = begin(shelf, reader, clock, last)?;
    let froms = froms(shelf, clock);
    let (mut paths, mut calls) = (Vec::new(), Calls::default());
    for (at, from) in froms.iter().enumerate() {
        paths.push(filling.path(at, from, &mut calls)?);
    }
    filling.census = calls.census();
    filling.forget_decided()?;
    let mut walk = Walk::default();
    for ((at, from), path) in froms.iter().enumerate().zip(paths) {
        filling.next.seen.push(Vec::new());
        filling.fill((at, from), path, &mut walk)?;
        filling.next.seen.last_mut().map(Vec::shrink_to_fit);
    }
    shelf.recorder.not_reading();
    drop(at_once);
    let memory = std::mem::take(&mut filling.next);
    finish(filling, walk, Some(memory))
}

/// With `show`, for each posting that is offered.
///
/// # Errors
///
/// Where the store cannot be read at all.
pub(super) fn whole(
    shelf: &Shelf,
    reader: &Reader,
    clock: &Clock,
    mut show: impl FnMut(Row, &Posting),
) -> Result<Loaded, StoreError> {
    let mut filling = begin(shelf, reader, clock, None)?;
    let mut walk = Walk::default();
    let froms = froms(shelf, clock);
    // Which telephone belongs to how many employers is known only after the last one.
    if shelf.heeds_many() {
        let mut calls = Calls::default();
        for from in froms.iter().filter(|from| !from.is_entered) {
            reader.contacts(&[from.feed], from.confirmed_before, |contact| calls.note(contact))?;
        }
        filling.census = calls.census();
    }
    let mut failed = None;
    let mut finder = Finder::of(shelf.checks.table());
    for from in &froms {
        let listing = reader.postings(&[from.feed], from.confirmed_before, |row, posting| {
            let gist = Gist::of(&posting);
            let sight = Sight {
                row,
                sum: 0,
                contact: Contact::of(gist.phone, gist.employer),
                words: &finder.words(&posting),
                gist: &gist,
            };
            match filling.see(&sight, Some(&posting), from.is_entered) {
                Ok(is_offered) if is_offered => show(row, &posting),
                Ok(_) => {}
                Err(error) => failed = Some(error),
            }
        })?;
        walk.broken += listing.broken;
    }
    failed.map_or(Ok(()), Err)?;
    finish(filling, walk, None)
}

/// What staff have entered comes before what the feeds say of the same.
fn froms<'a>(shelf: &'a Shelf, clock: &Clock) -> Vec<From<'a>> {
    let standpoint = shelf.standpoint(clock);
    // A clock before the program was built knows nothing of thirty days.
    let is_trusted = standpoint.now >= standpoint.built_at;
    let entered = From {
        feed: STAFF_FEED,
        confirmed_before: Timestamp::MIN,
        is_entered: true,
    };
    let of_feeds = shelf.feeds.iter().map(|feed| From {
        feed,
        confirmed_before: if is_trusted { standpoint.now } else { Timestamp::MIN },
        is_entered: false,
    });
    std::iter::once(entered).chain(of_feeds).collect()
}

fn begin<'a>(
    shelf: &'a Shelf,
    reader: &'a Reader,
    clock: &Clock,
    last: Option<Last>,
) -> Result<Filling<'a>, StoreError> {
    let standpoint = shelf.standpoint(clock);
    let froms = froms(shelf, clock);
    let mut bulletins: Vec<Bulletin> = Vec::new();
    for (_, notice) in reader.announced(standpoint.now)? {
        bulletins.push(Bulletin::Notice(notice));
    }
    for from in froms.iter().filter(|from| !from.is_entered) {
        reader.bulletins(&[from.feed], from.confirmed_before, |bulletin| bulletins.push(bulletin))?;
    }
    let wages = bulletins.iter().filter_map(|bulletin| {
        let Bulletin::MinimumWage(wage) = bulletin else {
            return None;
        };
        Some(wage.clone())
    });
    let frame = Frame {
        today: standpoint.today,
        wages: wages.collect(),
    };
    let (before, last, broken) = match last {
        Some(last) if last.catalog.is_worn() => (None, Memory::default(), last.broken),
        Some(last) => (Some(last.catalog), last.memory, last.broken),
        None => Default::default(),
    };
    let has_same_frame = last.frame == frame;
    let mut catalog = match &before {
        Some(before) => CatalogBuilder::after(before, standpoint.clone()),
        None if shelf.searches_descriptions => CatalogBuilder::new(standpoint.clone()).searching_descriptions(),
        None => CatalogBuilder::new(standpoint.clone()),
    };
    // Before the postings: what a posting must pay at least stands in one.
    for bulletin in bulletins {
        catalog.add_bulletin(bulletin);
    }
    let standings = reader.standings()?.into_iter();
    let standings = standings.map(|(id, standing)| (id.0.to_string(), standing));
    Ok(Filling {
        shelf,
        reader,
        standpoint,
        standings: standings.collect(),
        decided: HashSet::new(),
        census: Census::default(),
        catalog,
        flags: Flags::default(),
        before,
        last,
        broken,
        has_same_frame,
        next: Memory {
            frame,
            ..Memory::default()
        },
    })
}

fn finish(filling: Filling, walk: Walk, memory: Option<Memory>) -> Result<Loaded, StoreError> {
    let Filling {
        reader,
        catalog,
        flags,
        last,
        before,
        ..
    } = filling;
    // Before more is made: of a million postings this is as much as a third of a catalog.
    drop((last, before));
    Ok(Loaded {
        left_out: reader.left_out()?,
        catalog: catalog.finish(),
        flags,
        broken: walk.broken,
        made: walk.made,
        memory,
    })
}

impl Shelf {
    fn heeds_many(&self) -> bool {
        !self.checks.settings.ignore.contains(Rule::ManyEmployers)
    }
}

impl Filling<'_> {
    /// How a feed is gone through; whom one calls is counted on the way.
    fn path(&self, feed: usize, from: &From, calls: &mut Calls) -> Result<Path, StoreError> {
        let is_counted = self.shelf.heeds_many() && !from.is_entered;
        let is_known = self.has_same_frame && !self.last.seen.is_empty();
        if !is_known && self.broken.is_empty() {
            if is_counted {
                self.reader.called(from.feed, from.confirmed_before, |contact| {
                    calls.note(contact.unwrap_or_default());
                })?;
            }
            return Ok(Path::Through);
        }
        let (mut at, mut known, mut new) = (0, Vec::new(), Vec::new());
        let confirmed_before = from.confirmed_before;
        self.reader.listed(from.feed, confirmed_before, |listed| {
            let place = self.last.recall(feed, &mut at, listed).filter(|_| is_known);
            if is_counted {
                let contact = match place {
                    Some(place) => Some(self.last.of(feed)[place].contact),
                    None => self.reader.contact(listed.row)?,
                };
                calls.note(contact.unwrap_or_default());
            }
            match place.and_then(|place| u32::try_from(place).ok()) {
                Some(place) => known.push(place),
                None => new.push(listed),
            }
            Ok(())
        })?;
        let is_mostly_new = new.len() * NEW_PART > known.len() + new.len() && self.broken.is_empty();
        Ok(if is_mostly_new {
            Path::Through
        } else {
            Path::Along { known, new }
        })
    }

    /// What staff have decided something on is looked at each time.
    fn forget_decided(&mut self) -> Result<(), StoreError> {
        let mut feeds: Vec<&str> = vec![STAFF_FEED];
        feeds.extend(self.shelf.feeds.iter().map(String::as_str));
        let ids = self.standings.keys().map(String::as_str);
        self.decided = self.reader.rows_of(&feeds, ids)?;
        Ok(())
    }

    fn fill(&mut self, (feed, from): (usize, &From), path: Path, walk: &mut Walk) -> Result<(), StoreError> {
        let mut finder = Finder::of(self.shelf.checks.table());
        let Path::Along { known, new } = path else {
            let reader = self.reader;
            return reader.sights(from.feed, from.confirmed_before, &mut finder, walk, |sight| {
                self.see(sight, None, from.is_entered).map(drop)
            });
        };
        if let Some(seen) = self.next.seen.last_mut() {
            seen.reserve_exact(known.len() + new.len());
        }
        let mut new = new.into_iter().peekable();
        for place in known {
            let seen = self.last.of(feed)[place as usize];
            while let Some(listed) = new.next_if(|it| it.row < seen.listed.row) {
                self.fill_in(listed, None, from, &mut finder, walk)?;
            }
            self.fill_in(seen.listed, Some(seen), from, &mut finder, walk)?;
        }
        new.try_for_each(|listed| self.fill_in(listed, None, from, &mut finder, walk))
    }

    fn fill_in(
        &mut self,
        listed: Listed,
        seen: Option<Seen>,
        from: &From,
        finder: &mut Finder,
        walk: &mut Walk,
    ) -> Result<(), StoreError> {
        let reader = self.reader;
        if self.broken.contains(&listed.row) && reader.posting(listed.row)?.is_none() {
            walk.broken += 1;
            return Ok(());
        }
        let seen = seen.filter(|_| !self.decided.contains(&listed.row));
        if seen.is_some_and(|seen| self.know(&seen, from.is_entered)) {
            return Ok(());
        }
        reader.sight(listed.row, finder, walk, |sight| {
            self.see(sight, None, from.is_entered).map(drop)
        })
    }
}
