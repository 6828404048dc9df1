//! Servers on the loopback: an honest one, and one that does what a script says with the bare connection.

use std::io::Read;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use axum::body::Body;
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::Response;

type Reply = Box<dyn Fn(&HeaderMap) -> Response<Body> + Send + Sync>;

/// Answers what it was told last, and keeps the headers of every request.
pub(crate) struct Honest {
    pub(crate) address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    reply: Mutex<Reply>,
    requests: Mutex<Vec<HeaderMap>>,
}

impl Honest {
    pub(crate) async fn start(reply: impl Fn(&HeaderMap) -> Response<Body> + Send + Sync + 'static) -> Self {
        let shared = Arc::new(Shared {
            reply: Mutex::new(Box::new(reply)),
            requests: Mutex::default(),
        });
        let state = Arc::clone(&shared);
        let app = axum::Router::new().fallback(async move |request: Request| {
            state.requests.lock().unwrap().push(request.headers().clone());
            let reply = state.reply.lock().unwrap();
            reply(request.headers())
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { address, shared }
    }

    pub(crate) fn now_says(&self, reply: impl Fn(&HeaderMap) -> Response<Body> + Send + Sync + 'static) {
        *self.shared.reply.lock().unwrap() = Box::new(reply);
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/feed.json", self.address)
    }

    pub(crate) fn requests(&self) -> Vec<HeaderMap> {
        self.shared.requests.lock().unwrap().clone()
    }
}

pub(crate) fn ok(body: impl Into<Vec<u8>>) -> Response<Body> {
    Response::new(Body::from(body.into()))
}

pub(crate) fn packed(coding: &str, body: impl Into<Vec<u8>>) -> Response<Body> {
    let mut response = ok(body);
    response
        .headers_mut()
        .insert("content-encoding", coding.parse().unwrap());
    response
}

/// With an `ETag`, and 304 for who has it.
pub(crate) fn tagged(etag: &'static str, body: String) -> impl Fn(&HeaderMap) -> Response<Body> {
    move |headers| {
        let has_it = headers.get("if-none-match").is_some_and(|tag| tag == etag);
        let builder = Response::builder().header("etag", etag);
        let builder = builder.status(if has_it { 304 } else { 200 });
        let body = if has_it {
            Body::empty()
        } else {
            Body::from(body.clone())
        };
        builder.body(body).unwrap()
    }
}

/// Hands each connection to its script, whose number it tells, on a thread of its own.
pub(crate) struct Raw {
    pub(crate) address: SocketAddr,
    connections: Arc<AtomicUsize>,
}

impl Raw {
    pub(crate) fn start(script: impl Fn(usize, TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let connections = Arc::new(AtomicUsize::new(0));
        let (count, script) = (Arc::clone(&connections), Arc::new(script));
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let number = count.fetch_add(1, Ordering::SeqCst);
                let script = Arc::clone(&script);
                std::thread::spawn(move || script(number, stream));
            }
        });
        Self { address, connections }
    }

    /// Proves that nobody came.
    pub(crate) fn trap() -> Self {
        Self::start(|_, _| {})
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/feed.json", self.address)
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// The head of a request, read to its empty line.
pub(crate) fn request(stream: &mut impl Read) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read == 1) {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}
