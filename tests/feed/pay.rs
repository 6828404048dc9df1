//! 工资 in the forms in which it is written.

use crate::posting;
use zhaohuo::posting::Fen;
use zhaohuo::posting::Per;
use zhaohuo::posting::Rate;
use zhaohuo::posting::Settlement;
use zhaohuo::text::CleanText;

fn rate(properties: &str) -> Rate {
    posting(properties).pay.rate
}

fn fixed(low: u32, high: u32, per: Per) -> Rate {
    Rate::Fixed {
        low: Fen(low * 100),
        high: Fen(high * 100),
        per,
    }
}

fn written(words: &str) -> Rate {
    Rate::Written(CleanText::new(words, 120))
}

#[test]
fn figures_with_a_unit_in_yuan_are_fixed() {
    for (salary, expected) in [
        (
            r#"{"@type":"MonetaryAmount","currency":"CNY","value":{"value":230,"unitText":"DAY"}}"#,
            fixed(230, 230, Per::Day),
        ),
        (
            r#"{"value":{"minValue":20,"maxValue":25.0,"unitText":"hour"}}"#,
            fixed(20, 25, Per::Hour),
        ),
        (
            r#"{"currency":"rmb","value":{"minValue":"1,200","maxValue":"1,500","unitText":"Week"}}"#,
            fixed(1200, 1500, Per::Week),
        ),
        (r#"{"value":"230","unitText":"天"}"#, fixed(230, 230, Per::Day)),
        (
            r#"{"minValue":"5000元","maxValue":"￥8000","unitText":"元/月"}"#,
            fixed(5000, 8000, Per::Month),
        ),
        (
            r#"{"currency":"人民币","value":{"value":100000,"unitCode":"ANN"}}"#,
            fixed(100_000, 100_000, Per::Year),
        ),
        (
            r#"[{"value":[{"value":230,"unitText":"日"}]}]"#,
            fixed(230, 230, Per::Day),
        ),
    ] {
        assert_eq!(rate(&format!(r#""baseSalary":{salary}"#)), expected, "{salary}");
    }
}

#[test]
fn piece_work_says_what_a_piece_is() {
    let piece = |word| Per::Piece(CleanText::line(word));
    let salary = r#""baseSalary":{"value":{"value":2,"unitText":"PIECE"}}"#;
    assert_eq!(rate(&format!(r#"{salary},"zh:piece":"筐""#)), fixed(2, 2, piece("筐")));
    assert_eq!(rate(salary), fixed(2, 2, Per::Piece(None)));
    assert_eq!(
        rate(r#""baseSalary":{"value":{"value":60,"unitText":"车"}}"#),
        fixed(60, 60, piece("车"))
    );
}

#[test]
fn what_is_no_figure_with_a_unit_in_yuan_stays_as_written() {
    for (properties, expected) in [
        (r#""baseSalary":"100000","salaryCurrency":"USD""#, "100000 USD"),
        (r#""baseSalary":230"#, "230 元"),
        (
            r#""baseSalary":{"currency":"USD","value":{"value":25,"unitText":"HOUR"}}"#,
            "25 USD/HOUR",
        ),
        (
            r#""baseSalary":{"currency":"EUR","value":{"minValue":25,"maxValue":30,"unitText":"HOUR"}}"#,
            "25–30 EUR/HOUR",
        ),
        (
            r#""baseSalary":{"value":{"minValue":300,"maxValue":200,"unitText":"DAY"}}"#,
            "300–200 元/天",
        ),
        (
            r#""baseSalary":{"value":{"minValue":300,"unitText":"DAY"}}"#,
            "300 元/天起",
        ),
        (
            r#""baseSalary":{"value":{"maxValue":300,"unitText":"天"}}"#,
            "最高 300 元/天",
        ),
        (r#""baseSalary":{"value":{"value":300,"unitText":"场"}}"#, "300 元/场"),
        (r#""baseSalary":"£25,714.00 to £41,604.00""#, "£25,714.00 to £41,604.00"),
        (r#""baseSalary":"底薪加提成""#, "底薪加提成"),
        (r#""baseSalary":"200元/天，管饭""#, "200元/天，管饭"),
        (r#""baseSalary":"5-8k/月""#, "5-8k/月"),
        (r#""baseSalary":"200-100元/天""#, "200-100元/天"),
    ] {
        assert_eq!(rate(properties), written(expected), "{properties}");
    }
}

#[test]
fn plain_words_that_leave_no_doubt_are_fixed() {
    for (words, expected) in [
        ("200元/天", fixed(200, 200, Per::Day)),
        ("200-260 元/天", fixed(200, 260, Per::Day)),
        ("￥20～25每小时", fixed(20, 25, Per::Hour)),
        ("日薪200元", fixed(200, 200, Per::Day)),
        ("月薪：5,000至8,000元", fixed(5000, 8000, Per::Month)),
        ("300块钱一天", fixed(300, 300, Per::Day)),
        ("3元/件", fixed(3, 3, Per::Piece(CleanText::line("件")))),
    ] {
        assert_eq!(rate(&format!(r#""baseSalary":"{words}""#)), expected, "{words}");
        assert_eq!(rate(&format!(r#""zh:pay":"{words}""#)), expected, "{words}");
    }
}

#[test]
fn to_be_agreed_is_negotiable() {
    for properties in [
        r#""zh:pay":"面议""#,
        r#""baseSalary":"面议""#,
        r#""baseSalary":"工资面议","zh:pay":null"#,
        r#""baseSalary":{"value":{"value":"Negotiable"}}"#,
    ] {
        assert_eq!(rate(properties), Rate::Negotiable, "{properties}");
    }
}

#[test]
fn what_is_no_wage_is_unstated() {
    for salary in [
        "-1",
        "0",
        "1e300",
        "true",
        "[]",
        "{}",
        "\"\"",
        r#"{"value":{"value":-200,"unitText":"DAY"}}"#,
        r#"{"value":{"minValue":0,"maxValue":0,"unitText":"DAY"}}"#,
        r#"{"value":{"minValue":100,"maxValue":99999999,"unitText":"DAY"}}"#,
        r#"{"value":{"value":{"value":{"value":{"value":200}}}}}"#,
    ] {
        let posting = posting(&format!(r#""baseSalary":{salary}"#));
        assert_eq!(posting.pay.rate, Rate::Unstated, "{salary}");
    }
}

#[test]
fn when_the_money_comes_is_read() {
    for (word, expected) in [
        ("daily", Some(Settlement::Daily)),
        ("日结", Some(Settlement::Daily)),
        ("nextDay", Some(Settlement::NextDay)),
        ("NEXT_DAY", Some(Settlement::NextDay)),
        ("次日结", Some(Settlement::NextDay)),
        ("weekly", Some(Settlement::Weekly)),
        ("周结", Some(Settlement::Weekly)),
        ("monthly", Some(Settlement::Monthly)),
        ("月结", Some(Settlement::Monthly)),
        ("project", Some(Settlement::Project)),
        ("干完结", Some(Settlement::Project)),
        ("看情况", None),
    ] {
        let pay = posting(&format!(r#""zh:settlement":"{word}","zh:paidBy":"现金""#)).pay;
        assert_eq!(pay.settlement, expected, "{word}");
        assert_eq!(pay.paid_by.as_deref(), Some("现金"));
    }
}
