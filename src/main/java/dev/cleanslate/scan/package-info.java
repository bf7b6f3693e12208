/**
 * What demo and test data is in a database, found without being told: columns are recognised, one query per table asks
 * every detector at once, and what hits the same rows is weighed together. It reads only, over sessions that
 * {@code postgres} opens; what becomes of a finding is decided above.
 */
@NullMarked
package dev.cleanslate.scan;

import org.jspecify.annotations.NullMarked;
