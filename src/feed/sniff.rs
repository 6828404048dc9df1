//! The first look at a feed: what it is, from its first bytes.

use std::fmt;

use crate::text::CleanText;

use super::nesting::is_space;
use super::nesting::is_whole;

/// How far the first look reaches. A first line that is longer and broken is taken for a document that was cut.
pub(super) const HEAD_BYTES: usize = 64 * 1024;

pub(super) enum Start {
    Array,
    /// One object: a whole feed, one item, or the first line of NDJSON.
    Object,
    Lines,
}

/// What something that is no JSON seems to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looks {
    Empty,
    /// 登录页 of a network, mostly: a captive portal answers everything with 200 and its own page.
    WebPage,
    Xml,
    Picture,
    /// gzip, zstd, zip; an XLSX is a zip.
    Compressed,
    Utf16,
    /// Its first words.
    Other(CleanText),
}

impl fmt::Display for Looks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("里面什么也没有"),
            Self::WebPage => f.write_str("是网页：可能网络要先登录，也可能地址错了"),
            Self::Xml => f.write_str("是 XML（RSS、Atom 之类）"),
            Self::Picture => f.write_str("是图片"),
            Self::Compressed => f.write_str("是没有解开的压缩文件，或者 Excel 表格"),
            Self::Utf16 => f.write_str("是 UTF-16 文本，请存成 UTF-8"),
            Self::Other(words) => write!(f, "开头是「{words}」"),
        }
    }
}

/// How to go on, after the byte order mark that some programs write.
pub(super) fn look(head: &[u8]) -> Result<Start, Looks> {
    let Some(first) = head.iter().find(|&&byte| !is_space(byte)) else {
        return Err(Looks::Empty);
    };
    match first {
        _ if is_utf16(head) => Err(guess(head)),
        b'[' => Ok(Start::Array),
        _ if first_line_is_an_item(head) => Ok(Start::Lines),
        b'{' => Ok(Start::Object),
        _ => Err(guess(head)),
    }
}

/// Whether the second line begins a new item. Then the first is an item too, even a broken one: a document goes on
/// with `{` only after `[`, `,` or `:`.
fn first_line_is_an_item(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    let Some(newline) = head.iter().position(|&byte| byte == b'\n') else {
        return false;
    };
    let (line, rest) = (head[..newline].trim_ascii_end(), head[newline..].trim_ascii_start());
    let begins = rest.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    begins.is_some_and(|rest| rest.starts_with(b"\""))
        && (is_whole(line) || !line.ends_with(b",") && !line.ends_with(b"[") && !line.ends_with(b":"))
}

fn is_utf16(head: &[u8]) -> bool {
    head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) || head.iter().take(4).any(|&byte| byte == 0)
}

fn guess(head: &[u8]) -> Looks {
    const PICTURES: [&[u8]; 5] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM"];
    const PACKED: [&[u8]; 4] = [b"\x1f\x8b", b"PK\x03\x04", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf"];
    let begins = |marks: &[&[u8]]| marks.iter().any(|mark| head.starts_with(mark));
    if begins(&PICTURES) {
        return Looks::Picture;
    } else if begins(&PACKED) {
        return Looks::Compressed;
    } else if is_utf16(head) {
        return Looks::Utf16;
    }
    let words = String::from_utf8_lossy(&head[..head.len().min(1024)]).to_lowercase();
    if !words.trim_start().starts_with('<') {
        Looks::Other(CleanText::new(&words, 20))
    } else if words.contains("<html") || words.contains("<!doctype html") || words.contains("<script") {
        Looks::WebPage
    } else {
        Looks::Xml
    }
}
