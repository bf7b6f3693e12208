package dev.cleanslate.plan;

/** How one table is emptied, and why so. */
record Choice(Strategy strategy, String reason) {}
