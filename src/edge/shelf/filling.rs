//! A catalog on its way: each posting is offered, held, or left out, one after the other.

use std::collections::BTreeSet;
use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::LazyLock;

use enumset::EnumSet;

use super::Shelf;
use super::memory::End;
use super::memory::Memory;
use super::memory::Seen;
use crate::catalog::Catalog;
use crate::catalog::CatalogBuilder;
use crate::catalog::Standpoint;
use crate::decision::Standing;
use crate::edge::store::Listed;
use crate::edge::store::Reader;
use crate::edge::store::Sight;
use crate::edge::store::StoreError;
use crate::posting::Posting;
use crate::posting::PostingId;
use crate::posting::Row;
use crate::screening::Census;
use crate::screening::Context;
use crate::screening::Flagged;
use crate::screening::Flags;
use crate::screening::Mark;
use crate::screening::Rule;
use crate::screening::found;
use crate::screening::rules;
use crate::text::CleanText;

static NOTHING: LazyLock<Standing> = LazyLock::new(Standing::default);
static NOBODY: LazyLock<Census> = LazyLock::new(Census::default);

/// A catalog and what is found on the way to it.
pub(super) struct Filling<'a> {
    pub(super) shelf: &'a Shelf,
    pub(super) reader: &'a Reader,
    pub(super) standpoint: Standpoint,
    pub(super) standings: HashMap<String, Standing>,
    /// On these staff have decided something.
    pub(super) decided: HashSet<Row>,
    pub(super) census: Census,
    pub(super) catalog: CatalogBuilder,
    pub(super) flags: Flags,
    /// What the disk has changed; some may be whole again.
    pub(super) broken: Arc<HashSet<Row>>,
    /// Of the last reading, with what it made of the postings.
    pub(super) before: Option<Arc<Catalog>>,
    /// Of the last reading.
    pub(super) last: Memory,
    /// The day and the wages are those of the last reading, so what the checks found then still holds. What the catalog has
    /// of a posting does on any day.
    pub(super) has_same_frame: bool,
    /// Of this one.
    pub(super) next: Memory,
}

impl Filling<'_> {
    /// The next posting of a feed, with the whole where that is at hand. Says whether it is offered.
    pub(super) fn see(
        &mut self,
        sight: &Sight,
        posting: Option<&Posting>,
        is_entered: bool,
    ) -> Result<bool, StoreError> {
        let (row, gist) = (sight.row, sight.gist);
        let standing = self.standings.get(gist.id).cloned();
        let is_decided = standing.is_some();
        let standing = standing.unwrap_or_default();
        let mut seen = Seen {
            listed: Listed { row, sum: sight.sum },
            contact: sight.contact,
            rules: EnumSet::empty(),
            ends: End::of(gist.valid_through()),
            is_plain: false,
        };
        if standing.hidden.is_some() {
            self.catalog.keep_back(row, gist.id, gist.title);
            self.remember(seen);
            return Ok(false);
        }
        if self.catalog.has(gist.id, gist.title) {
            self.remember(seen);
            return Ok(false);
        }
        seen.rules = rules(
            &gist.facts(sight.contact),
            sight.words,
            &self.context(gist.district, &NOBODY),
        );
        seen.is_plain = !is_decided;
        self.remember(seen);
        let is_held = !self.is_over(&seen) && self.flag(&seen, Some(sight), &standing.accepted, is_entered);
        if is_held {
            let (id, title) = (gist.id.to_owned(), gist.title.to_owned());
            self.next.held.insert(row, (PostingId(id.into()), title.into()));
            self.catalog.keep_back(row, gist.id, gist.title);
            return Ok(false);
        }
        match posting {
            _ if !is_decided => {
                if !self.keeps_same(&seen) {
                    self.catalog.add_gist(row, gist);
                }
            }
            Some(posting) => self.catalog.add_decided(row, posting.clone(), &standing),
            None => match self.reader.posting(row)? {
                Some(posting) => self.catalog.add_decided(row, posting, &standing),
                None => return Ok(false),
            },
        }
        Ok(true)
    }

    /// The next posting, of which all is known; `false` where it must be looked at after all.
    pub(super) fn know(&mut self, seen: &Seen, is_entered: bool) -> bool {
        if !seen.is_plain {
            return false;
        }
        let row = seen.listed.row;
        if !self.is_over(seen) && !is_entered && self.is_held(self.rules(seen)) {
            let Some((id, title)) = self.last.held.get(&row).cloned() else {
                return false;
            };
            if self.catalog.has(&id.0, &title) || !self.can_flag(seen, is_entered) {
                return false;
            }
            self.flag(seen, None, &NOTHING.accepted, is_entered);
            self.next.held.insert(row, (id.clone(), title.clone()));
            self.catalog.keep_back(row, &id.0, &title);
        } else {
            if !self.is_over(seen) && !self.can_flag(seen, is_entered) || !self.keep(row) {
                return false;
            }
            if !self.is_over(seen) {
                self.flag(seen, None, &NOTHING.accepted, is_entered);
            }
        }
        self.remember(*seen);
        true
    }

    /// Takes over what the catalog before has of a posting, and says whether that is the same: a second copy of a million has
    /// no room.
    fn keeps_same(&mut self, seen: &Seen) -> bool {
        let feed = self.next.seen.len().saturating_sub(1);
        self.last.has_plain(feed, seen.listed) && self.keep(seen.listed.row)
    }

    fn keep(&mut self, row: Row) -> bool {
        self.before
            .as_ref()
            .is_some_and(|before| self.catalog.keep(row, before))
    }

    fn remember(&mut self, seen: Seen) {
        if let Some(feed) = self.next.seen.last_mut() {
            feed.push(seen);
        }
    }

    fn is_over(&self, seen: &Seen) -> bool {
        seen.ends.is_before(self.standpoint.now)
    }

    /// Those by which something is found in it, as the operator wants to know.
    fn rules(&self, seen: &Seen) -> EnumSet<Rule> {
        let mut rules = seen.rules;
        if self.census.has_many(seen.contact) {
            rules |= Rule::ManyEmployers;
        }
        rules - self.shelf.checks.settings.ignore
    }

    fn is_held(&self, rules: EnumSet<Rule>) -> bool {
        !(rules & self.shelf.checks.settings.hold).is_empty()
    }

    /// Whether [`Self::flag`] needs no more than what is remembered.
    fn can_flag(&self, seen: &Seen, is_entered: bool) -> bool {
        let rules = self.rules(seen);
        let is_held = !is_entered && self.is_held(rules);
        rules.is_empty()
            || !self.flags.has_room(is_held, self.shelf.flags_kept)
            || self.flagged_before(seen, rules).is_some()
    }

    fn flagged_before(&self, seen: &Seen, rules: EnumSet<Rule>) -> Option<&Arc<Flagged>> {
        let flagged = self.last.flagged.get(&seen.listed.row)?;
        let found: EnumSet<Rule> = flagged.findings.iter().map(|finding| finding.rule).collect();
        (found == rules).then_some(flagged)
    }

    /// Notes what staff should look at, and says whether it waits for that.
    fn flag(&mut self, seen: &Seen, sight: Option<&Sight>, accepted: &BTreeSet<Mark>, is_entered: bool) -> bool {
        let rules = self.rules(seen);
        if rules.is_empty() {
            return false;
        }
        // Whoever has entered it at the desk has looked at it.
        let is_held = !is_entered && self.is_held(rules);
        if accepted.is_empty() && !self.flags.has_room(is_held, self.shelf.flags_kept) {
            self.flags.count(is_held);
            return is_held;
        }
        let flagged = match sight {
            Some(sight) => self.flagged(sight, accepted, is_entered).map(Arc::new),
            None => self.flagged_before(seen, rules).cloned(),
        };
        let Some(flagged) = flagged else { return false };
        let is_held = flagged.is_held();
        if self.flags.has_room(is_held, self.shelf.flags_kept) && seen.is_plain {
            self.next.flagged.insert(seen.listed.row, Arc::clone(&flagged));
        }
        self.flags.add(flagged, self.shelf.flags_kept);
        is_held
    }

    fn flagged(&self, sight: &Sight, accepted: &BTreeSet<Mark>, is_entered: bool) -> Option<Flagged> {
        let gist = sight.gist;
        let context = self.context(gist.district, &self.census);
        let findings = found(&gist.facts(sight.contact), sight.words, &context);
        let mut flagged = Flagged::found(findings, accepted, &self.shelf.checks.settings)?;
        flagged.id = PostingId(CleanText::from(gist.id.to_owned()));
        flagged.title = CleanText::from(gist.title.to_owned());
        flagged.employer = gist.employer.map(|it| CleanText::from(it.to_owned()));
        if is_entered {
            flagged.holding.clear();
        }
        Some(flagged)
    }

    fn context<'a>(&'a self, district: Option<&str>, census: &'a Census) -> Context<'a> {
        Context {
            minimum_wage: district.and_then(|district| self.catalog.minimum_wage(district)),
            today: self.standpoint.today,
            zone: &self.standpoint.zone,
            census,
        }
    }
}
