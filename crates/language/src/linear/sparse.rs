//! Many classes: each feature lists the classes it speaks for.

use crate::store::{Reader, Writer};

/// Frozen weights for up to 256 classes, found through an open-addressing table with 32-bit keys.
#[derive(Clone, Debug, Default)]
pub struct Sparse {
    classes: usize,
    slots: Vec<Slot>,
    entries: Vec<Entry>,
    mask: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u32,
    start: u32,
    /// Zero marks an empty slot.
    len: u32,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    class: u8,
    weight: i8,
}

impl Sparse {
    /// Builds the table from each feature's weights by class. `scale` turns a weight into 1/127ths.
    pub(crate) fn build(classes: usize, features: &[(u64, Vec<(u16, f32)>)]) -> Sparse {
        let mut sizes: Vec<f32> = features.iter().flat_map(|f| f.1.iter().map(|e| e.1.abs())).collect();
        sizes.sort_by(f32::total_cmp);
        let top = sizes.get((sizes.len() as f64 * 0.9995) as usize).or(sizes.last()).copied().unwrap_or(1.0);
        let scale = 127.0 / top.max(1e-6);
        let mut entries = Vec::new();
        let mut items = Vec::new();
        for (key, weights) in features {
            let start = entries.len() as u32;
            for &(class, weight) in weights {
                let weight = (weight * scale).round().clamp(-127.0, 127.0) as i8;
                if weight != 0 && class < 256 {
                    entries.push(Entry { class: class as u8, weight });
                }
            }
            let len = entries.len() as u32 - start;
            if len > 0 {
                items.push((*key, start, len));
            }
        }
        Sparse::index(classes, items.iter().map(|&(k, s, l)| ((k >> 32) as u32, (k >> 12) as u32, s, l)), items.len(), entries)
    }

    fn index(classes: usize, items: impl Iterator<Item = (u32, u32, u32, u32)>, count: usize, entries: Vec<Entry>) -> Sparse {
        let slots = (count * 3 / 2 + 1).next_power_of_two();
        let mut model = Sparse { classes, slots: vec![Slot::default(); slots], entries, mask: slots - 1 };
        for (key, place, start, len) in items {
            let mut at = place as usize & model.mask;
            while model.slots[at].len != 0 {
                at = (at + 1) & model.mask;
            }
            model.slots[at] = Slot { key, start, len };
        }
        model
    }

    /// Number of classes.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// Sums of the weights of `keys` into `sums` (cleared first, resized to the classes).
    #[inline]
    pub fn score(&self, keys: &[u64], sums: &mut [i32; 256]) {
        sums[..self.classes.min(256)].fill(0);
        for &key in keys {
            let (want, mut at) = ((key >> 32) as u32, (key >> 12) as u32 as usize & self.mask);
            loop {
                let Some(slot) = self.slots.get(at) else { break };
                if slot.len == 0 {
                    break;
                }
                if slot.key == want {
                    for entry in &self.entries[slot.start as usize..(slot.start + slot.len) as usize] {
                        sums[entry.class as usize] += entry.weight as i32;
                    }
                    break;
                }
                at = (at + 1) & self.mask;
            }
        }
    }

    /// The best class for `keys`; of equals the first.
    #[inline]
    pub fn best(&self, keys: &[u64], sums: &mut [i32; 256]) -> usize {
        self.score(keys, sums);
        let mut best = 0;
        for class in 1..self.classes.min(256) {
            if sums[class] > sums[best] {
                best = class;
            }
        }
        best
    }

    pub(crate) fn write(&self, to: &mut Writer) {
        to.u32(self.classes as u32);
        to.u32(self.slots.len() as u32);
        let mut slots = Vec::new();
        for (at, slot) in self.slots.iter().enumerate().filter(|s| s.1.len > 0) {
            slots.extend((at as u32).to_le_bytes());
            slots.extend(slot.key.to_le_bytes());
            slots.push(slot.len.min(255) as u8);
        }
        to.bytes(&slots);
        let used = self.slots.iter().filter(|s| s.len > 0);
        let ordered = used.flat_map(|s| &self.entries[s.start as usize..(s.start + s.len.min(255)) as usize]);
        to.bytes(&ordered.flat_map(|e| [e.class, e.weight as u8]).collect::<Vec<u8>>());
    }

    pub(crate) fn read(from: &mut Reader) -> Option<Sparse> {
        let classes = from.u32()? as usize;
        let count = from.u32()? as usize;
        let packed = from.bytes()?;
        let entries: Vec<Entry> = from.bytes()?.chunks_exact(2).map(|c| Entry { class: c[0], weight: c[1] as i8 }).collect();
        if classes > 256 || !count.is_power_of_two() || count > 1 << 28 || entries.iter().any(|e| e.class as usize >= classes) {
            return None;
        }
        let mut slots = vec![Slot::default(); count];
        let mut start = 0u32;
        for item in packed.chunks_exact(9) {
            let at = u32::from_le_bytes([item[0], item[1], item[2], item[3]]) as usize;
            let key = u32::from_le_bytes([item[4], item[5], item[6], item[7]]);
            *slots.get_mut(at)? = Slot { key, start, len: item[8] as u32 };
            start += item[8] as u32;
        }
        // At least one slot must stay empty, or a look-up of an unknown key would not end.
        (start as usize == entries.len() && packed.len() / 9 < count).then_some(Sparse { classes, slots, entries, mask: count - 1 })
    }
}
