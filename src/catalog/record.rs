//! A posting as a catalog holds it: a hundred bytes of numbers, most of them places in the tables of [`Parts`].

use std::hash::BuildHasher as _;
use std::sync::Arc;
use std::sync::LazyLock;

use hashbrown::DefaultHashBuilder;
use jiff::Timestamp;
use jiff::civil::Date;

use super::Brief;
use super::Gist;
use super::Perks;
use super::Standpoint;
use super::Terms;
use super::Trade;
use super::parts::Deal;
use super::parts::Interner;
use super::parts::Part;
use super::parts::Parts;
use super::parts::Spot;
use super::start::Times;
use crate::posting::Ages;
use crate::posting::Fen;
use crate::posting::Geo;
use crate::posting::Openings;
use crate::posting::PostingId;
use crate::posting::PostingNumber;
use crate::posting::Rate;
use crate::posting::Row;
use crate::posting::Settlement;
use crate::posting::When;
use crate::text::CleanText;

/// So many postings stand in one block, and share a string for their identifiers.
pub(super) const BLOCK: usize = 1 << 16;

/// In half the bytes of an `Option<u32>`; nobody has so many to give.
const UNSAID: u32 = u32::MAX;

/// One for all catalogs, whose fingerprints are compared.
static HASHER: LazyLock<DefaultHashBuilder> = LazyLock::new(DefaultHashBuilder::default);

/// Postings that came together. Never changed; a refresh shares it with the catalog before.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) records: Vec<Record>,
    /// One after the other.
    ids: String,
    /// The clauses of descriptions, as texts, one posting's after the other's, and where those of each posting end; nothing
    /// where nobody searches them.
    clauses: Vec<Part>,
    clause_ends: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Record {
    pub(super) row: Row,
    /// Differs where what a list shows differs. Only to be compared within one run of the program.
    pub(super) fingerprint: u64,
    pub(super) newest: Moment,
    valid_through: Moment,
    pub(super) number: PostingNumber,
    /// Where in the block's string its identifier begins, and how many bytes it has.
    id: (u32, u16),
    pub(super) title: Part,
    pub(super) employer: Part,
    /// The occupation as the feed has it, where the title does not say it.
    pub(super) category: Part,
    pub(super) qualifications: Part,
    pub(super) spot: Part,
    point: Point,
    /// From the kiosk, in metres; infinite where either does not say where it is.
    pub(super) distance_m: f64,
    pub(super) deal: Part,
    pub(super) times: Part,
    pub(super) trades: Part,
    /// In all and left, [`UNSAID`] where that is not said.
    openings: [u32; 2],
    pub(super) ages: Ages,
    pub(super) perks: Perks,
    pub(super) terms: Terms,
    pub(super) has_phone: bool,
    /// Staff want it to come first.
    pub(super) pinned: bool,
    /// The newest word on it is a change.
    pub(super) is_modified: bool,
}

/// Microseconds since 1970 in half the bytes of an `Option<Timestamp>`; the least of all numbers is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Moment(i64);

impl Moment {
    fn of(time: Option<Timestamp>) -> Self {
        Self(time.map_or(i64::MIN, Timestamp::as_microsecond))
    }

    fn time(self) -> Option<Timestamp> {
        Timestamp::from_microsecond(self.0).ok()
    }
}

/// Ten-millionths of a degree, a centimetre, in a third of the bytes of an `Option<Geo>`.
#[derive(Debug, Clone, Copy)]
struct Point {
    latitude: i32,
    longitude: i32,
}

impl Point {
    const PER_DEGREE: f64 = 1e7;
    /// Beyond the pole.
    const NOWHERE: Self = Self {
        latitude: i32::MAX,
        longitude: 0,
    };

    #[expect(
        clippy::cast_possible_truncation,
        reason = "180 degrees are 1,800 million, and i32 has more"
    )]
    fn of(geo: Option<Geo>) -> Self {
        let whole = |degrees: f64| (degrees * Self::PER_DEGREE).round() as i32;
        geo.map_or(Self::NOWHERE, |geo| Self {
            latitude: whole(geo.latitude),
            longitude: whole(geo.longitude),
        })
    }

    fn geo(self) -> Option<Geo> {
        let degrees = |whole: i32| f64::from(whole) / Self::PER_DEGREE;
        Geo::new(degrees(self.latitude), degrees(self.longitude))
    }
}

impl Record {
    pub(super) fn openings(&self) -> Openings {
        let [total, left] = self.openings.map(|it| Some(it).filter(|it| *it != UNSAID));
        Openings { total, left }
    }
}

impl Block {
    pub(super) fn is_full(&self) -> bool {
        self.records.len() == BLOCK || u32::try_from(self.ids.len()).is_err()
    }

    pub(super) fn push(
        &mut self,
        row: Row,
        gist: &Gist,
        pinned: bool,
        standpoint: &Standpoint,
        interner: &mut Interner,
    ) {
        let title = interner.text(gist.title);
        let category = interner.optional(gist.category);
        let says_category = gist.category.is_some_and(|it| gist.title.contains(it));
        let (times, of_times) = interner.times(gist, standpoint);
        let newest = gist.newest().and_then(|when| when.first_moment(&standpoint.zone));
        let distance = standpoint.geo.zip(gist.geo).map(|(here, there)| here.metres_to(there));
        let (newest, valid_through) = (Moment::of(newest), Moment::of(gist.valid_through()));
        let pay = (&gist.pay, gist.hours_per_day.map(f64::to_bits));
        let shown = (
            row,
            gist.id,
            gist.title,
            gist.openings,
            pinned,
            pay,
            newest,
            valid_through,
        );
        let record = Record {
            row,
            fingerprint: HASHER.hash_one(shown),
            newest,
            valid_through,
            number: PostingNumber::of_text(gist.id),
            id: self.keep_id(gist.id),
            trades: interner.trades(gist, title, category),
            title,
            employer: interner.optional(gist.employer),
            category: if says_category { 0 } else { category },
            qualifications: interner.optional(gist.qualifications),
            spot: interner.spot(gist),
            point: Point::of(gist.geo),
            distance_m: distance.unwrap_or(f64::INFINITY),
            deal: interner.deal(gist),
            times,
            openings: [gist.openings.total, gist.openings.left].map(|it| it.unwrap_or(UNSAID)),
            ages: gist.ages,
            perks: Perks {
                transport: gist.transport,
                meals: gist.meals,
                lodging: gist.lodging,
            },
            terms: Terms::of(gist, &of_times),
            has_phone: gist.phone.is_some(),
            pinned,
            is_modified: gist.modified().is_some(),
        };
        self.records.push(record);
        if let Some(clauses) = interner.clauses(gist.description) {
            self.keep_clauses(&clauses);
        }
    }

    /// With nothing more to come.
    pub(super) fn closed(mut self) -> Self {
        self.records.shrink_to_fit();
        self.ids.shrink_to_fit();
        self.clauses.shrink_to_fit();
        self.clause_ends.shrink_to_fit();
        self
    }

    /// One of another block, with the same tables.
    pub(super) fn push_from(&mut self, other: &Self, at: usize) {
        let mut record = other.records[at];
        record.id = self.keep_id(other.id(&record));
        self.records.push(record);
        if !other.clause_ends.is_empty() {
            self.keep_clauses(other.clauses(at));
        }
    }

    /// What the description of the posting at this place says, none twice.
    pub(super) fn clauses(&self, at: usize) -> &[Part] {
        let end_of = |at: usize| self.clause_ends.get(at).map_or(0, |end| *end as usize);
        let start = at.checked_sub(1).map_or(0, end_of);
        &self.clauses[start..end_of(at)]
    }

    fn keep_clauses(&mut self, clauses: &[Part]) {
        self.clauses.extend_from_slice(clauses);
        self.clause_ends
            .push(u32::try_from(self.clauses.len()).unwrap_or(u32::MAX));
    }

    pub(super) fn id(&self, record: &Record) -> &str {
        let (start, len) = record.id;
        &self.ids[start as usize..start as usize + usize::from(len)]
    }

    fn keep_id(&mut self, id: &str) -> (u32, u16) {
        let start = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        self.ids.push_str(id);
        (start, u16::try_from(id.len()).unwrap_or(u16::MAX))
    }
}

/// A posting with all that its numbers stand for.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) block: &'a Block,
    pub(super) record: &'a Record,
    pub(super) parts: &'a Parts,
}

impl<'a> Entry<'a> {
    pub(super) fn id(self) -> &'a str {
        self.block.id(self.record)
    }

    pub(super) fn title(self) -> &'a CleanText {
        &self.parts.texts[self.record.title as usize]
    }

    pub(super) fn spot(self) -> &'a Spot {
        &self.parts.spots[self.record.spot as usize]
    }

    pub(super) fn geo(self) -> Option<Geo> {
        self.record.point.geo()
    }

    pub(super) fn deal(self) -> &'a Deal {
        &self.parts.deals[self.record.deal as usize]
    }

    pub(super) fn times(self) -> &'a Times {
        &self.parts.times[self.record.times as usize]
    }

    pub(super) fn trades(self) -> &'a Arc<[Trade]> {
        &self.parts.trades[self.record.trades as usize]
    }

    /// Yuan a day of one that still wants somebody.
    pub(super) fn open_daily(self) -> Option<Fen> {
        self.deal().daily.filter(|_| !self.record.openings().is_full())
    }

    pub(super) fn is_paid_daily(self) -> bool {
        self.deal().pay().settlement == Some(Settlement::Daily)
    }

    /// 面议, or nothing said of the pay at all.
    pub(super) fn pay_is_open(self) -> bool {
        matches!(self.deal().pay().rate, Rate::Negotiable | Rate::Unstated)
    }

    pub(super) fn can_start_today(self, today: Date, now: Timestamp) -> bool {
        self.times().can_start_today(today, now)
    }

    pub(super) fn is_missed(self, today: Date, now: Timestamp) -> bool {
        self.times().is_missed(today, now)
    }

    pub(super) fn newest(self) -> Option<Timestamp> {
        self.record.newest.time()
    }

    pub(super) fn valid_through(self) -> Option<Timestamp> {
        self.record.valid_through.time()
    }

    /// The day of the newest word on it.
    pub(super) fn as_of(self, standpoint: &Standpoint) -> Option<Date> {
        self.newest().map(|newest| When::At(newest).date(&standpoint.zone))
    }

    pub(super) fn brief(self, standpoint: &Standpoint) -> Brief {
        let Self { record, parts, .. } = self;
        let (spot, deal, times) = (self.spot(), self.deal(), self.times());
        Brief {
            row: record.row,
            id: PostingId(CleanText::new(self.id(), usize::MAX)),
            number: record.number,
            title: self.title().clone(),
            employer: parts.text(record.employer).cloned(),
            category: parts.text(record.category).cloned(),
            trades: Arc::clone(self.trades()),
            place: parts.text(spot.place).cloned(),
            road: parts.text(spot.road).cloned(),
            area: Arc::clone(&parts.area_of(record.spot).area),
            geo: self.geo(),
            distance_m: Some(record.distance_m).filter(|metres| metres.is_finite()),
            pay: deal.pay().clone(),
            hourly: deal.hourly,
            start: times.start,
            times: *times,
            immediate: times.hours.immediate,
            hours_per_day: deal.hours_per_day(),
            openings: record.openings(),
            pinned: record.pinned,
            ages: record.ages,
            perks: record.perks,
            terms: record.terms,
            qualifications: parts.text(record.qualifications).cloned(),
            has_phone: record.has_phone,
            newest: self.newest(),
            as_of: self.as_of(standpoint),
            valid_through: self.valid_through(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_stays_small() {
        // A province has a million of them.
        assert!(size_of::<Record>() <= 120, "{} bytes", size_of::<Record>());
    }
}
