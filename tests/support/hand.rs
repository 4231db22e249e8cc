//! A hand at the app: it presses what stands on the page, as a person would, and the real app below answers.
//!
//! The app is drawn into a page that is kept here ([`Page`]): elements, what they say, and who listens. A press is
//! given to the listener that a browser would give it to. No browser is there, so nothing is laid out, no focus
//! moves and no script runs; what leads where, and what is kept before it does, is the app's own.
#![allow(dead_code, reason = "each test uses the part that it needs")]

#[path = "page.rs"]
mod page;

use dioxus::dioxus_core::{ElementId, Event};
use dioxus::history::{History, MemoryHistory};
use dioxus::html::geometry::Coordinates;
use dioxus::html::input_data::MouseButtonSet;
use dioxus::html::{
    Modifiers, PlatformEventData, SerializedFormData, SerializedHtmlEventConverter,
    SerializedMouseData, set_event_converter,
};
use dioxus::prelude::VirtualDom;
use page::Page;
use pathway_companion::app::Companion;
use pathway_companion::ui::{App, Clock, Opener};
use std::any::Any;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// Longest that a page may take to come.
const PATIENCE: Duration = Duration::from_secs(20);

/// A hand at the app.
pub struct Hand {
    dom: VirtualDom,
    page: Page,
    history: Rc<MemoryHistory>,
}

impl Hand {
    /// Opens the app at a page.
    pub fn at(app: &Companion, route: &str, clock: Clock) -> Self {
        set_event_converter(Box::new(SerializedHtmlEventConverter));
        let mut dom = VirtualDom::new(App)
            .with_root_context(app.clone())
            .with_root_context(Opener::in_page())
            .with_root_context(clock);
        let history = Rc::new(MemoryHistory::with_initial_path(route));
        let way: Rc<dyn History> = history.clone();
        dom.provide_root_context(way);
        let mut page = Page::new();
        dom.rebuild(&mut page);
        Self { dom, page, history }
    }

    /// The words of the page.
    pub fn text(&self) -> String {
        self.page.text_of(Page::ROOT)
    }

    /// The address of the page.
    pub fn place(&self) -> String {
        self.history.current_route()
    }

    /// Waits until the page says this.
    pub async fn sees(&mut self, words: &str) {
        self.until(words, |hand| hand.text().contains(words)).await;
    }

    /// Waits until it is as wanted.
    pub async fn until(&mut self, what: &str, wanted: impl Fn(&Self) -> bool) {
        let patience = Instant::now() + PATIENCE;
        while !wanted(self) {
            assert!(
                Instant::now() < patience,
                "waited in vain: {what}; at {}: {}",
                self.place(),
                self.text()
            );
            let pause = Duration::from_millis(50);
            let _ = tokio::time::timeout(pause, self.dom.wait_for_work()).await;
            self.dom.render_immediate(&mut self.page);
        }
    }

    /// Presses the button or link with these words, once it is there.
    pub async fn press(&mut self, words: &str) {
        self.until(&format!("something to press: {words}"), |hand| {
            hand.page.pressable(words).is_some()
        })
        .await;
        let id = self.page.pressable(words).unwrap();
        let mouse = SerializedMouseData::new(
            Some(dioxus::html::input_data::MouseButton::Primary),
            MouseButtonSet::empty(),
            Coordinates::new(
                Default::default(),
                Default::default(),
                Default::default(),
                Default::default(),
            ),
            Modifiers::empty(),
        );
        self.give("click", id, PlatformEventData::new(Box::new(mouse)));
    }

    /// Whether there is a button or link with these words.
    pub fn can_press(&self, words: &str) -> bool {
        self.page.pressable(words).is_some()
    }

    /// Chooses the answer with these words, once it is there.
    pub async fn choose(&mut self, words: &str) {
        self.until(&format!("an answer: {words}"), |hand| {
            hand.page.answer(words).is_some()
        })
        .await;
        let id = self.page.answer(words).unwrap();
        let form = SerializedFormData::new("on".to_owned(), Vec::new());
        self.give("change", id, PlatformEventData::new(Box::new(form)));
    }

    fn give(&mut self, name: &str, id: ElementId, data: PlatformEventData) {
        let data: Rc<dyn Any> = Rc::new(data);
        self.dom
            .runtime()
            .handle_event(name, Event::new(data, true), id);
        self.dom.process_events();
        self.dom.render_immediate(&mut self.page);
    }
}
