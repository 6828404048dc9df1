//! What is made of postings once and lies beside them: what a catalog keeps of them, whom they name, and what their words say.
//!
//! None of it is a word of its own: it holds for one body, known by its sum, and whatever is missing, broken or of an older
//! form is made again of that.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

use rusqlite::Connection;
use rusqlite::OptionalExtension as _;
use rusqlite::TransactionBehavior;
use rusqlite::params;
use serde::Deserialize;
use serde::Serialize;

use super::DATABASE;
use super::Store;
use super::StoreError;
use super::body;
use super::left_out;
use super::left_out::Known;
use super::schema;
use crate::catalog::GIST_FORM;
use crate::catalog::Gist;
use crate::posting::Posting;
use crate::posting::Row;
use crate::screening::Contact;
use crate::screening::Finder;
use crate::screening::Table;

/// Postings of one transaction: a pull that wants to write in between waits for a few hundredths of a second.
const MADE_AT_ONCE: usize = 500;

/// As it is written.
pub(super) struct Made {
    pub(super) gist: Vec<u8>,
    pub(super) contact: Contact,
    /// With the fingerprint of the table by which they were found.
    pub(super) word_table: i64,
    pub(super) words: Vec<u8>,
}

impl Made {
    /// `None` where that dies of it: the posting is then stored all the same, and its reading, which notes what it reads,
    /// dies of it again.
    pub(super) fn of(posting: &Posting, finder: &mut Finder) -> Option<Self> {
        let make = || {
            let gist = Gist::of(posting);
            Some(Self {
                contact: Contact::of(gist.phone, gist.employer),
                gist: written(&gist)?,
                word_table: finder.table().fingerprint(),
                words: written(&finder.words(posting))?,
            })
        };
        catch_unwind(AssertUnwindSafe(make)).ok().flatten()
    }
}

fn written(what: &impl Serialize) -> Option<Vec<u8>> {
    Some(body::seal(&postcard::to_allocvec(what).ok()?))
}

/// `None` for what the disk has changed.
pub(super) fn read<'a, T: Deserialize<'a>>(sealed: &'a [u8]) -> Option<T> {
    postcard::from_bytes(body::unseal(sealed)?).ok()
}

/// Lays it beside the posting that has this body.
pub(super) fn put(connection: &Connection, row: i64, sum: i64, made: &Made) -> Result<(), StoreError> {
    let mut gist =
        connection.prepare_cached("INSERT OR REPLACE INTO gist (row, sum, form, gist) VALUES (?1, ?2, ?3, ?4)")?;
    gist.execute(params![row, sum, GIST_FORM, made.gist])?;
    let mut screened = connection.prepare_cached(
        "INSERT OR REPLACE INTO screened (row, sum, form, telephone, employer, word_table, words)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let Contact { telephone, employer } = made.contact;
    screened.execute(params![
        row,
        sum,
        GIST_FORM,
        telephone,
        employer,
        made.word_table,
        made.words
    ])?;
    Ok(())
}

impl Store {
    /// Makes what was missing of these postings when they were read, so that the next start finds it.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written; what was made until then stays.
    pub fn make_up(&self, rows: &[Row], table: &Table) -> Result<(), StoreError> {
        let made = (|| {
            // A connection of its own: a long work must not keep the small writes waiting.
            let mut connection = schema::open_for_writing(&self.folder.join(DATABASE))?;
            let mut finder = Finder::of(table);
            for rows in rows.chunks(MADE_AT_ONCE) {
                let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
                let left_out = left_out::known(&transaction)?;
                for row in rows {
                    make(&transaction, *row, &mut finder, &left_out)?;
                }
                transaction.commit()?;
            }
            Ok(())
        })();
        self.noting_write(made)
    }
}

fn make(connection: &Connection, row: Row, finder: &mut Finder, left_out: &[Known]) -> Result<(), StoreError> {
    let mut query = connection.prepare_cached("SELECT sum, body FROM item WHERE row = ?1 AND kind = 'posting'")?;
    let found = query.query_row([row.0], |found| {
        let sum = found.get(0)?;
        if left_out.contains(&(row.0, sum)) {
            return Ok((sum, None));
        }
        Ok((sum, body::read::<Posting>(found.get_ref(1)?.as_bytes()?, sum)))
    });
    let Some((sum, Some(posting))) = found.optional()? else {
        return Ok(());
    };
    let Some(made) = Made::of(&posting, finder) else {
        return Ok(());
    };
    put(connection, row.0, sum, &made)
}
