//! Templates → pages. The only home of the template engine.

use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera, Value};

use super::assets::Assets;
use super::view::SiteView;
use crate::diag::{Diagnostic, Rule, Severity};
use crate::fingerprint::{Fingerprint, FingerprintMaker};
use crate::input::Input;
use crate::source::{SourcePath, Sources, Span};
use crate::theme::Theme;
use crate::worksheet::{KINDS, Kind};

/// A template of the playbook's own that cannot be used.
pub(super) const TEMPLATE_FAULT: Rule = Rule {
    code: "template-fault",
    severity: Severity::Error,
    explanation: "A template in the playbook's `templates/` folder cannot be read, or asks for something that is not there. \
        The message gives the line. A template takes the place of the built-in one of the same name; to change a part of it \
        only, begin with `{% extends \"theme/NAME\" %}` and give the blocks that differ.",
};

/// Every template, read.
pub(super) struct Templates(Tera);

impl Templates {
    /// Reads every template of `theme`, which has the own ones of `sources`.
    pub(super) fn of(sources: &Sources, theme: &Theme) -> Result<Self, Diagnostic> {
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html"]);
        read(&mut tera, theme).map_err(|error| fault(sources, &error))?;
        Ok(Self(tera))
    }
}

/// Gives `tera` the templates of `theme`, and the one that chooses among those of the kinds of worksheets.
fn read(tera: &mut Tera, theme: &Theme) -> Result<(), tera::Error> {
    let of_its_kind = of_its_kind();
    let templates = theme.templates.iter().map(|(name, text)| (name.as_str(), text.as_ref()));
    tera.add_raw_templates(templates.chain([(OF_ITS_KIND, of_its_kind.as_str())]))
}

/// What `worksheets/sheet.html` includes to have the template of the sheet's kind, such as `worksheets/form.html`.
const OF_ITS_KIND: &str = "theme/worksheets/kind.html";

/// The template [`OF_ITS_KIND`]. The engine includes nothing whose name is worked out, so that each is named here.
fn of_its_kind() -> String {
    let branch = |kind: &&Kind| {
        let name = kind.name;
        format!("if sheet.kind == \"{name}\" %}}{{% include \"worksheets/{name}.html\" %}}\n  {{% ")
    };
    let branches: Vec<String> = KINDS.iter().map(branch).collect();
    format!("{{% {}endif %}}", branches.join("el"))
}

/// Every template, ready to be filled with what a page of this playbook shows.
pub(super) struct Engine {
    tera: Tera,
    /// Stands for what holds on every page.
    globals: Fingerprint,
}

impl Engine {
    /// Gives every template what holds on every page.
    pub(super) fn new(templates: Templates, input: Input<'_>, assets: &Assets) -> Self {
        let Templates(mut tera) = templates;
        let (site, globals) = globals(input, assets);
        let context = tera.global_context();
        context.insert("site", &site);
        context.insert("words", input.words);
        context.insert("assets", &assets.routes());
        Self { tera, globals }
    }

    /// The same templates for another `input`. `None` when what holds on every page is as it was.
    pub(super) fn again(&self, input: Input<'_>, assets: &Assets) -> Option<Self> {
        let (_, globals) = globals(input, assets);
        let templates = || Templates(self.tera.clone());
        (globals != self.globals).then(|| Self::new(templates(), input, assets))
    }

    /// Fills the template `name` with `view`.
    pub(super) fn render(
        &self,
        name: &str,
        view: &impl Serialize,
        input: Input<'_>,
    ) -> Result<String, Diagnostic> {
        let context =
            Context::from_serialize(view).map_err(|error| fault(input.sources, &error))?;
        self.tera.render(name, &context).map_err(|error| fault(input.sources, &error))
    }

    /// Fills the template `name` with `view`, and with `frame` under that name.
    pub(super) fn render_within(
        &self,
        name: &str,
        view: &impl Serialize,
        frame: Made,
        input: Input<'_>,
    ) -> Result<String, Diagnostic> {
        let mut context =
            Context::from_serialize(view).map_err(|error| fault(input.sources, &error))?;
        context.insert_value("frame", frame.0);
        self.tera.render(name, &context).map_err(|error| fault(input.sources, &error))
    }
}

/// What holds on every page of the site, and what stands for it, for the words, and for the names of `assets`.
fn globals<'a>(input: Input<'a>, assets: &Assets) -> (SiteView<'a>, Fingerprint) {
    let site = SiteView::of(input);
    let mut maker = FingerprintMaker::default();
    maker.add_value(&site);
    maker.add_value(input.words);
    maker.add_value(assets.routes());
    (site, maker.finish())
}

/// What templates are given, in the engine's own form: to hand it to one more page copies nothing.
#[derive(Clone)]
pub(super) struct Made(Value);

impl Made {
    pub(super) fn of(view: &impl Serialize) -> Self {
        Self(Value::from_serializable(view))
    }
}

/// The place of which the engine's `message` tells without saying where: that of the name in quotation marks in the template
/// that is named, or else in the first own one that has it; or else the one template without which nothing is wrong.
fn place(sources: &Sources, message: &str) -> Option<(SourcePath, Span)> {
    let names: Vec<&str> =
        message.split(['`', '\'', '"']).skip(1).step_by(2).filter(|name| name.len() > 2).collect();
    let own = || sources.templates.iter().filter(|(name, _)| name.ends_with(".html"));
    let is_named = |name: &str| names.contains(&name);
    let told_of = own().find(|(name, _)| is_named(name.as_str()));
    let within = |(name, text): (&String, &Arc<str>)| {
        let span = names.iter().rev().find_map(|word| {
            let at = text.find(*word).filter(|_| !word.is_empty() && *word != name.as_str())?;
            Some(Span::new(at, at + word.len()))
        })?;
        Some((SourcePath::new(format!("templates/{name}")), span))
    };
    let beginning = |(name, _): (&String, &Arc<str>)| {
        (SourcePath::new(format!("templates/{name}")), Span::default())
    };
    match told_of {
        Some(own) => within(own).or_else(|| Some(beginning(own))),
        None => {
            own().find_map(within).or_else(|| own().find(|own| is_at_fault(*own)).map(beginning))
        }
    }
}

/// Whether this template alone makes the built-in ones fail.
fn is_at_fault((name, text): (&String, &Arc<str>)) -> bool {
    let mut sources = Sources::default();
    sources.templates.insert(name.clone(), Arc::clone(text));
    let theme = Theme::load(&sources);
    read(&mut Tera::new(), &theme).is_err()
}

/// What the engine says of a template, with the place in it.
fn fault(sources: &Sources, error: &tera::Error) -> Diagnostic {
    let plain =
        |message: &str| message.lines().next().unwrap_or_default().trim_end_matches('.').to_owned();
    let mut diagnostic =
        if let ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) = error.kind() {
            let path = SourcePath::new(format!("templates/{}", report.filename()));
            let span = report.span().range.clone().into();
            Diagnostic::new(&TEMPLATE_FAULT, &path, span, plain(report.message()))
        } else {
            let whole = error.to_string();
            let message = plain(whole.trim_start_matches("error: "));
            match place(sources, &message) {
                Some((path, span)) => Diagnostic::new(&TEMPLATE_FAULT, &path, span, message),
                None => Diagnostic::everywhere(&TEMPLATE_FAULT, message),
            }
        };
    diagnostic.help = Some(if sources.templates.is_empty() {
        "this is a fault of the program: please report it".to_owned()
    } else {
        "mend the template, or take it out of `templates/` to have the built-in one".to_owned()
    });
    diagnostic
}
