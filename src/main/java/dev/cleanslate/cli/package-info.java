/**
 * The jar's commands and their options. It is the sole home of picocli. Decisions about a database may not enter.
 */
@NullMarked
package dev.cleanslate.cli;

import org.jspecify.annotations.NullMarked;
