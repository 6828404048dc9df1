//! A slip printer in the network that misbehaves as it is told, on the loopback.

#![allow(unreachable_pub, reason = "a kit for other files")]
#![allow(dead_code, reason = "each test file is a program of its own and uses a part of this")]

use std::io::ErrorKind;
use std::io::Read as _;
use std::io::Write as _;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use std::time::Instant;

use rustix::net::sockopt::set_socket_linger;
use rustix::net::sockopt::set_socket_recv_buffer_size;

/// What it answers to `DLE EOT 1` to 4.
pub type Answers = [u8; 4];

pub const READY: Answers = [0x12; 4];
pub const PAPER_OUT: Answers = [0x1a, 0x32, 0x12, 0x7e];
pub const COVER_OPEN: Answers = [0x1a, 0x16, 0x12, 0x12];
pub const OFFLINE: Answers = [0x1a, 0x12, 0x12, 0x12];
pub const KNIFE_JAMS: Answers = [0x1a, 0x52, 0x1a, 0x12];

/// How it takes a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// As it should.
    Well,
    /// After so many bytes it reads no more, and says nothing.
    StallsAfter(usize),
    /// After so many bytes it breaks the connection off.
    ResetsAfter(usize),
}

#[derive(Debug)]
pub struct State {
    /// `None`: it never says how it is.
    pub answers: Option<Answers>,
    pub manner: Manner,
    /// How long it thinks before it answers.
    pub thinks: Duration,
    /// What each connection brought besides questions, and when its first byte came.
    pub slips: Vec<(Instant, Vec<u8>)>,
}

pub struct Network {
    pub address: SocketAddr,
    pub state: Arc<Mutex<State>>,
}

impl Network {
    pub fn start(answers: Option<Answers>, manner: Manner) -> Self {
        Self::at("127.0.0.1:0".parse().unwrap(), answers, manner)
    }

    /// At an address that was free a moment ago.
    pub fn at(address: SocketAddr, answers: Option<Answers>, manner: Manner) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        // As little as a printer has.
        set_socket_recv_buffer_size(&listener, 2_048).unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(Mutex::new(State {
            answers,
            manner,
            thinks: Duration::ZERO,
            slips: Vec::new(),
        }));
        let own = Arc::clone(&state);
        std::thread::Builder::new()
            .spawn(move || {
                for stream in listener.incoming() {
                    let own = Arc::clone(&own);
                    std::thread::Builder::new()
                        .spawn(move || serve(&stream.unwrap(), &own))
                        .unwrap();
                }
            })
            .unwrap();
        Self { address, state }
    }

    pub fn target(&self) -> String {
        format!("tcp://{}", self.address)
    }

    pub fn becomes(&self, answers: Answers) {
        self.state.lock().unwrap().answers = Some(answers);
    }

    pub fn thinks_for(&self, time: Duration) {
        self.state.lock().unwrap().thinks = time;
    }

    pub fn behaves(&self, manner: Manner) {
        self.state.lock().unwrap().manner = manner;
    }

    pub fn slips(&self) -> Vec<Vec<u8>> {
        let state = self.state.lock().unwrap();
        state.slips.iter().map(|(_, bytes)| bytes.clone()).collect()
    }

    /// Between one slip's beginning and the next.
    pub fn gaps(&self) -> Vec<Duration> {
        let state = self.state.lock().unwrap();
        let begun = state.slips.windows(2);
        begun.map(|two| two[1].0 - two[0].0).collect()
    }
}

/// One byte at a time, as it comes: questions are answered out of turn.
fn serve(mut stream: &TcpStream, state: &Mutex<State>) {
    let mut asked = [0; 2];
    let mut own = None;
    let mut taken = 0;
    let mut byte = [0];
    loop {
        match stream.read(&mut byte) {
            Ok(0) => return,
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::ConnectionReset => return,
            Err(error) => panic!("{error}"),
        }
        let manner = {
            let mut state = state.lock().unwrap();
            if asked == [0x10, 0x04] {
                asked = [0; 2];
                let thinks = state.thinks;
                if let Some(answers) = state.answers {
                    drop(state);
                    std::thread::sleep(thinks);
                    // Whoever asked may have gone.
                    let _ = stream.write_all(&[answers[usize::from(byte[0] - 1)]]);
                }
                continue;
            }
            if byte[0] == 0x10 || asked[1] == 0x10 {
                asked = [asked[1], byte[0]];
                continue;
            }
            let slip = *own.get_or_insert_with(|| {
                state.slips.push((Instant::now(), Vec::new()));
                state.slips.len() - 1
            });
            state.slips[slip].1.push(byte[0]);
            taken += 1;
            state.manner
        };
        match manner {
            Manner::StallsAfter(bytes) if taken >= bytes => std::thread::sleep(Duration::from_secs(60)),
            Manner::ResetsAfter(bytes) if taken >= bytes => {
                set_socket_linger(stream, Some(Duration::ZERO)).unwrap();
                return;
            }
            Manner::Well | Manner::StallsAfter(_) | Manner::ResetsAfter(_) => {}
        }
    }
}
