//! `config.toml` in the folder of the journal: relays, zone, language. Nothing secret, nothing written by the person.

use std::{fs, io, path::Path};

use requite::RelayUrl;
use toml::{Table, Value};

use crate::failure::{Failure, Shell};

const FILE: &str = "config.toml";

/// The settings.
#[derive(Debug, Clone, Default)]
pub(crate) struct Config {
    pub(crate) relays: Vec<RelayUrl>,
    pub(crate) zone: Option<String>,
    /// All of the file, so that fields of others stay.
    table: Table,
}

impl Config {
    pub(crate) fn read(folder: &Path) -> Result<Self, Failure> {
        let text = match fs::read_to_string(folder.join(FILE)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(_) => return Err(Shell::Config.into()),
        };
        let table: Table = text.parse().map_err(|_| Shell::Config)?;
        let relays = match table.get("relays") {
            None => Vec::new(),
            Some(Value::Array(relays)) => relays
                .iter()
                .map(|relay| Ok(relay.as_str().ok_or(Shell::Config)?.parse::<RelayUrl>()?))
                .collect::<Result<_, Failure>>()?,
            Some(_) => return Err(Shell::Config.into()),
        };
        let text = |name: &str| match table.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(Shell::Config),
        };
        text("language")?;
        let zone = text("zone")?;
        Ok(Self { relays, zone, table })
    }

    /// Writes the relays, whole or not at all.
    pub(crate) fn write_relays(
        &mut self,
        folder: &Path,
        relays: Vec<RelayUrl>,
    ) -> Result<(), Failure> {
        let list = relays.iter().map(|relay| Value::String(relay.to_string())).collect();
        self.table.insert("relays".to_owned(), Value::Array(list));
        let draft = folder.join("config.toml.new");
        fs::write(&draft, self.table.to_string())
            .and_then(|()| fs::rename(&draft, folder.join(FILE)))
            .map_err(|_| Shell::ConfigWrite)?;
        self.relays = relays;
        Ok(())
    }
}
