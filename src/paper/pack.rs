//! Objects → the bytes of a PDF: objects together in compressed streams, and the table of their places compressed as well.
//!
//! That is half as large as objects one after the other (ISO 32000-1, 7.5.7 and 7.5.8).

use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::Ref;

use super::objects::Objects;

/// How hard to press: the highest level that is still quick.
const LEVEL: u8 = 9;
/// So many objects at most go together: a reader unpacks all of them to get at one.
const TOGETHER: usize = 200;

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    /// So many bytes from the beginning.
    Own(usize),
    /// In an object with this number, at this place among its objects.
    Within(i32, usize),
}

/// Writes `objects` as the bytes of a PDF.
pub(super) fn bytes(objects: &Objects) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n%\x80\x80\x80\x80\n".to_vec();
    let mut places: Vec<(Ref, Place)> = Vec::new();
    let (own, packed): (Vec<_>, Vec<_>) =
        objects.iter().partition(|(_, body)| body.ends_with(b"endstream"));
    for (at, body) in own {
        places.push((at, Place::Own(pdf.len())));
        write(&mut pdf, at, body);
    }
    let mut next = Ref::new(i32::try_from(objects.len() + 1).expect("it is far from full"));
    for together in packed.chunks(TOGETHER) {
        let at = next.bump();
        let among = together.iter().enumerate();
        places.extend(among.map(|(place, (number, _))| (*number, Place::Within(at.get(), place))));
        places.push((at, Place::Own(pdf.len())));
        write(&mut pdf, at, &stream_of(together));
    }
    let begin = pdf.len();
    places.push((next, Place::Own(begin)));
    places.sort_by_key(|(number, _)| *number);
    write(&mut pdf, next, &table(&places, &objects.trailer));
    pdf.extend(format!("startxref\n{begin}\n%%EOF\n").bytes());
    pdf
}

fn write(pdf: &mut Vec<u8>, at: Ref, body: &[u8]) {
    pdf.extend(format!("{} 0 obj\n", at.get()).bytes());
    pdf.extend(body);
    pdf.extend(b"\nendobj\n");
}

/// A stream that holds other objects: a list of their numbers and places, then the objects.
fn stream_of(objects: &[(Ref, &[u8])]) -> Vec<u8> {
    let (mut list, mut bodies): (Vec<u8>, Vec<u8>) = (Vec::new(), Vec::new());
    for (number, body) in objects {
        list.extend(format!("{} {} ", number.get(), bodies.len()).bytes());
        bodies.extend_from_slice(body);
        bodies.push(b'\n');
    }
    let (count, first) = (objects.len(), list.len());
    let content = [list, bodies].concat();
    stream(&format!("/Type/ObjStm/N {count}/First {first}"), &content)
}

/// The places of all objects, each as its kind, where it is and where in it, with what the trailer says.
fn table(places: &[(Ref, Place)], trailer: &[u8]) -> Vec<u8> {
    let mut lines = vec![0, 0, 0, 0, 0, 0xff, 0xff];
    for (_, place) in places {
        let (kind, first, second) = match place {
            Place::Own(begin) => (1, u32::try_from(*begin), 0),
            Place::Within(stream, place) => (2, u32::try_from(*stream), *place),
        };
        lines.push(kind);
        lines.extend(first.expect("a sheet is far from 4 GB").to_be_bytes());
        lines.extend(u16::try_from(second).expect("few objects go together").to_be_bytes());
    }
    let trailer = String::from_utf8_lossy(trailer);
    let trailer = trailer.trim_end_matches(">>");
    let size = places.len() + 1;
    stream(&format!("/Type/XRef/Size {size}/W[1 4 2]{trailer}"), &lines)
}

fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let packed = compress_to_vec_zlib(content, LEVEL);
    let head = format!("<<{entries}/Filter/FlateDecode/Length {}>>\nstream\n", packed.len());
    [head.as_bytes(), &packed, b"\nendstream"].concat()
}

#[cfg(test)]
mod tests {
    use super::bytes;
    use crate::paper::objects::Objects;
    use pdf_writer::{Name, Pdf, Ref, Settings};

    /// A PDF of one stream and many small objects.
    fn objects(many: i32) -> Objects {
        let mut pdf = Pdf::with_settings(Settings { pretty: false });
        pdf.catalog(Ref::new(1)).pages(Ref::new(2));
        pdf.stream(Ref::new(2), b"0 0 m");
        for number in 3..=many {
            pdf.indirect(Ref::new(number)).dict().pair(Name(b"Type"), Name(b"Thing"));
        }
        Objects::of(&pdf.finish()).expect("it is known")
    }

    fn text(many: i32) -> String {
        String::from_utf8_lossy(&bytes(&objects(many))).into_owned()
    }

    #[test]
    fn streams_stay_and_all_else_goes_together() {
        let text = text(9);
        assert!(text.contains("2 0 obj\n<</Length 5>>\nstream\n0 0 m\nendstream\nendobj\n"));
        assert!(
            text.contains("10 0 obj\n<</Type/ObjStm/N 8/First 41/Filter/FlateDecode"),
            "{text}"
        );
        assert!(
            text.contains("11 0 obj\n<</Type/XRef/Size 12/W[1 4 2]/Root 1 0 R/Filter"),
            "{text}"
        );
        assert!(!text.contains("Thing"));
    }

    #[test]
    fn not_too_many_go_together() {
        let text = text(402);
        assert_eq!(text.matches("/Type/ObjStm/N 200").count(), 2);
        assert_eq!(text.matches("/Type/ObjStm/N 1/").count(), 1);
    }

    #[test]
    fn the_end_says_where_the_table_begins() {
        let bytes = bytes(&objects(9));
        let text = String::from_utf8_lossy(&bytes);
        let place = text.rsplit("startxref\n").next().and_then(|end| end.lines().next());
        let begin: usize = place.and_then(|place| place.parse().ok()).expect("a number");
        assert!(bytes[begin..].starts_with(b"11 0 obj\n<</Type/XRef"));
    }
}
