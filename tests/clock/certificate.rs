//! C2: a box without a battery begins in 1970, where no certificate is valid, until it hears what day it is.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use tempfile::TempDir;

use crate::kit::Hand;
use crate::kit::LONGEST_POLL;
use crate::kit::document;
use crate::kit::near;
use crate::kit::now;
use crate::kit::posting;
use crate::pty::Launch;
use crate::skip::skip;

const TEST: &str = "a_box_that_begins_in_1970_says_that_its_clock_is_wrong_and_heals_by_itself";

/// A web server with a certificate of an authority of its own; ends with the test.
struct Server {
    folder: TempDir,
    port: u16,
    child: Child,
}

impl Server {
    /// `None`, and said, without openssl.
    fn start(body: &str) -> Option<Self> {
        if Command::new("openssl").arg("version").output().is_err() {
            skip(TEST, "openssl is not installed");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        fs::write(
            path.join("leaf.ext"),
            "subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\n",
        )
        .unwrap();
        let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30";
        openssl(
            path,
            &format!("req -x509 {key} -subj /CN=hall-ca -keyout ca.key -out ca.pem"),
        );
        openssl(
            path,
            "req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=hall -keyout leaf.key -out leaf.csr",
        );
        openssl(
            path,
            "x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile leaf.ext -out leaf.pem",
        );
        let length = body.len();
        let answer = format!("HTTP/1.0 200 OK\r\nContent-Length: {length}\r\n\r\n{body}");
        fs::write(path.join("feed.json"), answer).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = Command::new("openssl")
            .args(format!("s_server -accept 127.0.0.1:{port} -cert leaf.pem -key leaf.key -HTTP -quiet").split(' '))
            .current_dir(path)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Some(Self { folder, port, child })
    }

    fn config(&self) -> String {
        let authority = self.folder.path().join("ca.pem");
        let feed = near(&format!("https://127.0.0.1:{}/feed.json", self.port));
        format!("network.ca_file = \"{}\"\n{feed}", authority.display())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn openssl(folder: &Path, arguments: &str) {
    let output = Command::new("openssl")
        .args(arguments.split(' '))
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{arguments}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_box_that_begins_in_1970_says_that_its_clock_is_wrong_and_heals_by_itself() {
    let Some(hand) = Hand::find(TEST) else { return };
    let Some(server) = Server::start(&document(&[posting("早班", ""), posting("晚班", "")])) else {
        return;
    };
    hand.set(-now().as_second());
    let session = hand.on(Launch::new().configured(&server.config())).start();
    session.wait_for_text("钟不准");
    let told = loop {
        let output = session.beside(&["staff", "status"]);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        if told.contains("证书") {
            break told;
        }
        assert!(session.age() < crate::pty::PATIENCE, "{told}");
        std::thread::sleep(Duration::from_millis(100));
    };
    assert!(
        told.contains("过期了或者还没生效，也看看这台机器的日期对不对"),
        "{told}"
    );
    assert!(told.contains("钟不准：机器的钟是 1970年1月1日"), "{told}");

    hand.set(0);
    let right = Instant::now();
    let healed = session.wait_for_text("一共 2 个活").contents();
    println!("healed {:?} after the clock was right", right.elapsed());
    assert!(right.elapsed() < LONGEST_POLL, "{:?}", right.elapsed());
    assert!(!healed.contains("钟不准"), "{healed}");
}
