//! faults.md O1: over SSH, staff get the kiosk's own verbs and nothing else. A real sshd on the loopback, with the
//! shipped configuration.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "real programs take real time; a test that cannot go on may as well stop there"
)]

#[path = "support/pty.rs"]
mod pty;
#[path = "ssh/console.rs"]
mod console;
#[path = "support/skip.rs"]
mod skip;

use std::net::TcpListener;
use std::net::TcpStream;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use pty::Launch;
use pty::PATIENCE;
use pty::Session;
use skip::skip;

const SHIPPED: &str = include_str!("../packaging/sshd.conf");
const PROGRAM: &str = env!("CARGO_BIN_EXE_zhaohuo");

/// An sshd that lets this very account in by a key of its own, as one of the staff.
struct Sshd {
    folder: tempfile::TempDir,
    port: u16,
    user: String,
    child: Child,
}

impl Sshd {
    /// `None`, and said so, where there is no sshd that we may start.
    fn start(test: &str, kiosk: &Session) -> Option<Self> {
        let Some(sshd) = ["/usr/sbin/sshd", "/usr/bin/sshd"]
            .map(Path::new)
            .into_iter()
            .find(|it| it.exists())
        else {
            skip(test, "no sshd");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for key in ["host", "client"] {
            let made = Command::new("ssh-keygen")
                .args(["-q", "-t", "ed25519", "-N", "", "-f"])
                .arg(at(key))
                .status();
            assert!(made.unwrap().success());
        }
        std::fs::copy(at("client.pub"), at("authorized_keys")).unwrap();
        let user = String::from_utf8(Command::new("id").arg("-un").output().unwrap().stdout).unwrap();
        let user = user.trim().to_owned();
        // What is shipped, for this account instead of a group, and for this kiosk's data.
        let data = kiosk.folder().parent().unwrap().display().to_string();
        let own = format!("ForceCommand {PROGRAM} staff --data {data}");
        let shipped = SHIPPED
            .replace("Match Group zhaohuo-staff", &format!("Match User {user}"))
            .replace("ForceCommand /usr/bin/zhaohuo staff", &own);
        assert!(shipped.contains(&own) && shipped.contains("Match User"), "{shipped}");
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let configuration = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nStrictModes no\n\
             UsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\nSubsystem sftp internal-sftp\n{shipped}",
            at("host").display(),
            at("authorized_keys").display(),
        );
        std::fs::write(at("sshd.conf"), configuration).unwrap();
        // Where it would keep what it does not trust itself with.
        drop(std::fs::create_dir_all("/run/sshd"));
        let log = std::fs::File::create(at("log")).unwrap();
        let child = Command::new(sshd)
            .args(["-D", "-e", "-f"])
            .arg(at("sshd.conf"))
            .stderr(log)
            .spawn()
            .unwrap();
        let mut sshd = Self {
            folder,
            port,
            user,
            child,
        };
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if sshd.child.try_wait().unwrap().is_some() || began.elapsed() > PATIENCE {
                skip(
                    test,
                    &format!(
                        "sshd does not start: {}",
                        std::fs::read_to_string(sshd.at("log")).unwrap()
                    ),
                );
                return None;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Some(sshd)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn client(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        for option in [
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "BatchMode=yes",
            "LogLevel=ERROR",
            "ConnectTimeout=10",
            "ExitOnForwardFailure=yes",
        ] {
            command.args(["-o", option]);
        }
        command
            .arg("-o")
            .arg(format!("Port={}", self.port))
            .arg("-i")
            .arg(self.at("client"));
        command.stdin(Stdio::null());
        command
    }

    /// An inventory of two: this one, and one at the port that is given, where nobody is.
    fn list_halls(&self) -> u16 {
        let dead = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let hall = |port| format!("ssh://{}@127.0.0.1:{port}\n", self.user);
        std::fs::write(self.at("halls.txt"), hall(self.port) + &hall(dead)).unwrap();
        // As an operator's ~/.ssh/config would have it.
        std::fs::write(
            self.at("config"),
            format!(
                "Host *\n StrictHostKeyChecking no\n UserKnownHostsFile /dev/null\n LogLevel QUIET\n IdentityFile {}\n",
                self.at("client").display()
            ),
        )
        .unwrap();
        dead
    }

    /// Runs a documented script beside the inventory.
    fn run(&self, script: &str, environment: &[(&str, &str)]) -> String {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(script.replace("ssh -n", "ssh -n -F config"));
        shell.envs(environment.iter().copied()).current_dir(self.folder.path());
        said(&shell.output().unwrap())
    }

    fn ssh(&self, options: &[&str], asked: &[&str]) -> Output {
        let mut command = self.client("ssh");
        command
            .args(options)
            .arg(format!("{}@127.0.0.1", self.user))
            .args(asked);
        command.output().unwrap()
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}

#[test]
fn over_ssh_staff_verbs_work_and_nothing_else_does() {
    let kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    let Some(sshd) = Sshd::start("over_ssh_staff_verbs_work_and_nothing_else_does", &kiosk) else {
        return;
    };
    for asked in [
        &["status"][..],
        &["staff", "status"],
        &["zhaohuo", "staff", "status", "--json"],
    ] {
        let output = sshd.ssh(&[], asked);
        assert!(
            output.status.success() && said(&output).contains("示例零工市场"),
            "{asked:?}: {}",
            said(&output)
        );
    }
    let entered = sshd.ssh(&[], &["add '卸车 两趟' --pay 260 --phone '0532-0000 0101'"]);
    assert!(entered.status.success(), "{}", said(&entered));
    kiosk.wait_for_text("卸车 两趟");
    // In the log stands who the kernel says it was.
    assert!(said(&sshd.ssh(&[], &["log"])).contains(&format!("{} 登记急招 卸车 两趟", sshd.user)));

    // Nothing of this is a verb, or one that reaches beyond the kiosk.
    let secret = sshd.at("made-by-a-shell");
    let touch = format!("touch {}", secret.display());
    for asked in [
        "id",
        "sh -c id",
        "/bin/bash -i",
        "kiosk",
        "jobs",
        "status; id",
        "status --data /etc",
        "status --config /etc/passwd",
        "log --verify --data=/tmp",
        "log --day 2026-11-25 --data /tmp",
        "log --verify --anchor /etc/passwd",
        "screen $(id)",
        "scp -f /etc/passwd",
        "internal-sftp",
        &touch,
        &format!("status && {touch}"),
        &format!("$({touch})"),
        &format!("`{touch}`"),
        "'unclosed",
    ] {
        let output = sshd.ssh(&[], &[asked]);
        let said = said(&output);
        assert!(!output.status.success(), "{asked}: {said}");
        assert!(
            !said.contains("uid=") && !said.contains("root:x:") && !said.contains('\u{1b}'),
            "{asked}: {said}"
        );
    }
    assert!(!secret.exists(), "a shell ran");
    // What a client wants to set reaches nobody.
    let preload = sshd.ssh(&["-o", "SetEnv=LD_PRELOAD=/nonexistent.so TERM=../../x"], &["status"]);
    assert!(
        preload.status.success() && !said(&preload).contains("nonexistent"),
        "{}",
        said(&preload)
    );
}

#[test]
fn no_file_goes_over_it_and_nothing_is_forwarded() {
    let kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    let Some(sshd) = Sshd::start("no_file_goes_over_it_and_nothing_is_forwarded", &kiosk) else {
        return;
    };
    let target = format!("{}@127.0.0.1:/etc/hostname", sshd.user);
    let fetched = sshd.at("fetched");
    for program in ["scp", "sftp"] {
        let output = sshd.client(program).arg(&target).arg(&fetched).output().unwrap();
        assert!(
            !output.status.success() && !fetched.exists(),
            "{program}: {}",
            said(&output)
        );
    }
    // Through it to a server that stands on the box: the client is refused, and the server meets nobody.
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    server.set_nonblocking(true).unwrap();
    let port = server.local_addr().unwrap().port();
    let through = sshd.ssh(&["-W", &format!("127.0.0.1:{port}")], &[]);
    assert!(!through.status.success(), "{}", said(&through));
    let back = sshd.ssh(&["-R", &format!("0:127.0.0.1:{port}")], &["status"]);
    assert!(!back.status.success(), "{}", said(&back));
    assert!(server.accept().is_err(), "somebody came through");
}

/// The script of docs/staff.md that begins so.
fn documented(begins: &str) -> &'static str {
    let page = include_str!("../docs/staff.md");
    let fence = "```sh\n";
    let at = page.find(&format!("{fence}{begins}")).unwrap() + fence.len();
    page[at..].split("```").next().unwrap()
}

/// docs/staff.md's loop over an inventory of boxes: one is there, one is not, and one says so.
#[test]
fn the_documented_loop_names_the_boxes_that_did_not_answer() {
    let kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    let Some(sshd) = Sshd::start("the_documented_loop_names_the_boxes_that_did_not_answer", &kiosk) else {
        return;
    };
    let loop_over = documented("while ");
    let listed = String::from_utf8(kiosk.beside(&["jobs", "--limit", "1"]).stdout).unwrap();
    let number: String = listed.chars().filter(|c| *c != ' ').take(6).collect();
    let dead = sshd.list_halls();
    let user = &sshd.user;
    let said = sshd.run(&loop_over.replace("482736", &number), &[]);
    let missing: Vec<&str> = said.lines().filter(|line| line.starts_with("没成")).collect();
    assert_eq!(missing, [format!("没成：ssh://{user}@127.0.0.1:{dead}")], "{said}");
    let log = String::from_utf8(kiosk.beside(&["staff", "log"]).stdout).unwrap();
    assert!(log.contains("招满了"), "{log}");
}

/// docs/staff.md's collection of a day from each box: what is kept elsewhere shows the next day what was cut since.
#[test]
fn the_documented_collection_keeps_each_day_and_sees_a_cut() {
    let test = "the_documented_collection_keeps_each_day_and_sees_a_cut";
    let kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    let Some(sshd) = Sshd::start(test, &kiosk) else { return };
    let script = documented("day=");
    let dead = sshd.list_halls();
    let user = &sshd.user;
    let zone = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap();
    let today = jiff::Timestamp::now().to_zoned(zone).date();
    let tomorrow = today.tomorrow().unwrap().to_string();
    let after = today.tomorrow().unwrap().tomorrow().unwrap().to_string();
    let today = today.to_string();
    for title in ["卸车", "装车"] {
        assert!(
            sshd.ssh(&[], &[&format!("add {title} --pay 260 --phone 05320000101")])
                .status
                .success()
        );
    }
    let told = |said: &str, what: &str| -> Vec<String> {
        said.lines()
            .filter_map(|line| line.strip_prefix(what))
            .map(str::to_owned)
            .collect()
    };
    let nobody = [format!("ssh://{user}@127.0.0.1:{dead}")];

    let first = sshd.run(script, &[("day", &today)]);
    assert_eq!(
        (told(&first, "没收到："), told(&first, "日志对不上")),
        (nobody.to_vec(), Vec::new()),
        "{first}"
    );
    let folder = sshd.at("days").join(format!("ssh___{user}@127.0.0.1_{}", sshd.port));
    let kept = std::fs::read_to_string(folder.join(&today)).unwrap();
    assert!(kept.lines().count() == 3 && kept.contains("登记急招 装车"), "{kept}");
    // Nothing was touched: the next day finds the link again.
    let second = sshd.run(script, &[("day", &tomorrow)]);
    assert_eq!(told(&second, "日志对不上"), [""; 0], "{second}");

    let database = rusqlite::Connection::open(kiosk.folder().join("zhaohuo.db")).unwrap();
    database.execute("DELETE FROM audit WHERE seq = 2", []).unwrap();
    let third = sshd.run(script, &[("day", &after)]);
    let found = told(&third, "日志对不上，或者没连上：");
    assert_eq!(found, [format!("ssh://{user}@127.0.0.1:{}", sshd.port)], "{third}");
}
