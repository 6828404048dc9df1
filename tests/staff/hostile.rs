//! Whoever does not behave at the control socket.

use std::io::Read as _;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt as _;
use std::process::Command;
use std::time::Duration;
use std::time::Instant;

use serde_json::Value;

use super::kiosk;
use super::skip::skip;
use super::staff;

/// faults.md O4: whoever does not behave costs a task, never the screen.
#[test]
fn hostile_clients_cost_the_screen_nothing() {
    let mut kiosk = kiosk();
    let socket = kiosk.folder().join("control.sock");
    let mode = std::fs::metadata(&socket).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o660);

    // Half a line that is held, more of them than there are seats.
    let mut held: Vec<UnixStream> = (0..40).map(|_| UnixStream::connect(&socket).unwrap()).collect();
    for stream in &mut held {
        stream.write_all(b"{\"version\":1,").unwrap();
    }
    let began = Instant::now();
    kiosk.press("5", "您想做什么");
    kiosk.press("3", "全部活 · ");
    kiosk.press("0", "您想做什么");
    println!("three pages beside forty held lines took {:?}", began.elapsed());
    drop(held);

    // A line without an end is cut at its limit, and answered.
    let mut endless = UnixStream::connect(&socket).unwrap();
    endless.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let chunk = vec![b'x'; 64 * 1024];
    let mut sent = 0;
    while sent < 64 * 1024 * 1024 && endless.write_all(&chunk).is_ok() {
        sent += chunk.len();
    }
    assert!(sent < 4 * 1024 * 1024, "{sent} bytes were taken");
    let mut answer = Vec::new();
    // It may have been told so in the middle of its line, and the rest refused.
    drop(endless.read_to_end(&mut answer));
    let answer = String::from_utf8_lossy(&answer).into_owned();
    assert!(answer.is_empty() || answer.contains("一行最多"), "{answer}");

    // Thousands who connect and go.
    for _ in 0..2_000 {
        drop(UnixStream::connect(&socket));
    }
    assert!(staff(&kiosk, &["status"]).contains("运行"));
    kiosk.press("3", "全部活 · ");
}

/// The same: where somebody has loosened the socket's mode, the kernel still says who connects.
#[test]
fn another_account_is_refused_by_what_the_kernel_says_of_it() {
    const TEST: &str = "another_account_is_refused_by_what_the_kernel_says_of_it";
    let kiosk = kiosk();
    if !rustix::process::geteuid().is_root() {
        return skip(TEST, "only root can be somebody else");
    }
    let socket = kiosk.folder().join("control.sock");
    let opened = socket.ancestors().take(4).map(|path| {
        let mode = if path == socket { 0o666 } else { 0o755 };
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
    });
    opened.for_each(Result::unwrap);
    let mut client = Command::new("python3");
    client.arg("-c").arg(
        "import socket, sys\n\
         s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])\n\
         try: s.sendall(b'{\"version\":1,\"ask\":\"status\"}\\n')\n\
         except BrokenPipeError: pass\n\
         print(s.makefile().readline())",
    );
    let Ok(output) = client.arg(&socket).uid(65_534).gid(65_534).output() else {
        return skip(TEST, "no python3");
    };
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(
        said.contains("不在工作人员组里") && !said.contains("running_secs"),
        "{said}"
    );
}

#[test]
fn nonsense_is_answered_with_what_is_wrong() {
    let kiosk = kiosk();
    let mut stream = UnixStream::connect(kiosk.folder().join("control.sock")).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    for (line, why) in [
        ("", "不是 JSON"),
        ("{", "不是 JSON"),
        ("[]", "version"),
        ("{\"ask\":\"status\"}", "version"),
        ("{\"version\":99,\"ask\":\"status\"}", "第 1 版"),
        ("{\"version\":1,\"ask\":\"reboot\"}", "不懂这个请求"),
        ("{\"version\":1,\"ask\":\"status\",\"x\":1}", "不懂这个请求"),
        ("{\"version\":1,\"ask\":\"pin\"}", "不懂这个请求"),
        ("{\"version\":1,\"ask\":\"pin\",\"id\":\"\\u001b[6n\"}", "没有叫"),
    ] {
        stream.write_all(format!("{line}\n").as_bytes()).unwrap();
        let mut answer = Vec::new();
        let mut byte = [0];
        while byte[0] != b'\n' {
            stream.read_exact(&mut byte).unwrap();
            answer.push(byte[0]);
        }
        let answer: Value = serde_json::from_slice(&answer).unwrap();
        assert_eq!(
            (&answer["version"], &answer["ok"]),
            (&1.into(), &false.into()),
            "{line}"
        );
        let said = answer["error"].as_str().unwrap();
        assert!(said.contains(why) && !said.contains('\u{1b}'), "{line}: {said}");
    }
}
