/**
 * One invocation from options to exit code: which stages, in which order, with which listeners. It wires the rooms below and hands the engine steps to call. The JUnit Platform may not enter.
 */
@NullMarked
package dev.cleanslate.session;

import org.jspecify.annotations.NullMarked;
