//! Clocks that are wrong: rows C1 to C5 of docs/faults.md, on the built program with libfaketime over its wall clock.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "real programs take real time; a test that cannot go on may as well stop there"
)]

#[path = "clock/certificate.rs"]
mod certificate;
#[path = "clock/days.rs"]
mod days;
#[path = "clock/jumps.rs"]
mod jumps;
#[path = "clock/kit.rs"]
mod kit;
#[path = "clock/pace.rs"]
mod pace;
#[path = "support/pty.rs"]
mod pty;
#[path = "support/server.rs"]
#[allow(dead_code, reason = "only how a request is read")]
mod server;
#[path = "support/skip.rs"]
mod skip;
#[path = "clock/sleep.rs"]
mod sleep;
