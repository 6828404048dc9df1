//! What the work pays, as written, and reckoned to yuan an hour where that needs no guess.

use serde::Deserialize;
use serde::Serialize;

use crate::text::CleanText;

/// 分 — a hundredth of a yuan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fen(pub u32);

impl Fen {
    /// `None` for what is no wage: negative, not a number, or above 10 million yuan.
    #[must_use]
    pub fn from_yuan(yuan: f64) -> Option<Self> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the range is checked"
        )]
        (0.0..=10_000_000.0)
            .contains(&yuan)
            .then(|| Self((yuan * 100.0).round() as u32))
    }

    #[must_use]
    pub fn yuan(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Pay {
    pub rate: Rate,
    pub settlement: Option<Settlement>,
    /// `zh:paidBy`: 现金, 微信, 银行卡.
    pub paid_by: Option<CleanText>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Rate {
    /// In yuan; `low` equals `high` where one figure was given.
    Fixed { low: Fen, high: Fen, per: Per },
    /// What the employer wrote, where it is no figure with a unit in yuan.
    Written(CleanText),
    /// 面议 — to be agreed face to face.
    Negotiable,
    #[default]
    Unstated,
}

/// `unitText`
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Per {
    Hour,
    Day,
    Week,
    Month,
    Year,
    /// 计件 — by the piece; the text is what a piece is (件, 车, 平方米).
    Piece(Option<CleanText>),
}

/// `zh:settlement`: when the money is in the hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Settlement {
    /// 当天结
    Daily,
    /// 第二天结
    NextDay,
    /// 一周一结
    Weekly,
    /// 按月结
    Monthly,
    /// 干完结
    Project,
}

impl Pay {
    /// Said by the hour already, so that [`Self::hourly`] says nothing new.
    #[must_use]
    pub fn is_hourly(&self) -> bool {
        matches!(self.rate, Rate::Fixed { per: Per::Hour, .. })
    }

    /// Yuan an hour, as the least that is promised. Only an hourly rate, or a daily one with known hours, gives it.
    #[must_use]
    pub fn hourly(&self, hours_per_day: Option<f64>) -> Option<Fen> {
        let Rate::Fixed { low, per, .. } = &self.rate else {
            return None;
        };
        match per {
            Per::Hour => Some(*low),
            Per::Day => hours_per_day.and_then(|hours| Fen::from_yuan(low.yuan() / hours)),
            Per::Week | Per::Month | Per::Year | Per::Piece(_) => None,
        }
    }

    /// Yuan a day, as the least that is promised. Only a daily rate, or an hourly one with known hours, gives it.
    #[must_use]
    pub fn daily(&self, hours_per_day: Option<f64>) -> Option<Fen> {
        let Rate::Fixed { low, per, .. } = &self.rate else {
            return None;
        };
        match per {
            Per::Day => Some(*low),
            Per::Hour => hours_per_day.and_then(|hours| Fen::from_yuan(low.yuan() * hours)),
            Per::Week | Per::Month | Per::Year | Per::Piece(_) => None,
        }
    }

    /// Yuan a month, as the least that is promised. Only a monthly rate gives it: how many days a month has is a guess.
    #[must_use]
    pub fn monthly(&self) -> Option<Fen> {
        match &self.rate {
            Rate::Fixed {
                low, per: Per::Month, ..
            } => Some(*low),
            Rate::Fixed { .. } | Rate::Written(_) | Rate::Negotiable | Rate::Unstated => None,
        }
    }
}
