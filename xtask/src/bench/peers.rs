//! The programs Anshin is measured beside; their few lines, and how they are usually run, stand in `bench/peers`.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::{Ground, http};
use crate::failure::{Failure, Outcome, While};
use crate::process::{self, Server};
use crate::test::ground::install;

/// A web framework that answers the same question from SQLite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    FastApi,
    Django,
    Express,
}

impl Peer {
    /// All of them, in the order of the table.
    pub const ALL: [Peer; 3] = [Peer::FastApi, Peer::Django, Peer::Express];

    pub fn name(self) -> &'static str {
        match self {
            Peer::FastApi => "FastAPI",
            Peer::Django => "Django",
            Peer::Express => "Express",
        }
    }

    /// How many times as many requests a second Anshin must answer.
    pub fn target(self) -> f64 {
        match self {
            Peer::FastApi | Peer::Django => 8.0,
            Peer::Express => 6.0,
        }
    }

    fn command(self, workshop: &Workshop, port: u16) -> Command {
        let folder = workshop.peers.join(if self == Peer::Express { "express" } else { "" });
        let tool = |name: &str| workshop.python.join("bin").join(name).display().to_string();
        let (port, bind) = (port.to_string(), format!("127.0.0.1:{port}"));
        let line: Vec<String> = match self {
            Peer::FastApi => {
                let options =
                    ["fastapi_app:app", "--workers", "2", "--no-access-log", "--log-level", "warning", "--port", &port];
                std::iter::once(tool("uvicorn")).chain(options.map(str::to_owned)).collect()
            }
            Peer::Django => {
                let options = ["django_app.wsgi", "--workers", "2", "--log-level", "warning", "--bind", &bind];
                std::iter::once(tool("gunicorn")).chain(options.map(str::to_owned)).collect()
            }
            Peer::Express => vec!["node".to_owned(), "server.js".to_owned()],
        };
        let words: Vec<&str> = line.iter().map(String::as_str).collect();
        let mut command = process::command(&folder, &words);
        command
            .env("DATABASE", &workshop.database)
            .env("PORT", &port)
            .env("NODE_ENV", "production")
            .env("NODE_PATH", workshop.node.join("node_modules"))
            .env("PYTHONDONTWRITEBYTECODE", "1");
        command
    }

    /// Starts the peer on a free port and waits until it answers `path`.
    pub fn start(self, ground: &Ground, workshop: &Workshop, path: &str) -> Outcome<(Server, String)> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let address = format!("http://127.0.0.1:{port}{path}");
        let log = ground.folder.join(format!("{}.log", self.name()));
        let mut server = Server::start(self.name(), &mut self.command(workshop, port), &log)?;
        let until = Instant::now() + Duration::from_secs(30);
        while Instant::now() < until && server.is_running() {
            if http::get(&address).is_ok_and(|answer| answer.status == 200) {
                return Ok((server, address));
            }
            thread::sleep(Duration::from_millis(100));
        }
        Err(Failure::new(format!("{} does not answer; see {}", self.name(), log.display())))
    }
}

/// What the peers need: the figures as they read them, and their packages.
pub struct Workshop {
    pub peers: PathBuf,
    /// The edition, unpacked.
    pub edition: PathBuf,
    /// The figures in SQLite.
    pub database: PathBuf,
    /// A Python environment with the peers' packages.
    pub python: PathBuf,
    /// A folder with Express's packages.
    node: PathBuf,
}

impl Workshop {
    /// Unpacks the embedded edition, installs the peers' packages, and loads the figures into SQLite.
    pub fn prepare(ground: &Ground) -> Outcome<Workshop> {
        let wanted = [("python3", "python3-venv"), ("npm", "npm")];
        let missing: Vec<&str> =
            wanted.iter().filter(|(program, _)| !process::is_installed(program)).map(|(_, package)| *package).collect();
        install(&ground.root, &missing)?;
        let workshop = Workshop {
            peers: ground.root.join("bench/peers"),
            edition: ground.folder.join("edition"),
            database: ground.folder.join("figures.sqlite"),
            python: ground.root.join("target/peers/venv"),
            node: ground.root.join("target/peers/express"),
        };
        workshop.unpack(ground)?;
        workshop.make_database(ground)?;
        Ok(workshop)
    }

    /// Has Anshin write the edition it carries, so that the peers read the very same figures.
    fn unpack(&self, ground: &Ground) -> Outcome<()> {
        if self.edition.exists() {
            fs::remove_dir_all(&self.edition)?;
        }
        let edition = self.edition.display().to_string();
        process::run(&ground.root, &[&ground.binary, "edition", "export", "--out", &edition])
    }

    fn make_database(&self, ground: &Ground) -> Outcome<()> {
        let (edition, database) = (self.edition.display().to_string(), self.database.display().to_string());
        let script = self.peers.join("make_database.py").display().to_string();
        process::run(&ground.root, &["python3", &script, &edition, &database])
            .while_doing("load the figures into SQLite")
    }

    /// Makes the Python environment, once.
    pub fn install_python(&self, ground: &Ground) -> Outcome<()> {
        let wanted = fs::read_to_string(self.peers.join("requirements.txt"))?;
        let mark = self.python.join("installed.txt");
        if fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
            return Ok(());
        }
        let folder = self.python.display().to_string();
        let pip = self.python.join("bin/pip").display().to_string();
        let list = self.peers.join("requirements.txt").display().to_string();
        process::run(&ground.root, &["python3", "-m", "venv", &folder]).while_doing("Debian: python3-venv")?;
        process::run(&ground.root, &[&pip, "install", "--quiet", "--disable-pip-version-check", "-r", &list])?;
        Ok(fs::write(mark, wanted)?)
    }

    /// Installs Express's packages, once; where no prebuilt SQLite is to be had, npm compiles it.
    pub fn install_node(&self) -> Outcome<()> {
        fs::create_dir_all(&self.node)?;
        let lock = fs::read_to_string(self.peers.join("express/package-lock.json"))?;
        let installed = self.node.join("node_modules/better-sqlite3/build/Release/better_sqlite3.node").exists();
        if installed && fs::read_to_string(self.node.join("package-lock.json")).is_ok_and(|old| old == lock) {
            return Ok(());
        }
        fs::write(self.node.join("package-lock.json"), lock)?;
        fs::copy(self.peers.join("express/package.json"), self.node.join("package.json"))?;
        let mut line = process::command(&self.node, &["npm", "ci", "--no-audit", "--no-fund", "--silent"]);
        if Path::new("/usr/include/node/node.h").exists() {
            line.env("npm_config_nodedir", "/usr");
        }
        let status = line.status()?;
        if status.success() { Ok(()) } else { Err(Failure::new(format!("`npm ci` for Express ended with {status}"))) }
    }
}
