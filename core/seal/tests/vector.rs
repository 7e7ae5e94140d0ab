//! The published test vector, and what becomes of it when a byte is not as it was.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::similar_names,
    clippy::redundant_closure_for_method_calls,
    clippy::format_collect,
    clippy::unused_self,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha20Rng;
use requite_seal::{
    DeviceSecrets, EpochKey, OpenError, SealWith, Signer, authenticate, open, seal,
};
use requite_wire::{
    Content, DocumentId, Envelope, EnvelopeKind, Hash, Item, Tip, VaultId, content::Seen,
};

const VECTOR: &str = include_str!("vectors/envelope.txt");
const PAPER: &str = include_str!("../../../docs/wire.md");
const VAULT: VaultId = VaultId::new([0x11; 16]);

struct Mia {
    device: DeviceSecrets,
    key: EpochKey,
}

fn mia() -> Mia {
    let rng = &mut ChaCha20Rng::from_seed([1; 32]);
    Mia { device: DeviceSecrets::generate(rng), key: EpochKey::generate(rng) }
}

fn content() -> Content {
    Content {
        seen: vec![Seen { device: requite_wire::DeviceId::new([0x22; 8]), n: 3, mark: [0x33; 16] }],
        roster_head: Hash::new([0x44; 32]),
        items: vec![Item {
            document: DocumentId::new([0x55; 16]),
            kind: "entry".into(),
            changes: vec![b"a change".to_vec().into(), b"and another".to_vec().into()],
            adopted: None,
        }],
    }
}

fn sealed(mia: &Mia) -> Envelope {
    let device = requite_wire::DeviceId::of_key(&mia.device.signer.verify_key());
    let with = SealWith {
        key: &mia.key,
        epoch: 0,
        signer: &mia.device.signer,
        vault: VAULT,
        previous: Some(Tip { device, n: 6, hash: Hash::new([0x66; 32]) }),
        kind: EnvelopeKind::Changes,
    };
    seal(&content(), with, &mut ChaCha20Rng::from_seed([2; 32])).unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn check(mia: &Mia, bytes: Vec<u8>) -> Result<Content, String> {
    let envelope = Envelope::parse(bytes).map_err(|error| error.to_string())?;
    authenticate(&envelope, VAULT, &mia.device.signer.verify_key())
        .map_err(|error| error.to_string())?;
    open(&envelope, VAULT, &mia.key).map_err(|error| error.to_string())
}

#[test]
fn the_same_seed_gives_the_published_bytes_and_they_open() {
    let mia = mia();
    let envelope = sealed(&mia);
    assert_eq!(hex(envelope.bytes()), VECTOR.trim());
    assert_eq!(check(&mia, envelope.into_bytes()), Ok(content()));
}

/// Somebody who writes another implementation has only the paper: every input and the outcome stand in it.
#[test]
fn the_paper_has_the_inputs_and_the_hash_of_the_published_envelope() {
    let (mut drawn, mut nonce) = ([0; 128], [0; 24]);
    ChaCha20Rng::from_seed([1; 32]).fill_bytes(&mut drawn);
    ChaCha20Rng::from_seed([2; 32]).fill_bytes(&mut nonce);
    let (drawn, mia) = (drawn.as_chunks::<32>().0, mia());
    let device = requite_wire::DeviceId::of_key(&mia.device.signer.verify_key());
    let hash = sealed(&mia).hash();
    assert_eq!(drawn[0], *mia.device.signer.to_bytes(), "the device's seed is drawn first");
    assert_eq!(drawn[3], *mia.key.id_key(), "the id key is drawn last");
    let facts = [&drawn[0], &drawn[1], &drawn[2], &drawn[3], &nonce[..], &content().encode()];
    let facts = facts.into_iter().map(hex).chain([device.to_string(), hash.to_string()]);
    let missing: Vec<String> = facts.filter(|fact| !PAPER.contains(fact.as_str())).collect();
    assert!(missing.is_empty(), "docs/wire.md lacks {missing:#?}");
}

#[test]
fn one_flipped_bit_anywhere_is_refused() {
    let mia = mia();
    let whole = sealed(&mia).into_bytes();
    for at in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 8);
        assert!(check(&mia, flipped).is_err(), "byte {at}");
    }
    for len in 0..whole.len() {
        assert!(check(&mia, whole[..len].to_vec()).is_err(), "cut at {len}");
    }
}

#[test]
fn another_vault_key_or_device_opens_nothing() {
    let (mia, envelope) = (mia(), sealed(&mia()));
    let rng = &mut ChaCha20Rng::from_seed([9; 32]);
    let (other_device, other_key) = (DeviceSecrets::generate(rng), EpochKey::generate(rng));
    let key = mia.device.signer.verify_key();
    assert_eq!(authenticate(&envelope, VaultId::new([0; 16]), &key), Err(OpenError::Signature));
    assert_eq!(
        authenticate(&envelope, VAULT, &other_device.signer.verify_key()),
        Err(OpenError::Device)
    );
    assert_eq!(open(&envelope, VAULT, &other_key), Err(OpenError::Commitment));
    assert_eq!(open(&envelope, VaultId::new([0; 16]), &mia.key), Err(OpenError::Cipher));
}

#[test]
fn ten_thousand_mutations_are_refused_and_take_nothing_down() {
    const MUTATIONS: usize = 10_000;
    let mia = mia();
    let whole = sealed(&mia).into_bytes();
    let rng = &mut ChaCha20Rng::from_seed([3; 32]);
    for _ in 0..MUTATIONS {
        let mut bytes = whole.clone();
        for _ in 0..rng.random_range(1..6) {
            let at = rng.random_range(0..bytes.len());
            match rng.random_range(0..3) {
                0 => bytes[at] ^= 1 << rng.random_range(0..8),
                1 => drop(bytes.remove(at)),
                _ => bytes.insert(at, rng.random()),
            }
        }
        assert!(bytes == whole || check(&mia, bytes).is_err());
    }
}
