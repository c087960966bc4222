# Times one fit of the random-intercept logistic regression. Run: Rscript logistic.R ROWS.csv glmer POINTS | glmmTMB 1
# Prints seconds and log-likelihood; reading the rows and loading the package are not timed.
arguments <- commandArgs(TRUE)
rows <- read.csv(arguments[1])
rows$hospital <- factor(rows$hospital)
points <- as.integer(arguments[3])
model <- died ~ age + woman + urgent + stage2 + stage3 + stage4 + (1 | hospital)
if (arguments[2] == "glmer") {
  suppressPackageStartupMessages(library(lme4))
  seconds <- system.time(fit <- suppressWarnings(glmer(model, rows, family = binomial, nAGQ = points)))[["elapsed"]]
} else {
  suppressPackageStartupMessages(library(glmmTMB))
  seconds <- system.time(fit <- suppressWarnings(glmmTMB(model, rows, family = binomial)))[["elapsed"]]
}
cat(sprintf("seconds %.6f\nlog_likelihood %.8f\n", seconds, as.numeric(logLik(fit))))
