//! Two hosts behind a proxy that speak TLS under a root of their own: the first sends on to itself, then to the second.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::Mutex;

use rustls::ServerConfig;
use rustls::ServerConnection;
use rustls::StreamOwned;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject as _;

use super::hall::feed;
use super::server;
use super::server::Raw;

/// Where somebody was asked, and with which `Authorization`.
type Seen = (String, Option<String>);

pub(super) struct Web {
    pub(super) proxy: SocketAddr,
    pub(super) root: PathBuf,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Web {
    /// `None` where no certificate can be made.
    pub(super) fn start(folder: &Path) -> Option<Self> {
        std::fs::create_dir(folder).unwrap();
        let (root, key) = (folder.join("cert.pem"), folder.join("key.pem"));
        let made = Command::new("openssl")
            .args([
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
            ])
            .args(["-days", "2", "-subj", "/CN=test", "-addext"])
            .args([
                "subjectAltName=DNS:feed.example,DNS:other.example",
                "-addext",
                "basicConstraints=CA:FALSE",
            ])
            .arg("-keyout")
            .arg(&key)
            .arg("-out")
            .arg(&root)
            .stderr(Stdio::null())
            .status();
        if !made.is_ok_and(|status| status.success()) {
            return None;
        }
        let certificate = CertificateDer::from_pem_file(&root).unwrap();
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![certificate], PrivateKeyDer::from_pem_file(&key).unwrap())
            .unwrap();
        let (config, seen) = (Arc::new(config), Arc::new(Mutex::new(Vec::new())));
        let noted = Arc::clone(&seen);
        let proxy = Raw::start(move |_, mut stream| {
            let asked = server::request(&mut stream);
            let host = asked.split(' ').nth(1).unwrap().to_owned();
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
            let mut inner = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream);
            let request = server::request(&mut inner);
            let path = request.split(' ').nth(1).unwrap_or_default();
            let token = request.lines().find_map(|line| line.strip_prefix("authorization: "));
            let place = format!("{host}{path}");
            let answer = match place.as_str() {
                "feed.example:443/feed.json" => moved("/new.json"),
                "feed.example:443/new.json" => moved("https://other.example/feed.json"),
                _ => {
                    let body = feed(0..3, "搬运");
                    format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len())
                }
            };
            noted.lock().unwrap().push((place, token.map(str::to_owned)));
            inner.write_all(answer.as_bytes()).unwrap();
            inner.conn.send_close_notify();
            inner.flush().unwrap();
        });
        Some(Self {
            proxy: proxy.address,
            root,
            seen,
        })
    }

    pub(super) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }
}

fn moved(to: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
}
