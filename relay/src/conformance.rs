//! What every backend has to do. A second backend passes by calling [`all`] from its own test.

use requite_wire::{DeviceId, Envelope, EnvelopeKind, Hash, Header, Locator, VaultId};

use crate::backend::{Appended, Backend, BackendError, Stored};

/// A rule that a backend broke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the backend breaks the rule: {0}")]
pub struct Broken(pub &'static str);

impl From<BackendError> for Broken {
    fn from(_: BackendError) -> Self {
        Self("operations on a sound disk succeed")
    }
}

const MIA: VaultId = VaultId::new([1; 16]);
const NOA: VaultId = VaultId::new([2; 16]);
const QUOTA: u64 = 1 << 20;

/// Runs every rule on an empty backend.
///
/// # Errors
/// The first rule that is broken.
pub fn all(backend: &mut dyn Backend) -> Result<(), Broken> {
    vaults(backend)?;
    rosters(backend)?;
    chains(backend)?;
    pages(backend)?;
    quotas(backend)?;
    letting_go(backend)
}

fn vaults(backend: &mut dyn Backend) -> Result<(), Broken> {
    let genesis = (Hash::of(b"genesis"), &b"genesis"[..]);
    rule(backend.vault(MIA)?.is_none(), "an unknown vault is none")?;
    let made = backend.create(MIA, Some(Locator::new([1; 16])), genesis)?;
    let again = backend.create(MIA, Some(Locator::new([1; 16])), genesis)?;
    rule(made == again, "registering again changes nothing")?;
    rule(backend.roster(MIA)?.len() == 1, "the genesis is the first entry, once")?;
    backend.create(NOA, Some(Locator::new([2; 16])), genesis)?;
    rule(backend.locate(Locator::new([1; 16]))? == Some(MIA), "a locator finds its vault")?;
    rule(backend.locate(Locator::new([9; 16]))?.is_none(), "an unknown locator finds none")?;
    backend.create(NOA, Some(Locator::new([3; 16])), genesis)?;
    backend.create(NOA, None, genesis)?;
    rule(backend.locate(Locator::new([2; 16]))?.is_none(), "a new locator replaces the old one")?;
    rule(backend.locate(Locator::new([3; 16]))? == Some(NOA), "and stays where none is given")?;
    let noa = backend.vault(NOA)?.ok_or(Broken("a vault that was made is there"))?;
    rule(noa.generation != made.generation, "every vault has a generation of its own")
}

fn rosters(backend: &mut dyn Backend) -> Result<(), Broken> {
    let entry = |text: &str| (Hash::of(text.as_bytes()), text.as_bytes().to_vec());
    rule(backend.append(MIA, 1, &[entry("add")])? == Appended::Stored, "the next entry is stored")?;
    rule(
        backend.append(MIA, 1, &[entry("late")])? == Appended::Stale,
        "a stale append is refused",
    )?;
    rule(backend.roster(MIA)?.get(1) == Some(&b"add".to_vec()), "entries keep their order")?;
    rule(backend.roster(NOA)?.len() == 1, "vaults do not see each other's rosters")
}

fn chains(backend: &mut dyn Backend) -> Result<(), Broken> {
    let first = envelope(1, 1, Hash::ZERO, 0)?;
    let second = envelope(1, 2, first.hash(), 0)?;
    let both = [first.clone(), second.clone()];
    rule(
        backend.push(MIA, core::slice::from_ref(&second), QUOTA)? == Stored::Gap,
        "a gap is refused",
    )?;
    rule(
        backend.push(MIA, &both, QUOTA)? == Stored::All(vec![1, 2]),
        "numbers count from one, in order",
    )?;
    rule(
        backend.push(MIA, &both, QUOTA)? == Stored::All(vec![1, 2]),
        "the same again keeps its numbers",
    )?;
    let other = envelope(1, 2, first.hash(), 7)?;
    rule(
        backend.push(MIA, core::slice::from_ref(&other), QUOTA)? == Stored::Forked,
        "another under a taken number is a fork",
    )?;
    let third = envelope(1, 3, other.hash(), 0)?;
    let of_two = envelope(2, 1, Hash::ZERO, 0)?;
    let mixed = [of_two.clone(), third];
    rule(backend.push(MIA, &mixed, QUOTA)? == Stored::Forked, "another predecessor is a fork")?;
    rule(backend.tips(MIA)?.len() == 1, "a refused push leaves nothing behind")?;
    rule(
        backend.push(MIA, &[of_two], QUOTA)? == Stored::All(vec![3]),
        "a number that was not stored is not used up",
    )?;
    let tips = backend.tips(MIA)?;
    rule(tips.is_sorted_by_key(|tip| tip.device), "tips are ordered by device")?;
    rule(tips.iter().any(|tip| *tip == second.tip()), "a tip is the end of its chain")
}

fn pages(backend: &mut dyn Backend) -> Result<(), Broken> {
    let page = backend.pull(MIA, 0, usize::MAX)?;
    rule(page.iter().map(|(seq, _)| *seq).eq(1..=3), "a page is in order")?;
    rule(backend.pull(MIA, 0, 1)?.len() == 1, "a page holds at least one")?;
    rule(backend.pull(MIA, 2, usize::MAX)?.len() == 1, "a page begins behind its cursor")?;
    rule(backend.pull(MIA, u64::MAX, usize::MAX)?.is_empty(), "behind the end is nothing")?;
    rule(backend.pull(NOA, 0, usize::MAX)?.is_empty(), "vaults do not see each other's mail")
}

fn quotas(backend: &mut dyn Backend) -> Result<(), Broken> {
    let big = envelope(3, 1, Hash::ZERO, 0)?;
    let before = backend.vault(MIA)?;
    rule(backend.push(MIA, &[big], 1)? == Stored::OverQuota, "a full vault takes no more")?;
    rule(backend.vault(MIA)? == before, "a push over the quota changes nothing")?;
    let unknown = VaultId::new([9; 16]);
    let lost = envelope(3, 1, Hash::ZERO, 0)?;
    rule(backend.push(unknown, &[lost], QUOTA)? == Stored::NoVault, "there is no vault to push to")
}

fn letting_go(backend: &mut dyn Backend) -> Result<(), Broken> {
    backend.delete(MIA)?;
    rule(backend.vault(MIA)?.is_none(), "a deleted vault is none")?;
    rule(backend.locate(Locator::new([1; 16]))?.is_none(), "its locator finds nothing")?;
    rule(backend.pull(MIA, 0, usize::MAX)?.is_empty(), "its mail is gone")?;
    rule(backend.roster(MIA)?.is_empty(), "its roster is gone")?;
    rule(backend.vault(NOA)?.is_some(), "the others stay")
}

fn rule(holds: bool, rule: &'static str) -> Result<(), Broken> {
    if holds { Ok(()) } else { Err(Broken(rule)) }
}

fn envelope(device: u8, n: u64, prev: Hash, filling: u8) -> Result<Envelope, Broken> {
    let header = Header {
        kind: EnvelopeKind::Changes,
        device: DeviceId::new([device; 8]),
        epoch: 0,
        n,
        prev,
        nonce: [0; 24],
        commit: [0; 32],
    };
    Envelope::assemble(&header, &[filling; 272], &[0; 64])
        .map_err(|_| Broken("test envelopes are sound"))
}
