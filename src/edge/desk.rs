//! What visitors tell the staff, written down beside the loop.

use std::sync::Arc;

use jiff::tz::TimeZone;
use tokio::sync::mpsc;
use tokio::sync::watch;
use tokio::task::spawn_blocking;

use super::Clock;
use super::store::CALL_PATIENCE;
use super::store::Call;
use super::store::Store;
use crate::app::Msg;
use crate::app::VisitNumber;
use crate::desk::Report;
use crate::desk::Ticket;
use crate::text::CleanText;
use crate::text::LINE_CHARS;
use crate::text::clean_error;

/// A clone is the same desk.
#[derive(Clone)]
pub struct Desk {
    /// `None` where it cannot be written.
    store: Option<Arc<Store>>,
    zone: TimeZone,
    clock: Clock,
    calls: watch::Sender<Vec<Call>>,
}

impl Desk {
    /// `zone` is for the midnight at which calls are counted anew. Whoever called before a restart still waits.
    #[must_use]
    pub fn new(store: Option<Arc<Store>>, zone: TimeZone, clock: Clock) -> Self {
        let desk = Self {
            store,
            zone,
            clock,
            calls: watch::Sender::default(),
        };
        let own = desk.clone();
        spawn_blocking(move || own.see_who_waits());
        desk
    }

    /// Writes a call down; its ticket is sent to `news`.
    pub fn call(&self, visit: VisitNumber, page: &str, news: mpsc::Sender<Msg>) {
        let (own, page) = (self.clone(), CleanText::new(page, LINE_CHARS));
        tokio::spawn(async move {
            // A panic there has been logged, and nobody was called.
            let ticket = spawn_blocking(move || own.write_call(&page)).await.unwrap_or(None);
            // A closed channel means that the program is ending.
            drop(news.send(Msg::Called(visit, ticket)).await);
        });
    }

    /// Writes down that something is wrong with a posting. The line in the journal stays even where the store fails.
    pub fn report(&self, report: Report) {
        let (posting, complaint) = (&report.posting.0, report.complaint);
        tracing::info!(%posting, ?complaint, "a visitor says that something is wrong with a posting");
        let Some(store) = self.store.clone() else { return };
        let now = self.clock.wall();
        spawn_blocking(move || {
            if let Err(error) = store.report(&report, now) {
                tracing::warn!(reason = %clean_error(&error), "a report could not be written");
            }
        });
    }

    /// How many wait for staff.
    #[must_use]
    pub fn waiting(&self) -> usize {
        let now = self.clock.wall();
        let calls = self.calls.borrow();
        calls
            .iter()
            .filter(|call| now.duration_since(call.at).abs() < CALL_PATIENCE)
            .count()
    }

    fn write_call(&self, page: &CleanText) -> Option<Ticket> {
        let now = self.clock.wall();
        let today = now.to_zoned(self.zone.clone()).date();
        let written = self.store.as_ref().map(|store| store.call(page, now, today));
        match written {
            Some(Ok(ticket)) => {
                tracing::info!(number = ticket.number, %page, "somebody waits for staff");
                self.see_who_waits();
                Some(ticket)
            }
            Some(Err(error)) => {
                tracing::warn!(%page, reason = %clean_error(&error), "a call for staff could not be written");
                None
            }
            None => {
                tracing::warn!(%page, "a call for staff cannot be written");
                None
            }
        }
    }

    fn see_who_waits(&self) {
        let reader = self.store.as_ref().map(|store| store.reader());
        match reader.map(|reader| reader?.open_calls(self.clock.wall())) {
            Some(Ok(calls)) => drop(self.calls.send_replace(calls)),
            Some(Err(error)) => tracing::warn!(reason = %clean_error(&error), "the calls could not be read"),
            None => {}
        }
    }
}
