//! What was counted, for staff, up to this very moment.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::count::Counts;
use crate::count::days;
use crate::count::tables;
use crate::edge::store::Reader;
use crate::edge::store::StoreError;
use crate::edge::tally::Tally;

/// `zone` is the hall's, whose days they are.
pub(super) fn counts(
    reader: &Reader,
    tally: &Tally,
    (from, to): (Option<Date>, Option<Date>),
    now: Timestamp,
    zone: &TimeZone,
) -> Result<Counts, StoreError> {
    let (from, to) = days(from, to, now.to_zoned(zone.clone()).date());
    let lines = tables(&tally.counted(reader, from, to)?);
    Ok(Counts { from, to, lines })
}
