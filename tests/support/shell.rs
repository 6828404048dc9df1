//! The built program, as one calls it from a shell, and a web server for what it pulls.

#![allow(dead_code, reason = "each test file is a program of its own and uses a part of this")]

use std::io::Read as _;
use std::io::Write as _;
use std::net::TcpListener;
use std::process::Command;
use std::process::Output;
use std::sync::Arc;
use std::sync::Mutex;

use tempfile::TempDir;

pub(crate) fn zhaohuo(data: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhaohuo"));
    command.arg("--data").arg(data.path()).args(arguments);
    // No proxy of this machine, and none of its configuration.
    command
        .env_clear()
        .env("HOME", data.path())
        .env("PATH", "/usr/bin:/bin");
    command.output().unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn complained(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Serves one body to every request, from a thread that ends with the test.
pub(crate) fn serve(body: String) -> String {
    serve_latest(&Arc::new(Mutex::new(body)))
}

/// The same of a body that changes.
pub(crate) fn serve_latest(body: &Arc<Mutex<String>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let body = Arc::clone(body);
    std::thread::Builder::new()
        .spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let _ = stream.read(&mut [0; 4096]).unwrap();
                let body = body.lock().unwrap().clone();
                let head = format!(
                    "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                    body.len()
                );
                stream.write_all(head.as_bytes()).unwrap();
                stream.write_all(body.as_bytes()).unwrap();
            }
        })
        .unwrap();
    format!("http://{address}/feed.json")
}
