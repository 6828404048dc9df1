//! What can be wrong with the store, in words for the person who reads it.

use std::path::Path;

use rusqlite::ErrorCode;

use crate::text::CleanText;
use crate::text::clean_error;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    #[error("另一个找活正在用 {0}。一个数据目录同时只能开一个：先停掉那一个，或者换一个目录")]
    InUse(CleanText),
    #[error("{0} 里还没有数据。先运行 zhaohuo pull")]
    Missing(CleanText),
    #[error("数据是更新版的找活写的（格式 {found}，这一版只认到 {known}）。请装回新版；这一版不会改动它")]
    Newer { found: i64, known: i64 },
    #[error("数据文件坏了。重新启动找活，它会把坏的另存，再拉一份新的（{0}）")]
    Damaged(CleanText),
    #[error("磁盘满了，没有写进去，原来的数据还在。请腾出空间")]
    Full,
    #[error("数据文件正被别的程序占着，没有写进去（{0}）")]
    Busy(CleanText),
    #[error("没有权限读写数据文件。看看目录归谁、磁盘是不是只读（{0}）")]
    Denied(CleanText),
    #[error("{folder} 用不了：{reason}")]
    Folder { folder: CleanText, reason: CleanText },
    #[error("数据文件读写出错：{0}")]
    Other(CleanText),
}

impl StoreError {
    pub(super) fn in_use(folder: &Path) -> Self {
        Self::InUse(clean_error(&folder.display()))
    }

    pub(super) fn missing(folder: &Path) -> Self {
        Self::Missing(clean_error(&folder.display()))
    }

    pub(super) fn folder(folder: &Path, reason: &std::io::Error) -> Self {
        Self::Folder {
            folder: clean_error(&folder.display()),
            reason: clean_error(reason),
        }
    }

    pub(super) fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged(_))
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let reason = clean_error(&error);
        let Some(code) = error.sqlite_error_code() else {
            return Self::Other(reason);
        };
        if matches!(code, ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) {
            Self::Damaged(reason)
        } else if code == ErrorCode::DiskFull {
            Self::Full
        } else if matches!(code, ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) {
            Self::Busy(reason)
        } else if matches!(
            code,
            ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied
        ) {
            Self::Denied(reason)
        } else {
            Self::Other(reason)
        }
    }
}
