/**
 * The runbook of a maintenance window, as Markdown and as one HTML file, drawn from suite, target and the certificate of the
 * last rehearsal. A page is blocks of phrases first and a form last, so that a name is data in both forms. No number enters
 * that was not measured or configured; no file, no connection, and no clock but the moments it is given.
 */
@NullMarked
package dev.cleanslate.evidence.runbook;

import org.jspecify.annotations.NullMarked;
