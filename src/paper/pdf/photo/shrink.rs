//! Rows of pixels → fewer rows of fewer pixels, each the mean of all that it stands for.

/// A picture that is being reduced.
pub(super) struct Shrink {
    from: (u64, u64),
    to: (u64, u64),
    channels: usize,
    /// The sums of the row that is being made, and how much of its height is in them.
    sums: Vec<u64>,
    filled: u64,
    made: Vec<u8>,
}

impl Shrink {
    /// Begins with a picture of `from` pixels, which will have `to`, no more in either direction.
    pub(super) fn new(from: (u32, u32), to: (u32, u32), channels: usize) -> Self {
        let wide = |(width, height): (u32, u32)| (u64::from(width), u64::from(height));
        let length = to.0 as usize * channels;
        let made = Vec::with_capacity(length * to.1 as usize);
        Self { from: wide(from), to: wide(to), channels, sums: vec![0; length], filled: 0, made }
    }

    /// Takes the next row.
    pub(super) fn row(&mut self, row: &[u8]) {
        let line = self.line(row);
        // A row of the old picture is as high as the new one has rows, a row of the new one as the old one has.
        let within = self.to.1.min(self.from.1 - self.filled);
        self.add(&line, within);
        if self.filled == self.from.1 {
            self.settle();
            self.add(&line, self.to.1 - within);
        }
    }

    /// The new picture.
    pub(super) fn finish(self) -> Vec<u8> {
        self.made
    }

    /// The sums of a row, made narrower. Colours that are seen through count as much as they are seen.
    fn line(&self, row: &[u8]) -> Vec<u64> {
        let mut line = vec![0; self.sums.len()];
        let has_alpha = self.channels.is_multiple_of(2);
        let (mut at, mut filled) = (0, 0);
        for pixel in row.chunks_exact(self.channels).take(self.from.0.try_into().unwrap_or(0)) {
            let seen = if has_alpha { u64::from(pixel[self.channels - 1]) } else { 1 };
            let mut rest = self.to.0;
            while rest > 0 {
                let share = rest.min(self.from.0 - filled);
                let Some(sums) = line.get_mut(at..at + self.channels) else { break };
                for (number, (sum, value)) in sums.iter_mut().zip(pixel).enumerate() {
                    let is_alpha = has_alpha && number + 1 == self.channels;
                    let weight = if is_alpha { share } else { share * seen };
                    *sum += u64::from(*value) * weight;
                }
                (rest, filled) = (rest - share, filled + share);
                if filled == self.from.0 {
                    (at, filled) = (at + self.channels, 0);
                }
            }
        }
        line
    }

    fn add(&mut self, line: &[u64], height: u64) {
        self.filled += height;
        self.sums.iter_mut().zip(line).for_each(|(sum, value)| *sum += value * height);
    }

    /// Makes a row of the sums.
    fn settle(&mut self) {
        let whole = self.from.0 * self.from.1;
        let has_alpha = self.channels.is_multiple_of(2);
        for sums in self.sums.chunks_exact(self.channels) {
            for (number, sum) in sums.iter().enumerate() {
                let is_alpha = number + 1 == self.channels;
                let by = if has_alpha && !is_alpha { sums[self.channels - 1] } else { whole };
                let mean = (sum + by / 2) / by.max(1);
                self.made.push(u8::try_from(mean).unwrap_or(u8::MAX));
            }
        }
        self.sums.fill(0);
        self.filled = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shrunk(rows: &[&[u8]], to: (u32, u32), channels: usize) -> Vec<u8> {
        let from = (rows[0].len() / channels, rows.len());
        let from = (u32::try_from(from.0).expect("few"), u32::try_from(from.1).expect("few"));
        let mut shrink = Shrink::new(from, to, channels);
        for row in rows {
            shrink.row(row);
        }
        shrink.finish()
    }

    #[test]
    fn a_pixel_is_the_mean_of_those_that_it_stands_for() {
        assert_eq!(shrunk(&[&[0, 10, 20, 30], &[2, 12, 22, 32]], (2, 1), 1), [6, 26]);
        assert_eq!(shrunk(&[&[0, 90, 255]], (2, 1), 1), [30, 200]);
        assert_eq!(shrunk(&[&[9], &[9], &[9]], (1, 2), 1), [9, 9]);
        assert_eq!(shrunk(&[&[1, 2, 3, 5, 6, 7]], (1, 1), 3), [3, 4, 5]);
    }

    #[test]
    fn what_is_not_seen_lends_no_colour() {
        assert_eq!(shrunk(&[&[200, 255, 0, 0]], (1, 1), 2), [200, 128]);
        assert_eq!(shrunk(&[&[200, 0, 90, 0]], (1, 1), 2), [0, 0]);
    }
}
