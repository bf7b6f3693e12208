package dev.cleanslate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.suite.ObjectStore;
import dev.cleanslate.suite.ObjectStore.Orphans;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an object store takes from the environment. */
class AccessTest {

    private static final Map<String, String> KEYS = Map.of("ID", "somebody", "SECRET", "not-to-be-seen");

    @Test
    void everyVariableThatIsMissingIsNamedOnce() {
        Access access =
                new Access(store("env:BUCKET", "env:STORE/path", "env:BUCKET"), Map.of("ID", " ", "STORE", "x"));
        assertThat(access.missing()).containsExactly("BUCKET", "ID", "SECRET");
    }

    @Test
    void whatFollowsAVariableStays() {
        Map<String, String> environment = Map.of("STORE", "http://store.example:9000", "BUCKET", "uploads");
        Access access = new Access(store("env:BUCKET", "env:STORE/s3", "us-east-1"), environment);
        assertThat(access.fault()).isEmpty();
        assertThat(access.bucket()).isEqualTo("uploads");
        assertThat(access.host()).isEqualTo("store.example:9000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "store.example",
                "ftp://store.example",
                "http://me:hunter2@store.example",
                "http://x?a=b",
                "http:// x"
            })
    void anAddressThatIsNoneIsAFaultThatShowsNothingOfIt(String endpoint) {
        Access access = new Access(store("uploads", "env:STORE", "us-east-1"), Map.of("STORE", endpoint));
        assertThat(access.fault())
                .hasValueSatisfying(fault -> assertThat(fault)
                        .contains("\"endpoint\" of \"storage\" comes to what is no address of a server")
                        .doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://s3.eu-west-1.amazonaws.com, us-east-1, eu-west-1",
        "https://s3-ap-southeast-2.amazonaws.com, us-east-1, ap-southeast-2",
        "https://s3.cn-north-1.amazonaws.com.cn, us-east-1, cn-north-1",
        "https://s3.amazonaws.com, us-east-1, us-east-1",
        "https://store.example, fsn1, fsn1"
    })
    void aServerOfAmazonsIsOfTheRegionInItsName(String endpoint, String said, String region) throws URISyntaxException {
        assertThat(new Access(store("uploads", endpoint, said), KEYS).region()).isEqualTo(region);
    }

    @Test
    void whoAsksIsShownWithoutTheSecret() {
        assertThat(new Access(store("uploads", "https://store.example", "fsn1"), KEYS)
                        .open()
                        .toString())
                .isEqualTo("bucket \"uploads\" at store.example");
    }

    private static ObjectStore store(String bucket, String endpoint, String region) {
        ObjectStore usual = ReconciliationTest.store(new Orphans.Reported());
        return new ObjectStore(
                usual.place(),
                bucket,
                Optional.of(endpoint),
                region,
                true,
                usual.credentials(),
                "",
                usual.keys(),
                List.of(),
                usual.minAge(),
                usual.orphans());
    }
}
