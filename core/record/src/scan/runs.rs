//! Run-length encoded columns, read run by run and never expanded: `n > 0` repeats one value, `n < 0` is so many values as
//! they are, `0` begins a run of nulls. Booleans are lengths of runs alone, which alternate.

use super::bytes::{Bytes, utf8};
use crate::Quarantine;

/// What one cell of a column can hold.
pub(super) trait Cell<'a>: Copy {
    fn read(bytes: &mut Bytes<'a>) -> Result<Self, Quarantine>;

    /// Bytes that it takes once the runs are expanded.
    fn expanded(self) -> u64;
}

impl Cell<'_> for u64 {
    fn read(bytes: &mut Bytes<'_>) -> Result<Self, Quarantine> {
        bytes.uleb()
    }

    fn expanded(self) -> u64 {
        0
    }
}

impl Cell<'_> for i64 {
    fn read(bytes: &mut Bytes<'_>) -> Result<Self, Quarantine> {
        bytes.leb()
    }

    fn expanded(self) -> u64 {
        0
    }
}

impl<'a> Cell<'a> for &'a str {
    fn read(bytes: &mut Bytes<'a>) -> Result<Self, Quarantine> {
        utf8(bytes.prefixed()?)
    }

    fn expanded(self) -> u64 {
        u64::try_from(self.len()).unwrap_or(u64::MAX)
    }
}

/// How much a column would expand to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Extent {
    pub(super) rows: u64,
    pub(super) bytes: u64,
}

/// Measures a column, in time and memory of what it takes encoded.
pub(super) fn measure<'a, C: Cell<'a>>(data: &'a [u8]) -> Result<Extent, Quarantine> {
    let mut data = Bytes(data);
    let mut extent = Extent::default();
    while !data.0.is_empty() {
        let run = data.leb()?;
        let count = match run {
            0 => data.uleb()?,
            _ => run.unsigned_abs(),
        };
        if count == 0 {
            return Err(Quarantine::Columns);
        }
        // Each value of its own takes a byte at least, so this ends with the data.
        let (values, times) = match run {
            0 => (0, 0),
            _ if run > 0 => (1, count),
            _ => (count, 1),
        };
        for _ in 0..values {
            let bytes = C::read(&mut data)?.expanded().saturating_mul(times);
            extent.bytes = extent.bytes.saturating_add(bytes);
        }
        extent.rows = extent.rows.saturating_add(count);
    }
    Ok(extent)
}

/// Counts a column of booleans.
pub(super) fn measure_booleans(data: &[u8]) -> Result<Extent, Quarantine> {
    let mut data = Bytes(data);
    let mut rows: u64 = 0;
    let mut is_first = true;
    while !data.0.is_empty() {
        let count = data.uleb()?;
        // Only the first run, of falses, can be empty.
        if count == 0 && !is_first {
            return Err(Quarantine::Columns);
        }
        is_first = false;
        rows = rows.saturating_add(count);
    }
    Ok(Extent { rows, bytes: 0 })
}

/// The rows of a column, one after another. A column without data is all nulls.
#[derive(Debug, Clone)]
pub(super) struct Rows<'a, C> {
    data: Bytes<'a>,
    is_all_null: bool,
    left: u64,
    run: Run<C>,
}

#[derive(Debug, Clone, Copy)]
enum Run<C> {
    Nulls,
    Same(C),
    Each,
}

impl<'a, C: Cell<'a>> Rows<'a, C> {
    pub(super) fn new(data: &'a [u8]) -> Self {
        Self { data: Bytes(data), is_all_null: data.is_empty(), left: 0, run: Run::Nulls }
    }

    pub(super) fn next(&mut self) -> Result<Option<C>, Quarantine> {
        if self.is_all_null {
            return Ok(None);
        }
        if self.left == 0 {
            let run = self.data.leb()?;
            self.left = run.unsigned_abs();
            self.run = match run {
                0 => {
                    self.left = self.data.uleb()?;
                    Run::Nulls
                }
                run if run > 0 => Run::Same(C::read(&mut self.data)?),
                _ => Run::Each,
            };
        }
        self.left = self.left.checked_sub(1).ok_or(Quarantine::Columns)?;
        match self.run {
            Run::Nulls => Ok(None),
            Run::Same(cell) => Ok(Some(cell)),
            Run::Each => C::read(&mut self.data).map(Some),
        }
    }

    pub(super) const fn is_finished(&self) -> bool {
        self.left == 0 && self.data.0.is_empty()
    }
}

/// Rows of numbers that are stored as differences.
#[derive(Debug, Clone)]
pub(super) struct Deltas<'a> {
    rows: Rows<'a, i64>,
    value: i64,
}

impl<'a> Deltas<'a> {
    pub(super) fn new(data: &'a [u8]) -> Self {
        Self { rows: Rows::new(data), value: 0 }
    }

    pub(super) fn next(&mut self) -> Result<Option<u64>, Quarantine> {
        let Some(delta) = self.rows.next()? else { return Ok(None) };
        self.value = self.value.checked_add(delta).ok_or(Quarantine::Counters)?;
        u64::try_from(self.value).map(Some).map_err(|_| Quarantine::Counters)
    }

    pub(super) const fn is_finished(&self) -> bool {
        self.rows.is_finished()
    }
}

/// Rows of booleans.
#[derive(Debug, Clone)]
pub(super) struct Booleans<'a> {
    data: Bytes<'a>,
    left: u64,
    value: bool,
}

impl<'a> Booleans<'a> {
    pub(super) const fn new(data: &'a [u8]) -> Self {
        Self { data: Bytes(data), left: 0, value: true }
    }

    pub(super) fn next(&mut self) -> Result<bool, Quarantine> {
        while self.left == 0 {
            self.left = self.data.uleb()?;
            self.value = !self.value;
        }
        self.left -= 1;
        Ok(self.value)
    }

    pub(super) const fn is_finished(&self) -> bool {
        self.left == 0 && self.data.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_measured_and_read_alike() {
        // Two nulls, three times 7, and 1 and 2 as they are.
        let column = [0, 2, 3, 7, 0x7e, 1, 2];
        assert_eq!(measure::<u64>(&column), Ok(Extent { rows: 7, bytes: 0 }));
        let mut rows = Rows::<u64>::new(&column);
        let read: Vec<Option<u64>> = (0..7).map(|_| rows.next().unwrap()).collect();
        assert_eq!(read, [None, None, Some(7), Some(7), Some(7), Some(1), Some(2)]);
        assert!(rows.is_finished());
        assert!(rows.next().is_err(), "no row more");
        let mut deltas = Deltas::new(&column);
        let read: Vec<Option<u64>> = (0..7).map(|_| deltas.next().unwrap()).collect();
        assert_eq!(read, [None, None, Some(7), Some(14), Some(21), Some(22), Some(24)]);
    }

    #[test]
    fn a_string_that_repeats_counts_each_time() {
        let column = [&[0xe8, 0x07, 3][..], b"abc"].concat();
        assert_eq!(measure::<&str>(&column), Ok(Extent { rows: 1_000, bytes: 3_000 }));
    }

    #[test]
    fn what_no_writer_writes_is_refused() {
        for bad in [&[0, 0][..], &[2], &[0x7e, 1], &[1, 0x80], &[0]] {
            assert!(measure::<u64>(bad).is_err(), "{bad:?}");
        }
        assert!(measure::<&str>(&[1, 1, 0xff]).is_err(), "no UTF-8");
        assert_eq!(measure_booleans(&[0, 3]).map(|extent| extent.rows), Ok(3));
        assert!(measure_booleans(&[1, 0, 1]).is_err());
        // From 5 down below zero.
        let mut deltas = Deltas::new(&[0x7e, 5, 0x70]);
        assert_eq!(deltas.next(), Ok(Some(5)));
        assert_eq!(deltas.next(), Err(Quarantine::Counters));
    }
}
