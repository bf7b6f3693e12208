/**
 * Suite and catalog become a plan: fates, order, strategies, the cascade proof, and the refusals. It is pure: no I/O, no clock; what it must know of the data it states as questions that {@code postgres} answers. Nothing that executes may enter.
 */
@NullMarked
package dev.cleanslate.plan;

import org.jspecify.annotations.NullMarked;
