//! An item as it lies in the store: our own types as JSON, with a checksum, because a disk may turn a bit and nothing
//! that it turned may be shown as what an employer said.

use memchr::memmem;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;
use crate::text::clean_error;

pub(super) struct Body {
    pub(super) json: Vec<u8>,
    pub(super) sum: i64,
}

impl Body {
    pub(super) fn of(item: &impl Serialize) -> Result<Self, StoreError> {
        let json = serde_json::to_vec(item).map_err(|error| StoreError::Other(clean_error(&error)))?;
        let json = without_nulls(&json);
        let sum = checksum(&json);
        Ok(Self { json, sum })
    }
}

/// `None` for a body that is not as it was written, or that this version cannot read.
pub(super) fn read<T: DeserializeOwned>(json: &[u8], sum: i64) -> Option<T> {
    if !is_whole(json, sum) {
        return None;
    }
    serde_json::from_slice(json).ok()
}

/// Whether it is as it was written.
pub(super) fn is_whole(json: &[u8], sum: i64) -> bool {
    checksum(json) == sum
}

/// Bytes with their checksum before them.
pub(super) fn seal(bytes: &[u8]) -> Vec<u8> {
    [&checksum(bytes).to_le_bytes(), bytes].concat()
}

/// `None` for what is not as it was sealed.
pub(super) fn unseal(sealed: &[u8]) -> Option<&[u8]> {
    let (sum, bytes) = sealed.split_first_chunk()?;
    (i64::from_le_bytes(*sum) == checksum(bytes)).then_some(bytes)
}

/// Eight bytes at a time; each step is a bijection of the state, so one turned bit always shows.
fn checksum(bytes: &[u8]) -> i64 {
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let sum = bytes.chunks(8).fold(length, |state, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        // An odd constant: the golden ratio in 64 bits.
        (state ^ u64::from_le_bytes(word))
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29)
    });
    sum.cast_signed()
}

/// Drops the members that are `null`: most of a posting's sixty are, and they are read back as such when they are not
/// there. For the compact form that `serde_json` writes, with names of letters and `_`.
///
/// `"name":null` is found without parsing: inside a string a quote is written `\"`, so a quote with a plain letter
/// before it that is followed by `:` ends a name.
fn without_nulls(json: &[u8]) -> Vec<u8> {
    const NULL: &[u8] = b"\":null";
    let null = memmem::Finder::new(NULL);
    let mut kept: Vec<u8> = Vec::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = null.find(rest) {
        kept.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        if !cut_name(&mut kept) {
            kept.push(b'"');
            rest = &rest[1..];
            continue;
        }
        rest = &rest[NULL.len()..];
        // One comma goes with it: the one behind, or for the last member the one before.
        if let Some((b',', after)) = rest.split_first() {
            rest = after;
        } else if kept.last() == Some(&b',') {
            kept.pop();
        }
    }
    kept.extend_from_slice(rest);
    kept
}

/// Cuts `"name` off the end; says whether it stood there.
fn cut_name(kept: &mut Vec<u8>) -> bool {
    let name = kept
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_lowercase() || **byte == b'_');
    let opening = kept.len() - name.count();
    let is_name =
        opening < kept.len() && opening > 1 && kept[opening - 1] == b'"' && matches!(kept[opening - 2], b'{' | b',');
    if is_name {
        kept.truncate(opening - 1);
    }
    is_name
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;
    use serde_json::json;

    fn pruned(value: &Value) -> Value {
        let sparse = without_nulls(&serde_json::to_vec(value).unwrap());
        serde_json::from_slice(&sparse).unwrap()
    }

    #[test]
    fn a_null_member_goes_wherever_it_stands() {
        assert_eq!(pruned(&json!({"a": null})), json!({}));
        assert_eq!(pruned(&json!({"a": null, "b": 1, "c": null})), json!({"b": 1}));
        assert_eq!(
            pruned(&json!({"a": {"b": null}, "c": [null, {"d": null, "e": null}]})),
            json!({"a": {}, "c": [null, {}]})
        );
    }

    #[test]
    fn text_that_looks_like_a_null_member_stays() {
        let hostile = [
            "\"a\":null",
            "{\"a\":null,",
            ",\"a\":null}",
            "\\\",\"a\":null",
            "\\",
            "a\":null",
            ":null",
        ];
        for text in hostile {
            let value = json!({"t": text, "u": [text, text]});
            assert_eq!(pruned(&value), value, "{text}");
        }
    }

    #[test]
    fn every_turned_bit_shows() {
        let body = Body::of(&json!({"title": "保洁员", "pay": 12})).unwrap();
        for bit in 0..body.json.len() * 8 {
            let mut turned = body.json.clone();
            turned[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(read::<Value>(&turned, body.sum), None, "bit {bit}");
        }
        assert!(read::<Value>(&body.json, body.sum).is_some());
    }
}
