package dev.cleanslate.suite;

import dev.cleanslate.suite.Target.Trust;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads whom a target trusts, and how far the rows that go may be from those that were rehearsed. */
record TrustReader(Values values) {

    /** The form of {@code seal.PublicKey}, whose room stands above this one. */
    private static final Pattern KEY = Pattern.compile("MCowBQYDK2VwAyEA[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=");

    private static final Pattern TOLERANCE = Pattern.compile("([0-9]{1,9})(%?)");

    Trust read(Entries target, boolean guarded) {
        Map<String, List<String>> keys = target.get("trusted-keys")
                .map(node -> keys(node, target.what("trusted-keys")))
                .orElse(Map.of());
        if (target.has("trusted-keys") && !guarded) {
            values.faults()
                    .add(
                            target.placeOf("trusted-keys"),
                            target.what("trusted-keys")
                                    + " would ask nobody: only a guarded target needs a certificate and sign-offs. Add"
                                    + " \"guarded: true\", or remove it.");
        }
        return new Trust(keys, target.get("tolerance").flatMap(node -> tolerance(node, target.what("tolerance"))));
    }

    private Map<String, List<String>> keys(Node node, String what) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        Map<String, String> owners = new HashMap<>();
        for (Names.Named role : new Names(values).keys(node, what, "role")) {
            String owner = "role " + values.faults().quoteName(role.name());
            PathName.fit(role.name(), role.mention().place(), values);
            List<Mention> found = new Names(values).list(role.value(), "the keys of " + owner + " in " + what);
            found.forEach(key -> key(key, owner, owners));
            keys.put(role.name(), found.stream().map(Mention::name).toList());
        }
        return keys;
    }

    private void key(Mention key, String owner, Map<String, String> owners) {
        if (!KEY.matcher(key.name()).matches()) {
            values.faults()
                    .add(
                            key.place(),
                            "a key of " + owner
                                    + " must be an Ed25519 public key as \"java -jar target/cleanslate.jar sign-off --print-key\""
                                    + " prints it: 60 characters that begin with MCowBQYDK2VwAyEA.");
            return;
        }
        String first = owners.putIfAbsent(key.name(), owner);
        if (first != null) {
            values.faults()
                    .add(
                            key.place(),
                            "a key of " + owner + " is one of " + first
                                    + " too. Two roles never share a key: one person would answer for both.");
        }
    }

    private Optional<Tolerance> tolerance(Node node, String what) {
        Matcher matcher = TOLERANCE.matcher(node instanceof Node.Scalar scalar ? scalar.text() : "");
        return matcher.matches()
                ? Optional.of(new Tolerance(
                        Long.parseLong(matcher.group(1)), !matcher.group(2).isEmpty()))
                : values.refuse(node, what, "a number of rows such as 100, or a share such as 5%");
    }
}
