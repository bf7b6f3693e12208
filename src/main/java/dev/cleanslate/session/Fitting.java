package dev.cleanslate.session;

/** What a plan was made of, as digests: a rehearsal and its reset agree on all three, or nothing is reset. */
record Fitting(String suiteDigest, String planDigest, String schemaFingerprint) {}
