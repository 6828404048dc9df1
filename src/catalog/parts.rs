//! What postings are made of, each thing kept once: postings share most of their texts, places, wages and hours, and what
//! a word finds is found once for all of them.

use std::borrow::Borrow;
use std::sync::Arc;

use hashbrown::HashMap;

use super::Area;
use super::Gist;
use super::Standpoint;
use super::Trade;
use super::area::city;
use super::numbers::Numbers;
use super::start::Hours;
use super::start::Times;
use super::understand::is_separator;
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
    /// Descriptions are searched: their clauses are among the texts.
    pub(super) with_descriptions: bool,
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
    agreed: Agreed,
    pub(super) hourly: Option<Fen>,
    pub(super) daily: Option<Fen>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Agreed {
    pay: Pay,
    /// The bits of an [`f64`].
    hours_per_day: Option<u64>,
}

/// The tables while postings are read, with what is in them already.
#[derive(Debug)]
pub(super) struct Interner {
    parts: Parts,
    texts: Numbers,
    areas: Numbers,
    spots: Numbers,
    deals: Numbers,
    times: Numbers,
    trades: Numbers,
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
            with_descriptions: false,
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
    pub(super) fn onto(parts: Parts) -> Self {
        Self {
            texts: Numbers::of::<str, _>(&parts.texts),
            areas: Numbers::of::<[Part; 4], _>(&parts.areas),
            spots: Numbers::of::<Spot, _>(&parts.spots),
            deals: Numbers::of::<Agreed, _>(&parts.deals),
            times: Numbers::of::<Hours, _>(&parts.times),
            trades: Numbers::of::<[Trade], _>(&parts.trades),
            trades_of: HashMap::new(),
            parts,
        }
    }

    /// What was tomorrow is today.
    pub(super) fn begin_day(&mut self, standpoint: &Standpoint) {
        for times in &mut self.parts.times {
            *times = Times::of(times.hours, standpoint);
        }
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
        let make = || CleanText::new(text, PROSE_CHARS);
        self.texts.keep(&mut self.parts.texts, text, make)
    }

    /// The clauses of a description, none twice: no word goes over the end of one, and people copy clauses more than they
    /// copy descriptions. `None` where descriptions are not searched.
    pub(super) fn clauses(&mut self, description: Option<&str>) -> Option<Vec<Part>> {
        self.parts.with_descriptions.then(|| {
            let all = description.into_iter().flat_map(|it| it.split(is_separator));
            let mut clauses: Vec<Part> = all
                .filter(|clause| !clause.is_empty())
                .map(|clause| self.text(clause))
                .collect();
            clauses.sort_unstable();
            clauses.dedup();
            clauses
        })
    }

    pub(super) fn search_descriptions(&mut self) {
        self.parts.with_descriptions = true;
    }

    pub(super) fn optional(&mut self, text: Option<&str>) -> Part {
        text.map_or(0, |text| self.text(text))
    }

    pub(super) fn spot(&mut self, gist: &Gist) -> Part {
        let city = city(gist.locality, gist.region, gist.district);
        let names = [city, gist.district, gist.subdistrict, gist.village].map(|name| self.optional(name));
        let Parts { texts, areas, .. } = &mut self.parts;
        let area = self.areas.keep(areas, &names, || {
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
                names,
            }
        });
        let place = self.optional(gist.place);
        let is_new = |road: &&str| !gist.place.is_some_and(|place| place.contains(*road));
        let road = self.optional(gist.street.and_then(road).filter(is_new));
        let spot = Spot { place, road, area };
        self.spots.keep(&mut self.parts.spots, &spot, || spot)
    }

    pub(super) fn deal(&mut self, gist: &Gist) -> Part {
        let agreed = Agreed {
            pay: gist.pay.clone(),
            hours_per_day: gist.hours_per_day.map(f64::to_bits),
        };
        self.deals.keep(&mut self.parts.deals, &agreed, || Deal {
            hourly: gist.pay.hourly(gist.hours_per_day),
            daily: gist.pay.daily(gist.hours_per_day),
            agreed: agreed.clone(),
        })
    }

    pub(super) fn times(&mut self, gist: &Gist, standpoint: &Standpoint) -> (Part, Times) {
        let hours = Hours::of(gist);
        let make = || Times::of(hours, standpoint);
        let part = self.times.keep(&mut self.parts.times, &hours, make);
        (part, self.parts.times[part as usize])
    }

    /// `title` and `category` are those texts of the posting.
    pub(super) fn trades(&mut self, gist: &Gist, title: Part, category: Part) -> Part {
        if let Some(known) = self.trades_of.get(&(title, category)) {
            return *known;
        }
        let name = Some(&self.parts.texts[category as usize]).filter(|_| category != 0);
        let trades = Trade::of(gist.title, name);
        let make = || Arc::from(&*trades);
        let part = self.trades.keep(&mut self.parts.trades, &*trades, make);
        self.trades_of.insert((title, category), part);
        part
    }
}

impl Deal {
    pub(super) fn pay(&self) -> &Pay {
        &self.agreed.pay
    }

    pub(super) fn hours_per_day(&self) -> Option<f64> {
        self.agreed.hours_per_day.map(f64::from_bits)
    }
}

impl Borrow<Agreed> for Deal {
    fn borrow(&self) -> &Agreed {
        &self.agreed
    }
}

impl Borrow<[Part; 4]> for Named {
    fn borrow(&self) -> &[Part; 4] {
        &self.names
    }
}

impl Borrow<Hours> for Times {
    fn borrow(&self) -> &Hours {
        &self.hours
    }
}

/// 台东三路 of 台东三路 123 号: nobody looks for a number, and each door would be a text of its own.
fn road(street: &str) -> Option<&str> {
    let end = street.find(|c: char| c.is_ascii_digit()).unwrap_or(street.len());
    Some(street[..end].trim()).filter(|road| !road.is_empty())
}
