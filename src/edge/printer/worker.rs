//! The thread that owns the printer.

use std::io;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::thread::sleep;
use std::time::Instant;

use super::Job;
use super::Limits;
use super::cups;
use super::cups::Handed;
use super::line::Line;
use super::line::Unwritten;
use super::status;
use crate::config::Target;
use crate::printing::Ending;
use crate::printing::Mishap;
use crate::printing::PrinterNews;
use crate::printing::PrinterState;
use crate::text::clean_error;

pub(super) struct Worker<N> {
    target: Target,
    limits: Limits,
    news: N,
    /// As it was told last; `None` before the first look.
    told: Option<PrinterState>,
    printed_at: Option<Instant>,
}

/// What became of one try.
enum Tried {
    /// Nothing went out; it may be tried again.
    NotBegun(PrinterState),
    Ended(Ending),
}

impl<N: Fn(PrinterNews)> Worker<N> {
    pub(super) fn new(target: Target, limits: Limits, news: N) -> Self {
        Self {
            target,
            limits,
            news,
            told: None,
            printed_at: None,
        }
    }

    /// Until the kiosk's end is dropped.
    pub(super) fn run(mut self, slips: &Receiver<Job>) {
        loop {
            let state = self.look();
            self.tell(state);
            match slips.recv_timeout(self.limits.poll) {
                Ok(job) => self.serve(&job),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Tries until the slip has ended, or has waited as long as it may.
    fn serve(&mut self, job: &Job) {
        if let Some(at) = self.printed_at {
            sleep((at + self.limits.spacing).saturating_duration_since(Instant::now()));
        }
        let ending = loop {
            match self.try_once(&job.bytes) {
                Tried::Ended(ending) => break ending,
                Tried::NotBegun(state) => {
                    self.tell(state);
                    if job.asked_at.elapsed() + self.limits.retry > self.limits.keep {
                        break Ending::NotPrinted(state);
                    }
                    sleep(self.limits.retry);
                }
            }
        };
        match ending {
            Ending::Printed => tracing::info!(slip = job.number.0, "a slip was printed"),
            Ending::Unsure(_) | Ending::NotPrinted(_) => {
                tracing::warn!(slip = job.number.0, ?ending, "a slip was not printed, or not whole");
            }
        }
        (self.news)(PrinterNews::Ended(job.number, ending));
    }

    fn try_once(&mut self, slip: &[u8]) -> Tried {
        let began = Instant::now();
        let deadline = began + self.limits.whole;
        if let Target::Cups(queue) = self.target.clone() {
            let state = cups::state(&queue, self.limits.connect);
            if !state.may_print() {
                return Tried::NotBegun(state);
            }
            self.begin(began);
            return match cups::hand_over(&queue, slip, deadline) {
                Handed::Over => Tried::Ended(Ending::Printed),
                Handed::Refused => Tried::NotBegun(PrinterState::Offline),
                Handed::Stalled => Tried::Ended(Ending::Unsure(Mishap::Stalled)),
            };
        }
        let Ok(line) = Line::open(&self.target, self.limits.connect) else {
            return Tried::NotBegun(PrinterState::Missing);
        };
        let Ok(state) = self.ask(&line) else {
            return Tried::NotBegun(PrinterState::Missing);
        };
        if let Some(state) = state.filter(|state| !state.may_print()) {
            return Tried::NotBegun(state);
        }
        self.begin(began);
        match line.write(slip, deadline) {
            Ok(()) => Tried::Ended(self.end(&line, state.is_some(), deadline)),
            Err(Unwritten {
                written: 0,
                error: None,
            }) => Tried::NotBegun(PrinterState::Offline),
            Err(Unwritten {
                written: 0,
                error: Some(_),
            }) => Tried::NotBegun(PrinterState::Missing),
            Err(Unwritten { error: None, .. }) => Tried::Ended(Ending::Unsure(Mishap::Stalled)),
            Err(Unwritten { error: Some(_), .. }) => Tried::Ended(Ending::Unsure(Mishap::Broken)),
        }
    }

    /// The system has taken the last byte. Whether the printer has, it says itself, where it can.
    fn end(&self, line: &Line, answers: bool, deadline: Instant) -> Ending {
        if !line.may_answer() {
            return Ending::Printed;
        }
        let settled = Instant::now() + self.limits.settle;
        if !answers {
            return match line.hang_up(settled.min(deadline)) {
                Ok(()) => Ending::Printed,
                Err(_) => Ending::Unsure(Mishap::Broken),
            };
        }
        sleep(settled.min(deadline).saturating_duration_since(Instant::now()));
        loop {
            match status::ask(line, self.limits.answer) {
                Ok(Some(state)) if state.may_print() => return Ending::Printed,
                Ok(Some(state)) => return Ending::Unsure(Mishap::Became(state)),
                Ok(None) if Instant::now() < deadline => {}
                Ok(None) => return Ending::Unsure(Mishap::Stalled),
                Err(_) => return Ending::Unsure(Mishap::Broken),
            }
        }
    }

    fn look(&self) -> PrinterState {
        if let Target::Cups(queue) = &self.target {
            return cups::state(queue, self.limits.connect);
        }
        let seen = Line::open(&self.target, self.limits.connect).and_then(|line| self.ask(&line));
        match seen {
            Ok(state) => state.unwrap_or(PrinterState::Ready),
            Err(error) => {
                if self.told != Some(PrinterState::Missing) {
                    tracing::warn!(reason = %clean_error(&error), "the slip printer is not there");
                }
                PrinterState::Missing
            }
        }
    }

    /// `None` where it does not say.
    fn ask(&self, line: &Line) -> io::Result<Option<PrinterState>> {
        if line.may_answer() {
            status::ask(line, self.limits.answer)
        } else {
            Ok(None)
        }
    }

    /// The next slip keeps its distance from this one, even from one that failed half-way.
    fn begin(&mut self, at: Instant) {
        self.printed_at = Some(at);
        self.tell(PrinterState::Printing);
    }

    fn tell(&mut self, state: PrinterState) {
        if self.told.replace(state) != Some(state) {
            tracing::info!(?state, "the slip printer");
            (self.news)(PrinterNews::State(state));
        }
    }
}
