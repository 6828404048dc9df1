//! Where work is, on the four levels of a city: 市, 区(市、县), 街道(镇), 村(社区).

use crate::text::CleanText;

/// A place of the tree. A feed may leave levels out; what is not named here may be anything.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Area {
    /// 青岛市
    pub city: Option<CleanText>,
    /// 市北区, 胶州市
    pub district: Option<CleanText>,
    /// 台东街道, 泊里镇
    pub street: Option<CleanText>,
    /// 村、社区
    pub village: Option<CleanText>,
}

/// The levels, widest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    City,
    District,
    Street,
    Village,
}

impl Level {
    pub const ALL: [Self; 4] = [Self::City, Self::District, Self::Street, Self::Village];
}

/// What people leave off: 市北 for 市北区, 台东 for 台东街道. Longest first.
const ENDINGS: [&str; 12] = [
    "自治县",
    "开发区",
    "街道",
    "社区",
    "新区",
    "区",
    "县",
    "市",
    "镇",
    "乡",
    "村",
    "居",
];

impl Area {
    #[must_use]
    pub fn get(&self, level: Level) -> Option<&CleanText> {
        match level {
            Level::City => self.city.as_ref(),
            Level::District => self.district.as_ref(),
            Level::Street => self.street.as_ref(),
            Level::Village => self.village.as_ref(),
        }
    }

    /// The same with this name on a level.
    #[must_use]
    pub fn with(mut self, level: Level, name: CleanText) -> Self {
        *match level {
            Level::City => &mut self.city,
            Level::District => &mut self.district,
            Level::Street => &mut self.street,
            Level::Village => &mut self.village,
        } = Some(name);
        self
    }

    /// The names that it has, widest first.
    pub fn names(&self) -> impl Iterator<Item = &CleanText> {
        Level::ALL.into_iter().filter_map(|level| self.get(level))
    }

    /// Cut off below a level; `None` where that level has no name.
    #[must_use]
    pub fn up_to(&self, level: Level) -> Option<Self> {
        self.get(level)?;
        let keep = |own: Level, name: &Option<CleanText>| name.clone().filter(|_| own <= level);
        Some(Self {
            city: keep(Level::City, &self.city),
            district: keep(Level::District, &self.district),
            street: keep(Level::Street, &self.street),
            village: keep(Level::Village, &self.village),
        })
    }

    /// The lowest level that has a name.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        Level::ALL.into_iter().rev().find(|level| self.get(*level).is_some())
    }

    /// What the lowest level is called.
    #[must_use]
    pub fn name(&self) -> Option<&CleanText> {
        self.get(self.level()?)
    }

    /// Whether the other lies in it: whatever is named here has the same name there.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        Level::ALL
            .into_iter()
            .all(|level| self.get(level).is_none_or(|name| other.get(level) == Some(name)))
    }
}

/// A name as people say it, where that is another one; never a single character.
#[must_use]
pub(super) fn spoken(name: &str) -> Option<&str> {
    ENDINGS
        .into_iter()
        .find_map(|ending| name.strip_suffix(ending))
        .filter(|short| short.chars().count() >= 2)
}

/// 青岛市 of 青岛市市北区 and of 山东省青岛市; `None` where no city is named, or it is the district itself.
pub(super) fn city<'a>(locality: Option<&'a str>, region: Option<&'a str>, district: Option<&str>) -> Option<&'a str> {
    [locality, region].into_iter().flatten().find_map(|text| {
        let below = ["自治区", "省"]
            .into_iter()
            .find_map(|end| text.split_once(end))
            .map_or(text, |(_, rest)| rest)
            .trim();
        // 市 begins 市北区, so the first character ends nothing.
        let (at, end) = below.char_indices().skip(1).find(|(_, c)| *c == '市')?;
        Some(&below[..at + end.len_utf8()]).filter(|name| district != Some(name))
    })
}
