//! A PDF as krilla writes it → its objects, to be changed and added to.
//!
//! krilla numbers objects from one, leaves none out, writes one after the other and packs none of them together.

use pdf_writer::{Chunk, Ref, Settings};

/// The objects of a PDF.
#[derive(Debug)]
pub(super) struct Objects {
    /// What stands between `1 0 obj` and `endobj`, and so on, from the first object.
    bodies: Vec<Vec<u8>>,
    /// The trailer after its size: `/Root 9 0 R/Info 8 0 R/ID[…]>>`.
    pub(super) trailer: Vec<u8>,
}

impl Objects {
    /// Takes the objects out of `pdf`.
    pub(super) fn of(pdf: &[u8]) -> Self {
        let table = number_after(&pdf[after_last(pdf, b"startxref\n")..], b"");
        let table = table.expect("the place of the table is a number");
        let size = after_last(pdf, b"trailer\n<</Size ");
        let count = number_after(&pdf[size..], b"").expect("the size is a number");
        let rest = size + digits(&pdf[size..]);
        let trailer = &pdf[rest..rest + find(&pdf[rest..], b"\nstartxref").unwrap_or_default()];
        // The table is `xref`, a line with the count, and a line of 20 bytes for each object, the first for none.
        let lines = table + find(&pdf[table..], b"0000000000").expect("it begins with none");
        let mut places: Vec<usize> = (1..count)
            .map(|number| number_after(&pdf[lines + 20 * number..], b"").unwrap_or_default())
            .collect();
        places.push(table);
        let bodies = places.windows(2).map(|place| body(&pdf[place[0]..place[1]]).to_vec());
        Self { bodies: bodies.collect(), trailer: trailer.to_vec() }
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
    pub(super) fn named(&mut self, key: &[u8]) -> &mut Vec<u8> {
        let number = number_after(&self.trailer, key).expect("the trailer has the key");
        &mut self.bodies[number - 1]
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
        self.bodies[index] = body(chunk.as_bytes()).to_vec();
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

fn after_last(text: &[u8], wanted: &[u8]) -> usize {
    let at = text.windows(wanted.len()).rposition(|window| window == wanted);
    at.expect("every PDF ends so") + wanted.len()
}

fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// What stands between `obj` and `endobj`.
fn body(object: &[u8]) -> &[u8] {
    let begin = find(object, b"obj\n").expect("an object begins so") + 4;
    let end =
        object.len() - object.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    &object[begin..end - "\nendobj".len()]
}

#[cfg(test)]
mod tests {
    use super::{Objects, list_after, number_after};
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
        let objects = Objects::of(&pdf());
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
    fn a_new_object_follows_the_others() {
        let mut objects = Objects::of(&pdf());
        let at = objects.add(|chunk, at| chunk.indirect(at).primitive(7));
        assert_eq!((at.get(), objects.len()), (4, 4));
        assert_eq!(objects.iter().last().map(|(_, body)| body), Some(b"7".as_slice()));
        assert_eq!(objects.named(b"/Root "), b"<</Type/Catalog/Pages 2 0 R>>");
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
