/**
 * Throwaway servers, for now the embedded one: PostgreSQL's own binaries, unpacked, started and gone again on every way
 * out; and backups: taken, checked and restored by PostgreSQL's own client tools. It is the sole home of server and tool
 * processes, of their binaries and of what they leave on disk. JDBC may not enter: a
 * server is handed out as host, port, name and password, and who connects to it is the business of others.
 */
@NullMarked
package dev.cleanslate.rehearsal;

import org.jspecify.annotations.NullMarked;
