//! How a vault comes to be on a device: made anew, restored from the words, or opened again.

use std::path::Path;

use rand::Rng;
use requite_record::Schema;
use requite_seal::{
    AccountKey, Argon2Params, DeviceSecrets, Entropy, EpochKey, KeyFile, LocalKeys, RecoveryWords,
    Root, Signer,
};
use requite_store::{Journal, Mail};
use requite_sync::roster::{Roster, RosterError};
use requite_wire::{
    Hash, Locator, VaultId, codec,
    message::{CreateVault, RosterPage, code},
    roster::Entry,
};

use crate::{
    Engine, EngineError, chance,
    home::Home,
    net::{Http, NetError, RelayClient, RelayUrl, Session},
    vault::{self, Strict, Vault, file_key, journal_setting, mail_setting},
};

/// What opens a vault on this device.
#[derive(Debug)]
pub enum Unlock<'a> {
    /// The passphrase: derives the keys, which takes a noticeable moment on purpose.
    Passphrase(&'a str),
    /// Keys derived before, from [`unlock`].
    Keys(LocalKeys),
}

/// Tries to append an Add when another device was faster each time.
const APPEND_TRIES: u32 = 8;

/// Derives the keys of a vault's files, for a platform's key store.
///
/// # Errors
/// [`EngineError::WrongPassphrase`], [`EngineError::NoVault`].
pub fn unlock(folder: &Path, passphrase: &str) -> Result<LocalKeys, EngineError> {
    let bytes = Home::new(folder).read_keys()?;
    Ok(KeyFile::open(&bytes, passphrase.as_bytes())?)
}

impl Engine {
    /// Makes a new vault with this device in it. The words are returned once and kept nowhere.
    ///
    /// # Errors
    /// [`EngineError::AlreadyThere`], [`EngineError::DeviceName`], and those of the disk.
    pub fn create(
        folder: &Path,
        schema: Schema,
        device_name: &str,
        passphrase: &str,
    ) -> Result<(Self, RecoveryWords), EngineError> {
        check_name(device_name)?;
        let mut rng = chance::rng()?;
        let entropy = Entropy::generate(&mut rng);
        let root = Root::from_entropy(&entropy);
        let device = DeviceSecrets::generate(&mut rng);
        let key = EpochKey::generate(&mut rng);
        let recovery = root.recovery().public();
        let account = root.account();
        let genesis =
            requite_seal::genesis(&account, &recovery, &device.keys(), device_name, &key, &mut rng)
                .map_err(|_| EngineError::DeviceName)?;
        let registration = registration(&account, &genesis, root.locator());
        let made = Made { vault: genesis.vault(), device, registration, entries: vec![genesis] };
        let engine = made.write(folder, schema, passphrase)?;
        Ok((engine, entropy.words()))
    }

    /// Brings a vault onto this device by its recovery words: finds it at a relay and adds this device to it.
    /// The records come with the first sync.
    ///
    /// # Errors
    /// [`EngineError::WrongWords`], [`EngineError::NoVaultForWords`], [`EngineError::RelayUnreachable`], and those of the disk.
    pub async fn restore(
        folder: &Path,
        schema: Schema,
        words: &str,
        relay: &RelayUrl,
        device_name: &str,
        passphrase: &str,
    ) -> Result<Self, EngineError> {
        check_name(device_name)?;
        if Home::new(folder).has_vault() {
            return Err(EngineError::AlreadyThere);
        }
        let entropy = Entropy::from_words(words)?;
        let root = Root::from_entropy(&entropy);
        let account = root.account();
        let client = RelayClient::new(Http::new()?, relay.clone());
        let vault = client.locate(&account, root.locator()).await.map_err(unknown_words)?;
        let session = client.enter(&account, vault).await.map_err(unknown_words)?;
        let mut roster = fetch_roster(&session, vault, &account).await?;
        let recovery = root.recovery();
        let key = vault::current_key(&roster, &recovery)?;
        let mut rng = chance::rng()?;
        let device = DeviceSecrets::generate(&mut rng);
        for _ in 0..APPEND_TRIES {
            let entry = requite_seal::add(
                &account,
                vault,
                roster.head(),
                &device.keys(),
                device_name,
                &key,
                &mut rng,
            )
            .map_err(|_| EngineError::DeviceName)?;
            roster.admit(entry.clone(), &Strict).map_err(roster_error)?;
            let parent = entry.body().parent.unwrap_or(Hash::ZERO);
            match session.append(&entry, parent).await {
                Ok(()) => {
                    let genesis = roster.entries().next().ok_or(EngineError::Internal("roster"))?;
                    let registration = registration(&account, genesis, root.locator());
                    let entries = roster.entries().cloned().collect();
                    let made = Made { vault, device, registration, entries };
                    return made.write(folder, schema, passphrase);
                }
                Err(error) if error.code() == code::STALE => {
                    roster = fetch_roster(&session, vault, &account).await?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(EngineError::Busy)
    }

    /// Opens the vault in a folder.
    ///
    /// # Errors
    /// [`EngineError::NoVault`], [`EngineError::WrongPassphrase`], [`EngineError::Damaged`], [`EngineError::NewerVersion`].
    pub fn open(folder: &Path, schema: Schema, with: Unlock<'_>) -> Result<Self, EngineError> {
        let home = Home::new(folder);
        let keys = match with {
            Unlock::Passphrase(passphrase) => unlock(folder, passphrase)?,
            Unlock::Keys(keys) if home.has_vault() => keys,
            Unlock::Keys(_) => return Err(EngineError::NoVault),
        };
        let mail = Mail::open(&home.mail(), &file_key(&keys.mail));
        let mut mail = mail.map_err(lost_file)?;
        let mut journal =
            Journal::open(&home.journal(), &file_key(&keys.content)).map_err(lost_file)?;
        let vault = Vault::load(&mut mail, &mut journal)?;
        let mut rng = chance::rng()?;
        let mut actor = [0; 16];
        rng.fill_bytes(&mut actor);
        Ok(Self { home, schema, mail, journal, vault, rng, actor, notices: Vec::new() })
    }
}

/// A vault as it is about to be written to a folder.
struct Made {
    vault: VaultId,
    device: DeviceSecrets,
    registration: CreateVault,
    entries: Vec<Entry>,
}

impl Made {
    /// Writes both files, then the key file: only then is there a vault.
    fn write(self, folder: &Path, schema: Schema, passphrase: &str) -> Result<Engine, EngineError> {
        let home = Home::new(folder);
        home.prepare()?;
        let mut rng = chance::rng()?;
        let keys = LocalKeys::generate(&mut rng);
        let mut mail = Mail::create(&home.mail(), &file_key(&keys.mail))?;
        let mut journal = Journal::create(&home.journal(), &file_key(&keys.content))?;
        mail.write(|mail| {
            mail.put_setting(mail_setting::VAULT, self.vault.as_bytes())?;
            mail.put_setting(mail_setting::SIGNER, &*self.device.signer.to_bytes())?;
            mail.put_setting(mail_setting::REGISTRATION, &codec::encode(&self.registration))?;
            for entry in &self.entries {
                mail.append_roster(entry.hash(), entry.bytes())?;
            }
            Ok::<_, EngineError>(())
        })?;
        journal.write(|journal| {
            let hpke = self.device.hpke.to_bytes();
            journal.put_setting(journal_setting::HPKE, &*hpke).map_err(EngineError::from)
        })?;
        let sealed =
            KeyFile::seal(&keys, passphrase.as_bytes(), Argon2Params::default(), &mut rng)?;
        home.write_keys(&sealed)?;
        drop((mail, journal));
        Engine::open(folder, schema, Unlock::Keys(keys))
    }
}

fn registration(account: &AccountKey, genesis: &Entry, locator: Locator) -> CreateVault {
    let message = CreateVault::signed_message(genesis.bytes(), locator);
    CreateVault {
        genesis: genesis.bytes().to_vec(),
        locator,
        signature: account.sign(&message),
        roster: Vec::new(),
    }
}

/// The whole roster as the relay has it, checked from its genesis on; the genesis must be this account's.
async fn fetch_roster(
    session: &Session,
    vault: VaultId,
    account: &AccountKey,
) -> Result<Roster, EngineError> {
    let mut entries = Vec::new();
    loop {
        let from = u64::try_from(entries.len()).unwrap_or(u64::MAX);
        let RosterPage { entries: page, len, .. } = session.roster(from).await?;
        if page.is_empty() {
            break;
        }
        entries.extend(page.into_iter().map(Vec::from));
        if u64::try_from(entries.len()).unwrap_or(u64::MAX) >= len {
            break;
        }
    }
    let roster = vault::roster(vault, entries)?;
    if *roster.account() == account.verify_key() {
        Ok(roster)
    } else {
        Err(EngineError::NoVaultForWords)
    }
}

fn check_name(name: &str) -> Result<(), EngineError> {
    let fits = !name.trim().is_empty() && name.len() <= 64;
    if fits { Ok(()) } else { Err(EngineError::DeviceName) }
}

fn unknown_words(error: NetError) -> EngineError {
    match &error {
        NetError::Refused { status: 401 | 403 | 404, .. } => EngineError::NoVaultForWords,
        NetError::Refused { .. } | NetError::Unreachable | NetError::Malformed => error.into(),
    }
}

fn roster_error(error: RosterError) -> EngineError {
    match error {
        RosterError::TooManyDevices => EngineError::TooManyDevices,
        _ => EngineError::Damaged { what: "the device list" },
    }
}

/// The key file opened, so a file that does not open with its keys is damaged, not locked.
fn lost_file(error: requite_store::StoreError) -> EngineError {
    match error {
        requite_store::StoreError::WrongKey | requite_store::StoreError::Missing => {
            EngineError::Damaged { what: "a file of this vault" }
        }
        error => error.into(),
    }
}
