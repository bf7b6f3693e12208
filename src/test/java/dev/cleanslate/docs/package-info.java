/** The documents, held against the tool they are about. */
@NullMarked
package dev.cleanslate.docs;

import org.jspecify.annotations.NullMarked;
