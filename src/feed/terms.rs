//! The `zh:` terms: what day labour needs and schema.org has no word for.

use serde_json::Value;

use crate::posting::Ages;
use crate::posting::Audience;
use crate::posting::Benefits;
use crate::posting::Deposit;
use crate::posting::Insurance;
use crate::posting::Provision;
use crate::posting::Recruiter;
use crate::posting::Sex;
use crate::posting::Wanted;
use crate::text::CleanText;

use super::value::Fields;
use super::value::all;
use super::value::flag;
use super::value::line;
use super::value::local_name;
use super::value::number;
use super::value::prose;
use super::value::text;

/// From school leavers with a summer job to the oldest who still work.
const AGES: std::ops::RangeInclusive<f64> = 14.0..=100.0;

pub(super) fn wanted(item: Fields) -> Wanted {
    Wanted {
        ages: ages(item),
        qualifications: item.prose("qualifications"),
        skills: item.prose("skills"),
        education: item.prose("educationRequirements"),
        experience: months(item).or_else(|| item.prose("experienceRequirements")),
        physical: item.prose("physicalRequirement"),
        residence: item.line("applicantLocationRequirements"),
        bring: item.words("zh:bring"),
        audience: audience(item),
        sex: sex(item),
    }
}

pub(super) fn benefits(item: Fields) -> Benefits {
    Benefits {
        meals: item
            .get("zh:mealsProvided")
            .and_then(|value| provision(value, Some("顿饭"))),
        lodging: item.get("zh:lodging").and_then(|value| provision(value, None)),
        transport: item.get("zh:transport").and_then(|value| provision(value, None)),
        deposit: item.get("zh:deposit").and_then(deposit),
        insurance: item.get("zh:insurance").map(insurance).unwrap_or_default(),
        other: item.prose("jobBenefits"),
        commitments: item.prose("specialCommitments"),
    }
}

/// `OccupationalExperienceRequirements.monthsOfExperience`
fn months(item: Fields) -> Option<CleanText> {
    let months = item.object("experienceRequirements")?.number("monthsOfExperience")?;
    (months > 0.0).then(|| CleanText::new(&format!("{months} 个月"), 20))
}

fn ages(item: Fields) -> Ages {
    let age = |key| {
        let age = item.number(key).filter(|age| AGES.contains(age))?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the range is checked"
        )]
        Some(age as u8)
    };
    match (age("zh:ageMin"), age("zh:ageMax")) {
        (Some(min), Some(max)) if min > max => Ages::default(),
        (min, max) => Ages { min, max },
    }
}

pub(super) fn audience(item: Fields) -> Vec<Audience> {
    let mut audience = Vec::new();
    for word in item.words("zh:audience") {
        let known = match word.as_str() {
            "caregiver" => Audience::Caregiver,
            "veteran" => Audience::Veteran,
            "disability" => Audience::Disability,
            "graduate" => Audience::Graduate,
            "senior" => Audience::Senior,
            "publicWelfare" => Audience::PublicWelfare,
            "newcomer" => Audience::Newcomer,
            _ => continue,
        };
        if !audience.contains(&known) {
            audience.push(known);
        }
    }
    audience
}

/// By its code, by schema.org's `GenderType`, or by the words of a form; who names both takes anybody.
fn sex(item: Fields) -> Option<Sex> {
    let said = item.words("zh:sex");
    let mut sexes = said
        .iter()
        .filter_map(|word| match local_name(word).to_lowercase().as_str() {
            "any" | "不限" | "男女不限" | "不限男女" | "男女都招" | "男女均可" | "男女" => {
                Some(Sex::Any)
            }
            "male" | "男" | "男性" | "限男" | "限男性" | "只招男" => Some(Sex::Men),
            "female" | "女" | "女性" | "限女" | "限女性" | "只招女" => Some(Sex::Women),
            _ => None,
        });
    let first = sexes.next()?;
    let only_one = sexes.all(|sex| sex == first);
    Some(if only_one { first } else { Sex::Any })
}

/// `counted` is what a number counts, where it counts something.
fn provision(value: &Value, counted: Option<&str>) -> Option<Provision> {
    let value = all(value).first()?;
    if let Some(fields) = Fields::of(value) {
        let words = ["words", "name", "description"]
            .into_iter()
            .find_map(|key| fields.line(key));
        let given = fields.flag("given").or_else(|| fields.flag("provided"));
        let given = given.or_else(|| words.as_deref().map(|words| !is_refusal(words)))?;
        return Some(Provision { given, words });
    }
    if let Some(given) = flag(value) {
        let count = number(value).filter(|count| *count > 0.0).zip(counted);
        let words = count.map(|(count, what)| CleanText::new(&format!("管 {count} {what}"), 40));
        return Some(Provision { given, words });
    }
    let words = line(value)?;
    Some(Provision {
        given: !is_refusal(&words),
        words: Some(words),
    })
}

/// 不管, 自己去, 没有: the worker sees to it. 不收费 and 免费 are the contrary.
fn is_refusal(words: &str) -> bool {
    const GIVEN: [&str; 4] = ["不收", "不要钱", "不花钱", "无偿"];
    const NOT_GIVEN: [&str; 8] = ["不", "没", "无", "自己", "自理", "自备", "自行", "none"];
    !GIVEN.iter().any(|word| words.starts_with(word))
        && (words.contains("自理") || NOT_GIVEN.iter().any(|word| words.starts_with(word)))
}

fn deposit(value: &Value) -> Option<Deposit> {
    if let Some(fields) = Fields::of(value) {
        let words = fields
            .get("amount")
            .and_then(amount)
            .or_else(|| fields.line("words"))
            .or_else(|| fields.line("name"));
        return Some(match fields.flag("taken") {
            Some(false) => Deposit::NotTaken,
            Some(true) => Deposit::Taken(words),
            None => Deposit::Taken(Some(words?)),
        });
    }
    match number(value) {
        Some(0.0) => return Some(Deposit::NotTaken),
        Some(_) => return amount(value).map(|words| Deposit::Taken(Some(words))),
        None => {}
    }
    if let Some(taken) = flag(value) {
        return Some(if taken { Deposit::Taken(None) } else { Deposit::NotTaken });
    }
    let words = line(value)?;
    let not_taken = ["不", "无", "没", "免", "none"]
        .iter()
        .any(|word| words.starts_with(word));
    Some(if not_taken {
        Deposit::NotTaken
    } else {
        Deposit::Taken(Some(words))
    })
}

/// 200 元, where the feed gave a bare number.
fn amount(value: &Value) -> Option<CleanText> {
    if value.is_number() {
        CleanText::line(&format!("{value} 元"))
    } else {
        line(value)
    }
}

pub(super) fn recruiter(item: Fields) -> Option<Recruiter> {
    let value = item.get("zh:recruiter")?;
    let fields = Fields::of(value);
    let kind = match fields {
        Some(fields) => fields.text("kind").or_else(|| fields.text("name"))?,
        None => text(value)?,
    };
    match kind.trim().to_lowercase().as_str() {
        "direct" | "直招" | "直聘" | "用工单位直招" => Some(Recruiter::Direct),
        "agency" | "中介" | "劳务公司" | "劳务派遣" => Some(Recruiter::Agency {
            licence: fields.and_then(|fields| fields.line("licence").or_else(|| fields.line("license"))),
        }),
        _ => None,
    }
}

/// From words only what they plainly say: 有意外险 yes, 无 no, 意外险不全包 nothing.
fn insurance(value: &Value) -> Insurance {
    if let Some(fields) = Fields::of(value) {
        return Insurance {
            accident: fields.flag("accident"),
            injury: fields.flag("injury"),
        };
    }
    let words = prose(value).unwrap_or_default().to_lowercase();
    if flag(value) == Some(false)
        || ["无", "没有", "不买", "不上", "无保险", "没有保险", "none"].contains(&words.as_str())
    {
        return Insurance {
            accident: Some(false),
            injury: Some(false),
        };
    }
    let doubtful = ['不', '无', '没', '未'].iter().any(|no| words.contains(*no));
    let has = |signs: [&str; 2]| (!doubtful && signs.iter().any(|sign| words.contains(sign))).then_some(true);
    Insurance {
        accident: has(["意外", "accident"]),
        injury: has(["工伤", "injury"]),
    }
}
