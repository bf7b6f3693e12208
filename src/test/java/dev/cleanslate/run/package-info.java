/** Processes and HTTP, against real ones. */
@NullMarked
package dev.cleanslate.run;

import org.jspecify.annotations.NullMarked;
