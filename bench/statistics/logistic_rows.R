# Writes made-up single cases: 48,224 in 1,000 hospitals. Run: Rscript logistic_rows.R PATH
path <- commandArgs(TRUE)[1]
set.seed(48224)
cases <- 48224; units <- 1000
hospital <- c(seq_len(units), sample.int(units, cases - units, replace = TRUE, prob = rexp(units)))
age <- round(rnorm(cases, 70, 10)); woman <- rbinom(cases, 1, .45); urgent <- rbinom(cases, 1, .2)
stage <- sample.int(4, cases, replace = TRUE, prob = c(.4, .3, .2, .1))
eta <- -3.1 + .04 * (age - 70) - .2 * woman + .8 * urgent + .35 * (stage - 1) + rnorm(units, sd = .4)[hospital]
rows <- data.frame(
  hospital = hospital - 1, died = rbinom(cases, 1, plogis(eta)), age = (age - 70) / 10, woman, urgent,
  stage2 = as.numeric(stage == 2), stage3 = as.numeric(stage == 3), stage4 = as.numeric(stage == 4)
)
write.csv(rows, path, row.names = FALSE, quote = FALSE)
