//! A PDF as krilla writes it → its objects, to be changed and added to.
//!
//! krilla numbers objects from one, leaves none out, writes one after the other and packs none of them together.

use std::fmt;

use pdf_writer::{Chunk, Ref, Settings};

/// The objects of a PDF.
#[derive(Debug)]
pub(super) struct Objects {
    /// What stands between `1 0 obj` and `endobj`, and so on, from the first object.
    bodies: Vec<Vec<u8>>,
    /// The trailer after its size: `/Root 9 0 R/Info 8 0 R/ID[…]>>`.
    pub(super) trailer: Vec<u8>,
    /// Whether each object that was added stands between the words that were expected.
    is_known: bool,
}

/// Why there are no objects: the PDF has another form than krilla and its writer give it in the versions that are known here.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unknown;

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "the PDF has a form that this program does not know; install it again with `--locked`",
        )
    }
}

impl Objects {
    /// Takes the objects out of `pdf`.
    pub(super) fn of(pdf: &[u8]) -> Result<Self, Unknown> {
        Self::read(pdf).ok_or(Unknown)
    }

    fn read(pdf: &[u8]) -> Option<Self> {
        let table = number_after(&pdf[after_last(pdf, b"startxref\n")?..], b"")?;
        let size = after_last(pdf, b"trailer\n<</Size ")?;
        let count = number_after(&pdf[size..], b"")?;
        let rest = size + digits(&pdf[size..]);
        let trailer = &pdf[rest..rest + find(&pdf[rest..], b"\nstartxref")?];
        // The table is `xref`, a line with the count, and a line of 20 bytes for each object, the first for none.
        let lines = table + find(pdf.get(table..)?, b"0000000000")?;
        let place = |number: usize| number_after(pdf.get(lines + 20 * number..)?, b"");
        let mut places: Vec<usize> = (1..count).map(place).collect::<Option<_>>()?;
        places.push(table);
        let bodies = places.windows(2).map(|place| body(pdf.get(place[0]..place[1])?));
        let bodies = bodies.map(|body| body.map(<[u8]>::to_vec)).collect::<Option<_>>()?;
        Some(Self { bodies, trailer: trailer.to_vec(), is_known: true })
    }

    /// Whether all that was added has the form that was expected, too.
    pub(super) fn check(&self) -> Result<(), Unknown> {
        if self.is_known { Ok(()) } else { Err(Unknown) }
    }

    /// How many objects there are.
    pub(super) fn len(&self) -> usize {
        self.bodies.len()
    }

    /// The objects with their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Ref, &[u8])> {
        (1..).map(Ref::new).zip(self.bodies.iter().map(Vec::as_slice))
    }

    /// The object that the trailer calls `key`, to be changed.
    pub(super) fn named(&mut self, key: &[u8]) -> Result<&mut Vec<u8>, Unknown> {
        let index = number_after(&self.trailer, key).and_then(|number| number.checked_sub(1));
        index.and_then(|index| self.bodies.get_mut(index)).ok_or(Unknown)
    }

    /// Keeps a place for an object that is written later.
    pub(super) fn reserve(&mut self) -> Ref {
        self.bodies.push(b"null".to_vec());
        Ref::new(i32::try_from(self.bodies.len()).expect("it is far from full"))
    }

    /// Writes the object with the number `at`.
    pub(super) fn put(&mut self, at: Ref, write: impl FnOnce(&mut Chunk, Ref)) {
        let mut chunk = Chunk::with_settings(Settings { pretty: false });
        write(&mut chunk, at);
        let index = usize::try_from(at.get() - 1).expect("numbers begin at one");
        match body(chunk.as_bytes()) {
            Some(body) => self.bodies[index] = body.to_vec(),
            None => self.is_known = false,
        }
    }

    /// Writes a new object.
    pub(super) fn add(&mut self, write: impl FnOnce(&mut Chunk, Ref)) -> Ref {
        let at = self.reserve();
        self.put(at, write);
        at
    }
}

/// The number that follows `key` in an object.
pub(super) fn number_after(text: &[u8], key: &[u8]) -> Option<usize> {
    let rest = &text[find(text, key)? + key.len()..];
    std::str::from_utf8(&rest[..digits(rest)]).ok()?.parse().ok()
}

/// The numbers of the objects in the list that follows `key`: `/Annots[7 0 R 8 0 R]`.
pub(super) fn list_after(text: &[u8], key: &[u8]) -> Vec<Ref> {
    let Some(begin) = find(text, key).map(|at| at + key.len()) else { return Vec::new() };
    let end = find(&text[begin..], b"]").unwrap_or_default();
    let list = std::str::from_utf8(&text[begin..begin + end]).unwrap_or_default();
    list.split(" 0 R").filter_map(|number| number.trim().parse().ok()).map(Ref::new).collect()
}

/// Where `wanted` begins in `text`.
pub(super) fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    if wanted.is_empty() {
        return Some(0);
    }
    text.windows(wanted.len()).position(|window| window == wanted)
}

fn after_last(text: &[u8], wanted: &[u8]) -> Option<usize> {
    let at = text.windows(wanted.len()).rposition(|window| window == wanted)?;
    Some(at + wanted.len())
}

fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// What stands between `obj` and `endobj`.
fn body(object: &[u8]) -> Option<&[u8]> {
    let begin = find(object, b"obj\n")? + "obj\n".len();
    object[begin..].trim_ascii_end().strip_suffix(b"\nendobj")
}

#[cfg(test)]
mod tests {
    use super::{Objects, Unknown, list_after, number_after};
    use pdf_writer::{Pdf, Ref, Settings};

    fn pdf() -> Vec<u8> {
        let mut pdf = Pdf::with_settings(Settings { pretty: false });
        pdf.stream(Ref::new(1), b"9 0 obj\nendobj\n\n");
        pdf.pages(Ref::new(2)).kids([Ref::new(7), Ref::new(8)]);
        pdf.catalog(Ref::new(3)).pages(Ref::new(2));
        pdf.set_file_id((b"a".to_vec(), b"b".to_vec()));
        pdf.finish()
    }

    #[test]
    fn objects_are_found_by_the_table_whatever_stands_in_them() {
        let objects = Objects::of(&pdf()).expect("it is known");
        let bodies: Vec<&[u8]> = objects.iter().map(|(_, body)| body).collect();
        assert_eq!(
            bodies,
            [
                b"<</Length 16>>\nstream\n9 0 obj\nendobj\n\n\nendstream".as_slice(),
                b"<</Type/Pages/Kids[7 0 R 8 0 R]>>",
                b"<</Type/Catalog/Pages 2 0 R>>",
            ]
        );
        assert_eq!(objects.trailer, b"/Root 3 0 R/ID[(a)(b)]>>");
    }

    #[test]
    fn a_pdf_of_another_form_is_refused() {
        let plain = pdf().into_iter().map(|byte| if byte.is_ascii() { byte } else { b'!' });
        let pdf = String::from_utf8(plain.collect()).expect("it is known");
        let table = pdf
            .rsplit("startxref\n")
            .next()
            .expect("it is known")
            .lines()
            .next()
            .expect("it is known");
        for (known, other) in [
            ("trailer\n<</Size", "trailer << /Size"),
            ("trailer\n", ""),
            ("\nstartxref\n", "\rstartxref\r"),
            ("\nendobj", " endobj"),
            ("3 0 obj\n", "3 0 obj<"),
            ("0000000000 65535 f", "0 65535 f"),
            (table, "18446744073709551615"),
            (table, "7"),
        ] {
            assert!(pdf.contains(known), "{known:?}");
            let changed = pdf.replace(known, other);
            assert_eq!(Objects::of(changed.as_bytes()).err(), Some(Unknown), "{other:?}");
        }
        assert_eq!(Objects::of(b"").err(), Some(Unknown));
        assert_eq!(Objects::of(&pdf.as_bytes()[..pdf.len() / 2]).err(), Some(Unknown));
        let mut objects = Objects::of(pdf.as_bytes()).expect("it is known");
        assert_eq!(objects.named(b"/Info ").err(), Some(Unknown));
        objects.trailer = b"/Root 9 0 R>>".to_vec();
        assert_eq!(objects.named(b"/Root ").err(), Some(Unknown));
    }

    #[test]
    fn no_bytes_end_the_program() {
        let pdf = pdf();
        for at in 0..pdf.len() {
            let _ = Objects::of(&pdf[..at]);
            for byte in *b"0 9\n<" {
                let mut changed = pdf.clone();
                changed[at] = byte;
                let _ = Objects::of(&changed);
            }
        }
    }

    #[test]
    fn a_new_object_follows_the_others() {
        let mut objects = Objects::of(&pdf()).expect("it is known");
        let at = objects.add(|chunk, at| chunk.indirect(at).primitive(7));
        assert_eq!((at.get(), objects.len()), (4, 4));
        assert_eq!(objects.iter().last().map(|(_, body)| body), Some(b"7".as_slice()));
        assert_eq!(
            objects.named(b"/Root ").expect("it is known"),
            b"<</Type/Catalog/Pages 2 0 R>>"
        );
    }

    #[test]
    fn numbers_and_lists_are_read_by_their_keys() {
        let page = b"<</Type/Page/StructParents 12/Annots[7 0 R 18 0 R]>>";
        assert_eq!(number_after(page, b"/StructParents "), Some(12));
        assert_eq!(number_after(page, b"/Rotate "), None);
        let list: Vec<i32> = list_after(page, b"/Annots[").iter().map(|at| at.get()).collect();
        assert_eq!(list, [7, 18]);
    }
}
