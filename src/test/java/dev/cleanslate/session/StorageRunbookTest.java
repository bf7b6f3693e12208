package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.storage.ObjectServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runbook of a suite with an object store, from what the rehearsal listed. */
class StorageRunbookTest {

    private static final int MAJOR = 15;
    private static final String QUARANTINE = ", orphans: { quarantine: removed/ }, max-delete: 100";

    @TempDir
    private Path folder;

    private String runbook(Playground shop) throws IOException {
        Path out = folder.resolve("runbook");
        assertThat(Runbooks.run(
                        shop.invocation(Command.PLAN, Optional.empty()),
                        new RunbookWish(Optional.empty(), Optional.of(out), Optional.empty(), Instant.now(), "0.1.0"),
                        System.out))
                .isZero();
        return Files.readString(out.resolve("runbook.md"));
    }

    @Test
    void namesTheStageItsOptInAndTheWayBackWithWhatTheRehearsalCounted() throws Exception {
        Needs.pgDump(MAJOR);
        FileShop files = FileShop.of(MAJOR, folder, QUARANTINE);
        ObjectServer.put(files.bucket(), "a b/%2Fé'$x.png", "content");
        ObjectServer.settle();
        assertThat(files.shop().rehearse().exitCode()).isZero();

        String page = runbook(files.shop());

        assertThat(page)
                .contains("In the rehearsal 17 objects (119 bytes) had no row after the reset")
                .contains("In the rehearsal 1 rows had no object.")
                .contains("--execute-storage \"$S3_BUCKET\"")
                .contains("printenv AWS_SECRET_ACCESS_KEY")
                .contains("storage --target test")
                .doesNotContain("not-to-be-seen");

        files.shop().storage = Optional.of(files.bucket());
        Ran ran = files.shop().reset();
        String line =
                page.lines().filter(l -> l.startsWith("while read")).findFirst().orElseThrow();
        List<String> moved = pasted(line, ran.folder(), files);
        assertThat(moved)
                .hasSize(17)
                .contains("s3 mv --endpoint-url " + ObjectServer.endpoint() + " s3://" + files.bucket()
                        + "/removed/a b/%2Fé'$x.png s3://" + files.bucket() + "/a b/%2Fé'$x.png");
    }

    @Test
    void saysLoudlyThatNobodyLooksWhereTheTargetHasNoStore() throws IOException {
        FileShop files = FileShop.of(TestDatabases.NEWEST, folder, ", orphans: delete, max-delete: 100");
        assertThat(runbook(files.shop()))
                .contains("How many there will be is not known")
                .contains("Files that were deleted cannot be put back");

        files.shop().target(", guarded: true, confirm-as: shop, outside: { storage: none }");
        assertThat(runbook(files.shop()))
                .contains("This target says that it has no object store.")
                .doesNotContain("execute-storage");
    }

    /** The AWS command line as a program that tells how it was called. */
    private List<String> pasted(String line, Path run, FileShop files) throws Exception {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        Path told = folder.resolve("told");
        Path aws = Files.writeString(programs.resolve("aws"), "#!/bin/sh\necho \"$*\" >> '" + told + "'\n");
        assertThat(aws.toFile().setExecutable(true)).isTrue();
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", line).inheritIO();
        bash.environment().put("PATH", programs + ":" + System.getenv("PATH"));
        bash.environment().put("RUN", run.toString());
        bash.environment().put("LC_ALL", "C.UTF-8");
        bash.environment().put("S3_BUCKET", files.bucket());
        bash.environment().put("S3_ENDPOINT", ObjectServer.endpoint().toString());
        assertThat(bash.start().waitFor()).isZero();
        return Files.readAllLines(told);
    }
}
