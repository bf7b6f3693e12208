/** What the pages say, in each language. */
@NullMarked
package dev.cleanslate.evidence.report;

import org.jspecify.annotations.NullMarked;
