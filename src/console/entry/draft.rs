//! The eight lines as they are typed, kept while nobody can be asked to take them.

use jiff::Timestamp;
use serde::Deserialize;
use serde::Serialize;

use crate::config::Hall;
use crate::control::EntryError;
use crate::control::Form;
use crate::text::CleanText;

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    title: String,
    pay: String,
    people: String,
    when: String,
    place: String,
    phone: String,
    employer: String,
    note: String,
    per: Unit,
    tomorrow: bool,
    agency: bool,
}

/// What the pay is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Unit {
    #[default]
    Day,
    Hour,
    Piece,
    Month,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    Title,
    Pay,
    People,
    When,
    Place,
    Phone,
    Employer,
    Note,
}

pub(super) const LINES: [Line; 8] = [
    Line::Title,
    Line::Pay,
    Line::People,
    Line::When,
    Line::Place,
    Line::Phone,
    Line::Employer,
    Line::Note,
];

impl Line {
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Title => "干什么",
            Self::Pay => "工钱",
            Self::People => "几个人",
            Self::When => "几点",
            Self::Place => "地点",
            Self::Phone => "电话",
            Self::Employer => "单位",
            Self::Note => "别的",
        }
    }

    pub(super) fn example(self) -> &'static str {
        match self {
            Self::Title => "像：卸车",
            Self::Pay => "像：200",
            Self::People => "像：5，不写也行",
            Self::When => "像：7:30，或 7:30 8小时",
            Self::Place => "在哪儿集合",
            Self::Phone => "像：0532-0000 0101",
            Self::Employer => "不写也行",
            Self::Note => "不写也行，回车就发",
        }
    }
}

impl Unit {
    const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Day, "一天", "day"),
        (Self::Hour, "一小时", "hour"),
        (Self::Piece, "一件", "件"),
        (Self::Month, "一个月", "month"),
    ];

    fn place(self) -> usize {
        Self::ALL.iter().position(|(unit, ..)| *unit == self).unwrap_or(0)
    }
}

impl Draft {
    /// Nothing typed: it is in this hall.
    #[must_use]
    pub fn fresh(hall: &Hall) -> Self {
        Self {
            place: hall.name.as_ref().map(CleanText::to_string).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// As a file says it, cleaned: somebody may have written into it.
    #[must_use]
    pub fn cleaned(self) -> Self {
        let clean = |text: &str| CleanText::new(text, super::LINE_CHARS).to_string();
        Self {
            title: clean(&self.title),
            pay: clean(&self.pay),
            people: clean(&self.people),
            when: clean(&self.when),
            place: clean(&self.place),
            phone: clean(&self.phone),
            employer: clean(&self.employer),
            note: clean(&self.note),
            ..self
        }
    }

    pub(super) fn text(&self, line: Line) -> &str {
        match line {
            Line::Title => &self.title,
            Line::Pay => &self.pay,
            Line::People => &self.people,
            Line::When => &self.when,
            Line::Place => &self.place,
            Line::Phone => &self.phone,
            Line::Employer => &self.employer,
            Line::Note => &self.note,
        }
    }

    pub(super) fn text_mut(&mut self, line: Line) -> &mut String {
        match line {
            Line::Title => &mut self.title,
            Line::Pay => &mut self.pay,
            Line::People => &mut self.people,
            Line::When => &mut self.when,
            Line::Place => &mut self.place,
            Line::Phone => &mut self.phone,
            Line::Employer => &mut self.employer,
            Line::Note => &mut self.note,
        }
    }

    /// What the arrows change on a line.
    pub(super) fn choice(&self, line: Line) -> Option<&'static str> {
        match line {
            Line::Pay => Some(Unit::ALL[self.per.place()].1),
            Line::When => Some(if self.tomorrow { "明天" } else { "今天" }),
            Line::Employer => Some(if self.agency { "中介" } else { "直招" }),
            Line::Title | Line::People | Line::Place | Line::Phone | Line::Note => None,
        }
    }

    /// Whether there was something to change.
    pub(super) fn choose(&mut self, line: Line, forward: bool) -> bool {
        match line {
            Line::Pay => {
                let count = Unit::ALL.len();
                let step = if forward { 1 } else { count - 1 };
                self.per = Unit::ALL[(self.per.place() + step) % count].0;
            }
            Line::When => self.tomorrow = !self.tomorrow,
            Line::Employer => self.agency = !self.agency,
            Line::Title | Line::People | Line::Place | Line::Phone | Line::Note => return false,
        }
        true
    }

    /// What is asked of the kiosk.
    pub(super) fn form(&self, hall: &Hall, now: Timestamp) -> Result<Form, EntryError> {
        let some = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let people = match some(&self.people) {
            Some(text) => Some(text.parse().map_err(|_| EntryError::People)?),
            None => None,
        };
        let (time, hours) = when(&self.when)?;
        let today = now.to_zoned(hall.zone.clone()).date();
        let date = if self.tomorrow {
            today.tomorrow().unwrap_or(today)
        } else {
            today
        };
        Ok(Form {
            title: self.title.clone(),
            yuan: self.pay.trim().parse().map_err(|_| EntryError::Pay)?,
            per: Some(Unit::ALL[self.per.place()].2.to_owned()),
            people,
            time,
            date: Some(date),
            place: some(&self.place),
            phone: self.phone.clone(),
            employer: some(&self.employer),
            agency: self.agency,
            hours,
            note: some(&self.note),
        })
    }

    /// What is wrong with one line, whatever the others say.
    pub(super) fn problem(&self, line: Line, hall: &Hall, now: Timestamp) -> Option<EntryError> {
        let mut alone = Self {
            title: "x".to_owned(),
            pay: "1".to_owned(),
            phone: "0000000".to_owned(),
            tomorrow: self.tomorrow,
            ..Self::default()
        };
        self.text(line).clone_into(alone.text_mut(line));
        let posting = alone.form(hall, now).and_then(|form| form.posting(hall, now, 0));
        posting.err()
    }
}

/// `7:30 8小时` → 7:30, and eight hours.
fn when(typed: &str) -> Result<(Option<String>, Option<f64>), EntryError> {
    let mut words = typed.split_whitespace();
    let Some(time) = words.next() else {
        return Ok((None, None));
    };
    let rest: String = words.collect();
    let hours = rest.trim_end_matches("小时");
    if hours.is_empty() {
        return if rest.is_empty() {
            Ok((Some(time.to_owned()), None))
        } else {
            Err(EntryError::Hours)
        };
    }
    let hours = hours.parse().map_err(|_| EntryError::Hours)?;
    Ok((Some(time.to_owned()), Some(hours)))
}
