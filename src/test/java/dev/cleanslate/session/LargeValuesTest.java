package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows are compared where they are: however long they are, none of them comes here. */
class LargeValuesTest {

    @TempDir
    Path folder;

    @Test
    void aHundredMegabytesAreProtectedAndWipedInASmallHeap() {
        // Not compressible, and stored as it is: five values of 20 MB in each table.
        Playground playground =
                new Playground(TestDatabases.of(TestDatabases.NEWEST).create("""
                        CREATE TABLE kept (id int, file bytea); ALTER TABLE kept ALTER file SET STORAGE EXTERNAL;
                        INSERT INTO kept SELECT g, decode(repeat(md5(g::text), 1250000), 'hex') FROM generate_series(1, 5) g;
                        CREATE TABLE gone (LIKE kept); INSERT INTO gone TABLE kept;"""), folder);
        playground.suite(
                "suite: shop\nprotect: [ { kept: { fingerprint: full } } ]\nphases: [ { name: G, wipe: [gone] } ]");
        long size = playground.number("SELECT sum(octet_length(file)) FROM kept");
        long sent = bytesReceivable();

        Ran ran = playground.reset();

        assertThat(ran.messages()).isEmpty();
        assertThat(size).isEqualTo(100_000_000);
        assertThat(ran.removed("gone")).isEqualTo(5);
        assertThat(bytesReceivable() - sent).isLessThan(size / 2);
    }

    /** What this JVM has allocated so far on this thread: a row that came here would be among it. */
    private static long bytesReceivable() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }
}
