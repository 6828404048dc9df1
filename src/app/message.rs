//! What happens to the program, and what it asks of the world.

use crate::catalog::Catalog;
use crate::count::Counted;
use crate::desk::Report;
use crate::desk::Ticket;
use crate::health::FeedHealth;
use crate::key::Key;
use crate::language::Language;
use crate::pin::Pin;
use crate::posting::Row;
use crate::printing::SlipSaid;
use crate::screen::Opened;
use crate::slip::Slip;
use crate::upkeep::Checked;
use crate::upkeep::News;
use crate::upkeep::Task;
use ratatui::layout::Rect;
use ratatui::layout::Size;
use std::sync::Arc;

/// Which of the visits since the start, counted anew at each: an answer that comes late is not for the next visitor.
pub type VisitNumber = u64;

/// Something that has happened.
#[derive(Debug)]
pub enum Msg {
    Key(Key),
    /// A finger was drawn over the screen, or a wheel turned, as this key would turn pages.
    Drawn(Key),
    /// A finger lies on a key, or no longer does.
    Pressed(Option<Rect>),
    /// A second has passed, more or less.
    Tick,
    Resized(Size),
    /// The answer to [`Effect::Open`].
    Opened(Opened),
    Catalog(Arc<Catalog>),
    Feed(FeedHealth),
    /// What the printer says, or why it took nothing.
    Slip(SlipSaid),
    /// Staff want to see whether it prints.
    PrintTest,
    /// The answer to the [`Effect::CallStaff`] of a visit; `None` where it could not be written down.
    Called(VisitNumber, Option<Ticket>),
    /// The answer to the [`Effect::CheckPin`] of a visit.
    PinChecked(VisitNumber, Checked),
    /// What became of an [`Effect::Upkeep`], or of what staff asked elsewhere.
    Upkeep(News),
    /// Somebody asked the program to end.
    Stopped,
}

/// Something to be done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Read a posting whole; the answer comes as [`Msg::Opened`].
    Open(Row),
    /// Read the store again: the day, or the hour, makes another order.
    Reload,
    /// Somebody waits for staff, on this page; the answer comes as [`Msg::Called`].
    CallStaff(VisitNumber, String),
    /// Something is wrong with a posting.
    Report(Report),
    /// Print this; what becomes of it comes as [`Msg::Slip`].
    Print(Slip),
    /// Something happened that is counted.
    Count(Counted),
    /// Say this, in the place of what is being said.
    ReadAloud(String, Language),
    /// Stop saying it.
    Hush,
    /// Check this PIN; the answer comes as [`Msg::PinChecked`].
    CheckPin(VisitNumber, Pin),
    /// Do this to the kiosk; what becomes of it comes as [`Msg::Upkeep`].
    Upkeep(Task),
    /// What [`super::view`] draws may have changed.
    Redraw,
    Quit,
}
