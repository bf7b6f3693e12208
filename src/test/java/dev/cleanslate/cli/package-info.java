/** The commands, as arguments and exit codes. */
@NullMarked
package dev.cleanslate.cli;

import org.jspecify.annotations.NullMarked;
