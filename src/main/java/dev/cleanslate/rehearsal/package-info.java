/**
 * Throwaway servers, for now the embedded one. It is the sole home of server processes and their binaries. JDBC may not enter.
 */
@NullMarked
package dev.cleanslate.rehearsal;

import org.jspecify.annotations.NullMarked;
