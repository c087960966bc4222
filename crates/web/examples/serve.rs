//! Serves the pages on the embedded edition, for looking at them: `cargo run -p web --example serve -- 127.0.0.1:8080`.

use std::sync::Arc;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let edition = evidence::load::embedded()?;
    let listener = tokio::net::TcpListener::bind(address).await?;
    println!("http://{}/", listener.local_addr()?);
    web::serve(listener, Arc::new(edition)).await?;
    Ok(())
}
