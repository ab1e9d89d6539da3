//! A benchmark for each stage and for the whole: `cargo bench --bench stages`.

#![allow(missing_docs, reason = "divan makes public items of benchmarks")]

#[allow(dead_code, reason = "the other benchmark writes playbooks with code")]
mod synthetic;

use std::path::Path;
use std::sync::Mutex;

use divan::Bencher;
use divan::counter::ItemsCount;
use partnerbook::artifact::Artifact;
use partnerbook::compile::{How, Strictness, compile};
use partnerbook::diag::Diagnostics;
use partnerbook::input::Input;
use partnerbook::memo::Memo;
use partnerbook::model::{Index, Playbook};
use partnerbook::site::Linked;
use partnerbook::source::Sources;
use partnerbook::theme::Theme;
use partnerbook::words::Words;
use partnerbook::write::Writer;
use partnerbook::{check, parse, plan, read, render};
use synthetic::Code;
use tempfile::TempDir;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Chapters.
const SIZES: [usize; 3] = [20, 200, 1_000];

fn main() {
    divan::main();
}

/// A synthetic playbook on disk and in memory.
struct Sample {
    folder: TempDir,
    sources: Sources,
}

impl Sample {
    fn new(chapters: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the benchmark");
        synthetic::write(folder.path(), chapters, Code::Nowhere).expect("room on the disk");
        let sources = read_from(&folder.path().join("playbook"));
        Self { folder, sources }
    }

    fn playbook(&self) -> Playbook {
        parse::parse(&self.sources, &mut Diagnostics::new())
    }

    /// Every file of the site.
    fn artifacts(&self) -> Vec<Artifact> {
        let artifacts: Mutex<Vec<Artifact>> = Mutex::default();
        let sink = |artifact| {
            artifacts.lock().expect("no sink panics").push(artifact);
            Ok(())
        };
        compile(&self.sources, lenient(&Memo::default()), &mut Diagnostics::new(), &sink)
            .expect("the sink never fails")
            .expect("a synthetic playbook has no errors");
        artifacts.into_inner().expect("no sink panics")
    }
}

/// Compiles as authors do while they write.
fn lenient(memo: &Memo) -> How<'_> {
    How { strictness: Strictness::Lenient, memo, today: None }
}

fn read_from(content: &Path) -> Sources {
    read::read(content, None, "", &mut Diagnostics::new()).expect("it was written just now")
}

#[divan::bench(args = SIZES)]
fn read_files(bencher: Bencher<'_, '_>, chapters: usize) {
    let sample = Sample::new(chapters);
    let content = sample.folder.path().join("playbook");
    bencher.counter(ItemsCount::new(chapters)).bench_local(|| read_from(&content));
}

#[divan::bench(args = SIZES)]
fn parse_files(bencher: Bencher<'_, '_>, chapters: usize) {
    let sample = Sample::new(chapters);
    bencher.counter(ItemsCount::new(chapters)).bench_local(|| sample.playbook());
}

#[divan::bench(args = SIZES)]
fn index_and_check(bencher: Bencher<'_, '_>, chapters: usize) {
    let sample = Sample::new(chapters);
    let playbook = sample.playbook();
    let site = plan::plan(&playbook);
    bencher.counter(ItemsCount::new(chapters)).bench_local(|| {
        let mut diagnostics = Diagnostics::new();
        let index = Index::new(&playbook, &sample.sources);
        let linked =
            Linked { sources: &sample.sources, playbook: &playbook, index: &index, site: &site };
        check::check(linked, None, &mut diagnostics);
        diagnostics
    });
}

#[divan::bench(args = SIZES)]
fn plan_pages(bencher: Bencher<'_, '_>, chapters: usize) {
    let playbook = Sample::new(chapters).playbook();
    bencher.counter(ItemsCount::new(chapters)).bench_local(|| plan::plan(&playbook));
}

#[divan::bench(args = SIZES)]
fn render_pages(bencher: Bencher<'_, '_>, chapters: usize) {
    let sample = Sample::new(chapters);
    let playbook = sample.playbook();
    let index = Index::new(&playbook, &sample.sources);
    let site = plan::plan(&playbook);
    let theme = Theme::load(&sample.sources);
    let records: Vec<_> = Theme::words(&sample.sources, "en")
        .iter()
        .map(|(name, text)| {
            let path = partnerbook::source::SourcePath::new(name.as_str());
            let (record, _) =
                parse::toml::parse(&path, (text, 0..text.len()), &Vec::new, &mut Vec::new());
            (path, record)
        })
        .collect();
    let (words, _) = Words::of_files(&records, "en");
    let pictures = std::collections::BTreeMap::new();
    let memo = Memo::default();
    let input = Input {
        memo: &memo,
        pictures: &pictures,
        sources: &sample.sources,
        playbook: &playbook,
        index: &index,
        site: &site,
        words: &words,
    };
    bencher.counter(ItemsCount::new(chapters)).bench_local(|| {
        let look = render::Look::of(&sample.sources, &theme);
        render::render(input, look, &mut Diagnostics::new(), &|artifact| {
            divan::black_box_drop(artifact);
            Ok(())
        })
    });
}

#[divan::bench(args = SIZES)]
fn write_files(bencher: Bencher<'_, '_>, chapters: usize) {
    let artifacts = Sample::new(chapters).artifacts();
    bencher
        .counter(ItemsCount::new(chapters))
        .with_inputs(|| (tempfile::tempdir().expect("a folder"), artifacts.clone()))
        .bench_local_values(|(folder, artifacts)| {
            let writer = Writer::open(&folder.path().join("site"))?;
            for artifact in artifacts {
                writer.put(artifact)?;
            }
            writer.finish().map(|written| (folder, written))
        });
}

#[divan::bench(args = SIZES)]
fn whole(bencher: Bencher<'_, '_>, chapters: usize) {
    let sample = Sample::new(chapters);
    let content = sample.folder.path().join("playbook");
    bencher
        .counter(ItemsCount::new(chapters))
        .with_inputs(|| tempfile::tempdir().expect("a folder"))
        .bench_local_values(|folder| {
            let writer = Writer::open(&folder.path().join("site"))?;
            let sources = read_from(&content);
            compile(&sources, lenient(&writer.memo()), &mut Diagnostics::new(), &|artifact| {
                writer.put(artifact)
            })?;
            writer.finish().map(|written| (folder, written))
        });
}
