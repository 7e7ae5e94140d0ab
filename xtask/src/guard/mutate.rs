//! Bytes made a little wrong.

use rand_chacha::ChaCha20Rng;
use sha2::{Digest, Sha256};

use super::life::below;

/// Magic, checksum and type of a chunk: what stands before its length.
const BEFORE_LENGTH: usize = 9;

/// Mutates a chunk: half the time its inside, with length and checksum made right again.
pub(crate) fn chunk(bytes: &[u8], rng: &mut ChaCha20Rng) -> Vec<u8> {
    if below(rng, 2) == 0 {
        let mut bytes = bytes.to_vec();
        mutate(&mut bytes, rng);
        return bytes;
    }
    let (kind, inside) = open(bytes);
    let mut inside = inside.to_vec();
    mutate(&mut inside, rng);
    close(kind, &inside)
}

/// A chunk around this content, with a right length and checksum.
pub(crate) fn close(kind: u8, content: &[u8]) -> Vec<u8> {
    let hashed = [&[kind], uleb(content.len()).as_slice(), content].concat();
    let checksum = Sha256::digest(&hashed);
    let checksum = checksum.get(..4).unwrap_or_default();
    [&[0x85, 0x6f, 0x4a, 0x83], checksum, &hashed].concat()
}

/// Type and content of a chunk that is sound.
fn open(bytes: &[u8]) -> (u8, &[u8]) {
    let kind = bytes.get(BEFORE_LENGTH - 1).copied().unwrap_or_default();
    let rest = bytes.get(BEFORE_LENGTH..).unwrap_or_default();
    let len = rest.iter().take_while(|byte| **byte & 0x80 != 0).count() + 1;
    (kind, rest.get(len..).unwrap_or_default())
}

/// A number of the format, 7 bits a byte.
fn uleb(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let byte = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        bytes.push(if number > 0 { byte | 0x80 } else { byte });
        if number == 0 {
            return bytes;
        }
    }
}

/// Bytes that stand for something in numbers: none, one, the greatest of one byte, "more follows".
const TELLING: [u8; 8] = [0, 1, 2, 0x3f, 0x40, 0x7f, 0x80, 0xff];

fn mutate(bytes: &mut Vec<u8>, rng: &mut ChaCha20Rng) {
    for _ in 0..=below(rng, 3) {
        let at = below(rng, bytes.len());
        let byte = TELLING.get(below(rng, TELLING.len())).copied().unwrap_or_default();
        let way = below(rng, 9);
        let Some(there) = bytes.get_mut(at) else {
            bytes.push(byte);
            continue;
        };
        match way {
            0 | 1 => *there ^= 1 << below(rng, 8),
            2 => *there = byte,
            3 => *there = there.wrapping_add(1),
            4 => *there = there.wrapping_sub(1),
            5 => drop(bytes.remove(at)),
            6 => bytes.insert(at, byte),
            7 if below(rng, 4) == 0 => bytes.truncate(at),
            _ => splice(bytes, at, rng),
        }
    }
}

/// Copies a stretch to another place.
fn splice(bytes: &mut Vec<u8>, at: usize, rng: &mut ChaCha20Rng) {
    let end = (at + below(rng, 16)).min(bytes.len());
    let copied = bytes.get(at..end).unwrap_or_default().to_vec();
    let to = below(rng, bytes.len());
    let over = if below(rng, 2) == 0 { to } else { (to + copied.len()).min(bytes.len()) };
    bytes.splice(to..over, copied);
}
