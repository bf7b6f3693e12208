/** The Maven build as a user meets it: real nested builds, judged by exit code and output. */
@NullMarked
package dev.cleanslate.build;

import org.jspecify.annotations.NullMarked;
