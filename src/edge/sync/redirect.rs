//! Where a feed's server may send us on to.

use url::Host;
use url::Url;

use crate::config::AllowList;
use crate::config::is_localhost;
use crate::text::CleanText;

/// A web server needs one or two (to https, to a host with www); more is a loop.
pub const MAX_REDIRECTS: usize = 5;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RedirectRefused {
    #[error("转了 {MAX_REDIRECTS} 次还没到，不再跟")]
    TooMany,
    #[error("要从 https 转到不加密的 http，没有跟")]
    Downgrade,
    #[error("要转到 {0}: 开头的地址，没有跟")]
    Scheme(CleanText),
    #[error("要转到带用户名的地址，没有跟")]
    Credentials,
    #[error("要转到 {0}，它不在允许的网址里，没有跟")]
    Host(CleanText),
}

/// `previous` are the addresses so far, the feed's own first; `next` is where the last of them points.
pub(super) fn judge(previous: &[Url], next: &Url, allow: &AllowList) -> Result<(), RedirectRefused> {
    let Some(from) = previous.last() else {
        return Ok(());
    };
    if previous.len() > MAX_REDIRECTS {
        return Err(RedirectRefused::TooMany);
    }
    if !matches!(next.scheme(), "http" | "https") {
        return Err(RedirectRefused::Scheme(CleanText::new(next.scheme(), 20)));
    }
    if from.scheme() == "https" && next.scheme() == "http" {
        return Err(RedirectRefused::Downgrade);
    }
    if !next.username().is_empty() || next.password().is_some() {
        return Err(RedirectRefused::Credentials);
    }
    if is_same_host(from, next) || is_allowed(next, allow) {
        return Ok(());
    }
    let place = &next[url::Position::BeforeHost..url::Position::AfterPort];
    Err(RedirectRefused::Host(CleanText::new(place, 80)))
}

/// The same port too, or both times the usual one: on one host another port is another service.
fn is_same_host(from: &Url, next: &Url) -> bool {
    from.host() == next.host() && (from.port() == next.port())
}

/// On the list, at the usual port, and no address of this machine or of the network around it: the list holds the
/// feeds' own hosts, and a test feed may well be at 127.0.0.1.
fn is_allowed(next: &Url, allow: &AllowList) -> bool {
    let listed = next.host_str().is_some_and(|host| allow.allows(host));
    listed && next.port().is_none() && !is_inside(next)
}

fn is_inside(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => is_localhost(name),
        Some(Host::Ipv4(address)) => {
            address.is_loopback() || address.is_private() || address.is_link_local() || address.is_unspecified()
        }
        Some(Host::Ipv6(address)) => {
            address.is_loopback()
                || address.is_unspecified()
                || address.is_unique_local()
                || address.is_unicast_link_local()
                || address.to_ipv4_mapped().is_some()
        }
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(from: &str, next: &str) -> Result<(), RedirectRefused> {
        let allow = AllowList::new(&["jobs.example.cn", "127.0.0.1", "10.0.0.7", "*.gov.cn"]).unwrap();
        judge(&[Url::parse(from).unwrap()], &Url::parse(next).unwrap(), &allow)
    }

    fn host(name: &str) -> Result<(), RedirectRefused> {
        Err(RedirectRefused::Host(CleanText::new(name, 80)))
    }

    #[test]
    fn a_redirect_stays_on_its_host_or_goes_to_an_allowed_one() {
        assert_eq!(judged("http://a.cn/feed", "http://a.cn/feed/"), Ok(()));
        assert_eq!(judged("http://a.cn/feed", "https://a.cn/feed"), Ok(()));
        assert_eq!(judged("http://a.cn:8080/feed", "http://a.cn:8080/new"), Ok(()));
        assert_eq!(judged("https://a.cn/", "https://jobs.example.cn/"), Ok(()));
        assert_eq!(judged("https://a.cn/", "https://hrss.qingdao.gov.cn/"), Ok(()));
        assert_eq!(judged("http://a.cn/", "http://b.cn/"), host("b.cn"));
        assert_eq!(judged("http://a.cn/", "http://a.cn:8080/"), host("a.cn:8080"));
        assert_eq!(
            judged("https://a.cn/", "https://jobs.example.cn:9200/"),
            host("jobs.example.cn:9200")
        );
    }

    #[test]
    fn no_redirect_leads_inside() {
        for inside in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://10.0.0.7/",
            "http://169.254.169.254/",
            "http://0.0.0.0/",
            "http://localhost/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[fe80::1]/",
        ] {
            let refused = judged("http://a.cn/", inside);
            assert!(
                matches!(refused, Err(RedirectRefused::Host(_))),
                "{inside}: {refused:?}"
            );
        }
        assert_eq!(judged("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/b"), Ok(()));
        assert_eq!(
            judged("http://127.0.0.1:8080/a", "http://127.0.0.1/b"),
            host("127.0.0.1")
        );
    }

    #[test]
    fn a_redirect_keeps_its_encryption_and_brings_no_names() {
        assert_eq!(judged("https://a.cn/", "http://a.cn/"), Err(RedirectRefused::Downgrade));
        assert_eq!(
            judged("http://a.cn/", "http://x@a.cn/"),
            Err(RedirectRefused::Credentials)
        );
        for scheme in ["file", "ftp", "data", "javascript"] {
            let next = format!("{scheme}:///etc/passwd");
            let refused = Err(RedirectRefused::Scheme(CleanText::new(scheme, 20)));
            assert_eq!(judged("http://a.cn/", &next), refused);
        }
    }

    #[test]
    fn the_sixth_redirect_is_not_followed() {
        let url = Url::parse("http://a.cn/").unwrap();
        let hops = vec![url.clone(); MAX_REDIRECTS];
        assert_eq!(judge(&hops, &url, &AllowList::default()), Ok(()));
        let hops = vec![url.clone(); MAX_REDIRECTS + 1];
        assert_eq!(judge(&hops, &url, &AllowList::default()), Err(RedirectRefused::TooMany));
    }
}
