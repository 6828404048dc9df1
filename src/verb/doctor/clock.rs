//! The machine's clock and its zone.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::diagnosis::ClockFacts;
use crate::edge::built_at;
use crate::edge::outside;
use crate::text::CleanText;
use crate::text::LINE_CHARS;
use crate::verb::setup::Setup;

/// `None` where nobody can be asked.
pub(super) async fn is_synchronized() -> Option<bool> {
    let said = outside::ask("timedatectl", &["show", "-p", "NTPSynchronized", "--value"]).await?;
    match said.trim() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

pub(super) fn facts(
    setup: &Setup,
    now: Timestamp,
    servers: Vec<(CleanText, Timestamp, Timestamp)>,
    is_synchronized: Option<bool>,
) -> ClockFacts {
    let zone = &setup.hall.zone;
    let machine = TimeZone::try_system().ok();
    let name = |zone: &TimeZone| zone.iana_name().map(|name| CleanText::new(name, LINE_CHARS));
    ClockFacts {
        now,
        built_at: built_at(),
        servers,
        zone: CleanText::new(&setup.config.time_zone, LINE_CHARS),
        zones_agree: machine
            .as_ref()
            .is_some_and(|machine| machine.to_offset(now) == zone.to_offset(now)),
        machine_zone: machine.as_ref().and_then(name),
        is_synchronized,
    }
}
