//! What a box is configured by: a file that all halls share, and over it a small one of this hall.

use std::path::PathBuf;

use toml::Table;
use toml::Value;

use super::Config;
use super::ConfigError;
use super::Fault;
use super::Hall;
use super::fault;

/// First line of a kept configuration: which of the files had something in it.
const OF_BOTH: &str = "# config.toml + hall.toml";
const OF_OWN: &str = "# hall.toml";

/// A file and what is written in it.
#[derive(Debug, Clone)]
pub struct Written {
    pub path: PathBuf,
    pub text: String,
}

/// The hall's own settings over the shared ones, key by key. A list is one value: the hall's own replaces the shared
/// one.
#[derive(Debug, Clone, Default)]
pub struct Layers {
    pub shared: Option<Written>,
    pub own: Option<Written>,
}

/// A mistake, and the file that it is in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {error}", path.display())]
pub struct Misconfigured {
    path: PathBuf,
    error: ConfigError,
    /// The same in a line.
    pub fault: Fault,
}

impl Layers {
    /// # Errors
    ///
    /// What [`Config::parse`] says, of the file that says it: each is read by itself, and what they make together is
    /// checked.
    pub fn config(&self) -> Result<Config, Box<Misconfigured>> {
        for layer in [&self.shared, &self.own].into_iter().flatten() {
            Config::read(&layer.text).map_err(|error| Box::new(self.in_file(layer, error)))?;
        }
        let merged = toml::to_string(&self.merged()).unwrap_or_default();
        let checked = Config::parse(&merged).and_then(|config| Hall::of(&config).map(|_| config));
        checked.map_err(|error| Box::new(self.blame(error)))
    }

    /// Says where it is: in the hall's own file if that has the key, for it counts.
    fn blame(&self, error: ConfigError) -> Misconfigured {
        let key = match &error {
            ConfigError::Value { key, .. } => key,
            ConfigError::Syntax { .. } => "",
        };
        // Half of a pair names the other half: then its table says where.
        let table = key.split('.').next().unwrap_or_default();
        let files = || [&self.own, &self.shared].into_iter().flatten();
        let sets = |key: &str| files().find(|layer| sets(&table_of(layer), key));
        match sets(key).or_else(|| sets(table)).or_else(|| files().last()) {
            Some(layer) => self.in_file(layer, error),
            None => Misconfigured {
                path: PathBuf::new(),
                fault: Fault::of(&error, ""),
                error,
            },
        }
    }

    /// One text that says the same: what is kept for bad times. `None` where there is no file.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        let Some(own) = &self.own else {
            return self.shared.as_ref().map(|shared| shared.text.clone());
        };
        let merged = toml::to_string(&self.merged()).unwrap_or_default();
        let files = match (is_blank(self.shared.as_ref()), is_blank(Some(own))) {
            (false, false) => OF_BOTH,
            (true, false) => OF_OWN,
            (_, true) => return self.shared.as_ref().map(|shared| shared.text.clone()),
        };
        Some(format!("{files}\n{merged}"))
    }

    /// Which file is there with nothing in it, not even a comment, where there was something when `kept` was kept:
    /// nobody writes that, but a lost write leaves it.
    #[must_use]
    pub fn lost(&self, kept: &str) -> Option<Fault> {
        let (shared, own) = match kept.lines().next() {
            Some(OF_BOTH) => (true, true),
            Some(OF_OWN) => (false, true),
            Some(_) | None => (!kept.trim().is_empty(), false),
        };
        let is_lost = |layer: &Option<Written>, was: bool| was && layer.is_some() && is_blank(layer.as_ref());
        if is_lost(&self.own, own) {
            return Some(Fault::empty(self.own.as_ref().map(|own| own.path.as_path())));
        }
        is_lost(&self.shared, shared).then(|| Fault::empty(None))
    }

    fn merged(&self) -> Table {
        let mut merged = self.shared.as_ref().map(table_of).unwrap_or_default();
        lay(&mut merged, self.own.as_ref().map(table_of).unwrap_or_default());
        merged
    }

    fn in_file(&self, layer: &Written, error: ConfigError) -> Misconfigured {
        let is_own = self.own.as_ref().is_some_and(|own| own.path == layer.path);
        Misconfigured {
            path: layer.path.clone(),
            fault: Fault {
                file: is_own.then(|| fault::name_of(&layer.path)),
                ..Fault::of(&error, &layer.text)
            },
            error,
        }
    }
}

/// Nothing where it is no TOML, which has been said before anybody asks.
fn table_of(layer: &Written) -> Table {
    layer.text.parse().unwrap_or_default()
}

fn is_blank(layer: Option<&Written>) -> bool {
    layer.is_none_or(|layer| layer.text.trim().is_empty())
}

fn lay(under: &mut Table, over: Table) {
    for (key, value) in over {
        let Value::Table(over) = value else {
            under.insert(key, value);
            continue;
        };
        let place = under.entry(key).or_insert_with(|| Value::Table(Table::new()));
        if let Value::Table(under) = place {
            lay(under, over);
        } else {
            *place = Value::Table(over);
        }
    }
}

/// Whether a table has `station.name`; of `feed.url`, whether one of its feeds has.
fn sets(table: &Table, key: &str) -> bool {
    let (first, rest) = key.split_once('.').unwrap_or((key, ""));
    match table.get(first) {
        Some(_) if rest.is_empty() => true,
        Some(Value::Table(inner)) => sets(inner, rest),
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_table).any(|inner| sets(inner, rest)),
        Some(_) | None => false,
    }
}
