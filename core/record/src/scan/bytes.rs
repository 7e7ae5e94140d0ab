//! Bytes of a change, read from the front. Numbers have to be spelled in the shortest way, as automerge spells them.

use crate::Quarantine;

/// What has not been read yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn take(&mut self, len: usize) -> Result<&'a [u8], Quarantine> {
        let (taken, rest) = self.0.split_at_checked(len).ok_or(Quarantine::Columns)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], Quarantine> {
        self.take(N)?.try_into().map_err(|_| Quarantine::Columns)
    }

    /// A length, and so many bytes.
    pub(super) fn prefixed(&mut self) -> Result<&'a [u8], Quarantine> {
        let len = self.len()?;
        self.take(len)
    }

    pub(super) fn len(&mut self) -> Result<usize, Quarantine> {
        usize::try_from(self.uleb()?).map_err(|_| Quarantine::Columns)
    }

    pub(super) fn uleb(&mut self) -> Result<u64, Quarantine> {
        let mut value: u64 = 0;
        for shift in (0..70).step_by(7) {
            let [byte] = self.array()?;
            let bits = u64::from(byte & 0x7f);
            let is_last = byte & 0x80 == 0;
            let is_longer_than_needed = is_last && shift > 0 && bits == 0;
            if is_longer_than_needed || (shift == 63 && bits > 1) {
                return Err(Quarantine::Columns);
            }
            value |= bits << shift;
            if is_last {
                return Ok(value);
            }
        }
        Err(Quarantine::Columns)
    }

    pub(super) fn leb(&mut self) -> Result<i64, Quarantine> {
        let mut value: i64 = 0;
        let mut before = 0;
        for shift in (0..70).step_by(7) {
            let [byte] = self.array()?;
            let bits = byte & 0x7f;
            // The tenth byte holds the sign and nothing else.
            if shift == 63 && bits != 0 && bits != 0x7f {
                return Err(Quarantine::Columns);
            }
            value |= i64::from(bits) << shift;
            if byte & 0x80 == 0 {
                let repeats_sign =
                    (bits == 0 && before & 0x40 == 0) || (bits == 0x7f && before & 0x40 != 0);
                if shift > 0 && repeats_sign {
                    return Err(Quarantine::Columns);
                }
                if shift < 57 && bits & 0x40 != 0 {
                    value |= -1 << (shift + 7);
                }
                return Ok(value);
            }
            before = bits;
        }
        Err(Quarantine::Columns)
    }
}

pub(super) fn utf8(bytes: &[u8]) -> Result<&str, Quarantine> {
    core::str::from_utf8(bytes).map_err(|_| Quarantine::Columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_their_shortest_spelling_only() {
        let uleb = |bytes: &[u8]| Bytes(bytes).uleb();
        let leb = |bytes: &[u8]| Bytes(bytes).leb();
        let most = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1];
        assert_eq!((uleb(&[0]), uleb(&[0x80, 1]), uleb(&most)), (Ok(0), Ok(128), Ok(u64::MAX)));
        let least = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f];
        assert_eq!((leb(&[0x7f]), leb(&[0xff, 0]), leb(&least)), (Ok(-1), Ok(127), Ok(i64::MIN)));
        assert_eq!((leb(&[0x80, 0x40]), leb(&[0xc0, 0])), (Ok(-8192), Ok(64)));
        for bad in [&[0x80, 0][..], &[0xff; 11], &[0x80], &[], &[0xff; 9], &[0x81, 0]] {
            assert!(uleb(bad).is_err(), "{bad:?}");
        }
        for bad in [&[0xff, 0x7f][..], &[0xbf, 0], &[0xff; 11], &[0x80], &[]] {
            assert!(leb(bad).is_err(), "{bad:?}");
        }
    }
}
