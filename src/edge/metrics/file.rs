//! A file that others read while it is written: whole, or as it was.

use std::fs::File;
use std::fs::Permissions;
use std::io;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

/// The collector runs under an account of its own; the unit's umask would keep it out.
const MODE: u32 = 0o644;

/// Puts `text` in the place of what the file says. It is not synced: after a cut it is written anew at the start.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    // Of another extension, so that the collector does not read it.
    let new = path.with_extension("prom.new");
    match std::fs::remove_file(&new) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    // Never through a link that somebody has put there.
    let mut file = File::create_new(&new)?;
    file.write_all(text.as_bytes())?;
    file.set_permissions(Permissions::from_mode(MODE))?;
    std::fs::rename(&new, path)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    const TIMES: usize = 500;

    /// Longer than any one write of the system.
    fn page(nth: usize) -> String {
        let mut page = format!("{nth} ").repeat(20_000 + nth);
        page.push_str("end\n");
        page
    }

    #[test]
    fn whoever_reads_meanwhile_reads_a_whole_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.prom");
        replace(&path, &page(0)).unwrap();
        let reads = std::thread::scope(|threads| {
            let writer = threads.spawn(|| (1..TIMES).for_each(|nth| replace(&path, &page(nth)).unwrap()));
            let mut reads = 0;
            while !writer.is_finished() {
                let text = std::fs::read_to_string(&path).unwrap();
                let first = text.split(' ').next().unwrap();
                let all_the_same = text
                    .trim_end_matches("end\n")
                    .split_terminator(' ')
                    .all(|one| one == first);
                assert!(text.ends_with("end\n") && all_the_same, "half a file");
                reads += 1;
            }
            reads
        });
        assert!(reads > 20, "{reads}");
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            1,
            "something is left over"
        );
    }

    #[test]
    fn a_link_in_its_way_leads_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("a.prom"), folder.path().join("other"));
        std::fs::write(&other, "untouched").unwrap();
        symlink(&other, folder.path().join("a.prom.new")).unwrap();
        symlink(&other, &path).unwrap();
        replace(&path, "new\n").unwrap();
        assert_eq!(std::fs::read_to_string(&other).unwrap(), "untouched");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new\n");
        assert!(!path.is_symlink());
    }
}
