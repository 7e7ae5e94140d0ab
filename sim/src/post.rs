//! The relay of the world: the real office on a real SQLite file, without HTTP. It can be down, forget, be put back to an
//! older copy, and hold things back.

use std::{collections::BTreeMap, fs, path::PathBuf};

use requite_engine::{Answer, DeviceId, Fault, PushOutcome, RelayId, Request, VaultId};
use requite_relay::{Office, Refusal, Sqlite};
use requite_wire::{
    Envelope, Hash,
    message::{CreateVault, Page, Push},
    roster::Entry,
};

/// What a device says with every request.
#[derive(Debug, Clone)]
pub struct Who {
    /// The vault.
    pub vault: VaultId,
    /// The device.
    pub device: DeviceId,
    /// What registers the vault where it is not known.
    pub registration: CreateVault,
}

/// The relay.
pub struct Post {
    folder: PathBuf,
    office: Option<Office>,
    copies: u32,
    /// Envelopes of this device from this number on are not handed out, nor spoken of.
    pub(crate) withheld: Option<(DeviceId, u64)>,
    /// It was put back or wiped.
    pub(crate) has_lost: bool,
    /// How many requests were served.
    pub(crate) served: u64,
}

const QUOTA: u64 = 1 << 30;

impl core::fmt::Debug for Post {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Post").field("served", &self.served).finish_non_exhaustive()
    }
}

impl Post {
    /// A relay with its file in this folder.
    pub fn open(folder: PathBuf) -> Self {
        let mut post =
            Self { folder, office: None, copies: 0, withheld: None, has_lost: false, served: 0 };
        post.start();
        post
    }

    pub(crate) fn is_up(&self) -> bool {
        self.office.is_some()
    }

    pub(crate) fn start(&mut self) {
        if self.office.is_none() && fs::create_dir_all(&self.folder).is_ok() {
            let backend = Sqlite::open(&self.file()).ok();
            self.office = backend.map(|backend| Office::new(Box::new(backend), QUOTA));
        }
    }

    pub(crate) fn stop(&mut self) {
        self.office = None;
    }

    /// Keeps a copy to be put back later.
    pub(crate) fn copy(&mut self) {
        let was_up = self.is_up();
        self.stop();
        self.copies += 1;
        // The file is whole when nobody has it open: SQLite folds the log in when the last one leaves.
        let _copied = fs::copy(self.file(), self.folder.join(format!("copy-{}", self.copies)));
        if was_up {
            self.start();
        }
    }

    /// Puts the last copy back; whether there was one.
    pub(crate) fn put_back(&mut self) -> bool {
        let copy = self.folder.join(format!("copy-{}", self.copies));
        let was_up = self.is_up();
        self.stop();
        let done = self.copies > 0 && fs::copy(copy, self.file()).is_ok();
        self.has_lost |= done;
        if was_up {
            self.start();
        }
        done
    }

    /// Everything is gone.
    pub fn wipe(&mut self) {
        let was_up = self.is_up();
        self.stop();
        for ending in ["", "-wal", "-shm"] {
            let mut name = self.file().into_os_string();
            name.push(ending);
            // What is not there needs no removing.
            let _removed = fs::remove_file(name);
        }
        self.has_lost = true;
        if was_up {
            self.start();
        }
    }

    fn file(&self) -> PathBuf {
        self.folder.join("relay.db")
    }

    /// Every byte that it has, for whoever looks for words in it.
    pub fn bytes(&self) -> Vec<u8> {
        let mut all = fs::read(self.file()).unwrap_or_default();
        all.extend(fs::read(self.folder.join("relay.db-wal")).unwrap_or_default());
        all
    }

    /// Serves a request; none when it is down.
    pub fn serve(&mut self, who: &Who, request: Request) -> Option<Answer> {
        let office = self.office.as_ref()?;
        self.served += 1;
        let relay = RelayId(0);
        if let Request::Connect { .. } = request {
            if !office.is_member(who.vault, who.device) {
                // New here, or forgotten: the device registers, and is known then or refused.
                let _registered = office.create(&who.registration);
            }
            if !office.is_member(who.vault, who.device) {
                return Some(Answer::Lost { relay, fault: Fault::Refused });
            }
            let page = self.page(who.vault, u64::MAX >> 1)?;
            return Some(Answer::Connected { relay, page: Box::new(page) });
        }
        if !office.is_member(who.vault, who.device) {
            return Some(Answer::Lost { relay, fault: Fault::Unreachable });
        }
        let lost = Answer::Lost { relay, fault: Fault::Unreachable };
        Some(match request {
            Request::Connect { .. } => lost,
            Request::Pull { after, .. } => match self.page(who.vault, after) {
                Some(page) => Answer::Pulled { relay, page: Box::new(page) },
                None => lost,
            },
            Request::Push { envelopes, .. } => {
                let envelopes =
                    envelopes.into_iter().map(|envelope| envelope.into_bytes().into()).collect();
                match office.push(who.vault, &Push { envelopes }) {
                    Ok(pushed) => stored(relay, PushOutcome::Stored(pushed.audit)),
                    Err(Refusal::Forked(audit)) => stored(relay, PushOutcome::Forked(*audit)),
                    Err(Refusal::Stale(Some(audit))) => stored(relay, PushOutcome::Stale(*audit)),
                    Err(Refusal::Full) => stored(relay, PushOutcome::Full),
                    Err(_) => lost,
                }
            }
            Request::Roster { .. } => match office.roster_page(who.vault, 0) {
                Ok(page) => Answer::Roster { relay, page: Box::new(page) },
                Err(_) => lost,
            },
            Request::Append { entry, head, .. } => {
                match office.append(who.vault, head, entry.bytes()) {
                    Ok(()) => Answer::Appended { relay, entry: Some(entry) },
                    Err(Refusal::Stale(_)) => Answer::Appended { relay, entry: None },
                    Err(_) => lost,
                }
            }
        })
    }

    /// The list of devices as it has it.
    pub fn roster(&self, vault: VaultId) -> Vec<Vec<u8>> {
        let page = self.office.as_ref().and_then(|office| office.roster_page(vault, 0).ok());
        page.into_iter().flat_map(|page| page.entries).map(Vec::from).collect()
    }

    /// Whether it took an entry of the list, whose head was this one.
    pub fn append(&self, vault: VaultId, head: Hash, entry: &Entry) -> bool {
        let office = self.office.as_ref();
        office.is_some_and(|office| office.append(vault, head, entry.bytes()).is_ok())
    }

    /// The end of every chain as it has it.
    pub(crate) fn have(&self, vault: VaultId) -> BTreeMap<DeviceId, u64> {
        let audit = self.office.as_ref().and_then(|office| office.audit(vault).ok());
        let have = audit.into_iter().flat_map(|audit| audit.have);
        have.map(|tip| (tip.device, tip.n)).collect()
    }

    /// A page for a device that is on the line; none when it may not hear.
    pub fn live(&self, who: &Who, after: u64) -> Option<Page> {
        let office = self.office.as_ref()?;
        office.is_member(who.vault, who.device).then(|| self.page(who.vault, after)).flatten()
    }

    fn page(&self, vault: VaultId, after: u64) -> Option<Page> {
        let mut page = self.office.as_ref()?.pull(vault, after, 64 * 1024).ok()?;
        if let Some((device, from)) = self.withheld {
            page.envelopes.retain(|delivered| {
                let envelope = Envelope::parse(delivered.envelope.clone());
                envelope.is_ok_and(|e| e.header().device != device || e.header().n < from)
            });
            page.audit.have.retain(|tip| tip.device != device || tip.n < from);
        }
        Some(page)
    }
}

const fn stored(relay: RelayId, outcome: PushOutcome) -> Answer {
    Answer::Pushed { relay, outcome }
}
