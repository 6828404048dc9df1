//! The table, and what an operator adds to it.

use zhaohuo::screening::Rule;
use zhaohuo::screening::Table;

use super::Desk;

const PAGE: &str = include_str!("../../docs/screening.md");

/// What is wrong with a table, as the operator reads it.
fn error(text: &str) -> String {
    Table::own().extended(text).unwrap_err().to_string()
}

#[test]
fn an_operator_adds_words_exceptions_and_a_source() {
    let own = "# 本区自己的\n\
               [promise] 本区零工市场公约第三条\n\
               + 包您满意 顶呱呱\n\
               \n\
               [sex]\n\
               - 花木兰女子班\n\
               + <只>…娘子军";
    let table = Table::own().extended(own).unwrap();
    let desk = Desk::with(&table);
    let findings = desk.read("工钱顶呱呱");
    assert_eq!((findings[0].rule, findings[0].words()), (Rule::Promise, "顶呱呱"));
    assert_eq!(&*findings[0].source, "本区零工市场公约第三条");
    // Names of ours are the operator's too.
    assert_eq!(desk.read("只招娘子军").len(), 1);
    // Ours still holds, with its own source.
    let findings = desk.read("月入过万");
    assert_eq!(&*findings[0].source, Rule::Promise.source());
    assert_eq!(Desk::new().read("工钱顶呱呱"), []);
}

#[test]
fn a_broken_line_is_named_with_what_is_wrong_with_it() {
    for (text, line, problem) in [
        ("+ 限女", 1, "before the first [rule]"),
        ("[sex]\n\n* 限女", 3, "begins with none of"),
        (
            "[sexx]\n+ 限女",
            1,
            "no rule is called \"sexx\", only missing-fields, sex, ",
        ),
        ("[sex\n+ 限女", 1, "has no ]"),
        ("# 注\n[fee]\n+ 押金 (押", 3, "\"(押\" is no pattern: unclosed group"),
        ("[fee]\n+ (押金)?", 2, "is found in every text"),
        ("[fee]\n+ <没有这个名>", 2, "nothing is called <没有这个名>"),
        ("[fee]\n+ <收", 2, "has a < without its >"),
        ("= 名", 1, "a name with nothing behind it"),
    ] {
        let said = error(text);
        assert!(
            said.starts_with(&format!("line {line}: ")) && said.contains(problem),
            "{said}"
        );
    }
}

#[test]
fn a_denial_covers_its_own_clause_and_no_other() {
    let rules = |text: &str| Desk::new().read(text).iter().map(|it| it.rule).collect::<Vec<_>>();
    assert!(rules("不收押金").is_empty());
    assert!(rules("不收押金、服装费、培训费").is_empty());
    assert_eq!(rules("不收押金，服装费100元"), [Rule::Fee]);
    assert_eq!(rules("不收押金但要交服装费"), [Rule::Fee]);
    assert_eq!(rules("不收押金 限女"), [Rule::Sex]);
}

#[test]
fn each_rule_has_a_name_and_a_source_of_its_own() {
    for rule in Rule::ALL {
        assert_eq!(Rule::of(rule.code()), Some(rule));
        assert!(!rule.source().is_empty());
        // Configurations name it as tables do.
        let named = serde_json::to_value(rule).unwrap();
        assert_eq!(named, rule.code());
        let row = format!("| `{}` | {} |", rule.code(), rule.source());
        assert!(PAGE.contains(&row), "docs/screening.md lacks {row}");
    }
    assert_eq!(Rule::of("Sex"), None);
}
