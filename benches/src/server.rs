//! A publisher on the loopback: one body, packed, with an `ETag`.

use std::io::BufRead as _;
use std::io::BufReader;
use std::io::Write as _;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::thread;

use anyhow::Result;

/// How a body is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coding {
    Zstd,
    Gzip,
}

#[derive(Debug, Clone)]
pub(crate) struct Body {
    pub(crate) coding: Coding,
    pub(crate) packed: Arc<[u8]>,
}

/// Serves until the end of the program.
#[derive(Debug, Clone)]
pub(crate) struct Server {
    address: SocketAddr,
    editions: Arc<Mutex<Editions>>,
}

/// What is served now is one of several, each time the next.
#[derive(Debug)]
struct Editions {
    bodies: Vec<Body>,
    served: usize,
    /// Whether who has one is given the next.
    is_moving: bool,
}

impl Coding {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Zstd => "zstd",
            Self::Gzip => "gzip",
        }
    }
}

impl Server {
    pub(crate) fn start(body: Body) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let editions = Arc::new(Mutex::new(Editions {
            bodies: vec![body],
            served: 0,
            is_moving: false,
        }));
        let server = Self {
            address: listener.local_addr()?,
            editions: Arc::clone(&editions),
        };
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let editions = Arc::clone(&editions);
                thread::spawn(move || {
                    // Who hangs up has what it wanted.
                    drop(answer(stream, &editions));
                });
            }
        });
        Ok(server)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/feed.ndjson", self.address)
    }

    /// From now on this, for as long as nothing else is said.
    pub(crate) fn now_says(&self, body: Body) {
        let mut editions = self.editions.lock().unwrap_or_else(PoisonError::into_inner);
        editions.bodies = vec![body];
        editions.served += 1;
        editions.is_moving = false;
    }

    /// From now on one of these after the other: each pull brings another.
    pub(crate) fn alternates(&self, bodies: Vec<Body>) {
        let mut editions = self.editions.lock().unwrap_or_else(PoisonError::into_inner);
        editions.bodies = bodies;
        editions.is_moving = true;
    }

    /// How often a whole body was given out.
    pub(crate) fn editions_served(&self) -> usize {
        self.editions.lock().unwrap_or_else(PoisonError::into_inner).served
    }
}

/// One request a connection.
fn answer(mut stream: TcpStream, editions: &Mutex<Editions>) -> Result<()> {
    let mut had = None;
    for line in BufReader::new(stream.try_clone()?).lines() {
        let line = line?.to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        had = had.or(line.strip_prefix("if-none-match:").map(|tag| tag.trim().to_owned()));
    }
    let (body, tag) = {
        let mut editions = editions.lock().unwrap_or_else(PoisonError::into_inner);
        if editions.is_moving {
            editions.served += 1;
        }
        let at = editions.served % editions.bodies.len();
        (editions.bodies[at].clone(), format!("\"{}\"", editions.served))
    };
    if had.as_ref() == Some(&tag) {
        return Ok(write!(
            stream,
            "HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\nConnection: close\r\n\r\n"
        )?);
    }
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nETag: {tag}\r\nContent-Encoding: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.coding.name(),
        body.packed.len()
    )?;
    stream.write_all(&body.packed)?;
    Ok(())
}
