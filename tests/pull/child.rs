//! What must be seen from outside a process: its memory, and a machine without root certificates.

use std::process::Command;

use super::hall::Hall;
use super::hall::feed;
use super::hall::source;
use super::lying::gzip;
use super::server::Honest;
use super::server::ok;
use super::server::packed;
use zhaohuo::edge::sync::PullError;

/// Of a process that pulls a bomb; the limit is that of the whole kiosk.
const PEAK_KB_MAX: u64 = 128 * 1024;

/// Runs one of the ignored tests below in a process of its own.
fn run_alone(test: &str, environment: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", &format!("child::{test}"), "--ignored", "--nocapture"]);
    command.envs(environment.iter().copied());
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    said
}

#[test]
fn a_bomb_costs_no_memory() {
    run_alone("pulls_bombs", &[]);
}

#[tokio::test]
#[ignore = "run by a_bomb_costs_no_memory, alone, because it measures its process"]
async fn pulls_bombs() {
    let spaces = gzip(&vec![b' '; 1024 * 1024]).repeat(1024);
    let packed_bombs = [
        ("gzip", [gzip(b"["), spaces].concat()),
        ("zstd", zstd_bomb(23)),
        ("zstd", zstd_bomb(27)),
    ];
    for (coding, bomb) in packed_bombs {
        let server = Honest::start(move |_| packed(coding, bomb.clone())).await;
        let mut source = source(&server.url());
        source.max_bytes = 256 * 1024 * 1024;
        let begun = std::time::Instant::now();
        let error = Hall::open().pull(&source).await.unwrap_err();
        let is_refused = matches!(error, PullError::TooLarge { .. } | PullError::Packed(_));
        assert!(is_refused, "{coding}: {error}");
        eprintln!("{coding}: {error} after {:?}, peak {} KB", begun.elapsed(), peak_kb());
    }
    assert!(peak_kb() < PEAK_KB_MAX, "{} KB", peak_kb());
}

/// RFC 8878 §3.1.1: one frame that asks for a window of 2^`window_log` bytes, and blocks of four bytes that each
/// stand for 128 KB of spaces: 1 GB in 32 KB.
fn zstd_bomb(window_log: u8) -> Vec<u8> {
    const RUN: u32 = 128 * 1024;
    let block = |is_last: u32| {
        let header = (is_last | 1 << 1 | RUN << 3).to_le_bytes();
        [header[0], header[1], header[2], b' ']
    };
    let mut bomb = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, (window_log - 10) << 3];
    // A raw block of one byte: the array that never ends.
    bomb.extend([1 << 3, 0, 0, b'[']);
    bomb.extend(block(0).repeat(8191));
    bomb.extend(block(1));
    bomb
}

fn peak_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    peak.trim().trim_end_matches(" kB").parse().unwrap()
}

#[test]
fn a_machine_without_root_certificates_still_pulls_over_http() {
    let nowhere = [("SSL_CERT_FILE", "/nowhere/ca.pem"), ("SSL_CERT_DIR", "/nowhere")];
    run_alone("pulls_without_roots", &nowhere);
}

#[tokio::test]
#[ignore = "run by a_machine_without_root_certificates_still_pulls_over_http, in an environment of its own"]
async fn pulls_without_roots() {
    let server = Honest::start(|_| ok(feed(0..3, "搬运"))).await;
    let hall = Hall::open();
    assert_eq!(hall.merge(&source(&server.url())).await.new, 3);
    let error = hall.pull(&source("https://127.0.0.1:1/")).await.unwrap_err();
    assert!(matches!(error, PullError::NoRoots(_)), "{error}");
    assert!(error.to_string().contains("ca-certificates"), "{error}");
}
