//! The tables, how they came to be, and how a connection is set up.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::OpenFlags;
use rusqlite::TransactionBehavior;

use url::Url;

use super::StoreError;
use crate::text::clean_error;

const READ_ONLY: OpenFlags = OpenFlags::SQLITE_OPEN_READ_ONLY.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);
/// Of a new store. Postings take one and a half thousand bytes, of which a page of 4,096 takes two and leaves a fifth of
/// the disk empty; a larger page costs more postings where a cell of the disk breaks.
const PAGE_BYTES: i64 = 8192;
/// Longer than any merge was seen to take (100,000 postings: about two seconds on one slow core).
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);
/// What a log shrinks to where [`fold_log`] had no chance.
const LOG_BYTES_KEPT: i64 = 4 * 1024 * 1024;

/// Step N brings a store of `user_version` N to N + 1. Steps are only ever added.
const MIGRATIONS: [&str; 7] = [
    "
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
",
    // What visitors told the staff; no column may hold who it was.
    "
    CREATE TABLE call (
        day           TEXT NOT NULL,         -- of the hall: 2026-11-22
        number        INTEGER NOT NULL,      -- from 1 each day
        page          TEXT NOT NULL,
        at            INTEGER NOT NULL,
        done_at       INTEGER,               -- when somebody came
        PRIMARY KEY (day, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX call_at ON call (at);
    CREATE TABLE report (
        id            INTEGER PRIMARY KEY,
        posting       TEXT NOT NULL,         -- as its feed calls it; the posting may be gone
        title         TEXT NOT NULL,
        complaint     TEXT NOT NULL,
        at            INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX report_at ON report (at);
",
    // What staff decided; rows of their own, which no pull touches.
    "
    CREATE TABLE decision (
        posting         TEXT PRIMARY KEY,    -- as its feed calls it; the posting may be gone, and come again
        standing        TEXT NOT NULL        -- decision::Standing as JSON
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE audit (
        seq             INTEGER PRIMARY KEY, -- from 1, without a gap
        at              INTEGER NOT NULL,
        who             TEXT NOT NULL,
        act             TEXT NOT NULL,
        posting         TEXT NOT NULL,
        title           TEXT NOT NULL,
        standing_before TEXT NOT NULL,
        standing_after  TEXT NOT NULL,
        undoes          INTEGER,
        link            BLOB NOT NULL        -- SHA-256 over the link before and this row
    ) STRICT;
",
    // How often what was done; no column may hold who did it, or what was typed.
    "
    CREATE TABLE count (
        day             TEXT NOT NULL,       -- of the hall
        hour            INTEGER NOT NULL,
        kind            TEXT NOT NULL,
        trade           TEXT NOT NULL,       -- empty where it was about none
        district        TEXT NOT NULL,
        times           INTEGER NOT NULL,
        PRIMARY KEY (day, hour, kind, trade, district)
    ) STRICT, WITHOUT ROWID;
",
    // What the kiosk must know of itself after a restart: one row.
    "
    CREATE TABLE upkeep (
        only            INTEGER PRIMARY KEY CHECK (only = 1),
        wrong_pins      INTEGER NOT NULL DEFAULT 0,
        closed          INTEGER NOT NULL DEFAULT 0,
        closed_text     TEXT
    ) STRICT;
",
    // What the program died at, and is not read any more.
    "
    CREATE TABLE left_out (
        row             INTEGER PRIMARY KEY, -- of item
        sum             INTEGER NOT NULL     -- of its body then: what its feed changes is tried again
    ) STRICT;
",
    // What is made of postings once, so that a start need not read them whole. All of it can be made again.
    "
    CREATE TABLE gist (
        row             INTEGER PRIMARY KEY, -- of item
        sum             INTEGER NOT NULL,    -- of the body that it was made of
        form            INTEGER NOT NULL,    -- catalog::GIST_FORM of who made it
        gist            BLOB NOT NULL        -- catalog::Gist, sealed
    ) STRICT;
    CREATE TABLE screened (
        row             INTEGER PRIMARY KEY, -- of item
        sum             INTEGER NOT NULL,
        form            INTEGER NOT NULL,
        telephone       INTEGER,             -- digests: screening::Contact
        employer        INTEGER,
        word_table      INTEGER,             -- fingerprint of the table with which words were found
        words           BLOB                 -- screening::Words, sealed
    ) STRICT;
    CREATE INDEX item_listed ON item (feed, kind, row, sum, valid_through, missing_since);
    CREATE TRIGGER item_gone AFTER DELETE ON item BEGIN
        DELETE FROM gist WHERE row = old.row;
        DELETE FROM screened WHERE row = old.row;
    END;
",
];

pub(super) fn open_for_writing(path: &Path) -> Result<Connection, StoreError> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    refuse_newer(&connection)?;
    connection.pragma_update(None, "page_size", PAGE_BYTES)?;
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update_and_check(None, "journal_size_limit", LOG_BYTES_KEPT, |_| Ok(()))?;
    migrate(&mut connection)?;
    Ok(connection)
}

/// What no feed says again, each for itself: a page that is broken in one costs the others nothing.
const SALVAGED: [&str; 6] = [
    "INSERT OR IGNORE INTO main.decision SELECT * FROM old.decision",
    "INSERT OR IGNORE INTO main.audit SELECT * FROM old.audit",
    "INSERT OR IGNORE INTO main.report SELECT * FROM old.report",
    "INSERT OR IGNORE INTO main.count SELECT * FROM old.count",
    "INSERT OR IGNORE INTO main.upkeep SELECT * FROM old.upkeep",
    "INSERT INTO main.item (feed, kind, id, valid_through, sum, body)
     SELECT feed.id, item.kind, item.id, item.valid_through, item.sum, item.body
     FROM old.item, old.feed AS was, main.feed
     WHERE was.id = item.feed AND was.key = 'staff' AND feed.key = was.key",
];

/// Brings over what staff decided and entered, from a database that was set aside.
pub(super) fn salvage(connection: &Connection, from: &Path) {
    let attached = connection
        .execute("INSERT INTO feed (key) VALUES ('staff')", [])
        .and_then(|_| connection.execute("ATTACH ?1 AS old", [from.display().to_string()]));
    let all = attached.and_then(|_| {
        let each = SALVAGED.map(|statement| connection.execute(statement, []));
        connection.execute("DETACH old", [])?;
        each.into_iter().collect::<Result<Vec<_>, _>>()
    });
    match all {
        Ok(rows) => tracing::info!(?rows, "what staff decided was brought over from the damaged store"),
        Err(error) => {
            tracing::error!(reason = %clean_error(&error), "not all that staff decided could be brought over");
        }
    }
}

/// Reads everything, about a second for 100,000 postings: only for a database under suspicion.
pub(super) fn checked(connection: Connection) -> Result<Connection, StoreError> {
    let found: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found == "ok" {
        Ok(connection)
    } else {
        Err(StoreError::Damaged(clean_error(&found)))
    }
}

/// The same without the indexes against their tables, which is what takes the time: for a database that nothing speaks
/// against.
pub(super) fn quickly_checked(connection: &Connection) -> Result<(), StoreError> {
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found == "ok" {
        Ok(())
    } else {
        Err(StoreError::Damaged(clean_error(&found)))
    }
}

/// Brings the log into the file and cuts it to nothing, unless a reader is in the way; then the next one does it. A
/// merge of a whole feed would leave a log as large as the feed.
pub(super) fn fold_log(connection: &Connection) {
    let folded = connection
        .busy_timeout(Duration::ZERO)
        .and_then(|()| connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())));
    if let Err(error) = folded {
        tracing::debug!(reason = %clean_error(&error), "the log was not folded");
    }
}

/// `None` where nothing was ever pulled.
pub(super) fn open_for_reading(path: &Path) -> Result<Option<Connection>, StoreError> {
    if !path.exists() {
        return Ok(None);
    }
    let connection = Connection::open_with_flags(path, READ_ONLY)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    match version(&connection) {
        Ok(version) => Ok((version > 0).then_some(connection)),
        Err(StoreError::Denied(_)) if log_is_empty(path) => open_unchanging(path).map(Some),
        Err(error) => Err(error),
    }
}

/// For a disk on which nothing can be created, not even the shared memory that readers of a log note themselves in.
/// Only where the log holds nothing: then the file is whole, and nobody is writing it, who would have made that memory.
fn open_unchanging(path: &Path) -> Result<Connection, StoreError> {
    let whole = std::path::absolute(path)
        .ok()
        .and_then(|path| Url::from_file_path(path).ok());
    let Some(mut uri) = whole else {
        return Err(StoreError::Denied(clean_error(&path.display())));
    };
    uri.set_query(Some("immutable=1"));
    let connection = Connection::open_with_flags(uri.as_str(), READ_ONLY | OpenFlags::SQLITE_OPEN_URI)?;
    version(&connection)?;
    Ok(connection)
}

fn log_is_empty(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    match std::fs::metadata(log) {
        Ok(log) => log.len() == 0,
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
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
