/**
 * Digests over canonical text and JSON, the Ed25519 key of this machine, and documents signed with it. It is the sole home of
 * {@code java.security}. Nothing that knows a database may enter.
 */
@NullMarked
package dev.cleanslate.seal;

import org.jspecify.annotations.NullMarked;
