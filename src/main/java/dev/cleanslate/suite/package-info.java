/**
 * YAML files become {@link dev.cleanslate.suite.Suite} and {@link dev.cleanslate.suite.Target} records, each fault with its place. It is the sole home of YAML: of the parser beneath Jackson's module, whose events know the place of each key and value. Nothing that needs a database may enter.
 */
@NullMarked
package dev.cleanslate.suite;

import org.jspecify.annotations.NullMarked;
