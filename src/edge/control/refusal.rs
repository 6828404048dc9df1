//! Why nothing was done, in the words of the hall.

use crate::edge::store::StoreError;
use crate::text::CleanText;
use crate::text::clean_error;

#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    #[error("没有叫 {0} 的活")]
    NotFound(CleanText),
    #[error("{0} 有好几个活，用完整的标识：{1}")]
    Several(CleanText, String),
    #[error("没什么可撤销的，或者那个活后来又改过")]
    NothingToUndo,
    #[error("今天没有 {0} 号在等")]
    NobodyWaits(u32),
    #[error("数据现在写不进去")]
    CannotWrite,
    #[error("屏幕没有回答")]
    NoScreen,
    #[error("没有设打印机：在设置里写 [printer] to = …")]
    NoPrinter,
    #[error("这个活没有要看的")]
    NothingToAccept,
    #[error("没写要说什么")]
    NoText,
    #[error("日子过了")]
    Past,
    #[error("撤下要写原因")]
    NoReason,
    #[error(transparent)]
    Entry(#[from] crate::control::EntryError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("出错了：{0}")]
    Broken(CleanText),
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(clean_error(&error))
    }
}
