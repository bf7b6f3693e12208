package dev.cleanslate.storage;

import dev.cleanslate.seal.Digest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;

/** A bucket: what may be asked of it and done to it. Safe for many threads. */
public final class Bucket {

    /** What one listing or one deletion takes. */
    static final int BATCH = 1000;

    private static final String NOTHING = "";
    private static final String GONE = "NoSuchKey";

    private final Requests requests;

    private Bucket(Requests requests) {
        this.requests = requests;
    }

    public static Bucket at(URI endpoint, String region, String name, Credentials credentials) {
        return at(endpoint, region, name, credentials, Requests.Pause.ASLEEP);
    }

    static Bucket at(URI endpoint, String region, String name, Credentials credentials, Requests.Pause pause) {
        return new Bucket(new Requests(endpoint, name, new Signature(credentials, region, "s3"), pause));
    }

    /** The first objects after this key, in the order of the keys' bytes. */
    Answers.Page page(String prefix, String after) {
        SortedMap<String, String> query = new TreeMap<>(
                Map.of("encoding-type", "url", "list-type", "2", "max-keys", String.valueOf(BATCH), "prefix", prefix));
        if (!after.isEmpty()) {
            query.put("start-after", after);
        }
        try {
            return Answers.page(requests.send(call("GET", "", query, Map.of(), NOTHING)));
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    /** At most a batch. What is not there counts as deleted. Returns why others were not, by key. */
    Map<String, String> delete(List<String> keys) {
        Map<String, String> errors = new HashMap<>();
        List<String> sayable = keys.stream().filter(Bucket::fitsXml).toList();
        keys.stream().filter(key -> !fitsXml(key)).forEach(key -> deleteAlone(key, errors));
        if (!sayable.isEmpty()) {
            StringBuilder xml = new StringBuilder("<Delete><Quiet>true</Quiet>");
            sayable.forEach(
                    key -> xml.append("<Object><Key>").append(escaped(key)).append("</Key></Object>"));
            String body = xml.append("</Delete>").toString();
            Map<String, String> header =
                    Map.of("content-md5", Digest.contentMd5(body.getBytes(StandardCharsets.UTF_8)), "content-type", "application/xml");
            try {
                byte[] answer = requests.send(call("POST", "", new TreeMap<>(Map.of("delete", "")), header, body));
                errors.putAll(answer.length == 0 ? Map.of() : Answers.errors(answer));
            } catch (XMLStreamException e) {
                throw unreadable(e);
            }
            errors.values().removeIf(GONE::equals);
        }
        return errors;
    }

    private void deleteAlone(String key, Map<String, String> errors) {
        try {
            requests.send(call("DELETE", key, new TreeMap<>(), Map.of(), NOTHING));
        } catch (StorageFailure failure) {
            errors.put(key, failure.code().isEmpty() ? "no answer" : failure.code());
        }
    }

    /** Only what is still as it was listed is copied. Returns whether it was; false when it is gone. */
    boolean copy(String key, String etag, String to) {
        Map<String, String> header = new HashMap<>();
        header.put(
                "x-amz-copy-source",
                "/" + Signature.encoded(requests.bucket(), false) + "/" + Signature.encoded(key, true));
        if (!etag.isEmpty()) {
            header.put("x-amz-copy-source-if-match", etag);
        }
        try {
            requests.send(call("PUT", to, new TreeMap<>(), header, NOTHING));
            return true;
        } catch (StorageFailure failure) {
            if (failure.code().equals(GONE)) {
                return false;
            }
            throw failure;
        }
    }

    private static Requests.Call call(
            String method, String key, SortedMap<String, String> query, Map<String, String> header, String body) {
        return new Requests.Call(method, key, query, header, body);
    }

    private static StorageFailure unreadable(XMLStreamException e) {
        return new StorageFailure("the store answered what is no XML of S3: " + e.getMessage(), "");
    }

    private static boolean fitsXml(String key) {
        return key.codePoints().allMatch(Bucket::fits);
    }

    private static boolean fits(int c) {
        return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }

    private static String escaped(String key) {
        return key.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
