//! When what a feed leaves out is withdrawn.

/// How a feed withdraws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Withdraws {
    /// What a complete feed leaves out is withdrawn, unless that is suspiciously much.
    #[default]
    WithinReason,
    /// The demonstration feed, which starts anew each day.
    Anything,
}

/// More than one in so many gone at once is a fault at the source more often than a market that emptied: then all is
/// kept, and staff are told.
pub const SUSPICIOUS_PART: usize = 5;
/// So few may always go: a village station with three postings fills three places on a good morning.
pub const FREE_WITHDRAWALS: usize = 4;

/// What a pull brought, as far as the rule asks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Brought {
    pub(super) accepted: usize,
    pub(super) refused: usize,
    pub(super) is_whole: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Withdraw,
    /// Kept and marked as missing, but for what has expired.
    Keep,
    /// Kept and marked as missing.
    KeepAll,
    /// The feed said nothing about what there is.
    Ignore,
}

/// `missing` of the `held` items that are still valid are left out of a complete and well-formed feed.
pub(super) fn judge(withdraws: Withdraws, brought: Brought, held: usize, missing: usize) -> Verdict {
    if brought.accepted == 0 {
        return Verdict::Ignore;
    }
    // A connection that just ended may have had more to say. More refused than read: we misunderstand this feed, and so also what it leaves out.
    if brought.refused > brought.accepted || !brought.is_whole {
        return Verdict::KeepAll;
    }
    match withdraws {
        Withdraws::Anything => Verdict::Withdraw,
        Withdraws::WithinReason if missing <= FREE_WITHDRAWALS || missing * SUSPICIOUS_PART <= held => {
            Verdict::Withdraw
        }
        Withdraws::WithinReason => Verdict::Keep,
    }
}
