//! Markup becomes text, and nothing a stranger writes reaches the screen as anything else.

use crate::posting;

fn description(html: &str) -> String {
    let quoted = serde_json::to_string(html).expect("a string");
    posting(&format!(r#""description":{quoted}"#))
        .description
        .map(|text| text.to_string())
        .unwrap_or_default()
}

#[test]
fn markup_becomes_text() {
    for (html, text) in [
        ("<p>a</p><br>b", "a b"),
        ("<p class=\"x\">搬货</p>\n<p>上车</p>", "搬货 上车"),
        ("招<b>保洁</b>员", "招保洁员"),
        ("<ul><li>管饭<li>管住</ul>", "管饭 管住"),
        (
            "a &amp; b &lt;c&gt; &#39;d&#x27; &nbsp;&ldquo;e&rdquo;",
            "a & b 'd' “e”",
        ),
        ("&lt;p&gt;a&lt;/p&gt;&lt;p&gt;b", "a b"),
        ("&amp;lt;p&amp;gt;a&amp;lt;/p&amp;gt;", "a"),
        ("<script>alert('x')</script>a<style>p{}</style>b", "a b"),
        ("<SCRIPT type=x>1</scripty></SCRIPT >a", "a"),
        ("<script>never closed", ""),
        ("a<!-- 内部 -->b", "ab"),
        ("<![CDATA[<p>a</p>]]>b", "a b"),
        ("年龄<60岁 & 身高>1米5", "年龄<60岁 & 身高>1米5"),
        ("a < b", "a < b"),
        ("工资<b", "工资<b"),
        ("R&D 岗", "R&D 岗"),
        ("&bogus; &#xFFFFFFFF; &#8238;x", "&bogus; &#xFFFFFFFF; x"),
    ] {
        let got = description(html);
        let without_spaces = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(without_spaces(&got), text, "{html}");
    }
}

#[test]
fn hostile_markup_takes_no_time() {
    for piece in [
        "<a ",
        "<",
        "<!--",
        "<script>",
        "</",
        "&",
        "&amp;",
        "<![CDATA[",
        "<script></",
        "<b>",
        "&lt;a ",
    ] {
        let long = piece.repeat(100_000 / piece.len()) + ">";
        assert!(description(&long).len() <= 4_100 * 4);
    }
}

#[test]
fn control_characters_and_bidi_are_gone_from_every_field() {
    let posting = posting(
        r#""description":"a\u001b[6n\u202eb\u0000","hiringOrganization":"某\u200b厂","zh:leader":"\u009b王",
        "url":"https://a.example/\u202e","identifier":"\u001b]0;x\u0007""#,
    );
    let shown = format!("{posting:?}");
    assert!(
        !shown
            .chars()
            .any(|c| c.is_control() || matches!(c, '\u{200b}' | '\u{202e}' | '\u{9b}')),
        "{shown}"
    );
}
