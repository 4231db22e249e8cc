//! The looks: one stylesheet, embedded, so that it is there with no signal and before anything else.

/// The whole stylesheet, for the head of the page.
pub fn stylesheet() -> String {
    [
        include_str!("../../assets/styles/tokens.css"),
        include_str!("../../assets/styles/base.css"),
        include_str!("../../assets/styles/frame.css"),
        include_str!("../../assets/styles/components.css"),
        include_str!("../../assets/styles/pictures.css"),
        include_str!("../../assets/styles/progress.css"),
        include_str!("../../assets/styles/forms.css"),
        include_str!("../../assets/styles/safety.css"),
    ]
    .join("\n")
}
