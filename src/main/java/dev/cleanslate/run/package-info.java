/**
 * The one transaction: locks, baselines, phases, checks, proof, commit, and the events that tell of it. It executes a plan and never changes it. Files and pages of evidence may not enter; they listen.
 */
@NullMarked
package dev.cleanslate.run;

import org.jspecify.annotations.NullMarked;
