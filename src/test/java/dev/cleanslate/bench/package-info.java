/** What the tool takes beside what PostgreSQL itself needs for the same, measured in one run. Not run by the tests. */
@NullMarked
package dev.cleanslate.bench;

import org.jspecify.annotations.NullMarked;
