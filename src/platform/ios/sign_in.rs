//! Signing in through the system's own browser sheet (`ASWebAuthenticationSession`), which hands the claimed https address
//! back to the app that its host vouches for, and to no other. The app cannot read what is typed into it. It shares no cookies
//! with the browser: on a phone that several people use, nobody stays signed in to the trust.

use super::window;
use block2::RcBlock;
use objc2::rc::Retained;
use objc2::runtime::ProtocolObject;
use objc2::{AnyThread, MainThreadOnly, define_class, msg_send};
use objc2_authentication_services::{
    ASWebAuthenticationPresentationContextProviding, ASWebAuthenticationSession,
    ASWebAuthenticationSessionCallback,
};
use objc2_foundation::{MainThreadMarker, NSError, NSObject, NSObjectProtocol, NSString, NSURL};
use std::cell::RefCell;

thread_local! {
    /// The session that is open, with the object that tells it where. The system holds neither.
    static OPEN: RefCell<Option<(Retained<ASWebAuthenticationSession>, Retained<Anchor>)>> = const { RefCell::new(None) };
}

define_class!(
    // SAFETY: NSObject wants nothing of those that come from it, and this has no Drop.
    #[unsafe(super(NSObject))]
    #[thread_kind = MainThreadOnly]
    #[name = "CompanionSignInAnchor"]
    #[ivars = ()]
    struct Anchor;

    unsafe impl NSObjectProtocol for Anchor {}

    unsafe impl ASWebAuthenticationPresentationContextProviding for Anchor {}

    impl Anchor {
        // The crate declares this method of the protocol for macOS alone.
        #[unsafe(method_id(presentationAnchorForWebAuthenticationSession:))]
        fn anchor(&self, _session: &ASWebAuthenticationSession) -> Retained<NSObject> {
            let shown = window(self.mtm());
            shown.map_or_else(NSObject::new, |window| window.into_super().into_super().into_super())
        }
    }
);

impl Anchor {
    #[allow(unsafe_code, reason = "an object of our own class is made")]
    fn new(main: MainThreadMarker) -> Retained<Self> {
        let this = Self::alloc(main).set_ivars(());
        // SAFETY: NSObject's own beginning, which takes nothing.
        unsafe { msg_send![super(this), init] }
    }
}

/// Opens `page`; `then` hears the address by which it comes back, at `host` and `path`, or nothing when the person went away.
/// Call on any thread. False when the sheet could not be opened.
pub fn sign_in(
    page: &str,
    host: &str,
    path: &str,
    then: impl Fn(Option<String>) + Send + 'static,
) -> bool {
    let (page, host, path) = (page.to_owned(), host.to_owned(), path.to_owned());
    dispatch2::run_on_main(move |main| open(&page, &host, &path, then, main).unwrap_or(false))
}

#[allow(unsafe_code, reason = "AuthenticationServices has no safe face")]
fn open(
    page: &str,
    host: &str,
    path: &str,
    then: impl Fn(Option<String>) + 'static,
    main: MainThreadMarker,
) -> Option<bool> {
    let page = NSURL::URLWithString(&NSString::from_str(page))?;
    let came_back = RcBlock::new(move |link: *mut NSURL, _: *mut NSError| {
        // SAFETY: either nothing or an address that lives for as long as the block runs.
        let link = unsafe { link.as_ref() }.and_then(NSURL::absoluteString);
        then(link.map(|link| link.to_string()));
    });
    // SAFETY: all of this runs on the main thread, as the class wants; the block is copied; session and anchor are held until
    // the next one takes their place.
    let started = unsafe {
        let callback = ASWebAuthenticationSessionCallback::callbackWithHTTPSHost_path(
            &NSString::from_str(host),
            &NSString::from_str(path),
        );
        let session = ASWebAuthenticationSession::initWithURL_callback_completionHandler(
            ASWebAuthenticationSession::alloc(),
            &page,
            &callback,
            RcBlock::as_ptr(&came_back),
        );
        let anchor = Anchor::new(main);
        session.setPresentationContextProvider(Some(ProtocolObject::from_ref(&*anchor)));
        session.setPrefersEphemeralWebBrowserSession(true);
        let started = session.start();
        OPEN.with_borrow_mut(|open| *open = Some((session, anchor)));
        started
    };
    Some(started)
}
