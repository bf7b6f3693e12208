/**
 * The JUnit side: test engine, discovery, descriptors, and the launcher that starts it without Maven. A descriptor holds a step and calls it, nothing more. It is the sole home of the JUnit Platform.
 */
@NullMarked
package dev.cleanslate.engine;

import org.jspecify.annotations.NullMarked;
