# Times JAGS on 1,000 hospitals: 2 chains of 5,000 draws after 1,000 of adaptation. Run: Rscript shrinkage.R HOSPITALS.csv MODEL SEED OUT
# Prints seconds; writes posterior mean and standard deviation of each hospital's log ratio. Summing up is not timed.
suppressPackageStartupMessages(library(rjags))
arguments <- commandArgs(TRUE)
rows <- read.csv(arguments[1], comment.char = "#")
figures <- list(units = nrow(rows), cases = rows$cases, expected = rows$expected, events = rows$events)
seed <- as.integer(arguments[3])
starts <- lapply(1:2, function(chain) list(.RNG.name = "base::Mersenne-Twister", .RNG.seed = 100 * seed + chain))
seconds <- system.time({
  model <- jags.model(arguments[2], figures, inits = starts, n.chains = 2, n.adapt = 1000, quiet = TRUE)
  drawn <- jags.samples(model, "log_ratio", 5000, progress.bar = "none")$log_ratio
})[["elapsed"]]
cat(sprintf("seconds %.6f\n", seconds))
summed <- data.frame(log_mean = apply(drawn, 1, mean), log_sd = apply(drawn, 1, sd))
write.csv(summed, arguments[4], row.names = FALSE, quote = FALSE)
