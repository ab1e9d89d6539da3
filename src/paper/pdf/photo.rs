//! A file of pixels (PNG, JPEG, GIF, WebP) → an image on a page, no finer than a printer shows.

mod shrink;

use std::borrow::Cow;
use std::io::Cursor;

use image_webp::WebPDecoder;
use krilla::geom::{Size, Transform};
use krilla::image::Image;
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::{Data, Document};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use self::shrink::Shrink;
use crate::upright::Orientation;

/// The most pixels that are read at once: the largest cameras make as many.
const MOST_PIXELS: u64 = 64_000_000;
/// The longest edge that a picture may have, in pixels: a line of it is held at once.
const LONGEST_EDGE: u32 = 65_535;
/// As fine as a picture within a drawing is kept, in pixels.
const FINEST_WITHIN: (u32, u32) = (3_000, 3_000);
/// How fine pictures are written anew, from 1 to 100: on paper nobody sees a difference to the first.
const QUALITY: u8 = 88;

/// A picture of pixels that can be drawn.
#[derive(Clone, Debug)]
pub(in crate::paper) struct Photo {
    image: Image,
    /// Its width and height in pixels, as it is looked at.
    pub(in crate::paper) size: (f32, f32),
    /// How much heavier it makes a PDF, in bytes.
    pub(in crate::paper) weight: usize,
    orientation: Orientation,
}

/// Why a file is no picture of pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::paper) enum Flaw {
    /// It is of no kind that can be read here.
    Unknown,
    /// It is damaged, or ends too early.
    Broken,
    /// It has more pixels than can be read at once, or a longer edge.
    TooMany,
}

impl Photo {
    /// Reads the picture in `bytes`. What is much finer than `most` pixels in width and height is made as fine.
    pub(in crate::paper) fn read(bytes: &[u8], most: (u32, u32)) -> Result<Self, Flaw> {
        let kind = kind(bytes).ok_or(Flaw::Unknown)?;
        let orientation = Orientation::of(&mut Cursor::new(bytes));
        let most = orientation.seen(most);
        let (image, size) = match kind {
            Kind::Png => png(bytes, most),
            Kind::Gif => gif(bytes).map(|image| (image.clone(), image.size())),
            Kind::WebP => webp(bytes, most),
            Kind::Jpeg => jpeg(bytes, most),
        }?;
        let size = orientation.seen(size);
        let weight = proof(&image).ok_or(Flaw::Broken)?;
        #[expect(
            clippy::cast_precision_loss,
            reason = "a place of so many pixels has no such edges"
        )]
        let size = (size.0 as f32, size.1 as f32);
        Ok(Self { image, size, weight, orientation })
    }

    /// Draws it in this size.
    pub(super) fn draw(&self, surface: &mut Surface<'_>, (width, height): (f32, f32)) {
        let (across, down) = self.orientation.seen((width, height));
        let Some(size) = Size::from_wh(across, down) else { return };
        let ([sx, ky, kx, sy], (x, y)) = self.orientation.transform((width, height));
        surface.push_transform(&Transform::from_row(sx, ky, kx, sy, x, y));
        surface.draw_image(self.image.clone(), size);
        surface.pop();
    }
}

/// Whether all of the picture in `bytes` can be drawn.
pub(super) fn is_sound(bytes: &[u8]) -> bool {
    Photo::read(bytes, FINEST_WITHIN).is_ok()
}

/// The picture in `bytes`, which lies within a drawing.
pub(super) fn image(bytes: &[u8]) -> Option<Image> {
    Photo::read(bytes, FINEST_WITHIN).ok().map(|photo| photo.image)
}

enum Kind {
    Png,
    Jpeg,
    Gif,
    WebP,
}

/// What the first bytes of a file say that it is.
fn kind(bytes: &[u8]) -> Option<Kind> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some(Kind::Png),
        [0xff, 0xd8, ..] => Some(Kind::Jpeg),
        [b'G', b'I', b'F', ..] => Some(Kind::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Kind::WebP),
        _ => None,
    }
}

/// How heavy a PDF with nothing else is, if one can be made. What is read for that is kept for the real one.
fn proof(image: &Image) -> Option<usize> {
    let (settings, size) = (PageSettings::from_wh(10.0, 10.0), Size::from_wh(1.0, 1.0));
    let (settings, size) = settings.zip(size)?;
    let mut document = Document::new();
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    surface.draw_image(image.clone(), size);
    surface.finish();
    page.finish();
    document.finish().ok().map(|pdf| pdf.len())
}

/// The size that a picture is reduced to. `None` when it is hardly larger.
fn reduced((wide, high): (u32, u32), most: (u32, u32)) -> Option<(u32, u32)> {
    let scale = (f64::from(most.0) / f64::from(wide)).min(f64::from(most.1) / f64::from(high));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is smaller than before"
    )]
    let scaled = |pixels: u32| ((f64::from(pixels) * scale).round() as u32).max(1);
    (scale * 1.5 < 1.0).then(|| (scaled(wide), scaled(high)))
}

fn few((wide, high): (u32, u32)) -> Result<(), Flaw> {
    let is_much = u64::from(wide) * u64::from(high) > MOST_PIXELS;
    if is_much || wide.max(high) > LONGEST_EDGE { Err(Flaw::TooMany) } else { Ok(()) }
}

fn data(bytes: &[u8]) -> Data {
    Data::from(bytes.to_vec())
}

fn png(bytes: &[u8], most: (u32, u32)) -> Result<(Image, (u32, u32)), Flaw> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(|_| Flaw::Broken)?;
    let (size, interlaced) = (reader.info().size(), reader.info().interlaced);
    if size.0.max(size.1) > LONGEST_EDGE {
        return Err(Flaw::TooMany);
    }
    let Some(to) = reduced(size, most).filter(|_| !interlaced) else {
        few(size)?;
        return Ok((Image::from_png(data(bytes), true).map_err(|_| Flaw::Broken)?, size));
    };
    let channels = reader.output_color_type().0.samples();
    // Line by line, so that a picture of any size takes no more room than it will have.
    let mut shrink = Shrink::new(size, to, channels);
    while let Some(row) = reader.next_row().map_err(|_| Flaw::Broken)? {
        shrink.row(row.data());
    }
    Ok((pixels(shrink.finish(), channels, to).ok_or(Flaw::Broken)?, size))
}

fn jpeg(bytes: &[u8], most: (u32, u32)) -> Result<(Image, (u32, u32)), Flaw> {
    // The quickest ways of reading differ from machine to machine in the last bit.
    let options = DecoderOptions::default()
        .set_use_unsafe(false)
        .set_strict_mode(false)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| Flaw::Broken)?;
    let (wide, high) = decoder.dimensions().ok_or(Flaw::Broken)?;
    let size = (u32::try_from(wide).unwrap_or(0), u32::try_from(high).unwrap_or(0));
    if !is_whole(bytes) {
        return Err(Flaw::Broken);
    }
    let as_it_is = || Image::from_jpeg(data(bytes), true).map_err(|_| Flaw::TooMany);
    let Some(to) = reduced(size, most).filter(|_| few(size).is_ok()) else {
        return Ok((as_it_is()?, size));
    };
    let (channels, colours) = match decoder.input_colorspace() {
        Some(ColorSpace::Luma) => (1, ColorSpace::Luma),
        Some(ColorSpace::YCbCr | ColorSpace::RGB) => (3, ColorSpace::RGB),
        // Four colours are for printers: nothing is known of how they mix.
        Some(_) | None => return Ok((as_it_is()?, size)),
    };
    decoder.set_options(options.jpeg_set_out_colorspace(colours));
    let all = decoder.decode().map_err(|_| Flaw::Broken)?;
    let profile = decoder.icc_profile();
    let mut shrink = Shrink::new(size, to, channels);
    all.chunks_exact(wide * channels).for_each(|row| shrink.row(row));
    let written = encoded(&shrink.finish(), to, channels, profile.as_deref());
    let smaller = written.filter(|written| written.len() < bytes.len());
    let reduced = smaller.and_then(|written| Image::from_jpeg(data(&written), true).ok());
    Ok((reduced.map_or_else(as_it_is, Ok)?, size))
}

/// Whether a JPEG has its end, after all pixels: within them the two bytes do not occur.
fn is_whole(bytes: &[u8]) -> bool {
    let last = |sign: [u8; 2]| bytes.windows(2).rposition(|pair| pair == sign);
    last([0xff, 0xd9]) > last([0xff, 0xda])
}

fn gif(bytes: &[u8]) -> Result<Image, Flaw> {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    let mut decoder = options.read_info(bytes).map_err(|_| Flaw::Broken)?;
    let (wide, high) = (usize::from(decoder.width()), usize::from(decoder.height()));
    few((u32::from(decoder.width()), u32::from(decoder.height())))?;
    // Of a moving picture the first is shown, which need not fill the whole frame.
    let first = decoder.read_next_frame().map_err(|_| Flaw::Broken)?.ok_or(Flaw::Broken)?;
    let (left, top) = (usize::from(first.left), usize::from(first.top));
    let across = usize::from(first.width);
    let mut canvas = vec![0; wide * high * 4];
    let shown = across.min(wide.saturating_sub(left)) * 4;
    for (number, row) in first.buffer.chunks_exact((across * 4).max(1)).enumerate() {
        let at = ((top + number) * wide + left) * 4;
        let Some(place) = canvas.get_mut(at..at + shown) else { break };
        place.copy_from_slice(&row[..shown]);
    }
    pixels(canvas, 4, (u32::from(decoder.width()), u32::from(decoder.height()))).ok_or(Flaw::Broken)
}

fn webp(bytes: &[u8], most: (u32, u32)) -> Result<(Image, (u32, u32)), Flaw> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|_| Flaw::Broken)?;
    let size = decoder.dimensions();
    few(size)?;
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    let room = decoder.output_buffer_size().ok_or(Flaw::TooMany)?;
    let mut all = vec![0; room];
    decoder.read_image(&mut all).map_err(|_| Flaw::Broken)?;
    let to = reduced(size, most);
    if let Some(to) = to {
        let mut shrink = Shrink::new(size, to, channels);
        all.chunks_exact(size.0 as usize * channels).for_each(|row| shrink.row(row));
        all = shrink.finish();
    }
    let to = to.unwrap_or(size);
    // PDF does not know this kind. A photograph is written as another that it knows, or it would be ten times as heavy.
    let photograph = (channels == 3 && decoder.is_lossy())
        .then(|| encoded(&all, to, channels, None))
        .flatten()
        .and_then(|written| Image::from_jpeg(data(&written), true).ok());
    Ok((photograph.or_else(|| pixels(all, channels, to)).ok_or(Flaw::Broken)?, size))
}

/// An image of pixels with so many channels: grey, grey and alpha, three colours, three colours and alpha.
fn pixels(all: Vec<u8>, channels: usize, (wide, high): (u32, u32)) -> Option<Image> {
    let full: Cow<'_, [u8]> = match channels {
        4 => Cow::Owned(all),
        3 => all.chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], 255]).collect(),
        2 => all.chunks_exact(2).flat_map(|p| [p[0], p[0], p[0], p[1]]).collect(),
        1 => all.iter().flat_map(|p| [*p, *p, *p, 255]).collect(),
        _ => return None,
    };
    let whole = full.len() as u64 == u64::from(wide) * u64::from(high) * 4;
    whole.then(|| Image::from_rgba8(full.into_owned(), wide, high))
}

/// A photograph written as JPEG. `None` when it is larger than that can be.
fn encoded(
    all: &[u8],
    (wide, high): (u32, u32),
    channels: usize,
    profile: Option<&[u8]>,
) -> Option<Vec<u8>> {
    let (wide, high) = (u16::try_from(wide).ok()?, u16::try_from(high).ok()?);
    let mut written = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut written, QUALITY);
    if let Some(profile) = profile {
        encoder.add_icc_profile(profile).ok()?;
    }
    let colours =
        if channels == 1 { jpeg_encoder::ColorType::Luma } else { jpeg_encoder::ColorType::Rgb };
    encoder.encode(all, wide, high, colours).ok()?;
    Some(written)
}
