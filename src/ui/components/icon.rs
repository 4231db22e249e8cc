//! The icons: one family, drawn for this app. 24 by 24, a line of 1.75 with round ends, in the colour
//! of the text. None says anything alone: a word stands beside each, so screen readers pass over them.

use dioxus::prelude::*;

/// The icons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // Each is named as what it shows.
pub enum IconKind {
    Home,
    Path,
    Ladder,
    TickBox,
    Person,
    People,
    Phone,
    Message,
    Mail,
    Calendar,
    Onward,
    Back,
    Check,
    Clock,
    Alert,
    Lock,
    Hand,
    Document,
    Flag,
    Chart,
    Place,
    Outside,
    Text,
    Sun,
    Moon,
    Pill,
    Cloud,
    Coin,
    Book,
}

impl IconKind {
    /// Its lines, as SVG paths.
    fn paths(self) -> &'static [&'static str] {
        match self {
            IconKind::Home => {
                &["M4 11.2 12 4l8 7.2V19a1 1 0 0 1-1 1h-4.6v-5.4H9.6V20H5a1 1 0 0 1-1-1z"]
            }
            IconKind::Path => &[
                "M6.5 20.5V14a3 3 0 0 1 3-3h5a3 3 0 0 0 3-3V4",
                "M14.2 7 17.5 3.7 20.8 7",
                "M6.5 10.5v-7",
            ],
            IconKind::Ladder => &["M3.5 19.5h4.2v-5h4.3v-5h4.2v-5h4.3"],
            IconKind::TickBox => &[
                "M7 4h10a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z",
                "m8.8 12.2 2.2 2.2 4.3-4.6",
            ],
            IconKind::Person => &[
                "M15.8 8.3a3.8 3.8 0 1 1-7.6 0 3.8 3.8 0 0 1 7.6 0z",
                "M4.8 20a7.2 7.2 0 0 1 14.4 0",
            ],
            IconKind::People => &[
                "M12.2 8.6a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 0 1 6.4 0z",
                "M2.8 19.5a6.2 6.2 0 0 1 12.4 0",
                "M15.4 5.7a3.2 3.2 0 0 1 0 5.8",
                "M17.6 14.2a6.2 6.2 0 0 1 3.6 5.3",
            ],
            IconKind::Phone => &[
                "M5.6 3.8h2.9l1.8 4.4-2.2 1.6a12 12 0 0 0 6.1 6.1l1.6-2.2 4.4 1.8v2.9a1.8 1.8 0 0 1-1.9 1.8A14.7 14.7 0 0 1 3.8 5.7a1.8 1.8 0 0 1 1.8-1.9z",
            ],
            IconKind::Message => &[
                "M5.5 5h13A1.5 1.5 0 0 1 20 6.500v8.500a1.500 1.500 0 0 1-1.500 1.500h-8L6 20v-3.500h-.5A1.500 1.500 0 0 1 4 15V6.500A1.500 1.500 0 0 1 5.500 5z",
            ],
            IconKind::Mail => &[
                "M5 5.500h14a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1z",
                "m4.500 7 7.500 6 7.500-6",
            ],
            IconKind::Calendar => &[
                "M6 5.500h12a2 2 0 0 1 2 2V18a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7.500a2 2 0 0 1 2-2z",
                "M4 10.200h16",
                "M8.500 3.500v3.700",
                "M15.500 3.500v3.700",
            ],
            IconKind::Onward => &["m9.500 6 6 6-6 6"],
            IconKind::Back => &["m14.500 6-6 6 6 6"],
            IconKind::Check => &["m5.500 12.800 4.300 4.200 8.700-9.500"],
            IconKind::Clock => &[
                "M20.200 12a8.200 8.200 0 1 1-16.400 0 8.200 8.200 0 0 1 16.400 0z",
                "M12 7.300V12l3.200 2.200",
            ],
            IconKind::Alert => &[
                "M20.200 12a8.200 8.200 0 1 1-16.400 0 8.200 8.200 0 0 1 16.400 0z",
                "M12 7.700v5",
                "M12 16.200v.05",
            ],
            IconKind::Lock => &[
                "M6.500 10.500h11a1.500 1.500 0 0 1 1.500 1.500v6.500a1.500 1.500 0 0 1-1.500 1.500h-11A1.500 1.500 0 0 1 5 18.500V12a1.500 1.500 0 0 1 1.500-1.500z",
                "M8.300 10.500V7.700a3.700 3.700 0 0 1 7.400 0v2.800",
            ],
            IconKind::Hand => &[
                "M12 20.200s-7.700-4.500-7.700-10A4.300 4.300 0 0 1 12 7.600a4.300 4.300 0 0 1 7.700 2.600c0 5.500-7.700 10-7.700 10z",
            ],
            IconKind::Document => &[
                "M7 3.800h7l4 4V19a1.200 1.200 0 0 1-1.200 1.200H7.200A1.200 1.200 0 0 1 6 19V4.800a1 1 0 0 1 1-1z",
                "M9.300 11.500h5.400",
                "M9.300 15.300h3.600",
            ],
            IconKind::Flag => &["M6 20.500V4", "M6 4.800c4-2 7 2 12 0v8c-5 2-8-2-12 0"],
            IconKind::Chart => &[
                "M4.500 5v12.500a2 2 0 0 0 2 2H19.500",
                "M8 14.500c2.600 0 2.600-4.500 5.200-4.500S16 7 18.800 7",
            ],
            IconKind::Place => &[
                "M12 20.500s-6.500-5.600-6.500-10.300a6.500 6.500 0 0 1 13 0c0 4.700-6.500 10.300-6.500 10.300z",
                "M14.200 10.200a2.200 2.200 0 1 1-4.400 0 2.200 2.200 0 0 1 4.400 0z",
            ],
            IconKind::Outside => &[
                "M13 5h6v6",
                "M19 5l-8.500 8.500",
                "M17.500 14.500V19H5V6.500h4.500",
            ],
            IconKind::Text => &[
                "M3.500 18.500 8.500 6l5 12.500",
                "M5.300 14h6.400",
                "M15.500 18.500l2.800-7 2.700 7",
                "M16.400 16.300h3.700",
            ],
            IconKind::Moon => &["M19.8 14.4A8 8 0 0 1 9.6 4.2a8 8 0 1 0 10.2 10.2z"],
            IconKind::Pill => &[
                "M7.300 10.300 10.300 7.300a4.500 4.500 0 0 1 6.400 6.400l-3 3a4.500 4.500 0 0 1-6.400-6.400z",
                "m8.800 8.800 6.400 6.400",
            ],
            IconKind::Cloud => &[
                "M7.500 18a3.800 3.800 0 0 1-.6-7.550A5.200 5.200 0 0 1 17 9.800a4.100 4.100 0 0 1 .4 8.200z",
            ],
            IconKind::Coin => &[
                "M20.200 12a8.200 8.200 0 1 1-16.400 0 8.200 8.200 0 0 1 16.400 0z",
                "M14.700 8.800a2.600 2.600 0 0 0-4.700 1.600c0 2 .6 3 .1 6h5M9 12.800h4.300",
            ],
            IconKind::Book => &[
                "M12 7.200c-2-1.500-4.700-1.900-7.500-1.700v12c2.800-.2 5.500.2 7.500 1.700 2-1.500 4.700-1.900 7.500-1.700v-12c-2.800-.2-5.500.2-7.500 1.700z",
                "M12 7.200v12",
            ],
            IconKind::Sun => &[
                "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0z",
                "M12 3v1.800M12 19.200V21M3 12h1.800M19.200 12H21M5.600 5.600l1.300 1.300M17.100 17.100l1.300 1.300M5.600 18.400l1.300-1.300M17.100 6.900l1.300-1.300",
            ],
        }
    }

    /// Whether it points along the line, and so turns round where lines run right to left.
    fn turns(self) -> bool {
        matches!(
            self,
            IconKind::Onward | IconKind::Back | IconKind::Path | IconKind::Ladder
        )
    }
}

/// One icon.
#[component]
pub fn Icon(
    /// Which.
    kind: IconKind,
) -> Element {
    rsx! {
        svg {
            class: if kind.turns() { "icon icon-turns" } else { "icon" },
            view_box: "0 0 24 24",
            width: "24",
            height: "24",
            "aria-hidden": "true",
            "focusable": "false",
            for d in kind.paths() {
                path { key: "{d}", d: *d }
            }
        }
    }
}
