/** The root: the rooms are its sub-packages, and nothing lives here itself. */
@NullMarked
package dev.cleanslate;

import org.jspecify.annotations.NullMarked;
