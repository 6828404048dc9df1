//! What postings are made of, each thing kept once: postings share most of their texts, places, wages and hours, and what
//! a word finds is found once for all of them.

use std::hash::Hash;
use std::sync::Arc;

use hashbrown::HashMap;

use super::Area;
use super::Gist;
use super::Standpoint;
use super::Trade;
use super::area::city;
use super::start::Hours;
use super::start::Times;
use crate::posting::Fen;
use crate::posting::Pay;
use crate::text::CleanText;
use crate::text::PROSE_CHARS;

/// A place in one of the tables of [`Parts`]; in that of the texts 0 is no text.
pub(super) type Part = u32;

/// The tables. They only grow: a refresh adds to those of the catalog before it.
#[derive(Debug, Clone)]
pub(super) struct Parts {
    pub(super) texts: Vec<CleanText>,
    pub(super) areas: Vec<Named>,
    pub(super) spots: Vec<Spot>,
    pub(super) deals: Vec<Deal>,
    pub(super) times: Vec<Times>,
    pub(super) trades: Vec<Arc<[Trade]>>,
}

/// A place on the four levels of a city, with its names as texts.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) area: Arc<Area>,
    pub(super) names: [Part; 4],
}

/// Where work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Spot {
    /// The most telling name.
    pub(super) place: Part,
    /// The road, where that does not say it.
    pub(super) road: Part,
    pub(super) area: Part,
}

/// What is paid for how long a day.
#[derive(Debug, Clone)]
pub(super) struct Deal {
    pub(super) pay: Pay,
    pub(super) hours_per_day: Option<f64>,
    pub(super) hourly: Option<Fen>,
    pub(super) daily: Option<Fen>,
}

/// The tables while postings are read, with what is in them already.
#[derive(Debug)]
pub(super) struct Interner {
    parts: Parts,
    texts: HashMap<CleanText, Part>,
    areas: HashMap<[Part; 4], Part>,
    spots: HashMap<Spot, Part>,
    deals: HashMap<(Pay, Option<u64>), Part>,
    times: HashMap<Hours, Part>,
    trades: HashMap<Arc<[Trade]>, Part>,
    /// By title and category.
    trades_of: HashMap<(Part, Part), Part>,
}

impl Default for Parts {
    fn default() -> Self {
        Self {
            texts: vec![CleanText::default()],
            areas: Vec::new(),
            spots: Vec::new(),
            deals: Vec::new(),
            times: Vec::new(),
            trades: Vec::new(),
        }
    }
}

impl Parts {
    /// `None` for number 0.
    pub(super) fn text(&self, part: Part) -> Option<&CleanText> {
        self.texts.get(part as usize).filter(|_| part != 0)
    }

    pub(super) fn area_of(&self, spot: Part) -> &Named {
        &self.areas[self.spots[spot as usize].area as usize]
    }

    /// The texts that say where work is, none twice.
    pub(super) fn names_of(&self, spot: Part) -> impl Iterator<Item = Part> {
        let names = self.area_of(spot).names;
        let Spot { place, road, .. } = self.spots[spot as usize];
        let all = [place, road, names[0], names[1], names[2], names[3]];
        (0..all.len())
            .filter(move |at| all[*at] != 0 && !all[..*at].contains(&all[*at]))
            .map(move |at| all[at])
    }
}

impl Interner {
    /// Adds to tables that are there.
    pub(super) fn onto(parts: Parts, standpoint: &Standpoint) -> Self {
        let mut interner = Self {
            texts: numbered(parts.texts.iter().cloned()),
            areas: numbered(parts.areas.iter().map(|named| named.names)),
            spots: numbered(parts.spots.iter().copied()),
            deals: numbered(parts.deals.iter().map(|it| deal_key(it.pay.clone(), it.hours_per_day))),
            times: numbered(parts.times.iter().map(|times| times.hours)),
            trades: numbered(parts.trades.iter().cloned()),
            trades_of: HashMap::new(),
            parts,
        };
        // Another day may have come.
        for times in &mut interner.parts.times {
            *times = Times::of(times.hours, standpoint);
        }
        interner
    }

    pub(super) fn finish(mut self) -> Parts {
        let parts = &mut self.parts;
        parts.texts.shrink_to_fit();
        parts.spots.shrink_to_fit();
        self.parts
    }

    pub(super) fn get(&self, text: Part) -> &str {
        &self.parts.texts[text as usize]
    }

    /// For an empty one 0.
    pub(super) fn text(&mut self, text: &str) -> Part {
        if let Some(known) = self.texts.get(text) {
            return *known;
        }
        let part = number(self.parts.texts.len());
        let text = CleanText::new(text, PROSE_CHARS);
        self.parts.texts.push(text.clone());
        self.texts.insert(text, part);
        part
    }

    pub(super) fn optional(&mut self, text: Option<&str>) -> Part {
        text.map_or(0, |text| self.text(text))
    }

    pub(super) fn spot(&mut self, gist: &Gist) -> Part {
        let city = city(gist.locality, gist.region, gist.district);
        let names = [city, gist.district, gist.subdistrict, gist.village].map(|name| self.optional(name));
        let Parts { texts, areas, .. } = &mut self.parts;
        let area = keep(&mut self.areas, areas, names, |names| {
            let name = |part: Part| Some(texts[part as usize].clone()).filter(|_| part != 0);
            let [city, district, street, village] = names.map(name);
            let area = Area {
                city,
                district,
                street,
                village,
            };
            Named {
                area: Arc::new(area),
                names: *names,
            }
        });
        let place = self.optional(gist.place);
        let is_new = |road: &&str| !gist.place.is_some_and(|place| place.contains(*road));
        let road = self.optional(gist.street.and_then(road).filter(is_new));
        let spot = Spot { place, road, area };
        keep(&mut self.spots, &mut self.parts.spots, spot, |spot| *spot)
    }

    pub(super) fn deal(&mut self, gist: &Gist) -> Part {
        let key = deal_key(gist.pay.clone(), gist.hours_per_day);
        keep(&mut self.deals, &mut self.parts.deals, key, |(pay, _)| Deal {
            pay: pay.clone(),
            hours_per_day: gist.hours_per_day,
            hourly: pay.hourly(gist.hours_per_day),
            daily: pay.daily(gist.hours_per_day),
        })
    }

    pub(super) fn times(&mut self, gist: &Gist, standpoint: &Standpoint) -> (Part, Times) {
        let hours = Hours::of(gist);
        let make = |hours: &Hours| Times::of(*hours, standpoint);
        let part = keep(&mut self.times, &mut self.parts.times, hours, make);
        (part, self.parts.times[part as usize])
    }

    /// `title` and `category` are those texts of the posting.
    pub(super) fn trades(&mut self, gist: &Gist, title: Part, category: Part) -> Part {
        if let Some(known) = self.trades_of.get(&(title, category)) {
            return *known;
        }
        let name = Some(&self.parts.texts[category as usize]).filter(|_| category != 0);
        let trades = Arc::from(Trade::of(gist.title, name));
        let part = keep(&mut self.trades, &mut self.parts.trades, trades, Arc::clone);
        self.trades_of.insert((title, category), part);
        part
    }
}

/// The number of what has this key; it is made where there is none.
fn keep<K: Hash + Eq, T>(
    numbers: &mut HashMap<K, Part>,
    table: &mut Vec<T>,
    key: K,
    make: impl FnOnce(&K) -> T,
) -> Part {
    if let Some(known) = numbers.get(&key) {
        return *known;
    }
    let part = number(table.len());
    table.push(make(&key));
    numbers.insert(key, part);
    part
}

fn numbered<K: Hash + Eq>(keys: impl Iterator<Item = K>) -> HashMap<K, Part> {
    keys.zip(0..).collect()
}

fn number(len: usize) -> Part {
    Part::try_from(len).unwrap_or(Part::MAX)
}

fn deal_key(pay: Pay, hours_per_day: Option<f64>) -> (Pay, Option<u64>) {
    (pay, hours_per_day.map(f64::to_bits))
}

/// 台东三路 of 台东三路 123 号: nobody looks for a number, and each door would be a text of its own.
fn road(street: &str) -> Option<&str> {
    let end = street.find(|c: char| c.is_ascii_digit()).unwrap_or(street.len());
    Some(street[..end].trim()).filter(|road| !road.is_empty())
}
