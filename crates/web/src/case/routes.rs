//! One table of a case's addresses: the router is built from it, and the reviewed matrix (`route-matrix.txt`) is held against it.

use axum::Router;
use axum::handler::Handler;
use axum::routing::{delete, get, post, put};
use casework::Deed;
use casework::service::OfficeScope;

use crate::application::Application;

/// What one needs to pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: the page is open to everyone.
    Nothing,
    /// A case open on this device, as anyone in it.
    Case,
    /// To be allowed this in the case.
    Deed(Deed),
    /// To be allowed one of the two.
    OneOf([Deed; 2]),
    /// To be signed in to an account.
    Account,
    /// A program's token.
    Token,
    /// The token of a desk's own system.
    OfficeToken,
    /// The token of a desk's own system, given this.
    Office(OfficeScope),
}

/// One address with its method and what it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// `GET`, `POST`, and for programs `PUT` and `DELETE`.
    pub method: &'static str,
    /// The address.
    pub path: &'static str,
    /// What one needs.
    pub needs: Needs,
}

/// One way of asking for an address, for each method the same.
macro_rules! methods {
    ($($(#[$about:meta])* $name:ident $word:literal)+) => {
        impl Routes {
            $($(#[$about])*
            pub(crate) fn $name<H, T>(self, path: &'static str, needs: Needs, handler: H) -> Routes
            where
                H: Handler<T, Application>,
                T: 'static,
            {
                self.listed($word, path, needs, |router| router.route(path, $name(handler)))
            })+
        }
    };
}

methods! {
    /// A page that is read.
    get "GET"
    /// A form that is sent.
    post "POST"
    /// What a program replaces.
    put "PUT"
    /// What a program takes away.
    delete "DELETE"
}

/// Addresses with their handlers.
#[derive(Default)]
pub(crate) struct Routes {
    router: Router<Application>,
    listed: Vec<Listed>,
}

impl Routes {
    /// These and those.
    pub(crate) fn and(mut self, other: Routes) -> Routes {
        self.listed.extend(other.listed);
        Routes { router: self.router.merge(other.router), listed: self.listed }
    }

    pub(crate) fn router(self) -> Router<Application> {
        self.router
    }

    pub(crate) fn list(self) -> Vec<Listed> {
        self.listed
    }

    fn listed(
        mut self,
        method: &'static str,
        path: &'static str,
        needs: Needs,
        add: impl FnOnce(Router<Application>) -> Router<Application>,
    ) -> Routes {
        self.listed.push(Listed { method, path, needs });
        Routes { router: add(self.router), listed: self.listed }
    }
}
