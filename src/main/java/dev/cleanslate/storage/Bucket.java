package dev.cleanslate.storage;

import dev.cleanslate.seal.Digest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/** A bucket: what may be asked of it and done to it. Safe for many threads. */
public final class Bucket {

    /** What one listing or one deletion takes. */
    static final int BATCH = 1000;

    private static final String NOTHING = "";
    private static final String GONE = "NoSuchKey";
    private static final String DENIED = "AccessDenied";

    /** What a store says to an element that it does not know. */
    private static final Set<String> UNKNOWN = Set.of("MalformedXML", "NotImplemented");

    private final Requests requests;
    private volatile boolean conditional = true;

    Bucket(Requests requests) {
        this.requests = requests;
    }

    static Bucket at(Address address, Credentials credentials, Requests.Pause pause) {
        return new Bucket(new Requests(address, new Signature(credentials, address.region(), "s3"), pause));
    }

    /** From any thread: what is under way ends, and nothing more is asked. */
    public void cancel() {
        requests.cancel();
    }

    /** Where it is, for a sentence. */
    @Override
    public String toString() {
        return requests.address().toString();
    }

    /**
     * Whoever of the two clocks is behind decides, the store's or this machine's: what carries an earlier date was there
     * before now. A store may date objects to the whole second, and one of this very second may be yet to come, so it is
     * the second's beginning. Asks the store, and so finds out whether that lets itself be listed.
     */
    Instant now(String prefix) {
        Instant here = Instant.now();
        page(prefix, "", 1);
        return earlier(here, requests.told());
    }

    static Instant earlier(Instant here, Optional<Instant> there) {
        return there.filter(told -> told.isBefore(here)).orElse(here).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Empty where the store does not say, or not to us. */
    public Optional<Boolean> versioned() {
        return versioning().map("Enabled"::equals);
    }

    /** Empty text where it never kept any. */
    Optional<String> versioning() {
        try {
            byte[] answer = requests.send(call("GET", "", new TreeMap<>(Map.of("versioning", "")), Map.of(), NOTHING));
            return Optional.of(Answers.texts(answer, "VersioningConfiguration").getOrDefault("Status", ""));
        } catch (StorageFailure | XMLStreamException e) {
            return Optional.empty();
        }
    }

    Optional<Instant> told() {
        return requests.told();
    }

    /** The first objects after this key, in the order of the keys' bytes. */
    Answers.Page page(String prefix, String after) {
        return page(prefix, after, BATCH);
    }

    private Answers.Page page(String prefix, String after, int most) {
        SortedMap<String, String> query = new TreeMap<>(
                Map.of("encoding-type", "url", "list-type", "2", "max-keys", String.valueOf(most), "prefix", prefix));
        if (!after.isEmpty()) {
            query.put("start-after", after);
        }
        try {
            return Answers.page(requests.send(call("GET", "", query, Map.of(), NOTHING)));
        } catch (XMLStreamException | DateTimeException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    /** Whether there is an object of this key now. */
    boolean holds(String key) {
        return page(key, "", 1).objects().stream().anyMatch(found -> found.key().equals(key));
    }

    /**
     * At most a batch, and of it what still has the content that was listed, as far as the store can hold it to that. What
     * is not there counts as deleted. Returns why others were not, by key.
     */
    Map<String, String> delete(List<StoredObject> objects) {
        Map<String, String> errors = new HashMap<>();
        objects.stream().map(StoredObject::key).filter(key -> !fitsXml(key)).forEach(key -> deleteAlone(key, errors));
        List<StoredObject> sayable =
                objects.stream().filter(object -> fitsXml(object.key())).toList();
        if (!sayable.isEmpty()) {
            errors.putAll(conditional ? deletedUnchanged(sayable) : deleted(sayable, false));
            errors.values().removeIf(GONE::equals);
        }
        return errors;
    }

    /** Amazon's asks for leave to read too before it compares; who has none deletes as one could before there was that. */
    private Map<String, String> deletedUnchanged(List<StoredObject> objects) {
        Map<String, String> errors;
        try {
            errors = deleted(objects, true);
        } catch (StorageFailure failure) {
            if (!UNKNOWN.contains(failure.code())) {
                throw failure;
            }
            conditional = false;
            return deleted(objects, false);
        }
        List<StoredObject> denied = objects.stream()
                .filter(object -> !object.etag().isEmpty() && DENIED.equals(errors.get(object.key())))
                .toList();
        if (!denied.isEmpty()) {
            Map<String, String> again = deleted(denied, false);
            if (again.size() < denied.size()) {
                conditional = false;
            }
            denied.forEach(object -> errors.remove(object.key()));
            errors.putAll(again);
        }
        return errors;
    }

    private Map<String, String> deleted(List<StoredObject> objects, boolean unchanged) {
        StringBuilder xml = new StringBuilder("<Delete><Quiet>true</Quiet>");
        for (StoredObject object : objects) {
            xml.append("<Object><Key>").append(escaped(object.key())).append("</Key>");
            if (unchanged && !object.etag().isEmpty()) {
                xml.append("<ETag>").append(escaped(object.etag())).append("</ETag>");
            }
            xml.append("</Object>");
        }
        String body = xml.append("</Delete>").toString();
        Map<String, String> header = Map.of(
                "content-md5",
                Digest.contentMd5(body.getBytes(StandardCharsets.UTF_8)),
                "content-type",
                "application/xml");
        try {
            byte[] answer = requests.send(call("POST", "", new TreeMap<>(Map.of("delete", "")), header, body));
            Map<String, String> errors = answer.length == 0 ? Map.of() : Answers.errors(answer);
            Set<String> asked = objects.stream().map(StoredObject::key).collect(Collectors.toSet());
            if (!asked.containsAll(errors.keySet())) {
                throw new StorageFailure(
                        this + " answers a deletion with keys that it was not asked to delete, so what became of those"
                                + " that it was asked is not known.",
                        "");
            }
            return new HashMap<>(errors);
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    private void deleteAlone(String key, Map<String, String> errors) {
        try {
            requests.send(call("DELETE", key, new TreeMap<>(), Map.of(), NOTHING));
        } catch (StorageFailure failure) {
            if (failure.ofAll()) {
                throw failure;
            }
            if (!failure.code().equals(GONE)) {
                errors.put(key, failure.code());
            }
        }
    }

    /** Only what is still as it was listed is copied. Returns whether it was; false when it is gone. */
    boolean copy(String key, String etag, String to) {
        Map<String, String> header = new HashMap<>();
        header.put(
                "x-amz-copy-source",
                "/" + Signature.encoded(requests.address().bucket(), false) + "/" + Signature.encoded(key, true));
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

    private StorageFailure unreadable(Exception e) {
        return new StorageFailure(this + " answers what is no listing or deletion of S3: " + e.getMessage(), "");
    }

    /** XML has no sign for most control characters, and a line end it holds may be read as another one. */
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
