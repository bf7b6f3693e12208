package dev.cleanslate.storage;

import dev.cleanslate.suite.ObjectStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A suite's object store with what the environment says of it: where it is, and who asks. */
public final class Access {

    private static final String VARIABLE = "env:";

    /** The region stands in the name of each of Amazon's servers but the oldest, and no other is right for it. */
    private static final Pattern AMAZON = Pattern.compile("s3[.-]([a-z]{2}(?:-[a-z]+)+-[0-9])\\.amazonaws\\.com.*");

    private final ObjectStore store;
    private final Map<String, String> environment;

    public Access(ObjectStore store, Map<String, String> environment) {
        this.store = store;
        this.environment = Map.copyOf(environment);
    }

    /** The variables that are asked for and not there, in their order. */
    public List<String> missing() {
        List<String> names = new ArrayList<>(store.variables());
        names.removeIf(name -> !environment.getOrDefault(name, "").isBlank());
        return names;
    }

    /** Nothing may be missing. What is there and makes no sense is a sentence; empty when all is well. */
    public Optional<String> fault() {
        try {
            endpoint();
            return Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of("\"endpoint\" of \"storage\" comes to what is no address of a server; it must begin with"
                    + " http:// or https://, name a host, and hold no password and no question mark.");
        }
    }

    /** The bucket's name, for people to repeat. */
    public String bucket() {
        return value(store.bucket());
    }

    /** Host and port, for people. */
    public String host() {
        try {
            return endpoint().getAuthority();
        } catch (URISyntaxException e) {
            return "?";
        }
    }

    public Bucket open() {
        ObjectStore.Credentials names = store.credentials();
        try {
            return Bucket.at(
                    new Address(endpoint(), region(), bucket(), store.pathStyle()),
                    new Credentials(
                            of(names.accessKey()),
                            of(names.secretKey()),
                            names.sessionToken().map(this::of)),
                    Requests.Pause.ASLEEP);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("asked for its fault before it is opened", e);
        }
    }

    String region() throws URISyntaxException {
        Matcher amazon = AMAZON.matcher(endpoint().getHost());
        return amazon.matches() ? amazon.group(1) : value(store.region());
    }

    private URI endpoint() throws URISyntaxException {
        return store.endpoint().isPresent()
                ? Address.endpoint(value(store.endpoint().get()))
                : Address.amazon(value(store.region()));
    }

    private String value(String text) {
        Optional<String> name = ObjectStore.variable(text);
        // What follows the variable's name stays, as in env:STORE/path.
        return name.map(variable -> of(variable) + text.substring(VARIABLE.length() + variable.length()))
                .orElse(text);
    }

    private String of(String variable) {
        return environment.getOrDefault(variable, "").strip();
    }
}
