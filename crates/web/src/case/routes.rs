//! One table of a case's addresses: the router is built from it, and the reviewed matrix (`route-matrix.txt`) is held against it.

use axum::Router;
use axum::handler::Handler;
use axum::routing::{delete, get, post, put};
use casework::Deed;

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
    /// To be signed in to an account.
    Account,
    /// A program's token.
    Token,
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

/// Addresses with their handlers.
#[derive(Default)]
pub(crate) struct Routes {
    router: Router<Application>,
    listed: Vec<Listed>,
}

impl Routes {
    /// A page that is read.
    pub(crate) fn get<H, T>(self, path: &'static str, needs: Needs, handler: H) -> Routes
    where
        H: Handler<T, Application>,
        T: 'static,
    {
        self.listed("GET", path, needs, |router| router.route(path, get(handler)))
    }

    /// A form that is sent.
    pub(crate) fn post<H, T>(self, path: &'static str, needs: Needs, handler: H) -> Routes
    where
        H: Handler<T, Application>,
        T: 'static,
    {
        self.listed("POST", path, needs, |router| router.route(path, post(handler)))
    }

    /// What a program replaces.
    pub(crate) fn put<H, T>(self, path: &'static str, needs: Needs, handler: H) -> Routes
    where
        H: Handler<T, Application>,
        T: 'static,
    {
        self.listed("PUT", path, needs, |router| router.route(path, put(handler)))
    }

    /// What a program takes away.
    pub(crate) fn delete<H, T>(self, path: &'static str, needs: Needs, handler: H) -> Routes
    where
        H: Handler<T, Application>,
        T: 'static,
    {
        self.listed("DELETE", path, needs, |router| router.route(path, delete(handler)))
    }

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
