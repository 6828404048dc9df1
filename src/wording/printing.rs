//! What the slip printer says, in words.

use std::time::Duration;

use crate::language::Language;
use crate::printing::Ending;
use crate::printing::Mishap;
use crate::printing::PrinterNews;
use crate::printing::PrinterState;
use crate::printing::Refused;
use crate::printing::SlipSaid;

/// `打印机没纸了`
#[must_use]
pub fn printer_state(state: PrinterState, language: Language) -> String {
    match state {
        PrinterState::Missing => word!(language, "printer.missing"),
        PrinterState::Ready => word!(language, "printer.ready"),
        PrinterState::Printing => word!(language, "printer.printing"),
        PrinterState::PaperOut => word!(language, "printer.paper_out"),
        PrinterState::CoverOpen => word!(language, "printer.cover_open"),
        PrinterState::Offline => word!(language, "printer.offline"),
    }
    .into_owned()
}

/// `打好了，拿好`, `可能没打完（打印机没纸了）`
#[must_use]
pub fn printing_news(news: PrinterNews, language: Language) -> String {
    let unsure = |why: &str| word!(language, "printer.unsure", why = why).into_owned();
    match news {
        PrinterNews::State(state) => printer_state(state, language),
        PrinterNews::Ended(_, Ending::Printed) => word!(language, "printer.printed").into_owned(),
        PrinterNews::Ended(_, Ending::Unsure(Mishap::Stalled)) => unsure(&word!(language, "printer.stalled")),
        PrinterNews::Ended(_, Ending::Unsure(Mishap::Broken)) => unsure(&word!(language, "printer.broken")),
        PrinterNews::Ended(_, Ending::Unsure(Mishap::Became(state))) => unsure(&printer_state(state, language)),
        PrinterNews::Ended(_, Ending::NotPrinted(state)) => {
            word!(language, "printer.not_printed", why = printer_state(state, language)).into_owned()
        }
    }
}

/// `刚打过，8 秒后能再打`
#[must_use]
pub fn refused(refused: Refused, language: Language) -> String {
    match refused {
        Refused::TooSoon(wait) => word!(language, "printer.too_soon", seconds = whole_secs(wait)),
        Refused::QueueFull => word!(language, "printer.queue_full"),
        Refused::Gone => word!(language, "printer.missing"),
    }
    .into_owned()
}

/// What is said to whoever asked for a slip.
#[must_use]
pub fn slip_said(said: SlipSaid, language: Language) -> String {
    match said {
        SlipSaid::News(news) => printing_news(news, language),
        SlipSaid::Refused(why) => refused(why, language),
    }
}

/// Rounded up: who waits so long is not sent away again.
fn whole_secs(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}
