/**
 * What a suite is written with: annotations, the actions of a phase, which YAML yields too, and what a check may see and assert. It is the sole home of AssertJ, and what it shows of rows is masked. It knows no file, no driver and no engine; nothing that runs anything may enter.
 */
@NullMarked
package dev.cleanslate.api;

import org.jspecify.annotations.NullMarked;
