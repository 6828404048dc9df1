//! What staff should look at before a posting shows: each finding with its rule, where the rule comes from, and the
//! words that were found.
//!
//! Nothing here judges. A rule says that somebody should look, and a false alarm costs the time of whoever looks: 女士皮鞋店
//! limits nobody. What words mean stands in a table ([`Table`], `screening/rules.txt`), which an operator extends with a
//! file of the same form; what fields say, and do not say, is for `screening/fields.rs`.
//!
//! `docs/screening.md` has how often the table is right and wrong, on texts that somebody else wrote as well.

mod census;
mod cues;
mod dates;
mod fields;
mod finder;
mod flag;
mod table;
mod words;

use std::ops::Range;
use std::sync::Arc;

use enumset::EnumSet;
use enumset::EnumSetType;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde::Serialize;

use crate::bulletin::MinimumWage;
use crate::posting::Posting;
use crate::text::CleanText;

pub use census::Calls;
pub use census::Census;
pub use census::Contact;
pub use census::MANY_EMPLOYERS;
pub use fields::Facts;
pub use fields::STALE_DAYS;
pub use fields::Said;
pub use finder::Finder;
pub use flag::Flagged;
pub use flag::Flags;
pub use flag::Mark;
pub use table::Table;
pub use table::TableError;
pub use words::Words;

/// Why staff should look at a posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumSetType, Serialize, Deserialize)]
#[enumset(no_super_impls)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// 缺单位、人数、条件、内容、地点、报酬或有效期
    MissingFields,
    /// 限男女
    Sex,
    /// 限民族、种族
    Ethnicity,
    /// 限宗教信仰
    Religion,
    /// 限户籍、地域
    Household,
    /// 低于最低工资
    MinimumWage,
    /// 押金、收费、扣证件
    Fee,
    /// 留私人联系方式
    Contact,
    /// 一个电话好多家单位
    ManyEmployers,
    /// 许诺过头
    Promise,
    /// 信息旧了
    Stale,
}

impl Rule {
    pub const ALL: [Self; 11] = [
        Self::MissingFields,
        Self::Sex,
        Self::Ethnicity,
        Self::Religion,
        Self::Household,
        Self::MinimumWage,
        Self::Fee,
        Self::Contact,
        Self::ManyEmployers,
        Self::Promise,
        Self::Stale,
    ];

    /// As tables, configurations and scripts write it. Never changes.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::MissingFields => "missing-fields",
            Self::Sex => "sex",
            Self::Ethnicity => "ethnicity",
            Self::Religion => "religion",
            Self::Household => "household",
            Self::MinimumWage => "minimum-wage",
            Self::Fee => "fee",
            Self::Contact => "contact",
            Self::ManyEmployers => "many-employers",
            Self::Promise => "promise",
            Self::Stale => "stale",
        }
    }

    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.code() == code)
    }

    /// What it rests on. The notice of 2026 is 人社部等五部门《关于规范网络平台招聘类信息发布的通知》.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Self::MissingFields => "《人力资源市场暂行条例》第二十四条；五部门《关于规范网络平台招聘类信息发布的通知》",
            Self::Sex => "《就业促进法》第二十七条；《妇女权益保障法》",
            Self::Ethnicity => "《就业促进法》第二十八条；《人力资源市场暂行条例》第二十四条",
            Self::Religion => "《就业促进法》第三条；《人力资源市场暂行条例》第二十四条",
            Self::Household => "《人力资源市场暂行条例》；五部门《关于规范网络平台招聘类信息发布的通知》",
            Self::MinimumWage => "《劳动法》第四十八条；《最低工资规定》",
            Self::Fee => "《劳动合同法》第九条；《就业服务与就业管理规定》第十四条",
            Self::Contact | Self::Promise | Self::Stale => "五部门《关于规范网络平台招聘类信息发布的通知》",
            Self::ManyEmployers => "《人力资源市场暂行条例》（受托招聘要核对单位的委托）",
        }
    }
}

/// Where in a posting something was found, or is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumSetType, Serialize, Deserialize)]
#[enumset(no_super_impls)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    Title,
    Description,
    Employer,
    Openings,
    /// Any of what is asked of people: ages, papers, skills, schooling …
    Conditions,
    Sex,
    Qualifications,
    Skills,
    Education,
    Experience,
    Physical,
    Residence,
    Bring,
    Place,
    Pay,
    Deposit,
    Benefits,
    Commitments,
    ContactName,
    Phone,
    Keywords,
    Posted,
    Validity,
}

/// One reason to look at a posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub rule: Rule,
    pub source: Arc<str>,
    pub field: Field,
    /// The field as the posting has it; empty where it is no text, or is missing.
    pub text: CleanText,
    /// The bytes of `text` that were found; empty where no words were.
    pub span: Range<usize>,
}

/// Characters that stand on either side of the words when a finding is shown.
const AROUND_CHARS: usize = 8;

impl Finding {
    /// A field as a whole.
    fn of_field(rule: Rule, field: Field, text: Option<&str>) -> Self {
        let text = text.map(|text| CleanText::from(text.to_owned())).unwrap_or_default();
        Self {
            rule,
            source: rule.source().into(),
            field,
            span: 0..text.len(),
            text,
        }
    }

    /// The words found; empty where a field is missing, or says it without words.
    #[must_use]
    pub fn words(&self) -> &str {
        self.text.get(self.span.clone()).unwrap_or_default()
    }

    /// The words found in 【】, with a little of what stands around them; `None` where there are none.
    #[must_use]
    pub fn marked(&self) -> Option<String> {
        let words = Some(self.words()).filter(|words| !words.is_empty())?;
        let (before, after) = (&self.text[..self.span.start], &self.text[self.span.end..]);
        let begin = before
            .char_indices()
            .rev()
            .nth(AROUND_CHARS - 1)
            .map_or(0, |(at, _)| at);
        let end = after.char_indices().nth(AROUND_CHARS).map_or(after.len(), |(at, _)| at);
        let dots = |cut: bool| if cut { "…" } else { "" };
        let (cut_before, cut_after) = (dots(begin > 0), dots(end < after.len()));
        Some(format!(
            "{cut_before}{}【{words}】{}{cut_after}",
            &before[begin..],
            &after[..end]
        ))
    }
}

/// What a posting is looked at with.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The row that holds where the posting is, today.
    pub minimum_wage: Option<&'a MinimumWage>,
    pub today: Date,
    pub zone: &'a TimeZone,
    pub census: &'a Census,
}

/// Everything about a posting that staff should look at, in the order of [`Rule::ALL`].
#[must_use]
pub fn screen(posting: &Posting, finder: &mut Finder, context: &Context) -> Vec<Finding> {
    found(&Facts::of(posting), &finder.words(posting), context)
}

/// The same from what is kept beside a posting.
#[must_use]
pub fn found(facts: &Facts, words: &Words, context: &Context) -> Vec<Finding> {
    let mut findings = Vec::new();
    facts.look(context, |rule, field, text| {
        findings.push(Finding::of_field(rule, field, text));
    });
    findings.extend(words.findings(context.today));
    findings.sort_by_key(|finding| finding.rule);
    findings
}

/// The rules that [`found`] would find something by.
#[must_use]
pub fn rules(facts: &Facts, words: &Words, context: &Context) -> EnumSet<Rule> {
    let mut rules = words.rules(context.today);
    facts.look(context, |rule, _, _| {
        rules |= rule;
    });
    rules
}

/// What the operator makes of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Findings of these keep a posting back until staff have looked; the others only flag it.
    pub hold: EnumSet<Rule>,
    /// Not looked for at all.
    pub ignore: EnumSet<Rule>,
}

impl Settings {
    /// What is forbidden without exception, and cannot be put right by asking.
    pub const HOLD: [Rule; 4] = [Rule::Sex, Rule::Ethnicity, Rule::Fee, Rule::MinimumWage];

    /// Without what the operator does not want to know.
    #[must_use]
    pub fn heed(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        findings.retain(|finding| !self.ignore.contains(finding.rule));
        findings
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            hold: Self::HOLD.into_iter().collect(),
            ignore: EnumSet::empty(),
        }
    }
}

/// The rules for which a posting must wait for staff; empty where it need not.
#[must_use]
pub fn holding(findings: &[Finding], settings: &Settings) -> EnumSet<Rule> {
    let found: EnumSet<Rule> = findings.iter().map(|finding| finding.rule).collect();
    found & (settings.hold - settings.ignore)
}
