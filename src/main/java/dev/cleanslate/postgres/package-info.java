/**
 * Everything said to or heard from a server: connect, read the catalog, lock, execute. It is the sole home of JDBC and hands out records; a connection never leaves. It decides nothing.
 */
@NullMarked
package dev.cleanslate.postgres;

import org.jspecify.annotations.NullMarked;
