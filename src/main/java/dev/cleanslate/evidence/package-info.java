/**
 * What a run leaves behind: journal, record and lines on a terminal, all drawn from the events of {@code run}. Nothing here changes the course of a run. Database access may not enter.
 */
@NullMarked
package dev.cleanslate.evidence;

import org.jspecify.annotations.NullMarked;
