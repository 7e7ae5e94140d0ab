//! The office: what the relay does with what it is given: membership, signatures, chains, pages. Blocking; the server calls it from threads that may
//! wait.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use requite_sync::roster::{Roster, RosterError, Verify};
use requite_wire::{
    Audit, DeviceId, Envelope, Hash, Locator, VaultId, codec, limits,
    message::{CreateVault, Delivered, Page, Push, Pushed, RosterPage},
    roster::Entry,
};

use crate::{
    backend::{Appended, Backend, Stored},
    refusal::Refusal,
    verify::Strict,
};

/// Rosters that are kept in memory.
const ROSTERS_MAX: usize = 10_000;

/// A relay's office over a backend, without any network: what every operation means.
pub struct Office {
    backend: Mutex<Box<dyn Backend>>,
    rosters: Mutex<BTreeMap<VaultId, Arc<Roster>>>,
    quota_bytes: u64,
}

impl core::fmt::Debug for Office {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Office")
    }
}

impl Office {
    /// An office with a quota of so many bytes for each vault.
    pub fn new(backend: Box<dyn Backend>, quota_bytes: u64) -> Self {
        Self { backend: Mutex::new(backend), rosters: Mutex::default(), quota_bytes }
    }

    /// Registers a vault, or takes back what was lost of one. The locator is set when the account in force asks for it.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn create(&self, request: &CreateVault) -> Result<VaultId, Refusal> {
        let genesis = Entry::parse(request.genesis.clone())?;
        let vault = genesis.vault();
        let roster = Roster::begin(vault, genesis.clone(), &Strict).map_err(refuse_entry)?;
        let message = CreateVault::signed_message(&request.genesis, request.locator);
        let signed_by = |account: &[u8; 32]| Strict.verify(account, &message, &request.signature);
        if request.roster.len() > limits::ROSTER_ENTRIES_MAX {
            return Err(Refusal::TooLarge);
        }
        let entries = request.roster.iter().map(|bytes| Entry::parse(bytes.to_vec()));
        let entries = entries.collect::<Result<Vec<_>, _>>()?;
        // Whoever held the words once may register; only who holds them now says where they find it.
        // What is here already counts as told.
        let mut told = match self.roster(vault) {
            Ok(known) => Roster::clone(&known),
            Err(_) => roster,
        };
        for entry in &entries {
            told.admit(entry.clone(), &Strict).map_err(refuse_entry)?;
        }
        let mut accounts = told.entries().filter_map(|entry| entry.body().action.change_recovery());
        let known = signed_by(genesis_account(&genesis)) || accounts.any(|c| signed_by(&c.account));
        if !known {
            return Err(Refusal::Unauthorized);
        }
        self.backend().create(vault, None, (genesis.hash(), genesis.bytes()))?;
        self.admit(vault, entries)?;
        self.follow_the_words(vault)?;
        if signed_by(self.roster(vault)?.account()) {
            let genesis = (genesis.hash(), genesis.bytes());
            self.backend().create(vault, Some(request.locator), genesis)?;
        }
        Ok(vault)
    }

    /// The list tells where the words in force find the vault: whoever brings it brings that too.
    fn follow_the_words(&self, vault: VaultId) -> Result<(), Refusal> {
        let roster = self.roster(vault)?;
        let genesis = roster.entries().next().map(|entry| (entry.hash(), entry.bytes()));
        if let (Some(locator), Some(genesis)) = (roster.locator(), genesis) {
            self.backend().create(vault, Some(locator), genesis)?;
        }
        Ok(())
    }

    /// The vault behind a locator, for its own account only.
    pub(crate) fn locate(&self, locator: Locator, account: &[u8; 32]) -> Result<VaultId, Refusal> {
        let vault = self.backend().locate(locator)?.ok_or(Refusal::NotFound)?;
        let roster = self.roster(vault)?;
        if roster.account() == account { Ok(vault) } else { Err(Refusal::NotFound) }
    }

    /// The roster of a vault.
    pub(crate) fn roster(&self, vault: VaultId) -> Result<Arc<Roster>, Refusal> {
        if let Some(roster) = lock(&self.rosters).get(&vault) {
            return Ok(Arc::clone(roster));
        }
        let stored = self.backend().roster(vault)?;
        if stored.is_empty() {
            return Err(Refusal::NotFound);
        }
        let entries = stored.into_iter().map(Entry::parse).collect::<Result<Vec<_>, _>>();
        let entries = entries.map_err(|_| Refusal::Internal)?;
        let roster =
            Roster::from_entries(vault, entries, &Strict).map_err(|_| Refusal::Internal)?;
        let roster = Arc::new(roster);
        self.remember(vault, &roster);
        Ok(roster)
    }

    /// Entries from index `from` on.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn roster_page(&self, vault: VaultId, from: u64) -> Result<RosterPage, Refusal> {
        let roster = self.roster(vault)?;
        let skip = usize::try_from(from).unwrap_or(usize::MAX);
        let mut bytes = 0;
        let entries = roster.entries().skip(skip).take_while(|entry| {
            bytes += entry.bytes().len();
            bytes <= limits::PAGE_BYTES_MAX
        });
        Ok(RosterPage {
            entries: entries.map(|entry| entry.bytes().to_vec().into()).collect(),
            head: roster.head(),
            len: count(roster.len()),
        })
    }

    /// Appends one entry, if the caller knows the head.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn append(&self, vault: VaultId, head: Hash, entry: &[u8]) -> Result<(), Refusal> {
        let entry = Entry::parse(entry.to_vec())?;
        let roster = self.roster(vault)?;
        if roster.contains(entry.hash()) {
            return Ok(());
        }
        if roster.head() != head {
            return Err(Refusal::Stale(Some(Box::new(self.audit(vault)?))));
        }
        self.admit(vault, vec![entry])
    }

    /// Stores envelopes, all or none.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn push(&self, vault: VaultId, request: &Push) -> Result<Pushed, Refusal> {
        if request.envelopes.len() > limits::PUSH_ENVELOPES_MAX {
            return Err(Refusal::TooLarge);
        }
        let roster = self.roster(vault)?;
        let mut envelopes = Vec::with_capacity(request.envelopes.len());
        for bytes in &request.envelopes {
            let envelope = Envelope::parse(bytes.to_vec())?;
            let tip = envelope.tip();
            let author = roster.member(tip.device).ok_or(Refusal::NotAMember)?;
            // What a removed device wrote before it was removed may still be brought by others.
            if let Some(revoked) = author.revoked {
                let cut = revoked.cut;
                if tip.n > cut.n || (tip.n == cut.n && tip.hash != cut.hash) {
                    return Err(Refusal::NotAMember);
                }
            }
            let message = envelope.signed_message(vault);
            if !Strict.verify(&author.keys.verify, &message, &envelope.signature()) {
                return Err(Refusal::Malformed);
            }
            envelopes.push(envelope);
        }
        let stored = self.backend().push(vault, &envelopes, self.quota_bytes)?;
        match stored {
            Stored::All(seqs) => Ok(Pushed { seqs, audit: self.audit(vault)? }),
            Stored::Forked => Err(Refusal::Forked(Box::new(self.audit(vault)?))),
            Stored::Gap => Err(Refusal::Stale(Some(Box::new(self.audit(vault)?)))),
            Stored::OverQuota => Err(Refusal::Full),
            Stored::NoVault => Err(Refusal::NotFound),
        }
    }

    /// A page of envelopes behind a sequence number.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn pull(&self, vault: VaultId, after: u64, max_bytes: usize) -> Result<Page, Refusal> {
        let max_bytes = max_bytes.min(limits::PAGE_BYTES_MAX);
        let found = self.backend().pull(vault, after, max_bytes)?;
        let audit = self.audit(vault)?;
        let next = found.last().map_or(after.min(audit.head), |(seq, _)| *seq);
        let delivered = found.into_iter().map(|(seq, envelope)| Delivered { seq, envelope });
        let envelopes: Vec<Delivered> = delivered.collect();
        let more = !envelopes.is_empty() && next < audit.head;
        Ok(Page { envelopes, next, more, audit })
    }

    /// What the relay has of a vault.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn audit(&self, vault: VaultId) -> Result<Audit, Refusal> {
        let roster = self.roster(vault)?;
        let mut backend = self.backend();
        let row = backend.vault(vault)?.ok_or(Refusal::NotFound)?;
        Ok(Audit {
            generation: row.generation,
            head: row.head,
            roster_head: roster.head(),
            roster_len: count(roster.len()),
            have: backend.tips(vault)?,
            retired: Vec::new(),
        })
    }

    /// Whether a device may enter a vault now.
    pub fn is_member(&self, vault: VaultId, device: DeviceId) -> bool {
        self.roster(vault).is_ok_and(|roster| roster.is_active(device))
    }

    pub(crate) fn delete(&self, vault: VaultId) -> Result<(), Refusal> {
        self.backend().delete(vault)?;
        lock(&self.rosters).remove(&vault);
        Ok(())
    }

    /// Takes in entries that hold; those that are there already are passed over.
    fn admit(&self, vault: VaultId, entries: Vec<Entry>) -> Result<(), Refusal> {
        let mut roster = Roster::clone(self.roster(vault)?.as_ref());
        let len = count(roster.len());
        let before = roster.locator();
        let mut new = Vec::new();
        for entry in entries {
            let (hash, bytes) = (entry.hash(), entry.bytes().to_vec());
            if roster.contains(hash) {
                continue;
            }
            roster.admit(entry, &Strict).map_err(refuse_entry)?;
            new.push((hash, bytes));
        }
        if new.is_empty() {
            return Ok(());
        }
        let appended = self.backend().append(vault, len, &new)?;
        match appended {
            Appended::Stored => {
                let moved = roster.locator() != before;
                self.remember(vault, &Arc::new(roster));
                if moved { self.follow_the_words(vault) } else { Ok(()) }
            }
            Appended::Stale => {
                lock(&self.rosters).remove(&vault);
                Err(Refusal::Stale(Some(Box::new(self.audit(vault)?))))
            }
        }
    }

    fn remember(&self, vault: VaultId, roster: &Arc<Roster>) {
        let mut rosters = lock(&self.rosters);
        if rosters.len() >= ROSTERS_MAX {
            rosters.clear();
        }
        rosters.insert(vault, Arc::clone(roster));
    }

    fn backend(&self) -> MutexGuard<'_, Box<dyn Backend>> {
        lock(&self.backend)
    }
}

fn genesis_account(genesis: &Entry) -> &[u8; 32] {
    // A genesis is signed by its own account, which was checked.
    &genesis.body().signer
}

/// Reads a request's body.
pub(crate) fn read<T: for<'b> minicbor::Decode<'b, ()>>(body: &[u8]) -> Result<T, Refusal> {
    codec::decode(body).map_err(Refusal::from)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Every method leaves its data whole at every step, so a panic elsewhere does not spoil it.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

fn refuse_entry(error: RosterError) -> Refusal {
    match error {
        RosterError::Signer | RosterError::NotAMember => Refusal::NotAMember,
        RosterError::MissingParent => Refusal::Stale(None),
        RosterError::TooManyDevices | RosterError::TooLong => Refusal::TooLarge,
        RosterError::OtherVault
        | RosterError::SecondGenesis
        | RosterError::Signature
        | RosterError::LastDevice
        | RosterError::Twice => Refusal::Malformed,
    }
}
