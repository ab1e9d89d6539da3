//! Pages of sheets: checklists and worksheets, blank and as examples, and sheets put in place within prose.

use super::Pages;
use crate::diag::Diagnostic;
use crate::model::checklist::{CheckItem, Way};
use crate::model::{Checklist, Content, Entry};
use crate::paper::Printed;
use crate::prose::Document;
use crate::render::escape::escape_text;
use crate::render::here::Here;
use crate::render::html::{Scope, Writer};
use crate::render::svg::svg;
use crate::render::view::{
    ChecklistKind, ChecklistView, GroupView, ItemView, LinkView, PageView, PaperView, SheetKind,
    SheetView, View,
};
use crate::show::{Written, shown};
use crate::site::{Page, Route};
use crate::titles::{kind_label, page_title};
use crate::typography::typeset;
use crate::worksheet::{Version, Words, Worksheet};

impl<'a> Pages<'a> {
    /// The HTML of a short text `here`, without explained terms.
    ///
    /// A single paragraph comes without its tags where `inline` text is wanted, so that it may stand in a label.
    fn short_html(
        &self,
        entry: &Entry,
        document: &Document,
        place: Place<'_>,
        wanted: Wanted,
    ) -> String {
        let embed = |_: &Entry, _: Here<'_>, _: u8| String::new();
        let mut writer = Writer::new(self.tools(&embed), place.here).without_terms();
        if place.is_for_participants {
            writer = writer.for_participants();
        }
        let scope = Scope::new(document, &entry.path);
        match (wanted, document.only_line()) {
            (Wanted::Inline, Some(inlines)) => writer.words_html(scope, inlines),
            (Wanted::Inline, None) => {
                let mut html = String::new();
                escape_text(document.source.trim(), &mut html);
                html
            }
            (Wanted::Blocks, _) => writer.document_html(scope),
        }
    }

    /// The names that a sheet had before, with `/` between.
    fn former_names(&self, entry: &Entry) -> String {
        self.input.site.former_names.get(&entry.path).map_or(String::new(), |names| names.join("/"))
    }

    pub(super) fn checklist(
        &self,
        number: usize,
        entry: &'a Entry,
        checklist: &'a Checklist,
    ) -> Result<String, Diagnostic> {
        let page = &self.input.site.pages[number];
        let view = self.page_view(number, "checklist", Some(entry));
        let checklist =
            self.checklist_view(entry, checklist, Place::page(&page.route, Version::Blank));
        self.fill("checklist.html", view, String::new(), ChecklistKind { checklist })
    }

    pub(super) fn checklist_view<'e>(
        &self,
        entry: &'e Entry,
        checklist: &'e Checklist,
        place: Place<'_>,
    ) -> ChecklistView<'e> {
        let (here, from) = (place.here, place.here.route);
        let html = |document: &Document, wanted| self.short_html(entry, document, place, wanted);
        let item = |item: &'e CheckItem| ItemView {
            id: &item.id.value,
            text: html(&item.text, Wanted::Inline),
            owner: &item.owner,
            when: &item.when,
            help: html(&item.help, Wanted::Blocks),
            link: item.link.as_ref().and_then(|slug| {
                let target = self.input.index.find(slug)?;
                let href = here.href_to(self.input, &target.path, None)?;
                Some(LinkView { title: typeset(target.title(), self.input.words), href })
            }),
        };
        let page = self.input.site.page_of.get(&entry.path);
        let exports = page.and_then(|page| self.input.site.exports.get(page));
        let (paper, _) = entry.paper(self.input.playbook.settings.paper);
        ChecklistView {
            id: entry.slug(),
            former: self.former_names(entry),
            title: typeset(entry.title(), self.input.words),
            level: place.level,
            prefix: here.prefix.to_owned(),
            is_kept: place.is_kept,
            pause: typeset(&checklist.pause, self.input.words),
            way: match checklist.way {
                Way::Confirm => "confirm",
                Way::Follow => "follow",
            },
            revised: checklist.revised.map(|date| self.input.words.date(date)).unwrap_or_default(),
            intro: html(&checklist.intro, Wanted::Blocks),
            leader_notes: html(&checklist.leader_notes, Wanted::Blocks),
            groups: checklist
                .groups
                .iter()
                .map(|group| GroupView {
                    title: typeset(&group.title, self.input.words),
                    items: group.items.iter().map(item).collect(),
                })
                .collect(),
            total: checklist.items().count(),
            paper: paper.name(),
            href: self
                .input
                .site
                .route_of(&entry.path)
                .map(|route| from.href_to(route))
                .unwrap_or_default(),
            pdf: page.and_then(|page| self.paper_view(*page, from)),
            markdown_href: exports.map(|files| from.href_to(&files.markdown)).unwrap_or_default(),
            table_href: exports.map(|files| from.href_to(&files.table)).unwrap_or_default(),
        }
    }

    /// The PDF of the page numbered `page`, as the page at `from` leads to it.
    pub(super) fn paper_view(&self, page: usize, from: &Route) -> Option<PaperView> {
        self.papers_view(page, from).into_iter().next()
    }

    /// The PDFs of the page numbered `page`: the whole sheet, then its handouts.
    fn papers_view(&self, page: usize, from: &Route) -> Vec<PaperView> {
        let routes = self.input.site.papers.get(&page).into_iter().flatten();
        let printed = self.papers.get(&page).into_iter().flatten();
        routes.zip(printed).map(|(route, printed)| self.one_paper(route, *printed, from)).collect()
    }

    fn one_paper(&self, route: &Route, printed: Printed, from: &Route) -> PaperView {
        let words = self.input.words;
        let pages = match printed.pages {
            1 => words.word("sheet", "one_page").to_owned(),
            pages => words.filled("sheet", "many_pages", "pages", &pages.to_string()),
        };
        PaperView {
            href: from.href_to(route),
            facts: format!("{}, {pages}", words.paper(printed.paper, printed.turn)),
        }
    }

    pub(super) fn worksheet(
        &self,
        number: usize,
        entry: &'a Entry,
        worksheet: &'a Worksheet,
    ) -> Result<String, Diagnostic> {
        let view = self.page_view(number, "worksheet", Some(entry));
        let sheet = self.sheet_view(
            entry,
            worksheet,
            Place::page(&self.input.site.pages[number].route, Version::Blank),
        );
        self.fill("worksheet.html", view, String::new(), SheetKind { sheet })
    }

    pub(super) fn example(&self, number: usize, entry: &'a Entry) -> Result<String, Diagnostic> {
        let page = &self.input.site.pages[number];
        let mut view = self.page_view(number, "worksheet", Some(entry));
        view.title = page_title(self.input, page);
        self.lead_back_to_sheet(&mut view, entry, page);
        let Content::Worksheet(worksheet) = &entry.content else {
            unreachable!("only worksheets have examples")
        };
        let sheet = self.sheet_view(entry, worksheet, Place::page(&page.route, Version::Example));
        self.fill("worksheet.html", view, String::new(), SheetKind { sheet })
    }

    /// An example stands below its sheet: the way to it leads over the sheet.
    fn lead_back_to_sheet(&self, view: &mut PageView<'a>, entry: &'a Entry, page: &Page) {
        if let Some(route) = self.input.site.route_of(&entry.path) {
            view.breadcrumb.push(LinkView {
                title: typeset(entry.title(), self.input.words),
                href: page.route.href_to(route),
            });
        }
    }

    pub(super) fn sheet_view<'e>(
        &self,
        entry: &'e Entry,
        worksheet: &'e Worksheet,
        place: Place<'e>,
    ) -> SheetView<'e> {
        let (input, here, from) = (self.input, place.here, place.here.route);
        let html = |document: &Document, wanted| self.short_html(entry, document, place, wanted);
        let shared = &worksheet.shared;
        let (paper, turn) = shared.paper(input.playbook.settings.paper);
        let href = |page: Option<&usize>| {
            page.map(|page| from.href_to(&input.site.pages[*page].route)).unwrap_or_default()
        };
        let page_of = match place.version {
            Version::Blank => input.site.page_of.get(&entry.path),
            Version::Example => input.site.example_of.get(&entry.path),
        };
        let exports = page_of.and_then(|page| input.site.exports.get(page));
        let mut papers =
            page_of.map(|page| self.papers_view(*page, from)).unwrap_or_default().into_iter();
        let inline = |document: &Document| html(document, Wanted::Inline);
        let written = Written {
            html: &inline,
            svg: &svg,
            href: &|path| here.href_to(input, path, None).unwrap_or_default(),
        };
        let body = shown(input, (entry.title(), worksheet), place.version, &written, |show| {
            worksheet.body.view(show)
        });
        SheetView {
            id: entry.slug(),
            former: self.former_names(entry),
            kind: worksheet.kind().name,
            script: worksheet.kind().script,
            private: shared.private,
            required: shared.required,
            pdf: papers.next(),
            handouts: papers.by_ref().take(worksheet.body.handouts().len()).collect(),
            // What is planned beyond them is the sheet on two smaller ones.
            tiled: papers.next(),
            markdown_href: exports.map(|files| from.href_to(&files.markdown)).unwrap_or_default(),
            table_href: exports.map(|files| from.href_to(&files.table)).unwrap_or_default(),
            calendar_href: exports
                .and_then(|files| files.calendar.as_ref())
                .map(|calendar| from.href_to(calendar))
                .unwrap_or_default(),
            label: kind_label(input, entry),
            title: typeset(entry.title(), input.words),
            for_whom: match shared.for_whom.as_str() {
                "" => String::new(),
                whom => input.words.named("sheet", whom),
            },
            paper: paper.name(),
            turn: turn.name(),
            time: entry
                .meta
                .time
                .as_ref()
                .map(|time| input.words.times(time.value))
                .unwrap_or_default(),
            review: &shared.review,
            intro: html(&shared.intro, Wanted::Blocks),
            leader_notes: html(&shared.leader_notes, Wanted::Blocks),
            is_filled_in: !worksheet.body.fields(Words::NAMES).is_empty(),
            has_progress: worksheet.body.has_progress(),
            has_example: input.site.example_of.contains_key(&entry.path),
            is_kept: place.is_kept && place.version == Version::Blank,
            is_alone: place.is_alone,
            is_example: place.version == Version::Example,
            blank_href: href(input.site.page_of.get(&entry.path)),
            example_href: href(input.site.example_of.get(&entry.path)),
            level: place.level,
            prefix: here.prefix,
            body,
        }
    }

    /// The HTML of a sheet put in place within prose.
    pub(super) fn embedded(&self, entry: &Entry, place: Place<'_>) -> String {
        let title = entry.title().to_owned();
        let page = PageView::bare(place.here.route, "chapter", title);
        let html = match &entry.content {
            Content::Worksheet(worksheet) => {
                let sheet = self.sheet_view(entry, worksheet, place);
                self.shared.engine.render(
                    "embed.html",
                    &View { page, content: String::new(), kind: SheetKind { sheet } },
                    self.input,
                )
            }
            Content::Checklist(checklist) => {
                let checklist = self.checklist_view(entry, checklist, place);
                let kind = ChecklistKind { checklist };
                self.shared.engine.render(
                    "embed-checklist.html",
                    &View { page, content: String::new(), kind },
                    self.input,
                )
            }
            Content::Chapter(_) | Content::Activity(_) | Content::Path(_) | Content::Pack(_) => {
                Ok(String::new())
            }
        };
        // A fault of the template is reported where the sheet has its own page, which the same template makes.
        html.unwrap_or_default()
    }
}

/// How a short text is wanted.
#[derive(Clone, Copy)]
enum Wanted {
    /// Without tags of blocks.
    Inline,
    /// As paragraphs.
    Blocks,
}

/// Where and how a sheet is shown.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) here: Here<'p>,
    pub(super) version: Version,
    pub(super) level: u8,
    /// Whether what is entered is kept.
    pub(super) is_kept: bool,
    /// Whether it has a page, or pages of paper, of its own.
    pub(super) is_alone: bool,
    /// Whether it is handed to participants, without what is said to the person who leads.
    pub(super) is_for_participants: bool,
}

impl<'p> Place<'p> {
    /// On a page of its own.
    fn page(route: &'p Route, version: Version) -> Self {
        Self {
            here: Here::page(route),
            version,
            level: 1,
            is_kept: true,
            is_alone: true,
            is_for_participants: false,
        }
    }

    /// Within prose, below a heading of the level above.
    pub(super) fn within_prose(here: Here<'p>, level: u8) -> Self {
        Self {
            here,
            version: Version::Blank,
            level,
            is_kept: true,
            is_alone: false,
            is_for_participants: false,
        }
    }

    /// Blank, in a pack that is handed out.
    pub(super) fn in_pack(here: Here<'p>) -> Self {
        Self { is_for_participants: true, ..Self::to_print(here, 1) }
    }

    /// Blank, on a page that is printed with others.
    pub(super) fn to_print(here: Here<'p>, level: u8) -> Self {
        Self {
            here,
            version: Version::Blank,
            level,
            is_kept: false,
            is_alone: true,
            is_for_participants: false,
        }
    }
}
