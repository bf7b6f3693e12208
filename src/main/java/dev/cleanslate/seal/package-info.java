/**
 * Digests over canonical text and JSON. It is the sole home of {@code java.security}. Nothing that knows a database may enter.
 */
@NullMarked
package dev.cleanslate.seal;

import org.jspecify.annotations.NullMarked;
