# Writes hospitals.csv: 1,000 made-up hospitals, and what a very long JAGS run says of each, as the truth for the others.
# Run in this folder: Rscript hospitals.R   (Debian: jags r-cran-rjags; about half an hour)
suppressPackageStartupMessages(library(rjags))
set.seed(20261122)
units <- 1000
cases <- round(exp(runif(units, log(20), log(800))))
expected <- round(cases * plogis(rnorm(units, -2.9, .35)), 4)
events <- rbinom(units, cases, plogis(qlogis(expected / cases) + rnorm(units, .05, .3)))

CHAINS <- 4; BLOCKS <- 40; BLOCK <- 2500
figures <- list(units = units, cases = cases, expected = expected, events = events)
starts <- lapply(seq_len(CHAINS), function(chain) list(.RNG.name = "base::Mersenne-Twister", .RNG.seed = chain))
model <- jags.model("shrinkage.jags", figures, inits = starts, n.chains = CHAINS, n.adapt = 1000, quiet = TRUE)
update(model, 2000, progress.bar = "none")
# Sums by block, because all draws at once would not fit into memory.
one <- two <- numeric(units); blocks <- matrix(0, 0, units)
for (block in seq_len(BLOCKS)) {
  drawn <- jags.samples(model, "log_ratio", BLOCK, progress.bar = "none")$log_ratio
  one <- one + apply(drawn, 1, sum); two <- two + apply(drawn^2, 1, sum)
  blocks <- rbind(blocks, apply(drawn, 1, mean))
}
draws <- CHAINS * BLOCKS * BLOCK
mean <- one / draws
sd <- sqrt((two - draws * mean^2) / (draws - 1))
error <- apply(blocks, 2, stats::sd) / sqrt(BLOCKS)
provenance <- paste0("# made by hospitals.R with R ", getRversion(), ", rjags ", packageVersion("rjags"), ", JAGS ", jags.version(),
                     ", ", CHAINS, " chains of ", BLOCKS * BLOCK, " draws; log_error is the Monte Carlo error of log_mean")
connection <- file("hospitals.csv", open = "wb")
writeLines(provenance, connection)
rows <- data.frame(cases, expected, events, log_mean = signif(mean, 8), log_sd = signif(sd, 8), log_error = signif(error, 3))
write.csv(rows, connection, row.names = FALSE, quote = FALSE, eol = "\n")
close(connection)
