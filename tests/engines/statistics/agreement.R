# What R says of the same numbers. Writes expected.csv beside itself:
#   Rscript agreement.R
# Needs metafor, lme4, lmerTest, nlme, clubSandwich. made_up.csv is invented; the effects in
# thirteen_trials.csv are those of Colditz et al. (1994), as metafor's manual prints them.
suppressMessages({
  library(metafor)
  library(lme4)
  library(nlme)
  library(clubSandwich)
})
has_lmertest <- suppressMessages(require(lmerTest, quietly = TRUE))
has_mice <- suppressMessages(require(mice, quietly = TRUE, warn.conflicts = FALSE))

found <- character()
say <- function(name, value, by) {
  line <- sprintf("%s,%.15g,%s", name, as.numeric(value), by)
  found <<- c(found, line)
}

long <- read.csv("made_up.csv", colClasses = c(wave = "character"))
long$wave <- factor(long$wave, levels = c("0", "3", "6", "12"))
long$site <- factor(long$site)
before <- long[long$wave == "0", ]
after <- long[long$wave == "6", c("person", "score")]
pairs <- merge(before, after, by = "person", suffixes = c("_before", "_after"))
pairs <- pairs[order(pairs$person), ]
pairs$change <- pairs$score_after - pairs$score_before

# Curves
for (df in c(1.7, 4.3, 30.25)) say(sprintf("qt_%s", df), qt(0.975, df), "qt")
for (df in c(1.7, 4.3, 30.25)) say(sprintf("pt_%s", df), 2 * pt(-2.1, df), "pt")
say("qchisq_7", qchisq(0.975, 7), "qchisq")
say("nct", pt(2.2, 12, ncp = 1.4, lower.tail = FALSE), "pt ncp")

# Exact J
for (m in c(2, 5, 20, 300)) {
  say(sprintf("j_%d", m), exp(lgamma(m / 2) - log(sqrt(m / 2)) - lgamma((m - 1) / 2)), "lgamma")
}

# Hedges g, sites A and B at the beginning
a <- before$score[before$site == "A"]
b <- before$score[before$site == "B"]
g <- escalc("SMD", m1i = mean(a), sd1i = sd(a), n1i = length(a),
            m2i = mean(b), sd2i = sd(b), n2i = length(b), vtype = "LS")
say("g", g$yi, "metafor escalc SMD")
say("g_variance", g$vi, "metafor escalc SMD")

# Standardised mean change
arm <- function(rows) list(
  n = nrow(rows), before = mean(rows$score_before), after = mean(rows$score_after),
  sd = sd(rows$score_before), r = cor(rows$score_before, rows$score_after))
all <- arm(pairs)
smcr <- escalc("SMCR", m1i = all$after, m2i = all$before, sd1i = all$sd, ni = all$n, ri = all$r)
say("smcr", smcr$yi, "metafor escalc SMCR")
say("smcr_variance", smcr$vi, "metafor escalc SMCR")

# Pre-post-control, sites A and C; Morris (2008), equations 8 to 10 and 25
t <- arm(pairs[pairs$site == "A", ])
k <- arm(pairs[pairs$site == "C", ])
df <- t$n + k$n - 2
j <- exp(lgamma(df / 2) - log(sqrt(df / 2)) - lgamma((df - 1) / 2))
pooled <- sqrt(((t$n - 1) * t$sd^2 + (k$n - 1) * k$sd^2) / df)
d <- j * ((t$after - t$before) - (k$after - k$before)) / pooled
r <- ((t$n - 1) * t$r + (k$n - 1) * k$r) / df
part <- 2 * (1 - r) * (t$n + k$n) / (t$n * k$n)
say("d_ppc2", d, "Morris 2008 in R")
say("d_ppc2_variance", j^2 * part * df / (df - 2) * (1 + d^2 / part) - d^2, "Morris 2008 in R")

# CR2 and Satterthwaite
clustered <- function(name, fit, cluster) {
  tested <- coef_test(fit, vcov = "CR2", cluster = cluster, test = "Satterthwaite")
  for (i in seq_along(tested$beta)) {
    say(sprintf("%s_%d", name, i - 1), tested$beta[i], "clubSandwich")
    say(sprintf("%s_%d_error", name, i - 1), tested$SE[i], "clubSandwich")
    freedom <- if (is.null(tested$df_Satt)) tested$df else tested$df_Satt
    say(sprintf("%s_%d_df", name, i - 1), freedom[i], "clubSandwich")
  }
}
clustered("cr2", lm(change ~ 1, pairs), pairs$group)
clustered("cr2_design", lm(change ~ I(score_before - 10) + site, pairs), pairs$group)
four <- pairs[pairs$group %in% c("g00", "g01", "g02", "g03"), ]
clustered("cr2_four", lm(change ~ 1, four), four$group)

# Mixed models
fine <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e5),
                    check.conv.singular = "ignore", calc.derivs = TRUE)
mixed <- function(name, form, rows) {
  fit <- if (has_lmertest) lmerTest::lmer(form, rows, control = fine) else lme4::lmer(form, rows, control = fine)
  table <- coef(summary(fit))
  for (i in seq_len(nrow(table))) {
    say(sprintf("%s_%d", name, i - 1), table[i, "Estimate"], "lme4")
    say(sprintf("%s_%d_error", name, i - 1), table[i, "Std. Error"], "lme4")
    if (has_lmertest) say(sprintf("%s_%d_df", name, i - 1), table[i, "df"], "lmerTest")
  }
  parts <- as.data.frame(VarCorr(fit))
  for (i in seq_len(nrow(parts))) {
    level <- sub(":.*", "", parts$grp[i])
    say(sprintf("%s_%s", name, tolower(level)), parts$vcov[i], "lme4")
  }
  say(sprintf("%s_criterion", name), REMLcrit(fit), "lme4")
}
mixed("lmm", score ~ wave + site + (1 | group) + (1 | person), long)
mixed("lmm_person", score ~ wave + (1 | person), long)
second <- nlme::lme(score ~ wave + site, random = ~ 1 | group / person, data = long,
                    control = lmeControl(msTol = 1e-12, tolerance = 1e-12, msMaxIter = 500))
for (i in 1:6) say(sprintf("lme_%d", i - 1), fixef(second)[i], "nlme")
for (i in 1:6) say(sprintf("lme_%d_error", i - 1), sqrt(diag(vcov(second)))[i], "nlme")
# Groups that do not differ at all: every other person of each goes to another
shuffled <- long
number <- as.integer(sub("p", "", shuffled$person))
shuffled$group <- number %% 7
mixed("lmm_edge", score ~ wave + (1 | group) + (1 | person), shuffled)

# Pooling
trials <- read.csv("thirteen_trials.csv")
few <- trials[c(5, 8, 9, 11, 13), ]
pooling <- function(name, rows, method) {
  fit <- rma(effect, variance, data = rows, method = method, test = "adhoc",
             control = list(threshold = 1e-13, maxiter = 10000, tol = 1e-13))
  ahead <- predict(fit)
  around <- confint(fit, control = list(tol = 1e-12))
  say(paste0(name, "_mean"), fit$beta, "metafor rma")
  say(paste0(name, "_error"), fit$se, "metafor rma adhoc")
  say(paste0(name, "_low"), fit$ci.lb, "metafor rma adhoc")
  say(paste0(name, "_p"), fit$pval, "metafor rma adhoc")
  say(paste0(name, "_tau2"), fit$tau2, "metafor rma")
  say(paste0(name, "_i2"), fit$I2 / 100, "metafor rma")
  say(paste0(name, "_q"), fit$QE, "metafor rma")
  say(paste0(name, "_q_p"), fit$QEp, "metafor rma")
  say(paste0(name, "_ahead_low"), ahead$pi.lb, "metafor predict")
  say(paste0(name, "_ahead_high"), ahead$pi.ub, "metafor predict")
  say(paste0(name, "_tau2_low"), around$random["tau^2", "ci.lb"], "metafor confint")
  say(paste0(name, "_tau2_high"), around$random["tau^2", "ci.ub"], "metafor confint")
}
for (method in c("REML", "DL", "PM")) pooling(paste0("pool_", tolower(method)), trials, method)
pooling("pool_few", few, "REML")

# Imputations together
values <- c(-1.9, -1.4, -2.2, -1.7, -1.6)
squares <- c(0.21, 0.25, 0.19, 0.22, 0.24)
m <- length(values)
whole <- mean(squares) + (1 + 1 / m) * var(values)
share <- (1 + 1 / m) * var(values) / whole
seen <- (40 + 1) / (40 + 3) * 40 * (1 - share)
say("rubin_mean", mean(values), "Rubin 1987 in R")
say("rubin_error", sqrt(whole), "Rubin 1987 in R")
if (has_mice) {
  together <- pool.scalar(values, squares, n = 41, k = 1)
  say("rubin_df", together$df, "mice pool.scalar")
  say("rubin_missing", together$fmi, "mice pool.scalar")
} else {
  say("rubin_df", 1 / (share^2 / (m - 1) + 1 / seen), "Barnard and Rubin 1999 in R")
}

# Power, without and with groups
say("power", power.t.test(n = 30, delta = 1.2, sd = 3, type = "paired", strict = TRUE)$power, "power.t.test")
say("smallest", power.t.test(n = 30, power = 0.8, sd = 3, type = "paired", strict = TRUE, tol = 1e-12)$delta, "power.t.test")
wide <- 3 * sqrt((1 + (60 / 8 - 1) * 0.05) / 60)
edge <- qt(0.975, 7)
say("power_groups", pt(edge, 7, 1.2 / wide, lower.tail = FALSE) + pt(-edge, 7, 1.2 / wide), "pt ncp")

# How alike groups are
table <- anova(lm(change ~ group, pairs))
sizes <- table(pairs$group)
usual <- (nrow(pairs) - sum(sizes^2) / nrow(pairs)) / (length(sizes) - 1)
say("alike", max(0, (table[1, 3] - table[2, 3]) / (table[1, 3] + (usual - 1) * table[2, 3])), "anova lm")

# Shares
for (x in c(0, 3, 27)) {
  limits <- prop.test(x, 27, correct = FALSE)$conf.int
  say(sprintf("wilson_%d_low", x), limits[1], "prop.test")
  say(sprintf("wilson_%d_high", x), limits[2], "prop.test")
}

writeLines(c("name,value,by", found), "expected.csv")
