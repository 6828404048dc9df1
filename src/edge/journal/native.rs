//! The journal's own protocol (<https://systemd.io/JOURNAL_NATIVE_PROTOCOL>), over a socket that waits for nobody:
//! tracing-journald's waits for ever where journald is stopped.

use std::fmt::Debug;
use std::io;
use std::os::unix::net::UnixDatagram;

use tracing::Event;
use tracing::Level;
use tracing::Subscriber;
use tracing::field::Field;
use tracing::field::Visit;
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

const SOCKET: &str = "/run/systemd/journal/socket";
const IDENTIFIER: &str = "zhaohuo";

/// Sends each event as one entry: its own fields under `F_` and their names, as tracing-journald does.
pub(super) struct Journal(UnixDatagram);

impl Journal {
    /// # Errors
    ///
    /// Where no journal is there.
    pub(super) fn open() -> io::Result<Self> {
        let socket = UnixDatagram::unbound()?;
        socket.set_nonblocking(true)?;
        match socket.send_to(&[], SOCKET) {
            // A journal that is busy is a journal.
            Err(error) if error.kind() != io::ErrorKind::WouldBlock => Err(error),
            Ok(_) | Err(_) => Ok(Self(socket)),
        }
    }
}

impl<S: Subscriber> Layer<S> for Journal {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let about = event.metadata();
        let mut entry = Entry::default();
        entry.put("PRIORITY", priority(*about.level()));
        entry.put("SYSLOG_IDENTIFIER", IDENTIFIER);
        entry.put("TARGET", about.target());
        if let Some((file, line)) = about.file().zip(about.line()) {
            entry.put("CODE_FILE", file);
            entry.put("CODE_LINE", &line.to_string());
        }
        event.record(&mut entry);
        // Nobody takes it: then it is lost, as `edge::journal` says.
        drop(self.0.send_to(&entry.0, SOCKET));
    }
}

/// In the numbers of syslog(3).
fn priority(level: Level) -> &'static str {
    match level {
        Level::ERROR => "3",
        Level::WARN => "4",
        Level::INFO => "5",
        Level::DEBUG => "6",
        Level::TRACE => "7",
    }
}

#[derive(Default)]
struct Entry(Vec<u8>);

impl Entry {
    /// With its length before it, so that a line break in a value begins no field.
    fn put(&mut self, name: &str, value: &str) {
        let length = u64::try_from(value.len()).unwrap_or(u64::MAX);
        self.0.extend_from_slice(name.as_bytes());
        self.0.push(b'\n');
        self.0.extend_from_slice(&length.to_le_bytes());
        self.0.extend_from_slice(value.as_bytes());
        self.0.push(b'\n');
    }

    fn put_field(&mut self, field: &Field, value: &str) {
        if field.name() == "message" {
            return self.put("MESSAGE", value);
        }
        let letters = field.name().chars().map(|c| match c {
            '.' => '_',
            c => c.to_ascii_uppercase(),
        });
        let name: String = letters.filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        self.put(&format!("F_{name}"), value);
    }
}

impl Visit for Entry {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.put_field(field, value);
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.put_field(field, &format!("{value:?}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_in_a_value_begins_no_field() {
        let mut entry = Entry::default();
        entry.put("MESSAGE", "a\nPRIORITY=0");
        assert_eq!(entry.0, b"MESSAGE\n\x0c\0\0\0\0\0\0\0a\nPRIORITY=0\n");
    }
}
