# What R says of designs of their own. Writes expected_designs.csv beside itself:
#   Rscript designs.R
# Needs metafor, clubSandwich, lme4, lmerTest, sandwich. schools.csv is Konstantopoulos (2011),
# table 1, as metadat's dat.konstantopoulos2011 has it; drivers.csv is R's own Seatbelts, car
# drivers killed or seriously injured in Great Britain a month (Harvey and Durbin 1986), belts
# worn by law from 31 January 1983 on; in_turn.csv is invented.
suppressMessages({
  library(metafor)
  library(clubSandwich)
  library(lmerTest)
  library(sandwich)
})

found <- character()
say <- function(name, value, by) {
  found <<- c(found, sprintf("%s,%.15g,%s", name, as.numeric(value), by))
}

# Three levels
schools <- read.csv("schools.csv")
fine <- list(optimizer = "optim", optmethod = "Nelder-Mead", reltol = 1e-15, maxit = 1e4)
levels_of <- function(name, rows) {
  fit <- rma.mv(effect, variance, random = ~ 1 | site / group, data = rows,
                test = "t", dfs = "contain", control = fine)
  ahead <- predict(fit)
  w <- 1 / rows$variance
  typical <- (nrow(rows) - 1) * sum(w) / (sum(w)^2 - sum(w^2))
  say(paste0(name, "_mean"), fit$beta, "metafor rma.mv")
  say(paste0(name, "_error"), fit$se, "metafor rma.mv")
  say(paste0(name, "_df"), fit$ddf, "metafor rma.mv contain")
  say(paste0(name, "_low"), fit$ci.lb, "metafor rma.mv contain")
  say(paste0(name, "_p"), fit$pval, "metafor rma.mv contain")
  say(paste0(name, "_site"), fit$sigma2[1], "metafor rma.mv")
  say(paste0(name, "_group"), fit$sigma2[2], "metafor rma.mv")
  say(paste0(name, "_i2_site"), fit$sigma2[1] / (sum(fit$sigma2) + typical), "Cheung 2014 in R")
  say(paste0(name, "_i2_group"), fit$sigma2[2] / (sum(fit$sigma2) + typical), "Cheung 2014 in R")
  say(paste0(name, "_ahead_low"), ahead$pi.lb, "metafor predict")
  say(paste0(name, "_ahead_high"), ahead$pi.ub, "metafor predict")
  far <- qt(0.975, fit$ddf) * sqrt(fit$se^2 + fit$sigma2[1])
  say(paste0(name, "_ahead_site_high"), fit$beta + far, "metafor rma.mv in R")
  say(paste0(name, "_q"), fit$QE, "metafor rma.mv")
  say(paste0(name, "_q_p"), fit$QEp, "metafor rma.mv")
  # Without the term of the design, which no data change.
  say(paste0(name, "_criterion"), -2 * logLik(fit) + log(nrow(rows)), "metafor rma.mv")
  tested <- coef_test(fit, vcov = "CR2", cluster = factor(rows$site), test = "Satterthwaite")
  say(paste0(name, "_cr2_error"), tested$SE, "clubSandwich")
  say(paste0(name, "_cr2_df"), if (is.null(tested$df_Satt)) tested$df else tested$df_Satt, "clubSandwich")
}
levels_of("lev", schools)
levels_of("lev_few", schools[schools$site %in% c(11, 12, 18, 27), ])
twos <- schools
twos$group <- ceiling(twos$group / 2)
levels_of("lev_twos", twos)
# Sites that do not differ: every third school goes to another
mixed_up <- schools
mixed_up$site <- seq_len(nrow(schools)) %% 5
mixed_up$group <- seq_len(nrow(schools))
levels_of("lev_edge", mixed_up)

# A stepped wedge
rows <- read.csv("in_turn.csv", colClasses = c(wave = "character"))
rows$wave <- factor(rows$wave, levels = c("0", "3", "6", "9", "12"))
fine <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e5),
                    check.conv.singular = "ignore", calc.derivs = TRUE)
stepped <- function(name, form) {
  fit <- lmerTest::lmer(form, rows, control = fine)
  table <- coef(summary(fit))
  for (i in seq_len(nrow(table))) {
    say(sprintf("%s_%d", name, i - 1), table[i, "Estimate"], "lme4")
    say(sprintf("%s_%d_error", name, i - 1), table[i, "Std. Error"], "lme4")
    say(sprintf("%s_%d_df", name, i - 1), table[i, "df"], "lmerTest")
  }
  parts <- as.data.frame(VarCorr(fit))
  for (i in seq_len(nrow(parts))) {
    say(sprintf("%s_%s", name, tolower(parts$grp[i])), parts$vcov[i], "lme4")
  }
  say(sprintf("%s_criterion", name), REMLcrit(fit), "lme4")
}
stepped("wedge", score ~ wave + begun + (1 | group) + (1 | person))
stepped("wedge_strangers", score ~ wave + begun + (1 | group))

# A series
drivers <- read.csv("drivers.csv")
series <- function(name, rows, lag) {
  n <- nrow(rows)
  rows$time <- seq_len(n) - 1 - sum(rows$month < "1983-02")
  rows$after <- as.numeric(rows$time >= 0)
  rows$since <- rows$after * rows$time
  fit <- lm(drivers ~ time + after + since, rows)
  v <- NeweyWest(fit, lag = lag, prewhite = FALSE, adjust = TRUE)
  one <- function(what, weights) {
    value <- sum(weights * coef(fit))
    error <- sqrt(c(weights %*% v %*% weights))
    say(sprintf("%s_%s", name, what), value, "lm")
    say(sprintf("%s_%s_error", name, what), error, "sandwich NeweyWest")
    say(sprintf("%s_%s_p", name, what), 2 * pt(-abs(value / error), n - 4), "pt")
  }
  one("slope_before", c(0, 1, 0, 0))
  one("level", c(0, 0, 1, 0))
  one("slope", c(0, 0, 0, 1))
  one("at_end", c(0, 0, 1, max(rows$since)))
  left <- resid(fit)
  say(sprintf("%s_alike", name), sum(left[-1] * left[-n]) / sum(left^2), "lm")
}
series("belts", drivers, 4)
series("belts_twelve", drivers, 12)
series("belts_short", drivers[drivers$month >= "1982-02" & drivers$month <= "1983-12", ], 2)
series("belts_none", drivers, 0)

writeLines(c("name,value,by", found), "expected_designs.csv")
