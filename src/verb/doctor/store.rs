//! The store, read and not touched.

use std::os::unix::fs::MetadataExt as _;

use uzers::Users as _;
use uzers::UsersCache;

use crate::diagnosis::Holder;
use crate::diagnosis::Rights;
use crate::diagnosis::StoreFacts;
use crate::edge::store;
use crate::edge::store::Looked;
use crate::edge::store::StoreError;
use crate::text::CleanText;
use crate::text::LINE_CHARS;
use crate::text::clean_error;
use crate::verb::setup::Setup;

/// On a thread that may wait for a disk: each page is read.
pub(super) async fn look(setup: &Setup) -> Looked {
    let folder = setup.folder.clone();
    let looked = tokio::task::spawn_blocking(move || store::look(&folder)).await;
    looked.unwrap_or_else(|died| {
        let why = StoreError::Other(clean_error(&died));
        Looked {
            feeds: Err(why.clone()),
            whole: Err(why),
            is_marked: false,
            was_set_aside: false,
            bytes: 0,
            rights: Rights::Nothing,
            room: None,
            holder: Holder::Unknown,
        }
    })
}

pub(super) fn facts(setup: &Setup, looked: &Looked) -> StoreFacts {
    let owner = setup
        .folder
        .metadata()
        .ok()
        .and_then(|it| UsersCache::new().get_user_by_uid(it.uid()));
    let opened = match &looked.feeds {
        Ok(_) => Some(Ok(())),
        Err(StoreError::Missing(_)) => None,
        Err(why) => Some(Err(clean_error(why))),
    };
    StoreFacts {
        folder: clean_error(&setup.folder.display()),
        owner: owner.map(|owner| CleanText::new(&owner.name().to_string_lossy(), LINE_CHARS)),
        opened,
        whole: looked.whole.clone().map_err(|why| clean_error(&why)),
        is_marked: looked.is_marked,
        was_set_aside: looked.was_set_aside,
        bytes: looked.bytes,
        rights: looked.rights,
        is_root: rustix::process::geteuid().is_root(),
        room: looked.room,
        holder: looked.holder.clone(),
    }
}
