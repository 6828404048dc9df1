//! Bytes to and from a printer, each with a deadline: a device file, a connection, or a file.

use std::fs::OpenOptions;
use std::io;
use std::net::TcpStream;
use std::net::ToSocketAddrs as _;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::time::Duration;
use std::time::Instant;

use rustix::event::PollFd;
use rustix::event::PollFlags;
use rustix::event::Timespec;
use rustix::event::poll;
use rustix::fs::FileType;
use rustix::fs::Mode;
use rustix::fs::OFlags;
use rustix::io::Errno;
use rustix::net::Shutdown;
use rustix::net::shutdown;
use rustix::net::sockopt::set_socket_send_buffer_size;

use crate::config::Target;

/// For a printer in the network. What lies in the system's own buffer looks as if it were printed, so that is made
/// smaller than a slip; Linux gives twice as much as is asked for, and never less than 4,608 bytes.
const SEND_BUFFER: usize = 2_048;

/// An open way to the printer. It never blocks.
#[derive(Debug)]
pub(super) struct Line {
    fd: OwnedFd,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Socket,
    /// It may answer.
    Device,
    /// It never does: a pipe, or a file.
    OneWay,
}

/// Why bytes did not go out.
#[derive(Debug)]
pub(super) struct Unwritten {
    /// Before that, so many did.
    pub(super) written: usize,
    /// `None`: it took no more until the deadline.
    pub(super) error: Option<io::Error>,
}

impl Line {
    /// # Errors
    ///
    /// Where the printer is not there.
    pub(super) fn open(target: &Target, patience: Duration) -> io::Result<Self> {
        match target {
            Target::Device(path) => device(path),
            Target::Tcp(address) => connection(address, patience),
            Target::File(path) => Ok(Self {
                fd: OpenOptions::new().append(true).create(true).open(path)?.into(),
                kind: Kind::OneWay,
            }),
            Target::Cups(queue) => Err(io::Error::other(format!("{queue} is a queue, no line"))),
        }
    }

    /// It may say how it is.
    pub(super) fn may_answer(&self) -> bool {
        self.kind != Kind::OneWay
    }

    /// All of it, before `deadline`; and then until it could take more. Linux hands the last block of a USB printer over
    /// in the background, and forgets it where the device is closed before (`usblp_write` in drivers/usb/class/usblp.c).
    pub(super) fn write(&self, bytes: &[u8], deadline: Instant) -> Result<(), Unwritten> {
        let mut written = 0;
        let failed = |written, error: Option<Errno>| Unwritten {
            written,
            error: error.map(io::Error::from),
        };
        while written < bytes.len() {
            match self.wait(PollFlags::OUT, deadline) {
                Ok(true) => {}
                Ok(false) => return Err(failed(written, None)),
                Err(error) => return Err(failed(written, Some(error))),
            }
            match rustix::io::write(&self.fd, &bytes[written..]) {
                Ok(count) => written += count,
                Err(Errno::AGAIN | Errno::INTR) => {}
                Err(error) => return Err(failed(written, Some(error))),
            }
        }
        match self.wait(PollFlags::OUT, deadline) {
            Ok(true) => Ok(()),
            Ok(false) => Err(failed(written, None)),
            Err(error) => Err(failed(written, Some(error))),
        }
    }

    /// One byte; `None` where none comes before `deadline`.
    ///
    /// # Errors
    ///
    /// Where the other end is gone.
    pub(super) fn read(&self, deadline: Instant) -> io::Result<Option<u8>> {
        if !self.may_answer() {
            return Ok(None);
        }
        let mut byte = [0];
        while self.wait(PollFlags::IN, deadline)? {
            match rustix::io::read(&self.fd, &mut byte) {
                // A device that has nothing to say says nothing; only a connection ends so.
                Ok(0) if self.kind == Kind::Socket => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(0) => return Ok(None),
                Ok(_) => return Ok(Some(byte[0])),
                Err(Errno::AGAIN | Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(None)
    }

    /// Drops what has come unasked.
    ///
    /// # Errors
    ///
    /// As [`Self::read`].
    pub(super) fn forget_unread(&self) -> io::Result<()> {
        while self.read(Instant::now())?.is_some() {}
        Ok(())
    }

    /// Says that no more comes, and waits for the other end to say the same, which it does when it has taken all. Many
    /// never do.
    ///
    /// # Errors
    ///
    /// Where it breaks the connection off instead.
    pub(super) fn hang_up(&self, deadline: Instant) -> io::Result<()> {
        if self.kind != Kind::Socket {
            return Ok(());
        }
        shutdown(&self.fd, Shutdown::Write)?;
        loop {
            match self.read(deadline) {
                Ok(Some(_)) => {}
                Ok(None) => return Ok(()),
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }

    /// Whether it can be done before `deadline`. An error on the line counts as that it can: doing it tells which.
    fn wait(&self, flags: PollFlags, deadline: Instant) -> Result<bool, Errno> {
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let timeout = Timespec::try_from(left).map_err(|_| Errno::INVAL)?;
            match poll(&mut [PollFd::new(&self.fd, flags)], Some(&timeout)) {
                Ok(0) => return Ok(false),
                Ok(_) => return Ok(true),
                Err(Errno::INTR) => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// Opened for reading too where that means something: a pipe that one holds at both ends answers with one's own words,
/// and is there without a printer.
fn device(path: &Path) -> io::Result<Line> {
    let common = OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let may_answer = FileType::from_raw_mode(rustix::fs::stat(path)?.st_mode) == FileType::CharacterDevice;
    let open = |how: OFlags| rustix::fs::open(path, how | common, Mode::empty());
    let both = may_answer.then(|| open(OFlags::RDWR));
    let (fd, kind) = match both {
        Some(Ok(fd)) => (fd, Kind::Device),
        // Some are made for writing alone.
        Some(Err(_)) | None => (open(OFlags::WRONLY | OFlags::APPEND)?, Kind::OneWay),
    };
    Ok(Line { fd, kind })
}

fn connection(address: &str, patience: Duration) -> io::Result<Line> {
    let mut failure = io::Error::from(io::ErrorKind::NotFound);
    for address in address.to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, patience) {
            Ok(stream) => {
                stream.set_nonblocking(true)?;
                stream.set_nodelay(true)?;
                set_socket_send_buffer_size(&stream, SEND_BUFFER)?;
                return Ok(Line {
                    fd: stream.into(),
                    kind: Kind::Socket,
                });
            }
            Err(error) => failure = error,
        }
    }
    Err(failure)
}
