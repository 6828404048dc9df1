//! The maintenance screen at the kiosk itself.

use serde::Deserialize;

use super::ConfigError;
use super::bad;
use crate::pin::PinHash;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Maintenance {
    /// Made of the PIN by `zhaohuo pin`. None: there is no such screen, and nothing hints at one.
    pub pin: Option<PinHash>,
}

impl Maintenance {
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        let checked = self.pin.as_ref().map(PinHash::check);
        checked
            .transpose()
            .map(drop)
            .map_err(|problem| bad("maintenance.pin", &problem))
    }
}
