//! Bytes as ASCII (RFC 4648, with padding), for files that hold bytes within text.

const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Appends bytes. What is encoded piece by piece is what is encoded at once where
/// every piece but the last has a multiple of three bytes.
pub fn encode(bytes: &[u8], out: &mut Vec<u8>) {
    for three in bytes.chunks(3) {
        let at = |n: usize| u32::from(three.get(n).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for n in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * n)) as usize & 63];
            out.push(if n <= three.len() { sign } else { b'=' });
        }
    }
}

/// Appends what a text encodes; false, with what was read so far, where it is none.
/// White space is left out.
pub fn decode(text: &[u8], out: &mut Vec<u8>) -> bool {
    let (mut bits, mut n_signs) = (0_u32, 0);
    out.reserve(text.len() / 4 * 3);
    for &sign in text {
        let six = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ if sign.is_ascii_whitespace() => continue,
            _ => return false,
        };
        bits = bits << 6 | u32::from(six);
        n_signs += 1;
        if n_signs % 4 == 0 {
            out.extend_from_slice(&bits.to_be_bytes()[1..]);
        }
    }
    match n_signs % 4 {
        0 => true,
        2 => {
            out.push((bits >> 4) as u8);
            true
        }
        3 => {
            out.extend_from_slice(&((bits >> 2) as u16).to_be_bytes());
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str) {
        let mut encoded = Vec::new();
        encode(bytes, &mut encoded);
        assert_eq!(String::from_utf8(encoded).unwrap(), text);
        let mut decoded = Vec::new();
        assert!(decode(text.as_bytes(), &mut decoded));
        assert_eq!(decoded, bytes);
    }

    #[test]
    fn bytes_come_back() {
        check(b"", "");
        check(b"f", "Zg==");
        check(b"fo", "Zm8=");
        check(b"foo", "Zm9v");
        check(b"foobar", "Zm9vYmFy");
        check(&[0, 255, 254, 62, 63], "AP/+Pj8=");
    }

    #[test]
    fn what_is_no_such_text_is_told() {
        for (text, good) in
            [("Zm9v\n Zg==", true), ("Z", false), ("Zm9vZ", false), ("Zm-v", false), ("é", false)]
        {
            assert_eq!(decode(text.as_bytes(), &mut Vec::new()), good, "{text}");
        }
    }
}
