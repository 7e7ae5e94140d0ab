//! CBOR (RFC 8949) by minicbor: small, no schema compiler, arrays with numbered fields, so that a later version can
//! append a field that an older one passes over. One way in and one way out, no trailing bytes.

use minicbor::{Decode, Encode};

use crate::WireError;

/// The bytes of a message.
pub fn encode<T: Encode<()>>(value: &T) -> Vec<u8> {
    let mut out = Vec::new();
    // Writing into a vector cannot fail, and no type of this crate refuses to be encoded.
    let written: Result<(), minicbor::encode::Error<core::convert::Infallible>> =
        minicbor::encode(value, &mut out);
    debug_assert!(written.is_ok());
    out
}

/// The message in some bytes, all of them.
///
/// # Errors
/// [`WireError::Malformed`] for anything but exactly one message.
pub fn decode<'b, T: Decode<'b, ()>>(bytes: &'b [u8]) -> Result<T, WireError> {
    let mut decoder = minicbor::Decoder::new(bytes);
    let value = decoder.decode()?;
    if decoder.position() == bytes.len() { Ok(value) } else { Err(WireError::Malformed) }
}
