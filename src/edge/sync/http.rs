//! One conditional GET.

use std::sync::Arc;
use std::time::Duration;
use std::time::SystemTime;

use jiff::SignedDuration;
use jiff::Timestamp;
use reqwest::Certificate;
use reqwest::Client;
use reqwest::ClientBuilder;
use reqwest::Proxy;
use reqwest::Response;
use reqwest::StatusCode;
use reqwest::header;
use reqwest::header::HeaderMap;
use reqwest::header::HeaderName;
use reqwest::header::HeaderValue;
use url::Url;

use super::body;
use super::body::Coding;
use super::credential;
use super::error::PullError;
use super::error::Refusal;
use super::error::reason_of;
use super::redirect;
use super::schedule;
use super::source::Source;
use crate::config::AllowList;
use crate::config::Network;
use crate::config::is_loopback;
use crate::edge::store::StoreError;
use crate::edge::store::Validators;
use crate::text::clean_error;

/// A host that does not answer by then is down, or filtered.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Without one byte for so long, nothing more comes.
const READ_TIMEOUT: Duration = Duration::from_secs(15);
/// Longer validators are no validators; we would have to send them back with each request.
const VALIDATOR_BYTES: usize = 512;
const USER_AGENT: &str = concat!("zhaohuo/", env!("CARGO_PKG_VERSION"));
const ACCEPT: &str = "application/ld+json, application/x-ndjson, application/json, */*;q=0.1";

pub(super) enum Answer {
    /// With when the server says that is so.
    NotModified(Option<Timestamp>),
    Page(Page),
}

/// A 200 whose body is still to come.
pub(super) struct Page {
    pub(super) response: Response,
    pub(super) coding: Coding,
    pub(super) validators: Validators,
    /// When the server says that it was sent.
    pub(super) date: Option<Timestamp>,
}

pub(super) async fn get(
    source: &Source,
    validators: &Validators,
    network: &Network,
    allow: &Arc<AllowList>,
) -> Result<Answer, PullError> {
    let limits = source.limits();
    let (client, authorization) = client(source, network, allow).await?;
    let mut request = client
        .get(source.url.clone())
        .header(header::ACCEPT, ACCEPT)
        .header(header::ACCEPT_ENCODING, body::ACCEPT_ENCODING);
    if let Some(authorization) = authorization {
        // reqwest takes it out of a request that is redirected to another scheme, host or port.
        request = request.header(header::AUTHORIZATION, authorization);
    }
    if let Some(etag) = &validators.etag {
        request = request.header(header::IF_NONE_MATCH, etag);
    }
    if let Some(date) = &validators.last_modified {
        request = request.header(header::IF_MODIFIED_SINCE, date);
    }
    let sent = request.timeout(limits.time).send().await;
    let response = sent.map_err(|error| PullError::from_request(error, source.host(), limits))?;
    let is_conditional = *validators != Validators::default();
    match response.status() {
        StatusCode::NOT_MODIFIED if is_conditional => Ok(Answer::NotModified(date(response.headers()))),
        StatusCode::OK if response.content_length().is_some_and(|size| size > limits.bytes) => {
            Err(PullError::TooLarge { limit: limits.bytes })
        }
        StatusCode::OK => Ok(Answer::Page(Page {
            coding: Coding::of(response.headers()).map_err(PullError::Coding)?,
            validators: Validators {
                etag: validator(response.headers(), header::ETAG),
                last_modified: validator(response.headers(), header::LAST_MODIFIED),
            },
            date: date(response.headers()),
            response,
        })),
        status => Err(PullError::Refusal(Refusal {
            status: status.as_u16(),
            // A date in it is one of the server's clock.
            retry_after: schedule::retry_after(
                response.headers(),
                date(response.headers()).map_or_else(SystemTime::now, SystemTime::from),
            ),
        })),
    }
}

/// Whether a request goes to its host without any proxy: this machine's own services are not behind one.
#[must_use]
pub fn goes_direct(url: &Url) -> bool {
    is_loopback(url)
}

/// RFC 9110 §6.6.1; a cache that hands it on says how long it has had it (RFC 9111 §5.1).
pub(super) fn date(headers: &HeaderMap) -> Option<Timestamp> {
    let read = |name| headers.get(name)?.to_str().ok();
    let sent = httpdate::parse_http_date(read(header::DATE)?).ok()?;
    let age: u32 = read(header::AGE).and_then(|age| age.trim().parse().ok()).unwrap_or(0);
    let sent = Timestamp::try_from(sent).ok()?;
    sent.checked_add(SignedDuration::from_secs(age.into())).ok()
}

fn validator(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    (value.len() <= VALIDATOR_BYTES).then(|| value.to_owned())
}

/// Built anew for each pull, in some 10 ms: so a certificate that was installed meanwhile counts, and minutes lie
/// between two pulls anyway, over which no server keeps a connection.
async fn client(
    source: &Source,
    network: &Network,
    allow: &Arc<AllowList>,
) -> Result<(Client, Option<HeaderValue>), PullError> {
    let (url, network, allow) = (source.url.clone(), network.clone(), Arc::clone(allow));
    let credential = source.credential.clone();
    let built = tokio::task::spawn_blocking(move || {
        let authorization = credential.as_ref().map(credential::authorization).transpose()?;
        Ok((build(&url, &network, &allow)?, authorization))
    });
    let built = built.await;
    built.unwrap_or_else(|died| Err(PullError::Store(StoreError::Other(clean_error(&died)))))
}

/// Without one root certificate on the machine the builder fails, for http too (reqwest #2988). Then http goes on
/// with no roots at all: a redirect to https from there fails at its handshake.
fn build(url: &Url, network: &Network, allow: &Arc<AllowList>) -> Result<Client, PullError> {
    let builder = || configured(url, network, allow);
    match builder()?.build() {
        Ok(client) => Ok(client),
        Err(_) if url.scheme() == "http" => {
            let without_roots = builder()?.tls_certs_only([]).build();
            without_roots.map_err(|error| PullError::Settings(reason_of(&error)))
        }
        Err(error) => Err(PullError::NoRoots(reason_of(&error))),
    }
}

fn configured(url: &Url, network: &Network, allow: &Arc<AllowList>) -> Result<ClientBuilder, PullError> {
    let allow = Arc::clone(allow);
    let policy = reqwest::redirect::Policy::custom(move |attempt| {
        match redirect::judge(attempt.previous(), attempt.url(), &allow) {
            Ok(()) => attempt.follow(),
            Err(refused) => attempt.error(refused),
        }
    });
    let mut builder = Client::builder()
        .user_agent(USER_AGENT)
        .connect_timeout(CONNECT_TIMEOUT)
        .read_timeout(READ_TIMEOUT)
        .referer(false)
        .redirect(policy);
    if goes_direct(url) {
        builder = builder.no_proxy();
    } else if let Some(address) = &network.proxy {
        let proxy = Proxy::all(address).map_err(|error| PullError::Settings(reason_of(&error)))?;
        builder = builder.proxy(proxy);
    }
    if let Some(path) = &network.ca_file {
        let settings = |reason| PullError::Settings(clean_error(&format!("{}: {reason}", path.display())));
        let pem = std::fs::read(path).map_err(|error| settings(error.to_string()))?;
        let roots = Certificate::from_pem_bundle(&pem).map_err(|error| settings(error.to_string()))?;
        builder = builder.tls_certs_merge(roots);
    }
    Ok(builder)
}
