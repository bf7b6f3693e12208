/** What the code's shape must be, as tests. */
@NullMarked
package dev.cleanslate.architecture;

import org.jspecify.annotations.NullMarked;
