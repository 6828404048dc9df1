//! The trades of the demonstration feed: what people are hired for by the day in Qingdao.
//!
//! A title is a trade and, in brackets, which kind of it: `搬运工（家具卸货）`. Each kind carries the first
//! sentence of its description, so that a posting never says furniture and means cement. Pay ranges are
//! yuan for a day of eight hours, set by hand to look right for 2026; they are no statistics.

mod building;
mod care;
mod cleaning;
mod delivery;
mod factory;
mod farm;
mod green;
mod guarding;
mod kitchen;
mod loading;
mod office;
mod sea;
mod shop;
mod sites;
mod sorting;

use super::draw::Draw;

/// What employers of one industry have in common.
pub(super) struct Group {
    pub(super) industry: &'static str,
    /// How many postings of a hundred, roughly; the weights of all groups are summed, not assumed.
    pub(super) weight: u32,
    pub(super) ground: Ground,
    /// The word between 某某 and 有限公司.
    pub(super) firms: &'static [&'static str],
    /// What stands at the end of a street's name, 台东三路 + 家具城, where the title names no place.
    sites: &'static [&'static str],
    /// Codes of `zh:audience` that such work may suit.
    pub(super) suits: &'static [&'static str],
    pub(super) trades: &'static [Trade],
}

/// Where work of a group is found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    Town,
    /// Streets with a fishing harbour.
    Harbour,
    /// Towns with fields and orchards.
    Field,
}

/// How work of a trade is mostly paid.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Usual {
    Day,
    Hour,
    Month,
}

/// How hard the work is on the body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Load {
    Light,
    Moderate,
    Heavy,
}

/// When work of a trade begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hours {
    Dawn,
    Day,
    /// Three to five hours of the day.
    Short,
    /// By day, in the evening or through the night, as the employer has it.
    Shifts,
    Evening,
    Night,
}

/// Pay by the piece, in 分 for each of a unit: `0.35 元/件` is 35.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    pub(super) unit: &'static str,
    pub(super) low: u32,
    pub(super) high: u32,
}

/// One trade with all its kinds.
pub(super) struct Trade {
    pub(super) name: &'static str,
    /// The word by which people look for it: 搬运, 保洁, 小工.
    pub(super) category: &'static str,
    /// Yuan for eight hours, from and to.
    pub(super) day: (u32, u32),
    pub(super) usual: Usual,
    pub(super) piece: Option<Piece>,
    pub(super) load: Load,
    pub(super) hours: Hours,
    /// The certificate without which one is sent home; 、 stands between two.
    pub(super) paper: Option<&'static str>,
    /// What is in the brackets, and the sentence that says it.
    pub(super) kinds: &'static [(&'static str, &'static str)],
    /// Sentences true of every kind.
    pub(super) also: &'static [&'static str],
}

/// Light work by the day; the rest is said by the methods after it.
const fn trade(name: &'static str, category: &'static str, low: u32, high: u32) -> Trade {
    Trade {
        name,
        category,
        day: (low, high),
        usual: Usual::Day,
        piece: None,
        load: Load::Light,
        hours: Hours::Day,
        paper: None,
        kinds: &[],
        also: &[],
    }
}

impl Trade {
    const fn by(mut self, usual: Usual) -> Self {
        self.usual = usual;
        self
    }

    const fn piece(mut self, unit: &'static str, low: u32, high: u32) -> Self {
        self.piece = Some(Piece { unit, low, high });
        self
    }

    const fn load(mut self, load: Load) -> Self {
        self.load = load;
        self
    }

    const fn hours(mut self, hours: Hours) -> Self {
        self.hours = hours;
        self
    }

    const fn paper(mut self, paper: &'static str) -> Self {
        self.paper = Some(paper);
        self
    }

    const fn kinds(mut self, kinds: &'static [(&'static str, &'static str)], also: &'static [&'static str]) -> Self {
        self.kinds = kinds;
        self.also = also;
        self
    }
}

static GROUPS: [&Group; 14] = [
    &loading::GROUP,
    &sorting::GROUP,
    &cleaning::GROUP,
    &kitchen::GROUP,
    &building::GROUP,
    &factory::GROUP,
    &care::GROUP,
    &guarding::GROUP,
    &delivery::GROUP,
    &shop::GROUP,
    &sea::GROUP,
    &farm::GROUP,
    &green::GROUP,
    &office::GROUP,
];

/// One piece of work: a trade of a group, and which kind of it.
#[derive(Clone, Copy)]
pub(super) struct Work {
    pub(super) group: &'static Group,
    pub(super) trade: &'static Trade,
    pub(super) kind: &'static str,
    pub(super) text: &'static str,
}

impl Work {
    pub(super) fn draw(draw: &mut Draw) -> Self {
        let group = *draw.weighted(&GROUPS, |group| group.weight);
        let trade = draw.one_of(group.trades);
        let (kind, text) = draw.pick(trade.kinds);
        Self {
            group,
            trade,
            kind,
            text,
        }
    }

    pub(super) fn site(&self, draw: &mut Draw) -> &'static str {
        let site = draw.pick(self.group.sites);
        sites::named(self.trade.name, self.kind).unwrap_or(site)
    }

    /// 公益岗 — paid for by the public, for those whom nobody else takes.
    pub(super) fn is_public_welfare(&self) -> bool {
        self.trade.category == "公益"
    }

    /// 见习 — some months of learning after school.
    pub(super) fn is_traineeship(&self) -> bool {
        self.trade.category == "见习"
    }

    /// Nobody is asked whether he has done it before.
    pub(super) fn is_first_job(&self) -> bool {
        self.is_public_welfare() || self.is_traineeship()
    }

    /// The kind may know better than the trade: 分拣员（夜班） begins at night.
    pub(super) fn hours(&self) -> Hours {
        if self.kind.contains('夜') || self.kind.contains('晚') {
            Hours::Night
        } else if self.kind.contains('早') || self.kind.contains("凌晨") {
            Hours::Dawn
        } else if self.kind.contains("白班") {
            Hours::Day
        } else {
            self.trade.hours
        }
    }
}
