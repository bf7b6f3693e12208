package dev.cleanslate.engine;

import dev.cleanslate.session.SuiteRun;

/** A suite to run, by what it was found, and the id that leads back to it. */
record Found(String id, SuiteRun run, Anchor anchor) {}
