//! The terminal's configuration, for each panel that it has a set of fonts for.

#![allow(unreachable_pub, reason = "a kit for other files")]

pub const FOOT: &str = include_str!("../../packaging/foot.ini");

/// What differs from panel to panel.
const FONTS: [&str; 4] = ["font=", "letter-spacing=", "line-height=", "vertical-letter-offset="];

/// The file as an operator makes it for a panel of this size: the set below the comment that names the size, and no other.
pub fn foot_ini((width, height): (usize, usize)) -> String {
    let size = format!("{width}×{height}");
    let mut is_ours = false;
    let mut file = String::new();
    for line in FOOT.lines() {
        let bare = line.trim_start_matches('#');
        if FONTS.iter().any(|name| bare.starts_with(name)) {
            file += if is_ours { "" } else { "#" };
            file += bare;
        } else {
            is_ours = line.contains(&size) || is_ours && !line.starts_with("# ");
            file += line;
        }
        file += "\n";
    }
    file
}
