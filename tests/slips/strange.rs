//! What strangers write, on paper: bytes that are commands elsewhere, and characters that a printer has not.

use encoding_rs::GB18030;
use encoding_rs::GBK;
use encoding_rs::UTF_8;
use zhaohuo::config::Encoding;
use zhaohuo::config::Paper;
use zhaohuo::config::Printing;
use zhaohuo::posting::Posting;
use zhaohuo::slip::Line;
use zhaohuo::slip::MISSING;
use zhaohuo::slip::to_bytes;
use zhaohuo::text::CleanText;

use super::escpos::Out;
use super::escpos::print;
use super::escpos::squeezed;
use super::on;
use super::printed;
use super::slip_of;
use super::support::now;
use super::support::postings;

#[test]
fn no_byte_of_a_posting_becomes_a_command() {
    let hostile = [
        "\u{1b}@\u{1b}p\u{0}\u{19}\u{fa}搬运",
        "\u{1d}V\u{0}保洁\u{1d}(k\u{3}\u{0}1Q0",
        "\u{10}\u{4}\u{1}\u{10}\u{14}\u{1}\u{3}\u{1}分拣",
        "\u{1c}.\u{1c}q\u{1}\u{18}\r\n\t\u{c}装卸\u{7f}",
        "\u{9b}6n\u{90}\u{80}后厨\u{85}\u{2028}",
        "丂丄丅丆 乗 倀 僛 齄 ￥¥€°±×÷〇",
    ];
    for text in hostile {
        let mut posting = postings::furniture();
        posting.title = CleanText::new(text, 120);
        posting.description = CleanText::prose(&format!("{text}{text}"));
        posting.employer.name = CleanText::line(text);
        posting.contact.phone = CleanText::line(text);
        assert_only_ours(&posting, text);
    }
    // Whatever bytes there are, read as text in each of three ways.
    fastrand::seed(5);
    for _ in 0..300 {
        let bytes: Vec<u8> = (0..60).map(|_| fastrand::u8(..)).collect();
        for encoding in [UTF_8, GBK, encoding_rs::WINDOWS_1252] {
            let text = encoding.decode(&bytes).0;
            let mut posting = postings::furniture();
            posting.title = CleanText::new(&text, 120);
            assert_only_ours(&posting, &text);
        }
    }
}

fn assert_only_ours(posting: &Posting, text: &str) {
    let encodings: [(Encoding, &'static encoding_rs::Encoding); 3] = [
        (Encoding::Gbk, GBK),
        (Encoding::Gb18030, GB18030),
        (Encoding::Utf8, UTF_8),
    ];
    for (encoding, read_as) in encodings {
        let printing = Printing {
            encoding,
            ..on(Paper::Mm58)
        };
        let out = print(&to_bytes(&slip_of(posting), printing), read_as);
        let out = out.unwrap_or_else(|why| panic!("{text:?}: {why}"));
        let kinds = |out: &[Out]| {
            let (mut cuts, mut codes) = (0, 0);
            for out in out {
                match out {
                    Out::Cut => cuts += 1,
                    Out::Code(_) => codes += 1,
                    Out::Row(row) => assert!(row.columns <= 32, "{}", row.text),
                    Out::Image(_) | Out::Feed(_) => {}
                }
            }
            (cuts, codes)
        };
        assert_eq!(kinds(&out), (1, 1), "{text:?}");
    }
}

#[test]
fn what_a_printer_has_not_is_marked_and_no_line_is_lost() {
    let title = |text: &str, encoding, read_as| {
        let mut posting = postings::furniture();
        posting.title = CleanText::new(text, 120);
        let printing = Printing {
            encoding,
            ..on(Paper::Mm80)
        };
        let out = print(&to_bytes(&slip_of(&posting), printing), read_as).unwrap();
        let large = out.iter().filter_map(|out| match out {
            Out::Row(row) if row.large => Some(row.text.clone()),
            Out::Row(_) | Out::Code(_) | Out::Image(_) | Out::Feed(_) | Out::Cut => None,
        });
        let large: String = large.collect();
        large.split("230").next().unwrap().to_owned()
    };
    let gbk = |text| title(text, Encoding::Gbk, GBK);
    // Emoji and overrides never come so far; a radical is the character that it looks like.
    assert_eq!(gbk("🔥急招🔥搬运➕分拣"), "急招搬运分拣");
    assert_eq!(gbk("⼯地小⼯\u{202e}"), "工地小工");
    assert_eq!(gbk("𠮷祥 㐂庆"), format!("{MISSING}祥 {MISSING}庆"));
    assert_eq!(gbk("¥150–260"), "￥150-260");
    assert_eq!(gbk("€5 保洁"), format!("{MISSING}5 保洁"));
    assert_eq!(gbk("50m² Señor ½"), "50m2 Senor 〓");
    assert_eq!(gbk("한국어"), "〓〓〓");
    assert_eq!(gbk("n\u{303}\u{301}a"), "na");
    assert_eq!(title("¥𠮷", Encoding::Gb18030, GB18030), "￥𠮷");
    assert_eq!(title("한국어 𠮷", Encoding::Utf8, UTF_8), "한국어 𠮷");
}

#[test]
fn full_and_expired_postings_and_strange_hosts_have_no_code() {
    let has_code = |change: fn(&mut Posting)| {
        let mut posting = postings::furniture();
        change(&mut posting);
        let slip = slip_of(&posting);
        let text = squeezed(&printed(&slip, on(Paper::Mm58)));
        (slip.lines().iter().any(|line| matches!(line, Line::Code(_))), text)
    };
    assert!(has_code(|_| {}).0);
    let (code, text) = has_code(|posting| posting.openings.left = Some(0));
    assert!(!code && text.contains("招满了"), "{text}");
    let (code, text) = has_code(|posting| posting.origin.valid_through = Some(now()));
    assert!(!code && text.contains("报名时间过了"), "{text}");
    let (code, text) = has_code(|posting| posting.contact.url = CleanText::line("https://elsewhere.test/1"));
    assert!(!code && text.contains("打电话，或到1号窗口报编号"), "{text}");
    let (code, _) = has_code(|posting| posting.contact.url = CleanText::line("http://hrss.qd.example/1"));
    assert!(!code);
}
