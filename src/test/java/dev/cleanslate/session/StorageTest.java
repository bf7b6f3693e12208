package dev.cleanslate.session;

import static dev.cleanslate.session.FileShop.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.Verification;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.storage.ObjectServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Whole runs of a suite with an object store, against a server that speaks S3. */
class StorageTest {

    @TempDir
    private Path folder;

    private String bucket = "";

    private Playground shop(int major, String orphans) {
        FileShop made = FileShop.of(major, folder, orphans);
        bucket = made.bucket();
        return made.shop();
    }

    private Playground shop(String orphans) {
        return shop(TestDatabases.NEWEST, orphans);
    }

    @Nested
    class AReset {

        @Test
        void movesWhatHasNoRowAfterItsCommitWhereSomebodyOptsIn() throws IOException {
            Playground shop = shop(", orphans: { quarantine: removed/ }, max-delete: 100");
            shop.storage = Optional.of(bucket);

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).as(ran.messages()).isZero();
            JsonNode found = ran.record().get("storage");
            assertThat(numbers(found.get("before"), "objects", "matched", "orphans", "missing"))
                    .containsExactly(21, 20, 1, 1);
            assertThat(numbers(found.get("after"), "objects", "matched", "orphans", "missing"))
                    .containsExactly(21, 5, 16, 1);
            assertThat(numbers(found.get("cleared"), "total", "taken", "failed"))
                    .containsExactly(16, 16, 0);
            assertThat(found.get("wanted").asBoolean()).isTrue();
            assertThat(ObjectServer.keys(bucket))
                    .contains("file-1", "file-5", "removed/file-6", "removed/stray")
                    .hasSize(21);
            assertThat(steps(ran)).endsWith("storage", "storage-clear");
            assertThat(notes(ran)).contains("16 objects of 16 moved to removed/.");
            assertThat(ran.record().toString()).doesNotContain("not-to-be-seen");
            assertThat(ran.folder().resolve("storage-missing.txt")).hasContent("never%20uploaded");
            assertThat(ran.folder().resolve("storage-taken.txt")).content().hasLineCount(16);
            assertThat(ran.folder().resolve("storage-left.txt")).isEmptyFile();
            assertThat(Verification.of(ran.folder(), Optional.empty()).items())
                    .allSatisfy(
                            item -> assertThat(item.holds()).as(item.toString()).isTrue());
        }

        @Test
        void leavesEverythingWhereNobodyOptsIn() throws IOException {
            Playground shop = shop(", orphans: delete, max-delete: 100");

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).as(ran.messages()).isZero();
            assertThat(ObjectServer.keys(bucket)).hasSize(21);
            assertThat(notes(ran))
                    .contains("They stay, since nobody opted in to that.")
                    .contains("storage --target test --execute-storage " + bucket);
        }

        @Test
        void deletesNothingBeyondTheCapAndSaysThatTheRestIsCommitted() {
            Playground shop = shop(", orphans: delete, max-delete: 15");
            shop.storage = Optional.of(bucket);

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.committed()).isTrue();
            assertThat(ran.messages())
                    .contains("suite.yaml:14:10: storage: there are 16 objects without a row in bucket \"" + bucket)
                    .contains("\"max-delete\" allows 15")
                    .contains("No object was moved or deleted.")
                    .contains("The reset itself is committed and stays");
            assertThat(ObjectServer.keys(bucket)).hasSize(21);
        }

        @Test
        void isRefusedForAnotherBucketThanTheOneOptedInTo() {
            Playground shop = shop(", orphans: delete, max-delete: 100");
            shop.storage = Optional.of("another");
            String before = shop.state();

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(3);
            assertThat(ran.messages())
                    .contains("--execute-storage says \"another\", but the bucket is \"" + bucket + "\" at localhost:");
            assertThat(shop.state()).isEqualTo(before);
        }

        @Test
        void isNotBegunWithoutItsCredentialsOrItsBucket() {
            Playground shop = shop(", orphans: delete, max-delete: 100");
            String before = shop.state();
            shop.environment.remove("AWS_SECRET_ACCESS_KEY");
            shop.environment.remove("S3_BUCKET");

            Ran unset = shop.reset();

            assertThat(unset.exitCode()).isEqualTo(2);
            assertThat(unset.messages())
                    .contains("storage asks for the variables S3_BUCKET, AWS_SECRET_ACCESS_KEY in the environment");

            shop.environment.put("AWS_SECRET_ACCESS_KEY", "x");
            shop.environment.put("S3_BUCKET", "not-there");
            Ran missing = shop.reset();

            assertThat(missing.exitCode()).isEqualTo(4);
            assertThat(missing.messages()).contains("answered 404 NoSuchBucket");
            assertThat(shop.state()).isEqualTo(before);
        }

        @Test
        void isNotBegunWhereAnotherSuiteOfTheTargetHasItsFilesInTheSameBucket() {
            Playground shop = shop(", orphans: delete, max-delete: 100");
            String another = """
                    suite: blog
                    phases: [ { name: A, wipe: [audit] } ]
                    storage: { bucket: "env:S3_BUCKET", endpoint: "env:S3_ENDPOINT", prefix: blog/, keys: posts.cover }
                    """;
            shop.file("blog/suite.yaml", another).suitesOfTarget("shop, blog");
            String before = shop.state();

            assertThat(shop.exitCode()).isEqualTo(2);

            Ran ran = Ran.latest(2, shop.reports.resolve("test").resolve("shop"));
            assertThat(ran.messages())
                    .contains("same bucket as that of suite \"blog\"", "whose files belong to posts.cover");
            assertThat(shop.state()).isEqualTo(before);
        }

        @Test
        void isNotBegunWhereBucketAndColumnHaveNothingInCommon() {
            Playground shop = shop(", orphans: delete, max-delete: 100");
            shop.execute("UPDATE files SET key = 'other/' || key");

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(3);
            assertThat(ran.messages())
                    .contains("not one of 21 objects in bucket")
                    .contains("21 keys in files.key");
            assertThat(shop.count("orders")).isEqualTo(300);
        }

        @Test
        void ofADatabaseWithoutAKeyTakesNothingUnlessAResetSaysThatItIsMeant() {
            Playground shop = shop(", orphans: delete, max-delete: 100");
            shop.execute("DELETE FROM files");
            shop.storage = Optional.of(bucket);

            Ran reset = shop.reset();
            Ran alone = shop.storage();

            assertThat(List.of(reset.exitCode(), alone.exitCode())).containsOnly(3);
            assertThat(reset.messages()).contains("not one key in files.key", "all of the 21 objects");
            assertThat(alone.messages()).contains("no committed reset of this database");
            assertThat(shop.count("orders")).isEqualTo(300);
            assertThat(ObjectServer.keys(bucket)).hasSize(21);
        }

        @Test
        void takesNothingAwayWhenASmokeTestFailsSinceItMayHaveToBeUndone() {
            Playground shop = shop(", orphans: delete, max-delete: 100");
            shop.suite(FileShop.suite(", orphans: delete, max-delete: 100")
                    + "smoke: [ { name: It works, sql: smoke.sql, expect: [[1]] } ]\n");
            shop.file("shop/smoke.sql", "SELECT 2");
            shop.storage = Optional.of(bucket);

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.steps().filter(step -> step.get("stage").asString().equals("storage")))
                    .allSatisfy(
                            step -> assertThat(step.get("status").asString()).isEqualTo("skipped"));
            assertThat(ObjectServer.keys(bucket)).hasSize(21);
        }

        @Test
        void thatIsKilledWhileItClearsIsGoneOnWith() throws Exception {
            Playground shop = shop(", orphans: delete, max-delete: 2000");
            List<String> strays =
                    IntStream.range(0, 300).mapToObj(i -> "stray-" + i).toList();
            ObjectServer.fill(bucket, strays);
            ObjectServer.settle();

            Process killed = HaltedTool.of(
                            shop,
                            "\"id\":\"storage-clear\"",
                            Command.RESET,
                            List.of("--no-rehearsal", "--execute", shop.databaseName(), "--execute-storage", bucket))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(killed.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(killed.exitValue()).isEqualTo(137);
            shop.awaitAlone("killed");
            Ran left = Ran.latest(137, shop.reports);
            assertThat(left.committed()).isTrue();
            assertThat(left.folder().resolve("storage-orphans.txt")).content().hasLineCount(316);

            shop.storage = Optional.of(bucket);
            Ran ran = shop.storage();

            assertThat(ran.exitCode()).as(ran.messages()).isZero();
            assertThat(ObjectServer.keys(bucket)).containsExactly("file-1", "file-2", "file-3", "file-4", "file-5");
        }
    }

    @Nested
    class ARehearsal {

        private static final int MAJOR = 15;

        @Test
        void onlyCountsWhatTheResetWouldLeave() {
            Needs.pgDump(MAJOR);
            Playground shop = shop(MAJOR, ", orphans: delete, max-delete: 100");

            Ran ran = shop.rehearse();

            assertThat(ran.exitCode()).as(ran.messages()).isZero();
            JsonNode found = ran.record().get("storage");
            assertThat(numbers(found.get("before"), "orphans")).containsExactly(1);
            assertThat(numbers(found.get("after"), "orphans", "missing")).containsExactly(16, 1);
            assertThat(found.get("cleared").isNull()).isTrue();
            assertThat(ObjectServer.keys(bucket)).hasSize(21);
            assertThat(notes(ran)).contains("-Dreset.execute-storage=" + bucket);
        }

        @Test
        void isRefusedWhereMoreWouldGoThanTheSuiteAllows() {
            Needs.pgDump(MAJOR);
            Playground shop = shop(MAJOR, ", orphans: delete, max-delete: 15");

            Ran ran = shop.rehearse();

            assertThat(ran.exitCode()).isEqualTo(3);
            assertThat(ran.messages()).contains("\"max-delete\" allows 15");
            assertThat(ran.folder().resolve("certificate.json")).doesNotExist();
        }

        @Test
        void isNoRunThatObjectsGoAfter() {
            Playground shop = shop(", orphans: delete, max-delete: 100");
            shop.storage = Optional.of(bucket);

            Ran ran = shop.rehearse();

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.messages()).contains("without --execute (-Dreset.execute) this is a rehearsal");
        }
    }

    @Nested
    class ByItself {

        @Test
        void countsAndChangesNothing() {
            Playground shop = shop(", orphans: delete, max-delete: 100");
            String before = shop.state();

            Ran ran = shop.storage();

            assertThat(ran.exitCode()).as(ran.messages()).isZero();
            assertThat(numbers(ran.record().get("storage").get("after"), "matched", "orphans"))
                    .containsExactly(20, 1);
            assertThat(ObjectServer.keys(bucket)).hasSize(21);
            assertThat(shop.state()).isEqualTo(before);
        }

        @Test
        void hasNothingToDoWithASuiteThatNamesNoStore() {
            Playground shop = shop("");
            shop.suite(Playground.SUITE.replace("protect: [products]", "protect: [products]\nignore: [files]"));
            shop.storage = Optional.of(bucket);

            Ran ran = shop.storage();

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.messages()).contains("suite \"shop\" has no \"storage\"");
        }

        @Test
        void needsNoVariableOfWhatItDoesNotFire() {
            Playground shop = shop("");
            shop.suite(FileShop.suite("") + """
                    hooks: { announce: [ { post: "env:CHAT_OF_NOBODY", rehearse: true } ] }
                    smoke: [ { http: { url: "env:APP_OF_NOBODY/health" }, rehearse: true } ]
                    """);

            Ran ran = shop.storage();

            assertThat(ran.exitCode()).as(ran.messages()).isZero();
        }

        @Test
        void takesNothingOfAGuardedTargetWhoseDatabaseIsNotMarked() {
            Playground shop =
                    shop(", orphans: delete, max-delete: 100").target(", guarded: true, confirm-as: shop-prod");
            shop.storage = Optional.of(bucket);

            Ran ran = shop.storage();

            assertThat(ran.messages()).contains("guarded", "identity marker", "--mark --execute shop-prod");
            assertThat(ran.exitCode()).isEqualTo(3);
            assertThat(ObjectServer.keys(bucket)).hasSize(21);

            assertThat(Consulted.mark(shop, "shop-prod").exitCode()).isZero();
            assertThat(shop.storage().exitCode()).isZero();
            assertThat(ObjectServer.keys(bucket)).hasSize(20);
        }

        @Test
        void takesNothingWhereBucketAndColumnHaveNothingInCommon() {
            Playground shop = shop(", orphans: delete, max-delete: 100");
            shop.execute("UPDATE files SET key = 'elsewhere/' || key");
            shop.storage = Optional.of(bucket);

            Ran ran = shop.storage();

            assertThat(ran.messages()).contains("not one of 21 objects", "Nothing was changed.");
            assertThat(ran.exitCode()).isEqualTo(3);
            assertThat(ObjectServer.keys(bucket)).hasSize(21);
        }

        @Test
        void takesNothingWhereTheSuiteOnlyReports() {
            Playground shop = shop("");
            shop.storage = Optional.of(bucket);

            Ran ran = shop.storage();

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.messages()).contains("\"storage\" only reports objects without a row");
        }
    }

    private static List<String> steps(Ran ran) {
        return ran.steps().map(step -> step.get("id").asString()).toList();
    }

    private static String notes(Ran ran) {
        return String.join(
                "\n",
                StreamSupport.stream(ran.record().get("notes").spliterator(), false)
                        .map(JsonNode::asString)
                        .toList());
    }
}
