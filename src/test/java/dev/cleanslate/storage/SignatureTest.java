package dev.cleanslate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.seal.Digest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples that Amazon publishes with the signature's test suite and with the S3 API, keys and all. */
class SignatureTest {

    private static final Instant SUITE = Instant.parse("2015-08-30T12:36:00Z");
    private static final Instant S3 = Instant.parse("2013-05-24T00:00:00Z");

    private final Signature ofSuite = new Signature(
            new Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", Optional.empty()),
            "us-east-1",
            "service");
    private final Signature ofS3 = new Signature(
            new Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Optional.empty()),
            "us-east-1",
            "s3");

    @ParameterizedTest
    @CsvSource({
        "GET, '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "GET, Param1=value1&Param2=value2, b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        "POST, '', 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"
    })
    void isThatOfTheTestSuite(String method, String query, String signature) {
        var headers = new TreeMap<>(Map.of("host", "example.amazonaws.com"));
        var request = new Signature.Request(method, "/", query, headers, Digest.of(""));
        assertThat(ofSuite.sign(request, SUITE))
                .containsEntry(
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                                + "SignedHeaders=host;x-amz-date, Signature=" + signature);
    }

    @ParameterizedTest
    @CsvSource({
        "/test.txt, '', bytes=0-9, f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        "/, lifecycle=, , fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        "/, max-keys=2&prefix=J, , 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
    })
    void isThatOfTheExamplesOfS3(String path, String query, String range, String signature) {
        var headers =
                new TreeMap<>(Map.of("host", "examplebucket.s3.amazonaws.com", "x-amz-content-sha256", Digest.of("")));
        if (range != null) {
            headers.put("range", range);
        }
        var request = new Signature.Request("GET", path, query, headers, Digest.of(""));
        assertThat(ofS3.sign(request, S3).get("authorization")).endsWith("Signature=" + signature);
    }

    @Test
    void coversABodyAndAnEncodedPath() {
        String digest = Digest.of("Welcome to Amazon S3.");
        var headers = new TreeMap<>(Map.of(
                "host", "examplebucket.s3.amazonaws.com",
                "date", "Fri, 24 May 2013 00:00:00 GMT",
                "x-amz-content-sha256", digest,
                "x-amz-storage-class", "REDUCED_REDUNDANCY"));
        String path = "/" + Signature.encoded("test$file.text", true);
        assertThat(path).isEqualTo("/test%24file.text");
        var request = new Signature.Request("PUT", path, "", headers, digest);
        assertThat(ofS3.sign(request, S3).get("authorization"))
                .endsWith("Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @Test
    void carriesATokenThatIsSignedToo() {
        var passing = new Signature(new Credentials("ID", "SECRET", Optional.of("TOKEN")), "eu-west-1", "s3");
        var request = new Signature.Request("GET", "/", "", new TreeMap<>(Map.of("host", "h")), Digest.of(""));
        assertThat(passing.sign(request, S3))
                .containsEntry("x-amz-security-token", "TOKEN")
                .doesNotContainKey("host")
                .hasEntrySatisfying(
                        "authorization",
                        value -> assertThat(value).contains("SignedHeaders=host;x-amz-date;x-amz-security-token"));
        assertThat(passing.toString()).doesNotContain("SECRET").doesNotContain("TOKEN");
    }
}
