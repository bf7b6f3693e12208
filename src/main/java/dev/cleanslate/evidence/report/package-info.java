/**
 * The report for people, as one HTML file and as PDF, drawn from the bytes of a {@code run.json} and nothing else. It is the sole home of HTML and PDF and uses of {@code evidence} the record alone: what a page says, the record says. Files may not enter, nor a clock.
 */
@NullMarked
package dev.cleanslate.evidence.report;

import org.jspecify.annotations.NullMarked;
