//! A pull becomes visible: one transaction, whole or not at all.

use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::TransactionBehavior;
use rusqlite::params;

use super::READER_VERSION;
use super::Staging;
use super::StoreError;
use super::UNCONFIRMED_DAYS;
use super::Validators;
use super::Withdraws;
use super::rule;
use super::rule::Brought;
use super::rule::Verdict;
use super::schema;
use crate::catalog::GIST_FORM;
use crate::feed::Refused;

const DAY_SECS: i64 = 86_400;

/// What the server said around the items.
#[derive(Debug, Clone)]
pub struct Answered {
    pub url: String,
    pub validators: Validators,
    pub withdraws: Withdraws,
    /// Whether a cut would have been noticed. Where not, nothing is withdrawn.
    pub is_whole: bool,
}

/// What a merge did, in items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Merged {
    pub new: usize,
    pub changed: usize,
    /// With those that the feed deleted by name.
    pub withdrawn: usize,
    /// Left out by the feed and kept all the same; see [`Withdraws`].
    pub kept_back: usize,
    pub refused: usize,
}

impl Merged {
    /// Whether a reader sees anything that it did not see before.
    #[must_use]
    pub fn is_visible(self) -> bool {
        self.new + self.changed + self.withdrawn > 0
    }
}

impl Staging<'_> {
    pub(super) fn merge(mut self, answered: &Answered, now: Timestamp) -> Result<Merged, StoreError> {
        // Ends the transaction of the temporary tables, which held no lock on the store.
        self.connection.execute_batch("COMMIT")?;
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let merge = Merge {
            connection: &transaction,
            feed: feed_id(&transaction, &self.key)?,
            now: now.as_second(),
        };
        let brought = Brought {
            accepted: self.accepted,
            refused: self.refused,
            is_whole: answered.is_whole,
        };
        let mut merged = Merged {
            withdrawn: merge.delete_named()?,
            refused: self.refused,
            ..Merged::default()
        };
        merge.find_missing()?;
        merged.withdrawn += merge.withdraw(answered.withdraws, brought)?;
        merged.changed = merge.update()?;
        merged.new = merge.insert()?;
        merged.kept_back = merge.count("missing_since IS NOT NULL")?;
        merge.replace_refusals(&self.refusals)?;
        merge.record(answered, merged)?;
        transaction.commit()?;
        schema::fold_log(&self.connection);
        Ok(merged)
    }
}

struct Merge<'a> {
    connection: &'a Connection,
    feed: i64,
    now: i64,
}

impl Merge<'_> {
    /// What the feed deletes by name goes always; naming a thing and deleting it in one feed deletes it.
    fn delete_named(&self) -> Result<usize, StoreError> {
        self.connection
            .execute("DELETE FROM temp.staged WHERE id IN (SELECT id FROM temp.deleted)", [])?;
        Ok(self.connection.execute(
            "DELETE FROM item WHERE feed = ?1 AND id IN (SELECT id FROM temp.deleted)",
            [self.feed],
        )?)
    }

    fn find_missing(&self) -> Result<(), StoreError> {
        self.connection.execute(
            "INSERT INTO temp.missing (row, is_posting, is_expired)
             SELECT row, kind = 'posting', ifnull(valid_through < ?2, 0) FROM main.item
             WHERE feed = ?1 AND NOT EXISTS
                 (SELECT 1 FROM temp.staged WHERE staged.kind = item.kind AND staged.id = item.id)",
            [self.feed, self.now],
        )?;
        Ok(())
    }

    /// Postings and bulletins each for themselves, so that three hundred stations do not hide that no posting came.
    /// What is past its `validThrough` is gone by its own word: it makes nothing suspicious, and goes.
    fn withdraw(&self, withdraws: Withdraws, brought: Brought) -> Result<usize, StoreError> {
        let mut gone = 0;
        for is_posting in [true, false] {
            let held: usize = self.connection.query_row(
                "SELECT count(*) FROM item
                 WHERE feed = ?1 AND (kind = 'posting') = ?2 AND ifnull(valid_through >= ?3, 1)",
                params![self.feed, is_posting, self.now],
                |row| row.get(0),
            )?;
            let missing: usize = self.connection.query_row(
                "SELECT count(*) FROM temp.missing WHERE is_posting = ?1 AND NOT is_expired",
                [is_posting],
                |row| row.get(0),
            )?;
            gone += match rule::judge(withdraws, brought, held, missing) {
                Verdict::Withdraw => self.delete_missing(is_posting)?,
                Verdict::Keep => {
                    self.mark_missing(is_posting)?;
                    self.delete_stale_missing(is_posting)?
                }
                Verdict::KeepAll => {
                    self.mark_missing(is_posting)?;
                    0
                }
                Verdict::Ignore => 0,
            };
        }
        Ok(gone)
    }

    fn delete_missing(&self, is_posting: bool) -> Result<usize, StoreError> {
        Ok(self.connection.execute(
            "DELETE FROM item WHERE row IN (SELECT row FROM temp.missing WHERE is_posting = ?1)",
            [is_posting],
        )?)
    }

    fn mark_missing(&self, is_posting: bool) -> Result<usize, StoreError> {
        Ok(self.connection.execute(
            "UPDATE item SET missing_since = ?2
             WHERE row IN (SELECT row FROM temp.missing WHERE is_posting = ?1) AND missing_since IS NULL",
            params![is_posting, self.now],
        )?)
    }

    /// What was kept back goes when it is no longer offered anyway; else a feed that renames all its items every day
    /// would fill the disk.
    fn delete_stale_missing(&self, is_posting: bool) -> Result<usize, StoreError> {
        Ok(self.connection.execute(
            "DELETE FROM item
             WHERE row IN (SELECT row FROM temp.missing WHERE is_posting = ?1 AND is_expired)
                OR row IN (SELECT row FROM temp.missing WHERE is_posting = ?1) AND missing_since < ?2",
            params![is_posting, self.now - UNCONFIRMED_DAYS * DAY_SECS],
        )?)
    }

    /// Compares the bodies too, not only the sums: so a body that the disk broke is mended. A row that is the same is
    /// not written.
    fn update(&self) -> Result<usize, StoreError> {
        self.connection.execute(
            "UPDATE item SET missing_since = NULL
             WHERE feed = ?1 AND missing_since IS NOT NULL AND row NOT IN (SELECT row FROM temp.missing)",
            [self.feed],
        )?;
        let mut update = self.connection.prepare(
            "UPDATE item SET valid_through = staged.valid_through, sum = staged.sum, body = staged.body
             FROM temp.staged
             WHERE item.feed = ?1 AND item.kind = staged.kind AND item.id = staged.id
                 AND staged.body IS NOT NULL AND (item.sum <> staged.sum OR item.body <> staged.body)
             RETURNING item.row",
        )?;
        let rows = update.query_map([self.feed], |row| row.get(0))?;
        let rows: Vec<i64> = rows.collect::<Result<_, _>>()?;
        for row in &rows {
            self.lay_beside("item.row = ?3", *row)?;
        }
        Ok(rows.len())
    }

    /// In the feed's order.
    fn insert(&self) -> Result<usize, StoreError> {
        let mut query = self.connection.prepare("SELECT ifnull(max(row), 0) FROM item")?;
        let last: i64 = query.query_row([], |row| row.get(0))?;
        let inserted = self.connection.execute(
            "INSERT INTO item (feed, kind, id, valid_through, sum, body)
             SELECT ?1, kind, id, valid_through, sum, body FROM temp.staged
             WHERE body IS NOT NULL AND NOT EXISTS
                 (SELECT 1 FROM main.item WHERE item.feed = ?1 AND item.kind = staged.kind AND item.id = staged.id)
             ORDER BY staged.rowid",
            [self.feed],
        )?;
        self.lay_beside("item.row > ?3", last)?;
        Ok(inserted)
    }

    /// What was made of the postings of these rows.
    fn lay_beside(&self, which: &str, row: i64) -> Result<(), StoreError> {
        let beside = [
            ("gist (row, sum, form, gist)", "gist"),
            (
                "screened (row, sum, form, telephone, employer, word_table, words)",
                "telephone, staged.employer, staged.word_table, staged.words",
            ),
        ];
        for (table, columns) in beside {
            let mut insert = self.connection.prepare_cached(&format!(
                "INSERT OR REPLACE INTO main.{table}
                 SELECT item.row, item.sum, ?2, staged.{columns} FROM main.item CROSS JOIN temp.staged
                 WHERE {which} AND item.feed = ?1 AND staged.kind = item.kind AND staged.id = item.id
                     AND staged.gist IS NOT NULL
                 ORDER BY item.row"
            ))?;
            insert.execute(params![self.feed, GIST_FORM, row])?;
        }
        Ok(())
    }

    fn count(&self, which: &str) -> Result<usize, StoreError> {
        let query = format!("SELECT count(*) FROM item WHERE feed = ?1 AND {which}");
        Ok(self.connection.query_row(&query, [self.feed], |row| row.get(0))?)
    }

    /// The same ones are not written again: a server without validators sends them every ten minutes.
    fn replace_refusals(&self, refusals: &[Refused]) -> Result<(), StoreError> {
        if super::read::refusals(self.connection, self.feed)? == refusals {
            return Ok(());
        }
        self.connection
            .execute("DELETE FROM refusal WHERE feed = ?1", [self.feed])?;
        // Two may claim one index only where a reader miscounts; the later reason then stands.
        let mut insert = self
            .connection
            .prepare("INSERT OR REPLACE INTO refusal (feed, idx, reason) VALUES (?1, ?2, ?3)")?;
        for refused in refusals {
            let index = i64::try_from(refused.index).unwrap_or(i64::MAX);
            insert.execute(params![self.feed, index, refused.reason.as_str()])?;
        }
        Ok(())
    }

    fn record(&self, answered: &Answered, merged: Merged) -> Result<(), StoreError> {
        self.connection.execute(
            "UPDATE feed SET url = ?2, etag = ?3, last_modified = ?4, reader = ?5, good_at = ?6, tried_at = ?6,
                 failure = NULL, postings = ?7, bulletins = ?8, kept_back = ?9, refused = ?10
             WHERE id = ?1",
            params![
                self.feed,
                answered.url,
                answered.validators.etag,
                answered.validators.last_modified,
                READER_VERSION,
                self.now,
                self.count("kind = 'posting'")?,
                self.count("kind <> 'posting'")?,
                merged.kept_back,
                merged.refused,
            ],
        )?;
        Ok(())
    }
}

fn feed_id(connection: &Connection, key: &str) -> Result<i64, StoreError> {
    connection.execute("INSERT INTO feed (key) VALUES (?1) ON CONFLICT DO NOTHING", [key])?;
    Ok(connection.query_row("SELECT id FROM feed WHERE key = ?1", [key], |row| row.get(0))?)
}
