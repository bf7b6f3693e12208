package dev.cleanslate.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cleanslate.postgres.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Adobe's S3Mock as a process of its own, once for all tests. It speaks S3 and looks at no signature. */
public final class ObjectServer {

    private static final Pattern PORT = Pattern.compile("started on ports .*?(\\d+) \\(http\\)");
    private static final Credentials SOMEBODY = new Credentials("somebody", "anything", Optional.empty());
    private static final ObjectServer SHARED = new ObjectServer();

    private final URI endpoint;
    private final Map<String, Requests> buckets = new ConcurrentHashMap<>();

    private ObjectServer() {
        try (Stream<Path> jars = Files.list(Path.of("target", "s3mock"))) {
            Path jar = jars.findFirst().orElseThrow();
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            jar.toString(),
                            "--server.port=0",
                            "--com.adobe.testing.s3mock.httpPort=0"))
                    .redirectErrorStream(true)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            endpoint = URI.create("http://localhost:" + port(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static URI endpoint() {
        return SHARED.endpoint;
    }

    /** A bucket of this name, made for the test. */
    public static Bucket bucket(String name) {
        put(name, "", "");
        return at(SHARED.endpoint, name);
    }

    /** It asks again at once. */
    static Bucket at(URI endpoint, String name) {
        return Bucket.at(new Address(endpoint, "us-east-1", name, true), SOMEBODY, millis -> {});
    }

    /** An object, or a bucket where the key is empty. */
    public static void put(String bucket, String key, String content) {
        requests(bucket).send(new Requests.Call("PUT", key, new TreeMap<>(), Map.of(), content));
    }

    public static void delete(String bucket, String key) {
        requests(bucket).send(new Requests.Call("DELETE", key, new TreeMap<>(), Map.of(), ""));
    }

    public static void keepVersions(String bucket) {
        requests(bucket)
                .send(
                        new Requests.Call(
                                "PUT",
                                "",
                                new TreeMap<>(Map.of("versioning", "")),
                                Map.of("content-type", "application/xml"),
                                "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Status>Enabled</Status></VersioningConfiguration>"));
    }

    public static void fill(String bucket, List<String> keys) {
        keys.parallelStream().forEach(key -> put(bucket, key, "content"));
    }

    /** Returns when what was put until now is of an earlier second than what comes after. */
    public static void settle() {
        Instant filled = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Await.until(
                "the next second",
                Duration.ofSeconds(10),
                () -> Instant.now().truncatedTo(ChronoUnit.SECONDS).isAfter(filled));
    }

    /** All of them, in the order of the listing. */
    public static List<String> keys(String bucket) {
        List<String> keys = new ArrayList<>();
        try (Listing listing = new Listing(at(SHARED.endpoint, bucket), "")) {
            for (var object = listing.next(); object.isPresent(); object = listing.next()) {
                keys.add(object.get().key());
            }
        }
        return keys;
    }

    private static Requests requests(String bucket) {
        return SHARED.buckets.computeIfAbsent(
                bucket,
                name -> new Requests(
                        new Address(SHARED.endpoint, "us-east-1", name, true),
                        new Signature(SOMEBODY, "us-east-1", "s3"),
                        Requests.Pause.ASLEEP));
    }

    private static int port(Process process) throws IOException {
        BufferedReader output = process.inputReader(UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            Matcher matcher = PORT.matcher(line);
            if (matcher.find()) {
                drain(output);
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new IllegalStateException("S3Mock ended before it answered:\n" + said);
    }

    /** A process whose output nobody reads stands still. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(() -> {
            try {
                while (output.readLine() != null) {
                    // Of no interest once it runs.
                }
            } catch (IOException e) {
                // It has ended.
            }
        });
        reader.setDaemon(true);
        reader.start();
    }
}
