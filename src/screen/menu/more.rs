//! 更多 — what has no tile: fairs, notices, and the channels for those whom the job market forgets.

use enumset::EnumSet;

use super::Entry;
use super::Opens;
use super::Subject;
use crate::catalog::Condition;
use crate::catalog::Query;
use crate::posting::Audience;
use crate::screen::Scene;
use crate::wording;

pub(super) fn entries(scene: Scene) -> Vec<Entry> {
    let language = scene.language;
    let (board, today, zone) = (scene.catalog.board(), scene.today(), &scene.hall.zone);
    let events = board.events(scene.now.wall, zone).count();
    let notices = board.notices(today, zone).count();
    let mut entries = vec![
        Entry {
            name: word!(language, "more.events").into_owned(),
            below: word!(language, "more.events_about").into_owned(),
            aside: word!(language, "menu.count", count = events).into_owned(),
            opens: Opens::Menu(Subject::Events),
        },
        Entry {
            name: word!(language, "more.notices").into_owned(),
            below: word!(language, "more.notices_about").into_owned(),
            aside: word!(language, "menu.count", count = notices).into_owned(),
            opens: Opens::Menu(Subject::Notices),
        },
    ];
    entries.extend(
        EnumSet::<Audience>::all()
            .iter()
            .map(|audience| channel(audience, scene)),
    );
    entries
}

fn channel(audience: Audience, scene: Scene) -> Entry {
    let language = scene.language;
    let query = Query::of(Condition::Audience(audience));
    let below = match audience {
        Audience::Caregiver => word!(language, "channel.caregiver"),
        Audience::Veteran => word!(language, "channel.veteran"),
        Audience::Disability => word!(language, "channel.disability"),
        Audience::Graduate => word!(language, "channel.graduate"),
        Audience::Senior => word!(language, "channel.senior"),
        Audience::PublicWelfare => word!(language, "channel.public_welfare"),
        Audience::Newcomer => word!(language, "channel.newcomer"),
    };
    Entry {
        name: wording::audience(audience, language),
        below: below.into_owned(),
        aside: wording::jobs(scene.catalog.count(&query, scene.now.wall), language),
        opens: Opens::List(query),
    }
}
