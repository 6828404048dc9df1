//! What staff enter themselves, walk-in postings and notices: items of a feed that nobody pulls. And all that is theirs, for
//! another box.

use jiff::SignedDuration;
use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::params;
use serde::Serialize;

use super::Reader;
use super::Store;
use super::StoreError;
use super::body;
use super::body::Body;
use super::decide::in_transaction;
use super::decide::next_seq;
use super::decide::standing;
use super::decide::write_down;
use crate::bulletin::Bulletin;
use crate::bulletin::Notice;
use crate::decision::Act;
use crate::decision::Entry;
use crate::decision::Item;
use crate::decision::Kept;
use crate::decision::Standing;
use crate::posting::Posting;
use crate::posting::PostingId;
use crate::text::CleanText;

/// Under which the store keeps what staff enter: no feed is configured by such a name.
pub const STAFF_FEED: &str = "staff";
const ADD: &str = "add";
const ANNOUNCE: &str = "notice";
const IMPORT: &str = "import";
/// Why what was entered is hidden once that is taken back.
const TAKEN_BACK: &str = "登记撤了";
/// What staff entered is over after its day; so long it can still be looked up.
const ENTERED_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// An item that staff enter.
struct Entered<'a> {
    id: &'a PostingId,
    kind: &'static str,
    title: &'a CleanText,
    valid_through: Option<Timestamp>,
}

impl Store {
    /// Writes down what an employer said at the desk: it is pinned, and leaves by its `validThrough`.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written; then nothing was entered.
    pub fn enter(&self, posting: &Posting, who: &CleanText, now: Timestamp) -> Result<Entry, StoreError> {
        self.put((&of_posting(posting), ADD), posting, who, now)
    }

    /// Writes down what the hall has to say; it leaves by its `expires`.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written; then nothing was announced.
    pub fn announce(
        &self,
        (id, notice): (&PostingId, &Notice),
        ends: Option<Timestamp>,
        who: &CleanText,
        now: Timestamp,
    ) -> Result<Entry, StoreError> {
        let item = Entered {
            id,
            kind: "bulletin",
            title: &notice.name,
            valid_through: ends,
        };
        self.put((&item, ANNOUNCE), &Bulletin::Notice(notice.clone()), who, now)
    }

    fn put(
        &self,
        (item, act): (&Entered, &str),
        body: &impl Serialize,
        who: &CleanText,
        now: Timestamp,
    ) -> Result<Entry, StoreError> {
        let body = Body::of(body)?;
        let mut anchor = self.anchor();
        self.noting_write(in_transaction(&mut anchor, |connection| {
            insert(connection, item, &body, now)?;
            let entry = Entry {
                seq: next_seq(connection)?,
                at: now,
                who: who.clone(),
                act: act.to_owned(),
                posting: item.id.clone(),
                title: item.title.clone(),
                before: never_entered(),
                after: Standing::default().after(&Act::Pin),
                undoes: None,
            };
            write_down(connection, &entry)?;
            Ok(entry)
        }))
    }

    /// Takes over what staff decided or entered on another box; `None` where it stands so here already.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written; then nothing was taken over.
    pub fn take_over(&self, kept: &Kept, who: &CleanText, now: Timestamp) -> Result<Option<Entry>, StoreError> {
        let mut anchor = self.anchor();
        self.noting_write(in_transaction(&mut anchor, |connection| {
            let is_new = match &kept.entered {
                Some(Item::Posting(posting)) => insert(connection, &of_posting(posting), &Body::of(posting)?, now)?,
                Some(Item::Notice(notice, ends)) => {
                    let item = Entered {
                        id: &kept.posting,
                        kind: "bulletin",
                        title: &notice.name,
                        valid_through: *ends,
                    };
                    insert(connection, &item, &Body::of(&Bulletin::Notice(notice.clone()))?, now)?
                }
                None => false,
            };
            let stands = standing(connection, &kept.posting)?;
            if stands == kept.standing && !is_new {
                return Ok(None);
            }
            let before = if is_new { never_entered() } else { stands };
            let entry = Entry {
                seq: next_seq(connection)?,
                at: now,
                who: who.clone(),
                act: IMPORT.to_owned(),
                posting: kept.posting.clone(),
                title: kept.title.clone(),
                before,
                after: kept.standing.clone(),
                undoes: None,
            };
            write_down(connection, &entry)?;
            Ok(Some(entry))
        }))
    }
}

fn of_posting(posting: &Posting) -> Entered<'_> {
    Entered {
        id: &posting.id,
        kind: "posting",
        title: &posting.title,
        valid_through: posting.origin.valid_through,
    }
}

/// Behind [`STAFF_FEED`] and a colon: a notice, no posting.
pub const NOTICE: &str = "notice-";

/// Whether it is something that the hall says.
#[must_use]
pub fn is_notice(id: &PostingId) -> bool {
    let own = id.0.strip_prefix(STAFF_FEED).and_then(|rest| rest.strip_prefix(':'));
    own.is_some_and(|rest| rest.starts_with(NOTICE))
}

/// Whether staff entered it: their identifiers begin with the name of their feed.
fn is_own(posting: &PostingId) -> bool {
    posting
        .0
        .strip_prefix(STAFF_FEED)
        .is_some_and(|rest| rest.starts_with(':'))
}

/// How an item stands once its entry is taken back: it is no longer offered.
fn never_entered() -> Standing {
    Standing::default().after(&Act::Hide(CleanText::new(TAKEN_BACK, 20)))
}

/// What is there already stays, and what has long been over goes. Whether it was not there.
fn insert(connection: &Connection, item: &Entered, body: &Body, now: Timestamp) -> Result<bool, StoreError> {
    connection.execute(
        "INSERT INTO feed (key) VALUES (?1) ON CONFLICT DO NOTHING",
        [STAFF_FEED],
    )?;
    connection.execute(
        "DELETE FROM item WHERE feed = (SELECT id FROM feed WHERE key = ?1) AND valid_through < ?2",
        params![STAFF_FEED, now.as_second() - ENTERED_KEPT.as_secs()],
    )?;
    let inserted = connection.execute(
        "INSERT INTO item (feed, kind, id, valid_through, sum, body)
         SELECT id, ?2, ?3, ?4, ?5, ?6 FROM feed WHERE key = ?1 ON CONFLICT DO NOTHING",
        params![
            STAFF_FEED,
            item.kind,
            item.id.0.as_str(),
            item.valid_through.map(Timestamp::as_second),
            body.sum,
            body.json,
        ],
    )?;
    Ok(inserted > 0)
}

impl Reader {
    /// What the hall has to say that is not over and was not taken back, the newest first.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn announced(&self, now: Timestamp) -> Result<Vec<(PostingId, Notice)>, StoreError> {
        let standings = self.standings()?;
        let mut notices = Vec::new();
        for (id, _, item) in self.entered(now)? {
            let is_withdrawn = standings.get(&id).is_some_and(|standing| standing.hidden.is_some());
            if let (Some(Item::Notice(notice, _)), false) = (item, is_withdrawn) {
                notices.push((id, notice));
            }
        }
        notices.reverse();
        Ok(notices)
    }

    /// All that staff decided and entered and that is not over, for another box, by identifier.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn kept(&self, now: Timestamp) -> Result<Vec<Kept>, StoreError> {
        let mut standings = self.standings()?;
        let mut kept = Vec::new();
        for (posting, title, entered) in self.entered(now)? {
            kept.push(Kept {
                standing: standings.remove(&posting).unwrap_or_default(),
                posting,
                title,
                entered,
            });
        }
        for (posting, standing) in standings {
            // What was entered and is over is nothing for another box.
            if is_own(&posting) {
                continue;
            }
            kept.push(Kept {
                title: self.title_in_log(&posting)?.unwrap_or_default(),
                posting,
                standing,
                entered: None,
            });
        }
        kept.sort_by(|one, other| one.posting.0.cmp(&other.posting.0));
        Ok(kept)
    }

    /// What staff entered and is not over; `None` in the place of what cannot be read.
    fn entered(&self, now: Timestamp) -> Result<Vec<(PostingId, CleanText, Option<Item>)>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT item.id, item.kind, item.valid_through, item.sum, item.body, item.row FROM item, feed
             WHERE feed.id = item.feed AND feed.key = ?1 AND ifnull(item.valid_through, ?2) >= ?2 ORDER BY item.row",
        )?;
        let mut rows = query.query(params![STAFF_FEED, now.as_second()])?;
        let mut found = Vec::new();
        let left_out = self.not_to_be_read()?;
        while let Some(row) = rows.next()? {
            let id = PostingId(CleanText::from(row.get::<_, String>(0)?));
            let (kind, ends): (String, Option<i64>) = (row.get(1)?, row.get(2)?);
            let (sum, json) = (row.get(3)?, row.get_ref(4)?.as_bytes().unwrap_or_default());
            let item = if left_out.contains(&(row.get(5)?, sum)) {
                None
            } else if kind == "posting" {
                body::read::<Posting>(json, sum).map(|posting| Item::Posting(Box::new(posting)))
            } else {
                let ends = ends.and_then(|ends| Timestamp::from_second(ends).ok());
                match body::read::<Bulletin>(json, sum) {
                    Some(Bulletin::Notice(notice)) => Some(Item::Notice(notice, ends)),
                    _ => None,
                }
            };
            let title = item.as_ref().map(|item| item.title().clone()).unwrap_or_default();
            found.push((id, title, item));
        }
        Ok(found)
    }
}
