//! Numbers in few bytes: small ones, of which there are many, take one.

/// Appends `number` in groups of seven bits, lowest first. All but the last have the eighth bit set.
pub fn pack(mut number: u32, out: &mut Vec<u8>) {
    while number > 0x7F {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

/// Takes the first number off `bytes`. `None` at their end, and when it goes on after five bytes.
pub fn unpack(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0_u32;
    let mut shift = 0;
    loop {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7F).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(number);
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_were_written() {
        let mut bytes = Vec::new();
        let numbers = [0, 1, 127, 128, 300, 16_383, 16_384, u32::MAX];
        for number in numbers {
            pack(number, &mut bytes);
        }
        assert_eq!(bytes[..5], [0, 1, 127, 0x80, 1]);
        let mut rest = &*bytes;
        let read: Vec<u32> = std::iter::from_fn(|| unpack(&mut rest)).collect();
        assert_eq!(read, numbers);
    }

    #[test]
    fn what_nobody_wrote_is_no_number() {
        for bytes in [&[][..], &[0x80], &[0xFF; 9], &[0x80, 0x80, 0x80, 0x80, 0x80, 1]] {
            assert_eq!(unpack(&mut &*bytes), None, "{bytes:?}");
        }
    }
}
