//! Where the codes of a page lead, each on a key of its own: 1 to the page of whoever offers it, 2 a call, 3 the way.

use jiff::Timestamp;

use super::Scene;
use crate::code::Address;
use crate::code::NoCode;
use crate::code::entrance;
use crate::key::Key;
use crate::posting::Geo;
use crate::posting::Posting;
use crate::text::CleanText;
use crate::widget::bar::Hint;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The page on which one applies for a posting.
    Apply,
    /// The page about whatever else is read.
    Page,
    Call,
    Way,
}

#[derive(Debug, Clone)]
pub(super) struct Door {
    pub(super) purpose: Purpose,
    pub(super) address: Result<Address, NoCode>,
    /// To call in the place of a code.
    pub(super) phone: Option<CleanText>,
}

/// What somebody may offer besides words.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Offer<'a> {
    pub(super) url: Option<&'a CleanText>,
    pub(super) phone: Option<&'a CleanText>,
    pub(super) place: Option<Geo>,
}

impl Purpose {
    /// The key that chooses it.
    pub(super) fn digit(self) -> u8 {
        match self {
            Self::Apply | Self::Page => 1,
            Self::Call => 2,
            Self::Way => 3,
        }
    }
}

impl Door {
    pub(super) fn hint(&self, scene: Scene) -> Hint {
        let language = scene.language;
        let label = match self.purpose {
            Purpose::Apply => word!(language, "door.apply"),
            Purpose::Page => word!(language, "door.page"),
            Purpose::Call => word!(language, "door.call"),
            Purpose::Way => word!(language, "door.way"),
        };
        let digit = self.purpose.digit();
        Hint::new(Key::Digit(digit), digit.to_string(), label)
    }
}

/// The doors of a posting. The first is always there, with the reason where it is shut; of the others those that open.
pub(super) fn of_posting(posting: &Posting, scene: Scene) -> Vec<Door> {
    let now: Option<Timestamp> = scene.believed_now();
    let address = entrance(posting, &scene.hall.allow, now);
    let is_over = matches!(address, Err(NoCode::Full | NoCode::Expired));
    let phone = posting.contact.phone.as_ref().filter(|_| !is_over);
    let mut doors = vec![Door {
        purpose: Purpose::Apply,
        address,
        phone: phone.cloned(),
    }];
    if !is_over {
        doors.extend(call_and_way(phone, posting.place.geo, scene));
    }
    doors
}

/// Those that open.
pub(super) fn of_offer(offer: Offer, scene: Scene) -> Vec<Door> {
    let page = Address::new(offer.url.map(CleanText::as_str), &scene.hall.allow);
    let page = page.ok().map(|address| Door {
        purpose: Purpose::Page,
        address: Ok(address),
        phone: offer.phone.cloned(),
    });
    page.into_iter()
        .chain(call_and_way(offer.phone, offer.place, scene))
        .collect()
}

fn call_and_way(phone: Option<&CleanText>, place: Option<Geo>, scene: Scene) -> impl Iterator<Item = Door> {
    let call = (Purpose::Call, Address::call(phone.map(CleanText::as_str)));
    let way = (Purpose::Way, Address::way(scene.hall.map.as_ref(), place));
    let phone = phone.cloned();
    [call, way]
        .into_iter()
        .filter(|(_, address)| address.is_ok())
        .map(move |(purpose, address)| Door {
            purpose,
            address,
            phone: phone.clone(),
        })
}
