package dev.cleanslate.postgres;

import dev.cleanslate.suite.Nearest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parameters a URL, a service file or the environment may set, under libpq's names, and what pgjdbc calls them.
 * The driver's parameters that name a class or a file to write are not among them: a URL must not load code.
 */
final class UrlParameters {

    /** libpq's name to the driver's; what has no entry here is used by us and not handed on. */
    private static final Map<String, String> DRIVER = Map.ofEntries(
            Map.entry("sslmode", "sslmode"),
            Map.entry("ssl", "ssl"),
            Map.entry("sslrootcert", "sslrootcert"),
            Map.entry("sslcert", "sslcert"),
            Map.entry("sslkey", "sslkey"),
            Map.entry("sslpassword", "sslpassword"),
            Map.entry("sslnegotiation", "sslNegotiation"),
            Map.entry("channel_binding", "channelBinding"),
            Map.entry("gssencmode", "gssEncMode"),
            Map.entry("krbsrvname", "kerberosServerName"),
            Map.entry("require_auth", "requireAuth"),
            Map.entry("options", "options"),
            Map.entry("currentschema", "currentSchema"),
            Map.entry("target_session_attrs", "targetServerType"));

    private static final Set<String> OURS =
            Set.of("user", "password", "host", "port", "dbname", "service", "passfile", "connect_timeout");

    private static final Map<String, String> OTHER_SPELLINGS = Map.of(
            "sslNegotiation", "sslnegotiation",
            "channelBinding", "channel_binding",
            "gssEncMode", "gssencmode",
            "kerberosServerName", "krbsrvname",
            "requireAuth", "require_auth",
            "currentSchema", "currentschema",
            "targetServerType", "target_session_attrs",
            "connectTimeout", "connect_timeout",
            "loginTimeout", "connect_timeout");

    /** Accepted because URLs are shared with applications; a reset settles each of these by itself. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "application_name",
            "ApplicationName",
            "fallback_application_name",
            "client_encoding",
            "charSet",
            "keepalives",
            "keepalives_idle",
            "keepalives_interval",
            "keepalives_count",
            "tcp_user_timeout",
            "tcpKeepAlive",
            "tcpNoDelay",
            "socketTimeout",
            "prepareThreshold",
            "preparedStatementCacheQueries",
            "preparedStatementCacheSizeMiB",
            "binaryTransfer",
            "reWriteBatchedInserts",
            "defaultRowFetchSize",
            "stringtype",
            "preferQueryMode",
            "autosave",
            "assumeMinServerVersion",
            "load_balance_hosts",
            "loadBalanceHosts",
            "hostRecheckSeconds",
            "readOnly",
            "sslsni",
            "sslcompression");

    private static final Map<String, List<String>> VALUES = Map.of(
            "sslmode", List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
            "channel_binding", List.of("disable", "prefer", "require"),
            "gssencmode", List.of("disable", "allow", "prefer", "require"),
            "sslnegotiation", List.of("postgres", "direct"));

    private static final Map<String, String> SESSION_ATTRS = Map.of(
            "any", "any",
            "read-write", "primary",
            "primary", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "secondary", "secondary",
            "prefer-standby", "preferSecondary",
            "preferSecondary", "preferSecondary");

    private UrlParameters() {}

    static Optional<String> canonical(String spelled) {
        String name = OTHER_SPELLINGS.getOrDefault(spelled, spelled);
        boolean known = DRIVER.containsKey(name) || OURS.contains(name) || WITHOUT_EFFECT.contains(name);
        return known ? Optional.of(name) : Optional.empty();
    }

    static boolean secret(String canonical) {
        return canonical.endsWith("password");
    }

    static String unknown(String name) {
        Set<String> known = new TreeSet<>(DRIVER.keySet());
        known.addAll(OURS);
        known.addAll(OTHER_SPELLINGS.keySet());
        known.addAll(WITHOUT_EFFECT);
        return "the database URL has a parameter \"" + name + "\", which is not one that a connection here takes."
                + Nearest.word(name, known)
                        .map(word -> " Did you mean \"" + word + "\"?")
                        .orElse("");
    }

    /** What the driver is told, besides host, database, user and password. */
    static Properties forDriver(Map<String, String> settings) {
        Map<String, String> wanted = new HashMap<>();
        settings.forEach((name, value) -> {
            String driverName = DRIVER.get(name);
            if (driverName != null) {
                wanted.put(driverName, value(name, value));
            }
        });
        // libpq's word for "the certificate authorities this machine trusts"; the driver has a factory for it instead.
        if ("system".equals(wanted.get("sslrootcert"))) {
            wanted.remove("sslrootcert");
            wanted.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
            wanted.put("sslmode", "verify-full");
        }
        Properties properties = new Properties();
        properties.putAll(wanted);
        return properties;
    }

    /** The settings in libpq's own words, where a URL for Java's driver has others. */
    static Map<String, String> forPrograms(Map<String, String> settings) {
        Map<String, String> told = new HashMap<>(settings);
        // The driver's ssl=true is its strictest mode, and an explicit sslmode wins over it there too.
        String ssl = settings.getOrDefault("ssl", "false");
        if (!ssl.equals("false")) {
            told.putIfAbsent("sslmode", "verify-full");
        }
        told.computeIfPresent("target_session_attrs", (name, value) -> switch (value) {
            case "secondary" -> "standby";
            case "preferSecondary" -> "prefer-standby";
            default -> value;
        });
        return told;
    }

    private static String value(String name, String value) {
        if (name.equals("target_session_attrs")) {
            return Optional.ofNullable(SESSION_ATTRS.get(value))
                    .orElseThrow(() -> notAllowed(
                            name,
                            value,
                            SESSION_ATTRS.keySet().stream().sorted().toList()));
        }
        List<String> allowed = VALUES.get(name);
        if (allowed != null && !allowed.contains(value)) {
            throw notAllowed(name, value, allowed);
        }
        return value;
    }

    private static UnusableUrlException notAllowed(String name, String value, List<String> words) {
        return new UnusableUrlException(
                "the connection parameter " + name + " is none of " + String.join(", ", words) + "."
                        + Nearest.word(value, words)
                                .map(word -> " Did you mean \"" + word + "\"?")
                                .orElse(""));
    }
}
