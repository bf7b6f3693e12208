/**
 * What a suite is written with: the actions of a phase, which YAML yields too, and the annotation that marks a suite class. It knows no file, no database and no engine. Nothing that runs anything may enter.
 */
@NullMarked
package dev.cleanslate.api;

import org.jspecify.annotations.NullMarked;
