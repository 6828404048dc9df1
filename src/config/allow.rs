//! The hosts that a code, and a redirect, may lead to.

/// Host patterns: `jobs.example.cn` is that host, `*.gov.cn` every host below gov.cn.
///
/// ```
/// use zhaohuo::config::AllowList;
///
/// let list = AllowList::new(&["*.gov.cn"]).expect("a host name");
/// assert!(list.allows("hrss.qingdao.gov.cn"));
/// assert!(!list.allows("gov.cn.evil.example"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AllowList(Vec<Pattern>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Pattern {
    Host(String),
    /// With its leading dot.
    Below(String),
}

impl AllowList {
    /// # Errors
    ///
    /// The first pattern that is no host name.
    pub fn new<S: AsRef<str>>(patterns: &[S]) -> Result<Self, String> {
        patterns
            .iter()
            .map(|pattern| Pattern::new(pattern.as_ref()))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Both.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        Self(self.0.iter().chain(&other.0).cloned().collect())
    }

    /// `host` as [`url::Url::host_str`] gives it: lower case, punycode.
    #[must_use]
    pub fn allows(&self, host: &str) -> bool {
        self.0.iter().any(|pattern| match pattern {
            Pattern::Host(own) => own == host,
            Pattern::Below(suffix) => host.len() > suffix.len() && host.ends_with(suffix.as_str()),
        })
    }
}

impl Pattern {
    fn new(written: &str) -> Result<Self, String> {
        let (below, name) = match written.strip_prefix("*.") {
            Some(name) => (true, name),
            None => (false, written),
        };
        let host = url::Host::parse(name).map_err(|_| written.to_owned())?.to_string();
        if host.contains('*') {
            return Err(written.to_owned());
        }
        // `*.com` would allow half the world.
        if below && !host.contains('.') && host != "example" {
            return Err(written.to_owned());
        }
        Ok(if below {
            Self::Below(format!(".{host}"))
        } else {
            Self::Host(host)
        })
    }
}
