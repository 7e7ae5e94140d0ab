//! The devices of the vault, as its person sees them: who is in, who left, how to remove one, and the epochs that follow.

use std::collections::BTreeSet;

use requite_seal::{Entropy, NewEpoch, RecoveryWords, Root, Signer, Statement};
use requite_wire::{
    DeviceId, Hash, codec,
    message::CreateVault,
    roster::{Cut, DeviceKeys, Entry},
};

use crate::{
    Engine, EngineError, History,
    setup::{registration, roster_error},
    vault::{Membership, Strict, Vault, mail_setting},
};

/// Milliseconds that a new device is pointed out for.
const NOTICE_MS: i64 = 7 * 24 * 60 * 60 * 1_000;

/// Entries that an installation remembers to have made: more are never under way.
const MADE_MAX: usize = 16;

/// A device of this vault, past or present.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceInfo {
    /// Its id.
    pub id: DeviceId,
    /// Its name; empty where this device was never given the key that opens it.
    pub name: String,
    /// Whether it is this one.
    pub this: bool,
    /// When it was let in, by the clock of who did, in milliseconds since 1970.
    pub added_ms: i64,
    /// When it was removed, by the clock of who did.
    pub revoked_ms: Option<i64>,
    /// When something of it last arrived here.
    pub last_heard_ms: Option<i64>,
    /// Until when it is pointed out as new, by this device's clock; none for older ones and for this one.
    pub new_until_ms: Option<i64>,
}

/// What a newcomer needs to begin.
#[derive(Debug, Clone)]
pub struct Admission {
    pub(crate) entries: Vec<Entry>,
    pub(crate) registration: CreateVault,
}

impl Engine {
    /// What this device may do.
    pub fn membership(&self) -> Membership {
        self.vault.membership()
    }

    /// Every device that is or was in the vault: this one first, then by when they came.
    ///
    /// # Errors
    /// [`EngineError`].
    pub fn devices(&mut self) -> Result<Vec<DeviceInfo>, EngineError> {
        self.refresh()?;
        let (now, me) = (self.surroundings.now_ms(), self.vault.me);
        let Self { mail, vault, .. } = self;
        mail.read(|mail| {
            let rows = mail.roster()?;
            let seen = |hash: Hash| {
                let row = rows.iter().find(|row| Hash::of(&row.body) == hash);
                row.map(|row| row.seen_ms)
            };
            let mine = vault.roster.member(me).and_then(|member| seen(member.added_by));
            let mut devices = Vec::new();
            for (id, member) in vault.roster.members() {
                // What was here when this device came is not new to its person.
                let first_seen =
                    seen(member.added_by).filter(|seen| Some(*seen) > mine && id != me);
                let until = first_seen.map(|seen| seen.saturating_add(NOTICE_MS));
                devices.push(DeviceInfo {
                    id,
                    name: vault.name_of(&member.name),
                    this: id == me,
                    added_ms: member.added_ms,
                    revoked_ms: member.revoked.map(|revoked| revoked.at_ms),
                    last_heard_ms: mail.heard(id)?,
                    new_until_ms: until.filter(|until| *until > now),
                });
            }
            devices.sort_by_key(|device| (!device.this, device.added_ms, device.id));
            Ok(devices)
        })
    }

    /// The device whose id begins so, of those that are in.
    ///
    /// # Errors
    /// [`EngineError::NotFound`]; [`EngineError::Ambiguous`].
    pub fn find_device(&mut self, prefix: &str) -> Result<DeviceId, EngineError> {
        let prefix = prefix.trim().to_ascii_lowercase();
        let mut found = self.devices()?;
        found.retain(|device| {
            let is_in = device.revoked_ms.is_none();
            is_in && !prefix.is_empty() && device.id.to_string().starts_with(&prefix)
        });
        match found.as_slice() {
            [one] => Ok(one.id),
            [] => Err(EngineError::NotFound),
            _ => Err(EngineError::Ambiguous),
        }
    }

    /// Lets a device in that is right here: the seam for meeting without a relay. Whoever calls this has made sure, as
    /// pairing does, that the keys are those of the device that the person means.
    ///
    /// # Errors
    /// [`EngineError::TooManyDevices`], [`EngineError::Removed`], and those of the disk.
    pub fn let_in(
        &mut self,
        device: &DeviceKeys,
        name: &str,
        history: History,
    ) -> Result<Admission, EngineError> {
        self.refresh()?;
        let entry = self.addition(device, name, history)?;
        self.admit(&entry)?;
        let entries = self.vault.roster.entries().cloned().collect();
        Ok(Admission { entries, registration: self.vault.registration.clone() })
    }

    /// Removes devices: what arrived of theirs until now counts, what they write from now on does not, and a new epoch
    /// begins, which they cannot read. Holds here at once and elsewhere with the next sync; sync before, so that
    /// nothing of theirs is cut off that could have been had.
    ///
    /// # Errors
    /// [`EngineError::NotFound`], [`EngineError::LastDevice`], [`EngineError::Removed`], and those of the disk.
    pub fn revoke(&mut self, devices: &[DeviceId]) -> Result<(), EngineError> {
        self.refresh()?;
        let leaving: BTreeSet<DeviceId> = devices.iter().copied().collect();
        if leaving.is_empty() || !leaving.iter().all(|id| self.vault.roster.is_active(*id)) {
            return Err(EngineError::NotFound);
        }
        if self.vault.roster.active().all(|(id, _)| leaving.contains(&id)) {
            return Err(EngineError::LastDevice);
        }
        let cuts = self.mail.read(|mail| {
            let cut = |device: &DeviceId| {
                let tip = mail.tip(*device)?;
                Ok::<_, EngineError>(match tip {
                    Some(tip) => Cut { device: *device, n: tip.n, hash: tip.hash },
                    None => Cut { device: *device, n: 0, hash: Hash::ZERO },
                })
            };
            leaving.iter().map(cut).collect::<Result<Vec<_>, _>>()
        })?;
        let gone = leaving.iter().filter_map(|id| self.vault.roster.member(*id));
        let gone: BTreeSet<[u8; 32]> = gone.map(|member| member.keys.hpke).collect();
        let epoch = self.new_epoch([], gone)?;
        let now = self.surroundings.now_ms();
        let Self { vault, rng, .. } = self;
        let entry = statement(vault, now).revoke(cuts, &epoch, rng)?;
        self.admit(&entry)
    }

    /// Ends every history hold: older devices give newcomers the keys of what was written before.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] when nothing is held back that this device could give.
    pub fn release_history(&mut self) -> Result<(), EngineError> {
        self.refresh()?;
        let mut next = Some(self.links_due(i64::MAX)?.ok_or(EngineError::NotFound)?);
        // Each link may open the key that the next one needs.
        while let Some(entry) = next {
            self.admit(&entry)?;
            next = self.links_due(i64::MAX)?;
        }
        Ok(())
    }

    /// Replaces the recovery words: the old ones open nothing any more once other devices and relays know.
    ///
    /// # Errors
    /// [`EngineError::Removed`], [`EngineError::WrongKey`], and those of the disk.
    pub fn change_recovery(&mut self) -> Result<RecoveryWords, EngineError> {
        self.refresh()?;
        let entropy = Entropy::generate(&mut self.rng);
        let root = Root::from_entropy(&entropy);
        let gone = BTreeSet::from([*self.vault.roster.recovery()]);
        let epoch = self.new_epoch([root.recovery().public()], gone)?;
        let now = self.surroundings.now_ms();
        let Self { vault, rng, .. } = self;
        let entry = statement(vault, now).change_recovery(&root, &epoch, rng)?;
        let genesis = vault.registration.genesis.clone();
        let registration = registration(&root.account(), &genesis, root.locator());
        self.mail.write(|mail| {
            mail.put_setting(mail_setting::REGISTRATION, &codec::encode(&registration))?;
            mail.put_setting(mail_setting::REGISTER, &[1])?;
            mail.append_roster(entry.hash(), entry.bytes(), now).map_err(EngineError::from)
        })?;
        self.vault = Vault::load(&mut self.mail, &mut self.journal)?;
        Ok(entropy.words())
    }

    /// Whether these recovery words open this vault, as far as this device has heard. Nothing is asked of a relay.
    ///
    /// # Errors
    /// [`EngineError::WrongWords`] for what are no 24 words, [`EngineError::OtherWords`] for those of another vault or replaced ones.
    pub fn test_words(&mut self, words: &str) -> Result<(), EngineError> {
        self.refresh()?;
        let root = Root::from_entropy(&Entropy::from_words(words)?);
        let roster = &self.vault.roster;
        let fits = *roster.recovery() == root.recovery().public()
            && *roster.account() == root.account().verify_key();
        if fits { Ok(()) } else { Err(EngineError::OtherWords) }
    }

    /// An epoch for everybody who is in, with some more and without some.
    pub(crate) fn new_epoch(
        &mut self,
        more: impl IntoIterator<Item = [u8; 32]>,
        without: impl IntoIterator<Item = [u8; 32]>,
    ) -> Result<NewEpoch, EngineError> {
        let Self { vault, rng, .. } = self;
        let without: BTreeSet<[u8; 32]> = without.into_iter().collect();
        let present = vault.writing_key()?;
        let key = present.next(rng);
        let mut recipients: Vec<[u8; 32]> = vault.roster.recipients();
        recipients.retain(|to| !without.contains(to));
        recipients.extend(more);
        let unlinked = vault.roster.unlinked();
        let others = unlinked.iter().filter_map(|index| vault.keys.get(index));
        let before = core::iter::once(present).chain(others).map(requite_seal::EpochKey::duplicate);
        let before = before.collect();
        Ok(NewEpoch { key, recipients, before })
    }

    /// The entry that the list of devices needs next, if this device can make it: a new epoch, or the links of a hold
    /// that is over.
    pub(crate) fn upkeep(&mut self) -> Result<Option<Entry>, EngineError> {
        if self.vault.membership() != Membership::Member || self.vault.roster.needs_update() {
            return Ok(None);
        }
        let now = self.surroundings.now_ms();
        if self.vault.roster.rotation_wanted(&self.vault.keys.held()) {
            let epoch = self.new_epoch([], [])?;
            let Self { vault, rng, .. } = self;
            return Ok(Some(statement(vault, now).rotate(&epoch, rng)?));
        }
        self.links_due(now)
    }

    fn links_due(&mut self, now_ms: i64) -> Result<Option<Entry>, EngineError> {
        let at_ms = self.surroundings.now_ms();
        let Self { vault, rng, .. } = self;
        for (newer, older, until_ms) in vault.roster.holds() {
            let keys = (vault.keys.get(&newer), vault.keys.get(&older));
            if let (true, (Some(newer), Some(older))) = (until_ms <= now_ms, keys) {
                return Ok(Some(statement(vault, at_ms).links(newer, &[older], rng)?));
            }
        }
        Ok(None)
    }

    /// Keeps in mind, durably, that this installation made an entry that a relay is to take first: if the answer never comes, the
    /// entry comes back in the list, and must not be taken for the work of another copy of this device.
    pub(crate) fn note_made(&mut self, entry: Hash) -> Result<(), EngineError> {
        self.mail.write(|mail| {
            let before = mail.setting(mail_setting::MADE)?.unwrap_or_default();
            let newest = before.len().saturating_sub((MADE_MAX - 1) * entry.as_bytes().len());
            let kept = before.get(newest..).unwrap_or_default();
            let made = [kept, entry.as_bytes()].concat();
            mail.put_setting(mail_setting::MADE, &made).map_err(EngineError::from)
        })
    }

    /// Whether this installation made it.
    pub(crate) fn has_made(&mut self, entry: Hash) -> Result<bool, EngineError> {
        let made = self
            .mail
            .read(|mail| mail.setting(mail_setting::MADE).map_err(EngineError::from))?
            .unwrap_or_default();
        Ok(made.chunks(32).any(|hash| hash == entry.as_bytes()))
    }

    /// Takes an entry in, durably; what it changes follows with the next pass.
    pub(crate) fn admit(&mut self, entry: &Entry) -> Result<(), EngineError> {
        if self.vault.roster.contains(entry.hash()) {
            return Ok(());
        }
        let mut roster = self.vault.roster.clone();
        roster.admit(entry.clone(), &Strict).map_err(roster_error)?;
        let now = self.surroundings.now_ms();
        self.mail.write(|mail| {
            mail.append_roster(entry.hash(), entry.bytes(), now).map_err(EngineError::from)
        })?;
        self.vault = Vault::load(&mut self.mail, &mut self.journal)?;
        Ok(())
    }

    /// Takes in what other processes of this device have changed. Whether anything was.
    pub(crate) fn refresh(&mut self) -> Result<bool, EngineError> {
        let (len, signer) = self.mail.read(|mail| {
            Ok::<_, EngineError>((mail.roster_len()?, mail.setting(mail_setting::SIGNER)?))
        })?;
        let known = u64::try_from(self.vault.roster.len()).unwrap_or(u64::MAX);
        let same_signer = signer.is_some_and(|signer| signer == *self.vault.signer.to_bytes());
        if len == known && same_signer {
            return Ok(false);
        }
        self.vault = Vault::load(&mut self.mail, &mut self.journal)?;
        Ok(true)
    }
}

pub(crate) fn statement(vault: &Vault, at_ms: i64) -> Statement<'_> {
    let parent = vault.roster.head();
    Statement { signer: &vault.signer, vault: vault.id, parent, at_ms }
}
