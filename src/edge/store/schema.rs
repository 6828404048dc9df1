//! The tables, how they came to be, and how a connection is set up.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::OpenFlags;
use rusqlite::TransactionBehavior;

use super::StoreError;

/// Longer than any merge was seen to take (100,000 postings: about two seconds on one slow core).
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);
/// A merge of a whole feed leaves a log as large as the feed; after the next checkpoint it shrinks to this.
const LOG_BYTES_KEPT: i64 = 4 * 1024 * 1024;

/// Step N brings a store of `user_version` N to N + 1. Steps are only ever added.
const MIGRATIONS: [&str; 1] = ["
    CREATE TABLE feed (
        id            INTEGER PRIMARY KEY,
        key           TEXT NOT NULL UNIQUE,
        url           TEXT,
        etag          TEXT,
        last_modified TEXT,
        reader        INTEGER,               -- READER_VERSION of who read it
        good_at       INTEGER,               -- times are seconds since 1970
        tried_at      INTEGER,
        failure       TEXT,
        postings      INTEGER NOT NULL DEFAULT 0,
        bulletins     INTEGER NOT NULL DEFAULT 0,
        kept_back     INTEGER NOT NULL DEFAULT 0,
        refused       INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE item (
        row           INTEGER PRIMARY KEY AUTOINCREMENT,
        feed          INTEGER NOT NULL REFERENCES feed (id),
        kind          TEXT NOT NULL,
        id            TEXT NOT NULL,
        valid_through INTEGER,
        missing_since INTEGER,               -- the feed leaves it out since then, and it was kept
        sum           INTEGER NOT NULL,      -- of body
        body          BLOB NOT NULL,         -- last: a scan then need not touch its pages
        UNIQUE (feed, kind, id)
    ) STRICT;
    CREATE TABLE refusal (
        feed          INTEGER NOT NULL REFERENCES feed (id),
        idx           INTEGER NOT NULL,
        reason        TEXT NOT NULL,
        PRIMARY KEY (feed, idx)
    ) STRICT, WITHOUT ROWID;
"];

pub(super) fn open_for_writing(path: &Path) -> Result<Connection, StoreError> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    refuse_newer(&connection)?;
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update_and_check(None, "journal_size_limit", LOG_BYTES_KEPT, |_| Ok(()))?;
    migrate(&mut connection)?;
    Ok(connection)
}

/// `None` where nothing was ever pulled.
pub(super) fn open_for_reading(path: &Path) -> Result<Option<Connection>, StoreError> {
    if !path.exists() {
        return Ok(None);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    Ok((version(&connection)? > 0).then_some(connection))
}

fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    for (from, step) in (0..).zip(MIGRATIONS) {
        if version(connection)? > from {
            continue;
        }
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Two connections may have come here; the second finds the work done.
        if version(&transaction)? == from {
            transaction.execute_batch(step)?;
            transaction.pragma_update(None, "user_version", from + 1)?;
        }
        transaction.commit()?;
    }
    Ok(())
}

fn refuse_newer(connection: &Connection) -> Result<(), StoreError> {
    let found = version(connection)?;
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    Ok(())
}

fn version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}
