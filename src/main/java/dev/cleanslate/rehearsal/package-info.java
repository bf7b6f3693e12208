/**
 * Throwaway servers: containers, PostgreSQL's own binaries, clones, and databases of ours on servers that are not, all gone
 * again on every way out; and backups: taken, checked and restored by PostgreSQL's own client tools. It is the sole home of
 * Docker, of server and tool processes, of their binaries and of what they leave on disk. JDBC may not enter: what is asked
 * of a server is asked through {@code postgres}.
 */
@NullMarked
package dev.cleanslate.rehearsal;

import org.jspecify.annotations.NullMarked;
