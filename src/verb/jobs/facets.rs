//! `--facets`: what can be asked for next, and how many postings each choice would leave.

use serde_json::Value;
use serde_json::json;

use super::filter::arguments;
use super::search::Search;
use crate::catalog::Area;
use crate::catalog::Choice;
use crate::catalog::Condition;
use crate::catalog::Dimension;
use crate::language::Language;
use crate::verb::Failure;
use crate::verb::say;
use crate::wording;

/// What a flag without a value is set to, so that each line has three fields.
const SET: &str = "yes";

/// All that is chosen from a list, in the order of the flags; places come before them.
const DIMENSIONS: [Dimension; 17] = [
    Dimension::Distance,
    Dimension::Trade,
    Dimension::Start,
    Dimension::Shift,
    Dimension::Settlement,
    Dimension::Pay,
    Dimension::Deposit,
    Dimension::Age,
    Dimension::Papers,
    Dimension::Audience,
    Dimension::Meals,
    Dimension::Lodging,
    Dimension::Transport,
    Dimension::Insurance,
    Dimension::Verified,
    Dimension::Recruiter,
    Dimension::Posted,
];

pub(super) fn print(search: &Search, as_json: bool) -> Result<(), Failure> {
    let counted = counted(search);
    if as_json {
        let described: Vec<Value> = counted.iter().map(describe).collect();
        return say(&serde_json::to_string_pretty(&described)?);
    }
    for choice in &counted {
        if let Some((flag, value)) = arguments(&choice.condition).pop() {
            let value = value.as_deref().unwrap_or(SET);
            say(&format!("{flag}\t{value}\t{}", choice.count))?;
        }
    }
    Ok(())
}

/// The places inside the one that is asked for, then the rest; what would leave nothing is no choice.
fn counted(search: &Search) -> Vec<Choice> {
    let Search {
        catalog, asked, now, ..
    } = search;
    let mut places = asked.of_dimension(Dimension::Place);
    let below: Option<&Area> = match (places.next(), places.next()) {
        (Some(Condition::Area(area)), None) => Some(area),
        _ => None,
    };
    let mut counted = catalog.area_counts(asked, below, *now);
    counted.retain(|choice| choice.count > 0);
    counted.extend(catalog.choices(&DIMENSIONS, asked, *now).into_iter().flatten());
    counted
}

/// With the arguments that ask for it, ready to be given back.
fn describe(choice: &Choice) -> Value {
    let flags = arguments(&choice.condition);
    let mut given = Vec::new();
    for (flag, value) in &flags {
        given.push(format!("--{flag}"));
        given.extend(value.clone());
    }
    let last = flags.last();
    json!({
        "dimension": last.map(|(flag, _)| *flag),
        "choice": last.map(|(_, value)| value.as_deref().unwrap_or(SET)),
        "said": wording::condition(&choice.condition, Language::CHINESE),
        "count": choice.count,
        "arguments": given,
    })
}
