//! The demonstration's own web server: with no feed configured, the kiosk pulls this one as it would any other.

use std::convert::Infallible;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use http_body_util::Full;
use hyper::Request;
use hyper::Response;
use hyper::StatusCode;
use hyper::body::Bytes;
use hyper::body::Incoming;
use hyper::header;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tokio::net::TcpListener;

use super::Clock;
use crate::demo::DEFAULT_ITEMS;
use crate::demo::DEFAULT_SEED;
use crate::demo::Demo;

/// The path on which the feed is served.
const PATH: &str = "/feed.json";

/// Today's feed, made once a day.
#[derive(Debug)]
struct Today {
    date: Date,
    body: Bytes,
}

/// Serves the demonstration on a free loopback port for as long as the program runs; gives its address.
///
/// # Errors
///
/// Where no loopback port can be had.
pub async fn serve(zone: TimeZone, clock: Clock) -> std::io::Result<String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = format!("http://{}{PATH}", listener.local_addr()?);
    let today = Arc::new(Mutex::new(None));
    tokio::spawn(async move {
        loop {
            let Ok((stream, _)) = listener.accept().await else {
                continue;
            };
            let (today, zone, clock) = (Arc::clone(&today), zone.clone(), clock.clone());
            tokio::spawn(async move {
                let answer = service_fn(move |request| {
                    let answer = answer(&request, &today, clock.wall().to_zoned(zone.clone()).date());
                    async move { Ok::<_, Infallible>(answer) }
                });
                // A client that goes away ends its connection and nothing else.
                drop(
                    http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), answer)
                        .await,
                );
            });
        }
    });
    Ok(address)
}

fn answer(request: &Request<Incoming>, today: &Mutex<Option<Today>>, date: Date) -> Response<Full<Bytes>> {
    let tag = format!("\"{date}-{DEFAULT_SEED}-{DEFAULT_ITEMS}\"");
    let known = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .is_some_and(|value| value.as_bytes() == tag.as_bytes());
    let (status, body) = if request.uri().path() != PATH {
        (StatusCode::NOT_FOUND, Bytes::new())
    } else if known {
        (StatusCode::NOT_MODIFIED, Bytes::new())
    } else {
        (StatusCode::OK, body_of(date, today))
    };
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        header::HeaderValue::from_static("application/json"),
    );
    if let Ok(tag) = header::HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

fn body_of(date: Date, today: &Mutex<Option<Today>>) -> Bytes {
    let mut today = today.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(made) = today.as_ref().filter(|made| made.date == date) {
        return made.body.clone();
    }
    let mut json = Vec::new();
    // Writing to memory does not fail.
    drop(
        Demo {
            items: DEFAULT_ITEMS,
            seed: DEFAULT_SEED,
            today: date,
        }
        .write_json(&mut json),
    );
    let body = Bytes::from(json);
    *today = Some(Today {
        date,
        body: body.clone(),
    });
    body
}
