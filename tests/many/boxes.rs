//! Two boxes on this machine: an sshd each, in a mount namespace where `/etc` is its own, with a kiosk in a terminal.

use std::net::TcpListener;
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

const PROGRAM: &str = env!("CARGO_BIN_EXE_zhaohuo");
const PATIENCE: Duration = Duration::from_secs(20);
const NAMES: [&str; 2] = ["hbh01", "hbh02"];

/// Stands in for systemd, which no namespace of ours has: ends the kiosk, starts it, and waits until it is there.
const SYSTEMCTL: &str = r#"#!/bin/sh
[ "$*" = "restart kiosk" ] || exit 1
if [ -f BOX/pid ]; then
    kill "$(cat BOX/pid)"
    while kill -0 "$(cat BOX/pid)"; do sleep 0.05; done 2>/dev/null
fi
setsid script -qfc 'stty rows 24 cols 80; echo $$ >BOX/pid; exec PROGRAM kiosk --locked --data BOX/data' /dev/null \
    </dev/null >/dev/null 2>&1 &
for _ in $(seq 200); do
    PROGRAM staff status --data BOX/data >/dev/null 2>&1 && exit 0
    sleep 0.05
done
exit 1
"#;
/// For apt, which would install on this machine.
const APT: &str = "#!/bin/sh\n{ echo \"$@\"; for last; do :; done; cat \"$last\"; } >BOX/installed\n";

/// In the namespace: what is the box's own, then its sshd.
const ENTER: &str = "mount --bind BOX/etc /etc && mount --bind BOX/bin /usr/local/bin && mount --bind BOX/cache /var/cache && \
                     exec /usr/sbin/sshd -D -e -f BOX/sshd.conf";

pub(crate) struct Boxes {
    folder: tempfile::TempDir,
    running: Vec<Child>,
}

impl Boxes {
    /// # Errors
    ///
    /// What this machine lacks.
    pub(crate) fn start() -> Result<Self, String> {
        for tool in [
            "/usr/sbin/sshd",
            "/usr/bin/rsync",
            "/usr/bin/script",
            "/usr/bin/unshare",
        ] {
            if !Path::new(tool).exists() {
                return Err(format!("no {tool}"));
            }
        }
        let folder = tempfile::tempdir().unwrap();
        let mut boxes = Self {
            folder,
            running: Vec::new(),
        };
        boxes.key("client");
        std::fs::create_dir_all("/run/sshd").map_err(|error| error.to_string())?;
        let mut client = format!(
            "Host *\n StrictHostKeyChecking no\n UserKnownHostsFile /dev/null\n LogLevel QUIET\n HostName 127.0.0.1\n \
             IdentityFile {}\n",
            boxes.at("client").display()
        );
        let ports = [(); 3].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
        let ports = ports.map(|listener| listener.local_addr().unwrap().port());
        for (name, port) in ["hbh01", "hbh02", "hbh03"].into_iter().zip(ports) {
            client.extend(["Host ", name, "\n Port ", &port.to_string(), "\n"]);
        }
        boxes.write("config", &client);
        boxes.write("halls.txt", "hbh01\nhbh02\nhbh03\n");
        for (name, port) in NAMES.into_iter().zip(ports) {
            let child = boxes.enter(name, port);
            boxes.running.push(child);
            boxes.wait_for(name, port)?;
        }
        Ok(boxes)
    }

    /// Its own `/etc`, programs and sshd, in a namespace that ends with it.
    fn enter(&self, name: &str, port: u16) -> Child {
        for folder in ["bin", "cache"] {
            std::fs::create_dir_all(self.at(name).join(folder)).unwrap();
        }
        let own = self.at(name);
        let copied = Command::new("cp").args(["-a", "/etc"]).arg(own.join("etc")).status();
        assert!(copied.unwrap().success());
        std::fs::create_dir_all(own.join("etc/zhaohuo")).unwrap();
        let groups = std::fs::read_to_string(own.join("etc/group")).unwrap();
        self.write(
            &format!("{name}/etc/group"),
            &format!("{groups}zhaohuo-staff:x:64999:\n"),
        );
        self.key(&format!("{name}/host"));
        let placed = |text: &str| {
            text.replace("BOX", &own.display().to_string())
                .replace("PROGRAM", PROGRAM)
        };
        let programs = [
            ("systemctl", SYSTEMCTL),
            ("apt-get", APT),
            ("zhaohuo", "#!/bin/sh\nexec PROGRAM \"$@\" --data BOX/data\n"),
        ];
        for (program, text) in programs {
            let path = own.join("bin").join(program);
            std::fs::write(&path, placed(text)).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        let configuration = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey BOX/host\nAuthorizedKeysFile {}\nPidFile none\n\
             StrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\n\
             SetEnv PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin\n",
            self.at("client.pub").display()
        );
        self.write(&format!("{name}/sshd.conf"), &placed(&configuration));
        Command::new("unshare")
            .args(["--mount", "--pid", "--fork", "--mount-proc", "--kill-child", "sh", "-c"])
            .arg(placed(ENTER))
            .stderr(std::fs::File::create(own.join("log")).unwrap())
            .stdin(Stdio::null())
            .spawn()
            .unwrap()
    }

    fn wait_for(&mut self, name: &str, port: u16) -> Result<(), String> {
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let has_ended = self.running.last_mut().unwrap().try_wait().unwrap().is_some();
            if has_ended || began.elapsed() > PATIENCE {
                return Err(format!(
                    "no namespace with an sshd: {}",
                    self.read(&format!("{name}/log"))
                ));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    fn key(&self, name: &str) {
        let made = Command::new("ssh-keygen")
            .args(["-q", "-t", "ed25519", "-N", "", "-f"])
            .arg(self.at(name))
            .status();
        assert!(made.unwrap().success());
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.at(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.at(name)).unwrap()
    }

    /// Runs a documented script beside the inventory, and gives what it said.
    pub(crate) fn run(&self, script: &str, environment: &[(&str, &str)]) -> String {
        let script = script
            .replace("ssh -n", "ssh -n -F config")
            .replace("'ssh -o", "'ssh -F config -o");
        let path = format!(
            "{}:{}",
            Path::new(PROGRAM).parent().unwrap().display(),
            std::env::var("PATH").unwrap()
        );
        let output = Command::new("sh")
            .args(["-c", &script])
            .env("PATH", path)
            .envs(environment.iter().copied())
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        String::from_utf8_lossy(&[output.stderr, output.stdout].concat()).into_owned()
    }

    pub(crate) fn status(&self, name: &str) -> String {
        self.run(&format!("ssh -n {name} zhaohuo staff status"), &[])
    }

    fn configuration(&self, name: &str, file: &str) -> PathBuf {
        self.at(name).join("etc/zhaohuo").join(file)
    }

    pub(crate) fn has(&self, name: &str, file: &str) -> bool {
        self.configuration(name, file).exists()
    }

    pub(crate) fn mode(&self, name: &str, file: &str) -> u32 {
        let metadata = std::fs::metadata(self.configuration(name, file)).unwrap();
        metadata.permissions().mode() & 0o777
    }

    /// What its apt was told, and given.
    pub(crate) fn installed(&self, name: &str) -> String {
        self.read(&format!("{name}/installed"))
    }
}

impl Drop for Boxes {
    fn drop(&mut self) {
        for child in &mut self.running {
            drop(child.kill());
            drop(child.wait());
        }
    }
}
