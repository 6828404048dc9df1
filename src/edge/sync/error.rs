//! Why a pull failed, as one would say it to the staff on the phone, with the technical reason behind it.

use std::error::Error;
use std::time::Duration;

use super::body::BodyFault;
use super::body::Limits;
use super::credential::CredentialFault;
use super::redirect::RedirectRefused;
use crate::edge::store::StoreError;
use crate::feed::FeedError;
use crate::feed::Looks;
use crate::text::CleanText;
use crate::text::clean_error;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PullError {
    #[error("连不上 {host}：{reason}")]
    Unreachable { host: CleanText, reason: CleanText },
    #[error("{host} 的证书{}（{reason}）", what_is_wrong(reason))]
    Certificate { host: CleanText, reason: CleanText },
    #[error("这台机器上没有根证书，https 用不了。请装 ca-certificates（{0}）")]
    NoRoots(CleanText),
    #[error("网络设置有错：{0}")]
    Settings(CleanText),
    #[error("{0}")]
    Credential(#[from] CredentialFault),
    #[error("{secs} 秒还没传完，太慢了")]
    TooSlow { secs: u64 },
    #[error("{0}")]
    Redirect(#[from] RedirectRefused),
    #[error("{0}")]
    Refusal(Refusal),
    #[error("传到一半断了：{0}")]
    Cut(CleanText),
    #[error("对方用了认不得的压缩：{0}")]
    Coding(CleanText),
    #[error("压缩的数据解不开：{0}")]
    Packed(CleanText),
    #[error("超过 {}", megabytes(*.limit))]
    TooLarge { limit: u64 },
    #[error("对方回的是网页，不是数据。可能要先登录网络，也可能地址错了")]
    WebPage,
    #[error("对方给的是空的，原来的都留着")]
    Empty,
    #[error("{refused} 条全都看不懂，原来的都留着。第一条：{first}")]
    Misread { refused: usize, first: CleanText },
    #[error("对方的数据看不懂：{0}")]
    Unreadable(CleanText),
    #[error("{0}")]
    Store(#[from] StoreError),
}

/// An answer that is no data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub status: u16,
    /// How long the server wants to be left alone.
    pub retry_after: Option<Duration>,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let said = match self.status {
            401 | 403 => "对方不让看",
            404 | 410 => "对方没有这个地址",
            407 => "代理要先登录",
            429 => "对方说问得太勤",
            500..=599 => "对方的服务器出错了",
            200..=299 => "对方没有给完整的数据",
            300..=399 => "对方要转去别处，没有跟",
            _ => "对方不给数据",
        };
        write!(f, "{said}（{}）", self.status)?;
        match self.retry_after.map(|wait| wait.as_secs().div_ceil(60)) {
            Some(minutes) => write!(f, "，{minutes} 分钟后再问"),
            None => Ok(()),
        }
    }
}

impl PullError {
    /// The message, fit to be stored and drawn.
    #[must_use]
    pub fn for_staff(&self) -> CleanText {
        clean_error(self)
    }

    /// Whether nobody answered, or not to the end; else somebody did, and it was of no use.
    #[must_use]
    pub fn is_offline(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::TooSlow { .. } | Self::Cut(_))
    }

    /// Whether trying again soon may help without anybody doing something.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::TooSlow { .. } | Self::Cut(_) => true,
            Self::Refusal(refusal) => refusal.status >= 500 || matches!(refusal.status, 408 | 429),
            Self::Store(error) => matches!(error, StoreError::Busy(_)),
            Self::WebPage
            | Self::Empty
            | Self::Certificate { .. }
            | Self::NoRoots(_)
            | Self::Settings(_)
            | Self::Credential(_)
            | Self::Redirect(_)
            | Self::Coding(_)
            | Self::Packed(_)
            | Self::TooLarge { .. }
            | Self::Misread { .. }
            | Self::Unreadable(_) => false,
        }
    }

    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        if let Self::Refusal(refusal) = self {
            refusal.retry_after
        } else {
            None
        }
    }

    /// Of the request up to its headers.
    pub(super) fn from_request(error: reqwest::Error, host: &str, limits: Limits) -> Self {
        let error = error.without_url();
        let host = CleanText::new(host, 80);
        let reason = reason_of(&error);
        if let Some(refused) = redirect_refused(&error) {
            Self::Redirect(refused)
        } else if reason.contains("certificate") {
            Self::Certificate { host, reason }
        } else if error.is_connect() {
            Self::Unreachable { host, reason }
        } else if error.is_timeout() {
            Self::TooSlow {
                secs: limits.time.as_secs().max(1),
            }
        } else if error.is_builder() {
            Self::Settings(reason)
        } else {
            Self::Cut(reason)
        }
    }

    /// Of the body, by way of the parser.
    pub(super) fn from_feed(error: FeedError<StoreError>, limits: Limits) -> Self {
        match error {
            FeedError::Sink(error) => Self::Store(error),
            FeedError::NotJson(Looks::WebPage) => Self::WebPage,
            FeedError::NotJson(Looks::Empty) => Self::Empty,
            FeedError::Cut => Self::Cut(clean_error(&"incomplete data")),
            FeedError::Source(error) => match error.get_ref().and_then(|inner| inner.downcast_ref::<BodyFault>()) {
                Some(BodyFault::TooLarge) => Self::TooLarge { limit: limits.bytes },
                Some(BodyFault::TooSlow) => Self::TooSlow {
                    secs: limits.time.as_secs().max(1),
                },
                Some(BodyFault::Broken(reason)) => Self::Cut(reason.clone()),
                None => Self::Packed(clean_error(&error)),
            },
            unreadable @ (FeedError::NotJson(_) | FeedError::Malformed { .. } | FeedError::NoItems(_)) => {
                Self::Unreadable(clean_error(&unreadable))
            }
        }
    }
}

/// The innermost reason; the layers around it only say "error sending request".
pub(super) fn reason_of(error: &dyn Error) -> CleanText {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    clean_error(&innermost)
}

/// By the words of rustls, whose own error type would cost a dependency on it.
fn what_is_wrong(reason: &CleanText) -> &'static str {
    let reason = reason.to_ascii_lowercase();
    if reason.contains("expired") || reason.contains("valid yet") || reason.contains("validyet") {
        "过期了或者还没生效，也看看这台机器的日期对不对"
    } else if reason.contains("not valid for") || reason.contains("notvalidfor") {
        "不是发给这个网址的"
    } else if reason.contains("issuer") {
        "不是认得的机构发的，可能是假的"
    } else {
        "验不过"
    }
}

fn redirect_refused(error: &reqwest::Error) -> Option<RedirectRefused> {
    let mut source = error.source();
    while let Some(inner) = source {
        if let Some(refused) = inner.downcast_ref::<RedirectRefused>() {
            return Some(refused.clone());
        }
        source = inner.source();
    }
    None
}

fn megabytes(bytes: u64) -> String {
    const KILO: u64 = 1024;
    match bytes {
        0..KILO => format!("{bytes} 字节"),
        KILO..1_048_576 => format!("{} KB", bytes / KILO),
        _ => format!("{} MB", bytes / KILO / KILO),
    }
}
