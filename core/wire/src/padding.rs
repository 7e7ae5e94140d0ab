//! PADMÉ: sizes that tell little (Nikitin and others, "Reducing Metadata Leakage from Encrypted Files and
//! Communication with PURBs", PETS 2019), with a floor of 256 bytes. The pad is zeros behind a length prefix.

use crate::WireError;

/// No padded body is smaller, in bytes.
pub const FLOOR: usize = 256;
const PREFIX: usize = 4;

/// The size that `len` bytes are padded to: at most 6.25 % more above the floor.
pub fn padded_len(len: usize) -> usize {
    if len <= FLOOR {
        return FLOOR;
    }
    let exponent = usize::BITS - 1 - len.leading_zeros();
    let significant = u32::BITS - exponent.leading_zeros();
    let mask = (1_usize << (exponent - significant)) - 1;
    (len + mask) & !mask
}

/// `len u32 | plain | zeros`, padded to its PADMÉ size.
///
/// # Errors
/// [`WireError::OverLimit`] when the length does not fit the prefix.
pub fn pad(plain: &[u8]) -> Result<Vec<u8>, WireError> {
    let len = u32::try_from(plain.len())
        .map_err(|_| WireError::OverLimit { what: "a padded body", limit: u64::from(u32::MAX) })?;
    let size = padded_len(plain.len().saturating_add(PREFIX));
    let mut out = Vec::with_capacity(size);
    out.extend_from_slice(&len.to_be_bytes());
    out.extend_from_slice(plain);
    out.resize(size, 0);
    Ok(out)
}

/// What [`pad`] was given. Any other padding than the one that [`pad`] makes is refused.
///
/// # Errors
/// [`WireError::Invalid`] for a wrong size, a length beyond the data or a pad byte that is not zero.
pub fn unpad(padded: &[u8]) -> Result<&[u8], WireError> {
    let (prefix, rest) = padded.split_first_chunk::<PREFIX>().ok_or(WireError::Length)?;
    let len = usize::try_from(u32::from_be_bytes(*prefix)).map_err(|_| WireError::Length)?;
    if len > rest.len() || padded_len(len + PREFIX) != padded.len() {
        return Err(WireError::Invalid("padding"));
    }
    let (plain, zeros) = rest.split_at(len);
    if zeros.iter().any(|&byte| byte != 0) {
        return Err(WireError::Invalid("padding"));
    }
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sizes_are_those_of_the_paper() {
        for (len, padded) in [
            (0, 256),
            (256, 256),
            (257, 272),
            (300, 304),
            (1_000, 1_024),
            (1_025, 1_088),
            (10_000, 10_240),
            (100_000, 100_352),
            (1_000_000, 1_015_808),
        ] {
            assert_eq!(padded_len(len), padded, "{len}");
        }
    }

    #[test]
    fn another_padding_is_refused() {
        let mut padded = pad(b"kept").unwrap();
        assert_eq!(unpad(&padded).unwrap(), b"kept");
        *padded.last_mut().unwrap() = 1;
        assert_eq!(unpad(&padded), Err(WireError::Invalid("padding")));
        let mut long = pad(b"kept").unwrap();
        long.extend_from_slice(&[0; 16]);
        assert_eq!(unpad(&long), Err(WireError::Invalid("padding")));
        assert_eq!(unpad(&[0, 0, 1, 0]), Err(WireError::Invalid("padding")));
        assert_eq!(unpad(&[0xff; 256]), Err(WireError::Invalid("padding")));
    }

    proptest! {
        #[test]
        fn what_is_padded_comes_back(plain in proptest::collection::vec(any::<u8>(), 0..5_000)) {
            let padded = pad(&plain).unwrap();
            prop_assert!(padded.len() <= FLOOR.max((plain.len() + PREFIX) * 17 / 16));
            prop_assert_eq!(unpad(&padded).unwrap(), &plain[..]);
        }
    }
}
