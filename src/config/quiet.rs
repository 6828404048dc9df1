//! The hours in which nobody is in the hall, and the screen rests.

use jiff::civil::Time;

/// From one time of the day to another, over midnight too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    from: Time,
    to: Time,
}

impl QuietHours {
    /// `22:00-04:00`
    ///
    /// ```
    /// use zhaohuo::config::QuietHours;
    ///
    /// let quiet = QuietHours::parse("22:00-04:00").expect("two times");
    /// assert!(quiet.has(jiff::civil::time(3, 59, 0, 0)));
    /// assert!(!quiet.has(jiff::civil::time(4, 0, 0, 0)));
    /// ```
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let (from, to) = written.split_once(['-', '–'])?;
        let time = |text: &str| Time::strptime("%H:%M", text.trim()).ok();
        Some(Self {
            from: time(from)?,
            to: time(to)?,
        })
    }

    #[must_use]
    pub fn has(self, time: Time) -> bool {
        if self.from <= self.to {
            self.from <= time && time < self.to
        } else {
            self.from <= time || time < self.to
        }
    }
}
