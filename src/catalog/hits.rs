//! What a search found, counted, and in order without having been put in order.

use super::Index;
use super::bits::Bits;

/// Postings in the order asked for. Of many only the page that is looked at is ever listed.
#[derive(Debug, Clone)]
pub struct Hits(Form);

#[derive(Debug, Clone)]
enum Form {
    Listed(Vec<Index>),
    /// Set after set, each in the default order; how many are in all of them.
    Tiers(Vec<Bits>, usize),
}

impl Hits {
    pub(super) fn tiers(tiers: impl Into<Vec<Bits>>) -> Self {
        let tiers = tiers.into();
        let len = tiers.iter().map(Bits::count).sum();
        Self(Form::Tiers(tiers, len))
    }

    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Form::Listed(list) => list.len(),
            Form::Tiers(_, len) => *len,
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The n-th, from 0.
    #[must_use]
    pub fn get(&self, n: usize) -> Option<Index> {
        match &self.0 {
            Form::Listed(list) => list.get(n).copied(),
            Form::Tiers(tiers, _) => {
                let mut rest = n;
                tiers.iter().find_map(|tier| {
                    let count = tier.count();
                    let found = (rest < count).then(|| tier.nth(rest)).flatten();
                    rest = rest.saturating_sub(count);
                    found
                })
            }
        }
    }

    pub fn iter(&self) -> Box<dyn Iterator<Item = Index> + '_> {
        match &self.0 {
            Form::Listed(list) => Box::new(list.iter().copied()),
            Form::Tiers(tiers, _) => Box::new(tiers.iter().flat_map(Bits::iter)),
        }
    }
}

impl From<Vec<Index>> for Hits {
    fn from(list: Vec<Index>) -> Self {
        Self(Form::Listed(list))
    }
}

impl<'a> IntoIterator for &'a Hits {
    type Item = Index;
    type IntoIter = Box<dyn Iterator<Item = Index> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
