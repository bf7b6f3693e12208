/**
 * An object store against the key column whose rows its objects belong to: it lists, compares, and moves or deletes what
 * has no row. It speaks the S3 API itself, over {@code java.net.http}. When and whether that happens is decided above.
 */
@NullMarked
package dev.cleanslate.storage;

import org.jspecify.annotations.NullMarked;
