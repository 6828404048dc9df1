//! 找活 (`zhaohuo`): the job kiosk of a public gig market, in a terminal.
//!
//! # Code map
//!
//! One binary, one process on a kiosk, one owner of state:
//!
//! ```text
//! feed files ──pull──▶ edge::sync ──▶ feed (bytes → items) ──▶ edge::store (SQLite, one transaction)
//!                                                                   │
//! systemd ◀── edge::world ◀── Effect ◀── app::update ◀── Msg ◀──────┴── catalog (searchable, in memory)
//!                                            │
//! terminal ◀── app::view ◀── Model ◀─────────┘           keys, touches ──▶ edge::input ──▶ Msg
//! printer ◀── edge::printer ◀── slip
//! ```
//!
//! Read in this order. **A module may use only what stands above it**, and `tests/tidy.rs` holds that: it takes the
//! order from the lines of this file.
//!
//! * [`text`]: [`text::CleanText`], the only text that may be drawn, printed or logged.
//! * [`language`]: the languages of the screen, and [`word!`], which picks a word in one of them.
//! * [`now`]: the time, as an argument, and which it is where the machine's clock cannot be right.
//! * [`key`]: keys and touches by what they mean here.
//! * [`pin`]: the PIN of the maintenance screen, and how long one waits after wrong ones.
//! * [`posting`]: what a posting is; pay, and pay by the hour.
//! * [`bulletin`]: what else a feed carries: courses, services, stations, wages, notices.
//! * [`desk`]: what a visitor may tell the staff.
//! * [`screening`]: what staff should look at before a posting shows, each with its rule, its source and the words.
//! * [`decision`]: what staff decide on a posting, over whatever its feed says.
//! * [`count`]: what is counted of a day, without anybody in it.
//! * [`feed`]: bytes → postings and bulletins, one file a question under `feed/`.
//! * [`demo`]: the demonstration feed, dated today, the same for everybody.
//! * [`config`]: what an operator may set, read and checked once.
//! * [`catalog`]: the searchable whole: queries in words, conditions, sorts, counts, the nearest, the similar.
//! * [`code`]: an allowed address → the modules of a QR code, or the reason why there is none.
//! * [`health`]: how old the data is, and why.
//! * [`printing`]: how the slip printer is, and what becomes of a slip.
//! * [`upkeep`]: what staff do to the kiosk itself: its lock, and whether the public may use it.
//! * [`crash`]: what a start leaves out after crashes.
//! * [`control`]: what staff may ask of a running kiosk, a line of JSON each way.
//! * [`wording`]: a posting, and what is asked of one, in the words of the hall.
//! * [`slip`]: a posting, course, service, station, fair, notice or ticket → the lines of a paper slip → the bytes that a
//!   printer gets.
//! * [`theme`]: styles, named by what they mean.
//! * [`widget`]: what views draw with.
//! * [`screen`]: one file a screen: its state, what keys do, what it draws. A [`key::Key`] comes in, a
//!   [`screen::Ask`] goes out.
//! * [`app`]: [`app::Model`], [`app::Msg`], [`app::Effect`], [`app::update`], [`app::view`].
//! * [`console`]: the console of the staff, in the same two functions; a client of [`control`].
//! * [`diagnosis`]: what is right with a machine and what is not, for `zhaohuo doctor`: facts in, findings out.
//! * [`edge`]: [`edge::run`], the one loop, and whatever it needs of the world: terminal, input, store, sync,
//!   printer, systemd.
//! * [`verb`]: one file for each thing that the program does when called; `main.rs` chooses.
//!
//! # What is deliberately absent
//!
//! * **No clock outside [`edge`].** Time reaches [`app::update`] as a [`now::Now`], which holds two clocks: when
//!   somebody sets the wall clock, no visit ends by it.
//! * **No task, file, socket or database outside [`edge`] and [`verb`]**, and no ratatui below [`theme`].
//! * **No state shared between the screen and the tasks.** Tasks send an [`app::Msg`]; a refresh arrives as a whole new
//!   [`catalog::Catalog`], so that nothing changes under a reader. The only locks lie inside [`edge`], and no view
//!   ever waits for one.
//! * **No text but [`text::CleanText`] from outside.** Feed, configuration and error texts pass through it once: no
//!   escape codes, no bidirectional overrides, bounded lengths.
//! * **No code that leads elsewhere.** [`code::Address`] exists only for `https` addresses that the operator's list
//!   allows.
//! * **No names of visitors**, nor numbers, faces or phones: no field of [`app::Model`] or table of the store could hold
//!   one, and at the end of a visit language, history and search are forgotten.
//!   Freed memory is overwritten (`main.rs`).
//! * **No guess.** What a feed does not say is `None`, and 没写 on the screen.
//! * **No half of a pull.** A pull is one transaction; one that failed, was cut or came empty withdraws nothing.
//! * **No key that only a keyboard has**, but in the [`console`] of the staff. Everything works on a number pad, and every
//!   key that a page shows can be touched.

use std::borrow::Cow;
use std::sync::LazyLock;

rust_i18n::i18n!("locales", fallback = "zh-CN");

pub mod text;
#[macro_use]
pub mod language;
pub mod now;
pub mod key;
pub mod pin;
pub mod posting;
pub mod bulletin;
pub mod desk;
pub mod screening;
pub mod decision;
pub mod count;
pub mod feed;
pub mod demo;
pub mod config;
pub mod catalog;
pub mod code;
pub mod health;
pub mod printing;
pub mod upkeep;
pub mod crash;
pub mod control;
pub mod wording;
pub mod slip;
pub mod theme;
pub mod widget;
pub mod screen;
pub mod app;
pub mod console;
pub mod diagnosis;
pub mod edge;
pub mod verb;

/// The codes of the files in `locales/`, sorted.
pub(crate) fn locale_codes() -> Vec<&'static str> {
    static CODES: LazyLock<Vec<Cow<'static, str>>> = LazyLock::new(|| rust_i18n::available_locales!());
    CODES.iter().map(AsRef::as_ref).collect()
}
