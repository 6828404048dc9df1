//! Random queries, most of them about some posting that there is.

use jiff::Timestamp;
use jiff::ToSpan as _;
use zhaohuo::catalog::Area;
use zhaohuo::catalog::Condition;
use zhaohuo::catalog::Paper;
use zhaohuo::catalog::PaperWish;
use zhaohuo::catalog::Query;
use zhaohuo::catalog::Shift;
use zhaohuo::catalog::Sort;
use zhaohuo::catalog::StartBy;
use zhaohuo::catalog::Trade;
use zhaohuo::posting::Audience;
use zhaohuo::posting::Fen;
use zhaohuo::posting::Settlement;
use zhaohuo::text::CleanText;

use crate::naive::Naive;
use crate::support;

/// As many as there are kinds of [`Condition`].
pub(crate) const KINDS: u8 = 25;
/// A word that can be cut in more ways makes too large a regular expression.
const WAYS_MAX: usize = 40;

pub(crate) struct Dice<'a> {
    pub(crate) naive: &'a Naive,
    pub(crate) rng: fastrand::Rng,
}

impl<'a> Dice<'a> {
    pub(crate) fn new(naive: &'a Naive, seed: u64) -> Self {
        Self {
            naive,
            rng: fastrand::Rng::with_seed(seed),
        }
    }

    pub(crate) fn of<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.rng.usize(0..from.len())].clone()
    }

    pub(crate) fn percent(&mut self, chance: u8) -> bool {
        self.rng.u8(0..100) < chance
    }

    /// One of the postings; the odd ones oftener than their share.
    pub(crate) fn target(&mut self) -> usize {
        let at = self.rng.usize(0..self.naive.postings.len());
        if self.percent(10) {
            let ahead = (at..self.naive.postings.len()).find(|at| self.naive.postings[*at].1.id.0.starts_with("odd:"));
            return ahead.unwrap_or(at);
        }
        at
    }

    pub(crate) fn sort(&mut self) -> Sort {
        self.of(&Sort::ALL)
    }

    /// Mostly when the order was made; also later the same day, and with a clock that nobody believes.
    pub(crate) fn moment(&mut self) -> Timestamp {
        const HOURS: [i64; 5] = [3, 14, 30, -48, 24 * 500];
        if self.percent(90) {
            support::now()
        } else {
            support::now() + self.of(&HOURS).hours()
        }
    }

    /// Conditions of some dimensions, of some of them several.
    pub(crate) fn conditions(&mut self, target: usize, kinds: usize) -> Vec<Condition> {
        let mut conditions = Vec::new();
        for _ in 0..kinds {
            let kind = self.rng.u8(0..KINDS);
            conditions.push(self.condition(kind, target));
            while self.percent(25) {
                let other = self.target();
                conditions.push(self.condition(kind, other));
            }
        }
        conditions
    }

    /// One in twenty has words alone, three have words and conditions.
    pub(crate) fn query(&mut self, at: usize) -> Query {
        let target = self.target();
        let (words, mut conditions) = match at % 20 {
            0 => (self.words(target), Vec::new()),
            1..4 => {
                let narrow = self.of(&[0, 1, 2, 3, 4]);
                let kinds = self.rng.usize(0..3);
                let mut conditions = vec![self.condition(narrow, target)];
                conditions.extend(self.conditions(target, kinds));
                (self.words(target), conditions)
            }
            _ => {
                let kinds = self.rng.usize(0..6);
                (Vec::new(), self.conditions(target, kinds))
            }
        };
        self.rng.shuffle(&mut conditions);
        Query {
            by_ear: false,
            words,
            conditions,
            sort: self.sort(),
        }
    }

    fn words(&mut self, target: usize) -> Vec<String> {
        let count = self.of(&[1, 1, 1, 2, 2, 3]);
        (0..count).map(|_| self.word(target)).collect()
    }

    pub(crate) fn condition(&mut self, kind: u8, target: usize) -> Condition {
        let naive = self.naive;
        let (posting, facts) = (&naive.postings[target].1, &naive.facts[target]);
        match kind {
            0 | 1 => Condition::Area(self.area(target)),
            2 => Condition::Trade(self.trade(target)),
            3 if self.percent(95) => self.station(),
            3 => Condition::Station(CleanText::new("没有的站", 20)),
            4 => {
                let unlikely = "111111".parse().expect("six digits");
                Condition::Number(if self.percent(80) { facts.number } else { unlikely })
            }
            5 => Condition::Age(self.of(&[0, 16, 17, 18, 25, 35, 40, 45, 50, 55, 59, 60, 61, 65, 70, 255])),
            6 => Condition::AnyAdult,
            7 => {
                let any = self.of(&SETTLEMENTS);
                Condition::Settlement(posting.pay.settlement.unwrap_or(any))
            }
            8 => Condition::PaidHourly(self.fen(facts.hourly)),
            9 => Condition::PaidDaily(self.fen(facts.daily)),
            10 => Condition::PaidMonthly(self.fen(facts.monthly)),
            11 => Condition::Within(self.of(&[0, 300, 500, 1_000, 3_000, 5_000, 10_000, 20_000, u32::MAX])),
            12 => Condition::Start(self.of(&[StartBy::Today, StartBy::Tomorrow, StartBy::Week])),
            13 => Condition::Shift(self.of(&SHIFTS)),
            14 => Condition::Paper(self.paper()),
            15 => Condition::Audience(self.of(&AUDIENCES)),
            16 => Condition::Posted(self.of(&[0, 1, 2, 3, 7, 30, 255])),
            17 => self.of(&[Condition::DepositDenied, Condition::NoDeposit]),
            18 => self.of(&[Condition::Accident, Condition::Injury]),
            19 => self.of(&[Condition::Direct, Condition::Agency]),
            20 => Condition::Verified,
            21 => Condition::Meals,
            22 => Condition::Lodging,
            23 => Condition::Transport,
            _ => Condition::Area(Area::default()),
        }
    }

    pub(crate) fn area(&mut self, target: usize) -> Area {
        let named = self.naive.facts[target].area.clone();
        let depth = self.rng.usize(0..4);
        let skips = self.percent(50);
        let mut kept = (0..).zip(named).map(|(level, name)| {
            let keeps = level == depth || (level < depth && !(skips && self.rng.bool()));
            name.filter(|_| keeps).map(|name| CleanText::new(&name, 100))
        });
        let mut next = || kept.next().flatten();
        Area {
            city: next(),
            district: next(),
            street: next(),
            village: next(),
        }
    }

    fn trade(&mut self, target: usize) -> Trade {
        let own = &self.naive.facts[target].trades;
        match self.rng.u8(0..10) {
            0 => Trade::Known(self.rng.u16(0..330)),
            1 => Trade::Other(CleanText::new(self.of(&["宇航员", "没有的行当", "搬运"]), 20)),
            _ if own.is_empty() => Trade::Known(0),
            _ => self.of(own),
        }
    }

    fn station(&mut self) -> Condition {
        let mut names: Vec<&str> = self.naive.stations.keys().map(String::as_str).collect();
        names.sort_unstable();
        Condition::Station(CleanText::new(self.of(&names), 120))
    }

    /// What one pays, a little more or less, or any round sum.
    fn fen(&mut self, own: Option<u32>) -> Fen {
        let near = [-1, 0, 0, 0, 1];
        match own {
            Some(own) if self.percent(30) => Fen(own.saturating_add_signed(self.of(&near))),
            _ => Fen(self.of(&[0, 1_500, 2_000, 2_500, 3_000, 15_000, 20_000, 30_000, 400_000, 600_000])),
        }
    }

    fn paper(&mut self) -> PaperWish {
        let paper = self.of(&PAPERS);
        match self.rng.u8(0..5) {
            0 => PaperWish::None,
            1 | 2 => PaperWish::Asks(paper),
            _ => PaperWish::Without(paper),
        }
    }

    /// A part of a text of the posting, typed in one of the ways in which people type.
    pub(crate) fn word(&mut self, target: usize) -> String {
        for _ in 0..50 {
            let word = self.typed(target);
            if !word.is_empty() && self.naive.readings.ways(&word) <= WAYS_MAX {
                return word;
            }
        }
        "bj".to_owned()
    }

    fn typed(&mut self, target: usize) -> String {
        if self.percent(4) {
            let any = [
                "b", "z", "7", "18", "ü", "v", "xxzz", "（", "+", "A", "工", "洁保", ".", "[a-z]", "\\", "i",
            ];
            return self.of(&any).to_owned();
        }
        let posting = &self.naive.postings[target].1;
        let place = &posting.place;
        let others = [
            &posting.employer.name,
            &posting.work.trade,
            &place.name,
            &place.street,
            &place.subdistrict,
        ];
        let others: Vec<&CleanText> = others
            .into_iter()
            .chain([&place.district, &place.village])
            .flatten()
            .collect();
        let text = if others.is_empty() || self.percent(60) {
            &posting.title
        } else {
            self.of(&others)
        };
        let pieces: Vec<&str> = text.split_whitespace().collect();
        let piece: Vec<char> = self.of(&pieces).chars().collect();
        let from = self.rng.usize(0..piece.len());
        let len = if self.percent(2) { 70 } else { self.rng.usize(1..6) };
        let habit = self.rng.u8(0..5);
        let mut word: Vec<char> = Vec::new();
        for c in piece.iter().skip(from).take(len) {
            word.extend(self.keys(*c, habit).chars());
        }
        if self.percent(20) {
            word.truncate(word.len().saturating_sub(self.rng.usize(1..3)).max(1));
        }
        if self.percent(8) {
            self.slip(&mut word);
        }
        let word: String = word.into_iter().collect();
        match self.rng.u8(0..10) {
            0 => word.to_uppercase(),
            1 => word.chars().map(widened).collect(),
            _ => word,
        }
    }

    /// What is typed for a character: 0 itself, 1 a syllable, 2 an initial, 3 and 4 any of these.
    fn keys(&mut self, c: char, habit: u8) -> String {
        let readings: Vec<String> = self.naive.readings.of(c).into_iter().map(str::to_owned).collect();
        let habit = if habit > 2 { self.rng.u8(0..3) } else { habit };
        match habit {
            _ if readings.is_empty() => c.to_string(),
            0 => c.to_string(),
            1 => self.of(&readings),
            _ => self.of(&readings)[..1].to_owned(),
        }
    }

    /// A character too few, another, one too many, or two swapped.
    fn slip(&mut self, word: &mut Vec<char>) {
        let at = self.rng.usize(0..word.len());
        let other = self.of(&['a', 'g', 'n', 'u', 'z', '工', '8']);
        match self.rng.u8(0..4) {
            0 if word.len() > 1 => drop(word.remove(at)),
            1 => word[at] = other,
            2 => word.insert(at, other),
            _ => word.swap(0, at),
        }
    }
}

/// `Ｂ` of `B`.
fn widened(c: char) -> char {
    match c {
        '!'..='~' => char::from_u32(u32::from(c) - u32::from('!') + u32::from('！')).expect("a full-width form"),
        _ => c,
    }
}

pub(crate) const SETTLEMENTS: [Settlement; 5] = [
    Settlement::Daily,
    Settlement::NextDay,
    Settlement::Weekly,
    Settlement::Monthly,
    Settlement::Project,
];

pub(crate) const SHIFTS: [Shift; 6] = [
    Shift::Morning,
    Shift::Day,
    Shift::Evening,
    Shift::Night,
    Shift::HalfDay,
    Shift::Weekend,
];

const PAPERS: [Paper; 10] = [
    Paper::Health,
    Paper::Driving,
    Paper::Forklift,
    Paper::Electrician,
    Paper::Welder,
    Paper::Height,
    Paper::Guard,
    Paper::Cook,
    Paper::Care,
    Paper::Other,
];

const AUDIENCES: [Audience; 7] = [
    Audience::Caregiver,
    Audience::Veteran,
    Audience::Disability,
    Audience::Graduate,
    Audience::Senior,
    Audience::PublicWelfare,
    Audience::Newcomer,
];
