//! From the bytes of a feed to its items, whatever shape holds them.

use std::io;
use std::io::Read as _;

use super::Context;
use super::FeedError;
use super::Format;
use super::Item;
use super::Refused;
use super::item;
use super::item::Refusal;
use super::sniff;
use super::sniff::Start;
use super::split::Held;
use super::split::Splitter;

/// U+FEFF in UTF-8, which programs on Windows put first.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

pub(super) fn walk<E>(
    mut source: impl io::Read,
    context: &Context,
    sink: impl FnMut(Result<Item, Refused>) -> Result<(), E>,
) -> Result<Format, FeedError<E>> {
    let mut head = Vec::new();
    source.by_ref().take(sniff::HEAD_BYTES as u64).read_to_end(&mut head)?;
    let body = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&head);
    let start = sniff::look(body).map_err(FeedError::NotJson)?;
    let walk = Walk {
        splitter: Splitter::new(body.chain(source), (head.len() - body.len()) as u64),
        held: Held::default(),
        outlet: Outlet {
            context,
            sink,
            count: 0,
        },
    };
    match start {
        Start::Array => walk.array(),
        Start::Object => walk.object(),
        Start::Lines => walk.lines(),
    }
}

struct Walk<'c, S, F> {
    splitter: Splitter<S>,
    /// The item being cut out; one buffer for all of them.
    held: Held,
    outlet: Outlet<'c, F>,
}

impl<S: io::Read, E, F: FnMut(Result<Item, Refused>) -> Result<(), E>> Walk<'_, S, F> {
    fn array(mut self) -> Result<Format, FeedError<E>> {
        self.splitter.expect()?;
        self.elements()?;
        self.end()?;
        Ok(Format::Array)
    }

    /// An object that holds the items under one of its keys, or is an item itself; then more may follow, one a line.
    fn object(mut self) -> Result<Format, FeedError<E>> {
        let mut whole = Held::default();
        let container = self.members(&mut whole)?;
        let more = self.splitter.peek()?.is_some();
        match container {
            Some(format) if !more => Ok(format),
            Some(_) if self.outlet.count > 0 => Err(self.malformed()),
            Some(_) => self.lines(),
            None if more => {
                self.outlet.element(&whole)?;
                self.lines()
            }
            None => self.single(&whole),
        }
    }

    /// One item a line; a line that is broken costs only itself.
    fn lines(mut self) -> Result<Format, FeedError<E>> {
        while self.splitter.peek()?.is_some() {
            self.held.clear();
            if !self.splitter.line(&mut self.held)? {
                return Err(FeedError::Cut);
            }
            self.outlet.element(&self.held)?;
        }
        Ok(Format::Ndjson)
    }

    /// An object that is all there is. Where it is of no known type, this is no feed.
    fn single(mut self, whole: &Held) -> Result<Format, FeedError<E>> {
        let value = item::parse(whole).map_err(|refusal| FeedError::NoItems(refusal.words()))?;
        if let Some(refusal) = item::no_item_at_all(&value) {
            return Err(FeedError::NoItems(refusal.words()));
        }
        let is_feed = item::unpack(&value).is_empty();
        self.outlet.items(&value)?;
        Ok(if is_feed { Format::DataFeed } else { Format::Single })
    }

    /// The items of the array that begins here. A comma too many loses nothing, so it is no fault.
    fn elements(&mut self) -> Result<(), FeedError<E>> {
        self.splitter.take(1);
        loop {
            match self.splitter.expect()? {
                b']' => break,
                b',' => self.splitter.take(1),
                _ => self.element(b']')?,
            }
        }
        self.splitter.take(1);
        Ok(())
    }

    fn element(&mut self, close: u8) -> Result<(), FeedError<E>> {
        self.held.clear();
        self.splitter.value(close, &mut self.held)?;
        self.outlet.element(&self.held)
    }

    /// Goes through the object that begins here: reads the items that it holds, and adds the rest to `whole`.
    fn members(&mut self, whole: &mut Held) -> Result<Option<Format>, FeedError<E>> {
        let mut container = None;
        self.splitter.expect()?;
        self.splitter.take(1);
        whole.push(b"{");
        loop {
            match self.splitter.expect()? {
                b'}' => break,
                b',' => {
                    self.splitter.take(1);
                    whole.push(b",");
                    continue;
                }
                b'"' => {}
                _ => return Err(self.malformed()),
            }
            let named = self.key(whole)?;
            match (named, self.splitter.expect()?) {
                (Some(_), b'[') => self.elements()?,
                (Some(_), b'{') => self.element(b'}')?,
                (Some(_) | None, _) => {
                    self.splitter.value(b'}', whole)?;
                    continue;
                }
            }
            container = named;
        }
        self.splitter.take(1);
        whole.push(b"}");
        Ok(container)
    }

    /// The key that begins here, with its colon; what shape it names, if it names one.
    fn key(&mut self, whole: &mut Held) -> Result<Option<Format>, FeedError<E>> {
        self.held.clear();
        self.splitter.string(&mut self.held)?;
        if self.splitter.expect()? != b':' {
            return Err(self.malformed());
        }
        self.splitter.take(1);
        let key = self.held.bytes().unwrap_or(b"\"\"");
        whole.push(key);
        whole.push(b":");
        Ok(std::str::from_utf8(key)
            .ok()
            .and_then(|key| item::container(key.trim_matches('"'))))
    }

    fn end(&mut self) -> Result<(), FeedError<E>> {
        match self.splitter.peek()? {
            None => Ok(()),
            Some(_) => Err(self.malformed()),
        }
    }

    fn malformed(&self) -> FeedError<E> {
        FeedError::Malformed { at: self.splitter.at() }
    }
}

/// Where the items go, counted.
struct Outlet<'c, F> {
    context: &'c Context,
    sink: F,
    count: usize,
}

impl<E, F: FnMut(Result<Item, Refused>) -> Result<(), E>> Outlet<'_, F> {
    fn element(&mut self, held: &Held) -> Result<(), FeedError<E>> {
        match item::parse(held) {
            Ok(value) => self.items(&value),
            Err(refusal) => self.give(Err(refusal)),
        }
    }

    fn items(&mut self, value: &serde_json::Value) -> Result<(), FeedError<E>> {
        item::unpack(value)
            .iter()
            .try_for_each(|value| self.give(item::read(value, self.context)))
    }

    fn give(&mut self, item: Result<Item, Refusal>) -> Result<(), FeedError<E>> {
        let index = self.count;
        self.count += 1;
        let item = item.map_err(|refusal| Refused {
            index,
            reason: refusal.words(),
        });
        (self.sink)(item).map_err(FeedError::Sink)
    }
}
