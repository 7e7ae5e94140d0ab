//! zstd with a cap: one frame, a bounded window, no trailing bytes, and never more output than allowed.
//! The reference implementation where C code is allowed (feature `native`), else a pure Rust one; both read both.

use crate::WireError;

/// Window of at most 2^22 bytes, so that a frame cannot demand more memory than that.
const WINDOW_LOG_MAX: u32 = 22;

/// How much work is spent on bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Level 3 of the reference implementation, by which others measure.
    Usual,
    /// Level 9: for what is packed once, and kept by the relay and by every device.
    Kept,
}

/// One zstd frame of `plain`.
pub fn compress(plain: &[u8], effort: Effort) -> Vec<u8> {
    imp::compress(plain, effort)
}

/// What was compressed, if it is at most `cap` bytes.
///
/// # Errors
/// [`WireError::OverLimit`] past `cap`, [`WireError::Compression`] for damage, a wide window or trailing bytes.
pub fn inflate(frame: &[u8], cap: usize) -> Result<Vec<u8>, WireError> {
    use std::io::Read;

    let mut rest = frame;
    let mut plain = Vec::new();
    let wanted = u64::try_from(cap).unwrap_or(u64::MAX).saturating_add(1);
    let read = imp::reader(&mut rest)?.take(wanted).read_to_end(&mut plain);
    if plain.len() > cap {
        return Err(WireError::OverLimit {
            what: "an inflated body",
            limit: u64::try_from(cap).unwrap_or(u64::MAX),
        });
    }
    read.map_err(|_| WireError::Compression)?;
    if rest.is_empty() { Ok(plain) } else { Err(WireError::Compression) }
}

/// Packs many small things that are alike: each by itself, against one example of them all. For files only; what
/// travels is compressed without an example.
pub struct Packer(imp::Packer);

impl core::fmt::Debug for Packer {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Packer")
    }
}

impl Packer {
    /// What was packed against an example is unpacked against the same one, byte for byte. It may be empty.
    ///
    /// # Errors
    /// [`WireError::Compression`] when there is no memory for it.
    pub fn new(example: &[u8]) -> Result<Self, WireError> {
        imp::Packer::new(example).map(Self)
    }

    /// One zstd frame.
    ///
    /// # Errors
    /// [`WireError::Compression`] when there is no memory for it.
    pub fn pack(&mut self, plain: &[u8]) -> Result<Vec<u8>, WireError> {
        self.0.pack(plain)
    }

    /// The first `len` bytes of what was packed; no more work than that is done.
    ///
    /// # Errors
    /// [`WireError::Compression`] for damage, or when there are fewer.
    pub fn unpack(&mut self, frame: &[u8], len: usize) -> Result<Vec<u8>, WireError> {
        self.0.unpack(frame, len)
    }
}

#[cfg(feature = "native")]
mod imp {
    use std::io::Read;

    use zstd::stream::raw::{Decoder, InBuffer, Operation, OutBuffer};

    use super::{Effort, WINDOW_LOG_MAX, WireError};

    const fn level(effort: Effort) -> i32 {
        match effort {
            Effort::Usual => 3,
            Effort::Kept => 9,
        }
    }

    pub(super) struct Packer {
        packs: zstd::bulk::Compressor<'static>,
        unpacks: Decoder<'static>,
    }

    impl Packer {
        pub(super) fn new(example: &[u8]) -> Result<Self, WireError> {
            let packs = zstd::bulk::Compressor::with_dictionary(level(Effort::Kept), example);
            let unpacks = Decoder::with_dictionary(example);
            match (packs, unpacks) {
                (Ok(packs), Ok(unpacks)) => Ok(Self { packs, unpacks }),
                _ => Err(WireError::Compression),
            }
        }

        pub(super) fn pack(&mut self, plain: &[u8]) -> Result<Vec<u8>, WireError> {
            self.packs.compress(plain).map_err(|_| WireError::Compression)
        }

        pub(super) fn unpack(&mut self, frame: &[u8], len: usize) -> Result<Vec<u8>, WireError> {
            let mut plain = vec![0; len];
            let mut input = InBuffer::around(frame);
            let mut output = OutBuffer::around(plain.as_mut_slice());
            self.unpacks.reinit().map_err(|_| WireError::Compression)?;
            while output.pos() < len {
                let before = (input.pos(), output.pos());
                self.unpacks.run(&mut input, &mut output).map_err(|_| WireError::Compression)?;
                if (input.pos(), output.pos()) == before {
                    return Err(WireError::Compression);
                }
            }
            Ok(plain)
        }
    }

    pub(super) fn compress(plain: &[u8], effort: Effort) -> Vec<u8> {
        // Writing into memory cannot fail; should it, the pure implementation still writes a frame.
        zstd::bulk::compress(plain, level(effort)).unwrap_or_else(|_| pure(plain))
    }

    pub(super) fn reader<'a, 'b>(
        frame: &'a mut &'b [u8],
    ) -> Result<impl Read + use<'a, 'b>, WireError> {
        let mut decoder =
            zstd::Decoder::with_buffer(frame).map_err(|_| WireError::Compression)?.single_frame();
        decoder.window_log_max(WINDOW_LOG_MAX).map_err(|_| WireError::Compression)?;
        Ok(decoder)
    }

    fn pure(plain: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(plain, ruzstd::encoding::CompressionLevel::Fastest)
    }
}

#[cfg(not(feature = "native"))]
mod imp {
    use std::io::Read;

    use super::{Effort, WINDOW_LOG_MAX, WireError};

    /// Without the reference implementation nothing is stored either, so the example is left out.
    pub(super) struct Packer;

    impl Packer {
        #[expect(clippy::unnecessary_wraps, reason = "the other implementation can fail")]
        pub(super) fn new(_example: &[u8]) -> Result<Self, WireError> {
            Ok(Self)
        }

        #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "the other can fail")]
        pub(super) fn pack(&mut self, plain: &[u8]) -> Result<Vec<u8>, WireError> {
            Ok(compress(plain, Effort::Kept))
        }

        #[expect(clippy::unused_self, reason = "the other implementation has a state")]
        pub(super) fn unpack(&mut self, frame: &[u8], len: usize) -> Result<Vec<u8>, WireError> {
            let mut rest = frame;
            let mut plain = vec![0; len];
            let read = reader(&mut rest)?.read_exact(&mut plain);
            read.map(|()| plain).map_err(|_| WireError::Compression)
        }
    }

    /// It knows one effort only.
    pub(super) fn compress(plain: &[u8], _effort: Effort) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(plain, ruzstd::encoding::CompressionLevel::Fastest)
    }

    pub(super) fn reader<'a, 'b>(
        frame: &'a mut &'b [u8],
    ) -> Result<impl Read + use<'a, 'b>, WireError> {
        if window(frame).ok_or(WireError::Compression)? > 1 << WINDOW_LOG_MAX {
            return Err(WireError::Compression);
        }
        ruzstd::decoding::StreamingDecoder::new(frame).map_err(|_| WireError::Compression)
    }

    /// The memory that a frame asks for (RFC 8878, 3.1.1.1); none where its content's size says so instead.
    fn window(frame: &[u8]) -> Option<u64> {
        const IS_SINGLE_SEGMENT: u8 = 0x20;
        let descriptor = *frame.get(4)?;
        if descriptor & IS_SINGLE_SEGMENT != 0 {
            return Some(0);
        }
        let byte = *frame.get(5)?;
        let base = 1_u64 << (10 + (byte >> 3));
        Some(base + base / 8 * u64::from(byte & 7))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compressed_comes_back_up_to_the_cap() {
        let plain = b"she said she would ".repeat(1_000);
        let frame = compress(&plain, Effort::Kept);
        assert!(frame.len() < 200);
        assert_eq!(inflate(&frame, plain.len()).unwrap(), plain);
        assert!(matches!(inflate(&frame, plain.len() - 1), Err(WireError::OverLimit { .. })));
        assert_eq!(inflate(&compress(b"", Effort::Usual), 0).unwrap(), b"");
    }

    #[test]
    fn damage_trailing_bytes_and_bombs_are_refused() {
        let frame = compress(&vec![7; 64 << 20], Effort::Kept);
        assert!(matches!(inflate(&frame, 4 << 20), Err(WireError::OverLimit { .. })));
        let mut trailing = compress(b"kept", Effort::Kept);
        trailing.push(0);
        assert_eq!(inflate(&trailing, 100), Err(WireError::Compression));
        let whole = compress(&b"kept ".repeat(100), Effort::Usual);
        for cut in 0..whole.len() {
            assert!(inflate(&whole[..cut], 1_000).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn what_is_packed_against_an_example_comes_back_whole_or_in_part() {
        let example = b"{\"kind\":\"moment\",\"line\":\"\",\"people\":[]}";
        let plain = b"{\"kind\":\"moment\",\"line\":\"He called.\",\"people\":[]}";
        let mut packer = Packer::new(example).unwrap();
        let frame = packer.pack(plain).unwrap();
        for len in [0, 1, 20, plain.len()] {
            assert_eq!(packer.unpack(&frame, len).unwrap(), plain[..len]);
        }
        assert_eq!(packer.unpack(&frame, plain.len() + 1), Err(WireError::Compression));
        assert_eq!(packer.unpack(&frame[..frame.len() - 1], plain.len()).ok(), None);
        let long = b"she said she would ".repeat(60_000);
        let frame = packer.pack(&long).unwrap();
        assert_eq!(packer.unpack(&frame, long.len()).unwrap(), long);
        assert_eq!(packer.unpack(&frame, 300).unwrap(), long[..300]);
    }

    #[cfg(feature = "native")]
    #[test]
    fn either_implementation_reads_the_other() {
        let plain = b"said and did ".repeat(500);
        let pure = ruzstd::encoding::compress_to_vec(
            &plain[..],
            ruzstd::encoding::CompressionLevel::Fastest,
        );
        assert_eq!(inflate(&pure, plain.len()).unwrap(), plain);
        let frame = compress(&plain, Effort::Kept);
        let mut back = Vec::new();
        let mut decoder = ruzstd::decoding::StreamingDecoder::new(&frame[..]).unwrap();
        std::io::Read::read_to_end(&mut decoder, &mut back).unwrap();
        assert_eq!(back, plain);
    }
}
