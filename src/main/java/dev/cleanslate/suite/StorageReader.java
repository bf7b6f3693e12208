package dev.cleanslate.suite;

import dev.cleanslate.suite.ObjectStore.Credentials;
import dev.cleanslate.suite.ObjectStore.KeyColumn;
import dev.cleanslate.suite.ObjectStore.Orphans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code storage}. */
record StorageReader(Values values) {

    private static final List<String> KEYS = List.of(
            "bucket",
            "endpoint",
            "region",
            "path-style",
            "access-key",
            "secret-key",
            "session-token",
            "prefix",
            "keys",
            "protect",
            "min-age",
            "orphans",
            "max-delete");
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,254}");
    private static final Pattern VARIABLE = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,63}");
    private static final String ANYWHERE = "us-east-1";
    private static final Pattern NO_AGE = Pattern.compile("0(ms|s|m|h)");
    private static final Map<String, Boolean> DELETE = Map.of("delete", true);

    Optional<ObjectStore> read(Node node) {
        return Entries.of(node, "\"storage\"", KEYS, values).flatMap(this::store);
    }

    private Optional<ObjectStore> store(Entries entries) {
        entries.require("bucket", "bucket: uploads");
        entries.require("keys", "keys: active_storage_blobs.key");
        Optional<String> bucket = entries.label("bucket");
        named(bucket, BUCKET)
                .ifPresent(name -> wrong(
                        entries,
                        "bucket",
                        "is no name of a bucket: " + values.faults().quote(name)
                                + ". Letters, digits, dots and dashes, or env:NAME; the prefix has a key of its own."));
        Optional<String> endpoint = HttpReader.url(entries, "endpoint", values);
        Optional<String> region = entries.label("region");
        named(region, REGION)
                .ifPresent(name -> wrong(
                        entries,
                        "region",
                        "is no name of a region: " + values.faults().quote(name)
                                + ". Write it as in eu-central-1, or env:NAME."));
        Credentials credentials = new Credentials(
                variable(entries, "access-key").orElse("AWS_ACCESS_KEY_ID"),
                variable(entries, "secret-key").orElse("AWS_SECRET_ACCESS_KEY"),
                variable(entries, "session-token"));
        String prefix = entries.label("prefix").orElse("");
        List<KeyColumn> keys = entries.get("keys")
                .map(node -> columns(node, entries.what("keys")))
                .orElse(List.of());
        List<String> protect = entries
                .get("protect")
                .map(list -> new Names(values).list(list, entries.what("protect")))
                .orElse(List.of())
                .stream()
                .map(Mention::name)
                .toList();
        Orphans orphans = orphans(entries, prefix);
        return bucket.map(name -> new ObjectStore(
                entries.place(),
                name,
                endpoint,
                region.orElse(ANYWHERE),
                entries.bool("path-style").orElse(true),
                credentials,
                prefix,
                keys,
                protect,
                age(entries),
                orphans));
    }

    /** What is neither taken from the environment nor spelt like one of these. */
    private static Optional<String> named(Optional<String> text, Pattern pattern) {
        return text.filter(name ->
                !pattern.matcher(name).matches() && !VARIABLE.matcher(name).matches());
    }

    /** Zero is no duration anywhere else; here it says that nobody uploads any more. */
    private static Duration age(Entries entries) {
        boolean none = entries.get("min-age")
                .filter(node -> node instanceof Node.Scalar scalar
                        && NO_AGE.matcher(scalar.text()).matches())
                .isPresent();
        return none ? Duration.ZERO : entries.duration("min-age").orElse(ObjectStore.USUAL_AGE);
    }

    private List<KeyColumn> columns(Node node, String what) {
        List<KeyColumn> columns = new ArrayList<>();
        List<Node> written =
                node instanceof Node.Sequence ? values.list(node, what).orElse(List.of()) : List.of(node);
        for (Node one : written) {
            values.label(one, what).ifPresent(text -> {
                int dot = text.lastIndexOf('.');
                if (dot < 1 || dot == text.length() - 1) {
                    values.faults()
                            .add(
                                    one.place(),
                                    what
                                            + " must name a column as table.column, such as active_storage_blobs.key, found "
                                            + values.faults().quote(text) + ".");
                } else {
                    columns.add(new KeyColumn(text.substring(0, dot), text.substring(dot + 1), one.place()));
                }
            });
        }
        return columns;
    }

    /** What is found instead may be a key itself, and is not shown. */
    private Optional<String> variable(Entries entries, String key) {
        return entries.label(key).flatMap(text -> {
            Matcher matcher = VARIABLE.matcher(text);
            if (!matcher.matches()) {
                wrong(entries, key, "must name a variable, as in env:S3_SECRET: no credential stands in a suite.");
                return Optional.empty();
            }
            return Optional.of(matcher.group(1));
        });
    }

    private Orphans orphans(Entries entries, String prefix) {
        Optional<Integer> most = entries.count("max-delete", 1, Integer.MAX_VALUE);
        Optional<Node> node = entries.get("orphans");
        if (node.isEmpty()) {
            if (entries.has("max-delete")) {
                wrong(
                        entries,
                        "max-delete",
                        "caps nothing, since no \"orphans\" are moved or deleted. Remove it, or add orphans: delete.");
            }
            return new Orphans.Reported();
        }
        entries.require("max-delete", "max-delete: 1000, the most objects that may be taken away");
        Optional<Orphans> read = node.get() instanceof Node.Mapping
                ? Entries.of(node.get(), entries.what("orphans"), List.of("quarantine"), values)
                        .flatMap(inner -> quarantine(inner, prefix, most.orElse(1)))
                : values.word(node.get(), entries.what("orphans"), DELETE)
                        .map(w -> new Orphans.Deleted(most.orElse(1)));
        return read.orElseGet(Orphans.Reported::new);
    }

    private Optional<Orphans> quarantine(Entries entries, String prefix, int most) {
        entries.require("quarantine", "quarantine: removed/");
        return entries.label("quarantine").map(to -> {
            if (!to.endsWith("/") || to.startsWith("/")) {
                wrong(entries, "quarantine", "must be a prefix that ends with a slash, such as removed/.");
            } else if (prefix.startsWith(to)) {
                wrong(
                        entries,
                        "quarantine",
                        "holds all that is compared: \"prefix\" is "
                                + values.faults().quote(prefix) + ". Choose a prefix of its own, such as removed/.");
            }
            return new Orphans.Quarantined(to, most);
        });
    }

    private void wrong(Entries entries, String key, String what) {
        Place place = entries.get(key).map(Node::place).orElseGet(entries::place);
        values.faults().add(place, entries.what(key) + " " + what);
    }
}
