//! Where fresh numbers come from: the caller's generator, or, for content that has to come out the same on every
//! device, the content itself.

use rand::CryptoRng;

pub(crate) enum Tokens<'a> {
    Random(&'a mut dyn CryptoRng),
    Derived(blake3::OutputReader),
}

impl Tokens<'_> {
    pub(crate) fn number(&mut self) -> u64 {
        match self {
            Self::Random(rng) => rng.next_u64(),
            Self::Derived(reader) => {
                let mut bytes = [0; 8];
                reader.fill(&mut bytes);
                u64::from_be_bytes(bytes)
            }
        }
    }

    /// A key that nobody else uses.
    pub(crate) fn key(&mut self) -> String {
        format!("{:016x}", self.number())
    }
}
