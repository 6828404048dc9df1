//! Postings as a catalog needs them, from what lies beside them: only where that is missing are they read whole.

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::OptionalExtension as _;
use rusqlite::params;
use rusqlite::types::Null;

use super::Reader;
use super::StoreError;
use super::UNCONFIRMED_DAYS;
use super::body;
use super::gist;
use super::read::DAY_SECS;
use super::read::Said;
use crate::catalog::GIST_FORM;
use crate::catalog::Gist;
use crate::posting::Posting;
use crate::posting::Row;
use crate::screening::Contact;
use crate::screening::Finder;
use crate::screening::Words;

/// A posting that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    pub row: Row,
    /// Another one means another posting.
    pub sum: i64,
}

/// What is to be known of a posting without a look at the whole.
#[derive(Debug)]
pub struct Sight<'a> {
    pub row: Row,
    pub sum: i64,
    pub gist: &'a Gist<'a>,
    pub words: &'a Words<'a>,
    pub contact: Contact,
}

/// What a walk over postings met.
#[derive(Debug, Default)]
pub struct Walk {
    /// Left out because the disk changed them.
    pub broken: usize,
    /// Of these something was missing, and made: [`super::Store::make_up`] writes it down.
    pub made: Vec<Row>,
}

/// What lies beside a posting, as far as it holds for it.
struct Beside<'a> {
    gist: Option<&'a [u8]>,
    contact: Option<Contact>,
    words: Option<&'a [u8]>,
}

const LISTED: &str = "item.feed = ?3 AND item.kind = 'posting'
    AND (item.valid_through IS NOT NULL OR coalesce(item.missing_since, ?4) >= ?5)";
const BESIDE: &str = "LEFT JOIN screened ON screened.row = item.row AND screened.sum = item.sum AND screened.form = ?1
    LEFT JOIN gist ON gist.row = item.row AND gist.sum = item.sum AND gist.form = ?1";
/// In the order in which [`beside`] reads them.
const COLUMNS: &str = "item.row, item.sum, gist.gist, screened.sum IS NOT NULL, screened.telephone, screened.employer,
    CASE WHEN screened.word_table = ?2 THEN screened.words END";

impl Reader {
    /// Whether a kiosk of this version has opened the store.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn has_sights(&self) -> Result<bool, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT count(*) FROM sqlite_schema WHERE name IN ('gist', 'screened', 'item_listed')")?;
        Ok(query.query_row([], |row| row.get::<_, i64>(0))? == 3)
    }

    /// The postings of a feed as [`Self::postings`] hands them on, in the same order.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or is broken in any place that this needs.
    pub fn listed(
        &self,
        feed: &str,
        now: Timestamp,
        mut each: impl FnMut(Listed) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let Some((feed, good_at)) = self.feed_of(feed)? else {
            return Ok(());
        };
        let left_out = self.not_to_be_read()?;
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT item.row, item.sum FROM item INDEXED BY item_listed WHERE ?1 AND ?2 IS NULL AND {LISTED} ORDER BY item.row"
        ))?;
        let mut rows = query.query(params![GIST_FORM, Null, feed, good_at, confirmed_after(now)])?;
        while let Some(row) = rows.next()? {
            let (row, sum) = (row.get(0)?, row.get(1)?);
            if !left_out.contains(&(row, sum)) {
                each(Listed { row: Row(row), sum })?;
            }
        }
        Ok(())
    }

    /// Whom one calls for each of the same postings; `None` where that is broken.
    ///
    /// # Errors
    ///
    /// As [`Self::listed`].
    pub fn called(&self, feed: &str, now: Timestamp, mut each: impl FnMut(Option<Contact>)) -> Result<(), StoreError> {
        let Some((feed, good_at)) = self.feed_of(feed)? else {
            return Ok(());
        };
        let left_out = self.not_to_be_read()?;
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT item.row, item.sum, screened.sum IS NOT NULL, screened.telephone, screened.employer
             FROM item INDEXED BY item_listed
             LEFT JOIN screened ON screened.row = item.row AND screened.sum = item.sum AND screened.form = ?1 AND ?2 IS NULL
             WHERE {LISTED} ORDER BY item.row"
        ))?;
        let mut rows = query.query(params![GIST_FORM, Null, feed, good_at, confirmed_after(now)])?;
        while let Some(found) = rows.next()? {
            let (row, sum): (i64, i64) = (found.get(0)?, found.get(1)?);
            if left_out.contains(&(row, sum)) {
                continue;
            }
            self.recorder.reading(Row(row));
            let contact = if found.get(2)? {
                Some(Contact {
                    telephone: found.get(3)?,
                    employer: found.get(4)?,
                })
            } else {
                self.body::<Said>(row)?.map(|said| said.contact())
            };
            each(contact);
        }
        Ok(())
    }

    /// Of one of them.
    ///
    /// # Errors
    ///
    /// As [`Self::listed`].
    pub fn contact(&self, row: Row) -> Result<Option<Contact>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT screened.telephone, screened.employer FROM item, screened
             WHERE item.row = ?1 AND screened.row = item.row AND screened.sum = item.sum AND screened.form = ?2",
        )?;
        let kept = query.query_row(params![row.0, GIST_FORM], |found| {
            Ok(Contact {
                telephone: found.get(0)?,
                employer: found.get(1)?,
            })
        });
        match kept.optional()? {
            Some(contact) => Ok(Some(contact)),
            None => Ok(self.body::<Said>(row.0)?.map(|said| said.contact())),
        }
    }

    /// What is to be known of the same postings, in the same order.
    ///
    /// # Errors
    ///
    /// As [`Self::listed`].
    pub fn sights(
        &self,
        feed: &str,
        now: Timestamp,
        finder: &mut Finder,
        walk: &mut Walk,
        mut each: impl FnMut(&Sight) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let Some((feed, good_at)) = self.feed_of(feed)? else {
            return Ok(());
        };
        let left_out = self.not_to_be_read()?;
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM item INDEXED BY item_listed {BESIDE} WHERE {LISTED} ORDER BY item.row"
        ))?;
        let confirmed_after = confirmed_after(now);
        let mut rows = query.query(params![
            GIST_FORM,
            finder.table().fingerprint(),
            feed,
            good_at,
            confirmed_after
        ])?;
        while let Some(found) = rows.next()? {
            let (row, sum) = (found.get(0)?, found.get(1)?);
            if !left_out.contains(&(row, sum)) {
                self.see((row, sum), &beside(found)?, finder, walk, &mut each)?;
            }
        }
        Ok(())
    }

    /// The postings whose bodies the disk has changed: nothing else reads them all.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or is broken in any place.
    pub fn broken(&self) -> Result<HashSet<Row>, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT row, sum, body FROM item NOT INDEXED WHERE kind = 'posting'")?;
        let mut rows = query.query([])?;
        let mut broken = HashSet::new();
        while let Some(found) = rows.next()? {
            if !body::is_whole(found.get_ref(2)?.as_bytes().unwrap_or_default(), found.get(1)?) {
                broken.insert(Row(found.get(0)?));
            }
        }
        Ok(broken)
    }

    /// What is to be known of one of them.
    ///
    /// # Errors
    ///
    /// As [`Self::listed`].
    pub fn sight(
        &self,
        row: Row,
        finder: &mut Finder,
        walk: &mut Walk,
        mut each: impl FnMut(&Sight) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut query = self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM item {BESIDE} WHERE item.row = ?3"))?;
        let mut rows = query.query(params![GIST_FORM, finder.table().fingerprint(), row.0])?;
        if let Some(found) = rows.next()? {
            let (row, sum) = (found.get(0)?, found.get(1)?);
            self.see((row, sum), &beside(found)?, finder, walk, &mut each)?;
        }
        Ok(())
    }

    fn see(
        &self,
        (row, sum): (i64, i64),
        beside: &Beside,
        finder: &mut Finder,
        walk: &mut Walk,
        each: &mut impl FnMut(&Sight) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.recorder.reading(Row(row));
        let gist: Option<Gist> = beside.gist.and_then(gist::read);
        let words: Option<Words> = beside.words.and_then(gist::read);
        let mut show = |gist: &Gist, words: &Words, contact| {
            each(&Sight {
                row: Row(row),
                sum,
                gist,
                words,
                contact,
            })
        };
        if let (Some(gist), Some(words), Some(contact)) = (&gist, &words, beside.contact) {
            return show(gist, words, contact);
        }
        match self.body::<Posting>(row)? {
            Some(posting) => {
                let gist = Gist::of(&posting);
                let words = words.unwrap_or_else(|| finder.words(&posting));
                let contact = Contact::of(gist.phone, gist.employer);
                walk.made.push(Row(row));
                show(&gist, &words, contact)
            }
            None => {
                walk.broken += 1;
                Ok(())
            }
        }
    }

    /// In which of these rows the feeds have postings of these names.
    ///
    /// # Errors
    ///
    /// As [`Self::listed`].
    pub fn rows_of<'a>(&self, feeds: &[&str], ids: impl Iterator<Item = &'a str>) -> Result<HashSet<Row>, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT row FROM item WHERE feed = ?1 AND kind = 'posting' AND id = ?2")?;
        let known = feeds
            .iter()
            .map(|feed| self.feed_of(feed))
            .collect::<Result<Vec<_>, _>>()?;
        let mut rows = HashSet::new();
        for id in ids {
            for (feed, _) in known.iter().flatten() {
                let row: Option<i64> = query.query_row(params![feed, id], |row| row.get(0)).optional()?;
                rows.extend(row.map(Row));
            }
        }
        Ok(rows)
    }

    fn body<T: serde::de::DeserializeOwned>(&self, row: i64) -> Result<Option<T>, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT body, sum FROM item WHERE row = ?1 AND kind = 'posting'")?;
        let found = query.query_row([row], |found| {
            Ok(body::read(found.get_ref(0)?.as_bytes()?, found.get(1)?))
        });
        Ok(found.optional()?.flatten())
    }
}

fn beside<'a>(found: &'a rusqlite::Row) -> Result<Beside<'a>, StoreError> {
    let blob = |column| Ok::<_, rusqlite::Error>(found.get_ref(column)?.as_bytes_or_null().unwrap_or_default());
    let contact = Contact {
        telephone: found.get(4)?,
        employer: found.get(5)?,
    };
    Ok(Beside {
        gist: blob(2)?,
        contact: found.get::<_, bool>(3)?.then_some(contact),
        words: blob(6)?,
    })
}

fn confirmed_after(now: Timestamp) -> i64 {
    now.as_second().saturating_sub(UNCONFIRMED_DAYS * DAY_SECS)
}
