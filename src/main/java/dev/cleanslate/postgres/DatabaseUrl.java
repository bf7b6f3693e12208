package dev.cleanslate.postgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where to connect and as whom: a libpq or JDBC URL, completed as libpq would from service file, environment and
 * password file. It knows the password and never says it.
 */
public final class DatabaseUrl {

    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._-]+|\\[?[0-9A-Fa-f:.]+(%[\\w.-]+)?]?");
    private static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("PGHOST", "host"),
            Map.entry("PGPORT", "port"),
            Map.entry("PGDATABASE", "dbname"),
            Map.entry("PGUSER", "user"),
            Map.entry("PGPASSWORD", "password"),
            Map.entry("PGPASSFILE", "passfile"),
            Map.entry("PGOPTIONS", "options"),
            Map.entry("PGSSLMODE", "sslmode"),
            Map.entry("PGSSLROOTCERT", "sslrootcert"),
            Map.entry("PGSSLCERT", "sslcert"),
            Map.entry("PGSSLKEY", "sslkey"),
            Map.entry("PGSSLNEGOTIATION", "sslnegotiation"),
            Map.entry("PGCHANNELBINDING", "channel_binding"),
            Map.entry("PGGSSENCMODE", "gssencmode"),
            Map.entry("PGKRBSRVNAME", "krbsrvname"),
            Map.entry("PGREQUIREAUTH", "require_auth"),
            Map.entry("PGTARGETSESSIONATTRS", "target_session_attrs"),
            Map.entry("PGCONNECT_TIMEOUT", "connect_timeout"));

    private final Map<String, String> settings;
    private final List<Address> addresses;
    private final Properties driverProperties;
    private final PasswordFile passwordFile;

    private DatabaseUrl(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
        addresses = addresses(settings);
        driverProperties = UrlParameters.forDriver(settings);
        passwordFile = new PasswordFile(Path.of(settings.getOrDefault("passfile", ".pgpass")));
    }

    /** One of the places to try, in the order of the URL. */
    record Address(String host, int port) {
        @Override
        public String toString() {
            return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /**
     * Reads the URL and what the environment adds to it.
     *
     * @throws UnusableUrlException when it cannot be used; the message is safe to show
     */
    public static DatabaseUrl parse(String url, Map<String, String> environment) {
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")));
        Map<String, String> settings = new LinkedHashMap<>(UrlText.settings(url));
        String service = settings.getOrDefault("service", environment.getOrDefault("PGSERVICE", ""));
        if (!service.isEmpty()) {
            ServiceFile.settings(service, environment, home).forEach(settings::putIfAbsent);
        }
        ENVIRONMENT.forEach((variable, name) -> {
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                settings.putIfAbsent(name, value);
            }
        });
        settings.putIfAbsent("host", "localhost");
        settings.putIfAbsent("user", System.getProperty("user.name", "postgres"));
        settings.putIfAbsent("dbname", settings.getOrDefault("user", ""));
        settings.putIfAbsent("passfile", home.resolve(".pgpass").toString());
        return new DatabaseUrl(settings);
    }

    public String host() {
        return addresses.get(0).host();
    }

    public int port() {
        return addresses.get(0).port();
    }

    public String database() {
        return settings.getOrDefault("dbname", "");
    }

    public String user() {
        return settings.getOrDefault("user", "");
    }

    /** The same server and role, another database of it. */
    public DatabaseUrl withDatabase(String name) {
        Map<String, String> other = new LinkedHashMap<>(settings);
        other.put("dbname", name);
        return new DatabaseUrl(other);
    }

    List<Address> addresses() {
        return addresses;
    }

    /** Everything the driver is told of this address, password included. */
    Properties driverProperties(Address address) {
        Properties all = new Properties();
        all.putAll(driverProperties);
        all.setProperty("user", user());
        // Never absent: the driver would go and look into the process's own password file.
        all.setProperty("password", password(address).orElse(""));
        return all;
    }

    /**
     * What libpq's programs are told through their environment: the same hosts, role and protection. The password is among
     * it, so it goes into the environment of a child and nowhere else.
     */
    public Map<String, String> libpqEnvironment() {
        Map<String, String> told = UrlParameters.forPrograms(settings);
        Map<String, String> variables = new LinkedHashMap<>();
        ENVIRONMENT.forEach((variable, name) -> {
            String value = told.get(name);
            if (value != null) {
                variables.put(variable, value);
            }
        });
        variables.put("PGHOST", listed(Address::host));
        variables.put("PGPORT", listed(address -> Integer.toString(address.port())));
        variables.put("PGDATABASE", database());
        variables.put("PGUSER", user());
        variables.put("PGCONNECT_TIMEOUT", Integer.toString(connectTimeoutSeconds()));
        if (settings.containsKey("password") || addresses.size() == 1) {
            variables.remove("PGPASSFILE");
            password(addresses.get(0)).ifPresent(password -> variables.put("PGPASSWORD", password));
        }
        return variables;
    }

    /** Whether both lead to the same database of the same server, by what they say. */
    public boolean leadsTo(DatabaseUrl other) {
        return database().equals(other.database())
                && addresses.stream().anyMatch(address -> other.addresses.contains(address));
    }

    /** As an application takes it, password included: for the environment of a child and nowhere else. */
    public String withPassword() {
        String password =
                password(addresses.get(0)).map(word -> ":" + encode(word)).orElse("");
        return "postgresql://" + encode(user()) + password + "@" + listed(Address::toString) + "/" + encode(database());
    }

    /** The same as the JDBC driver takes it. */
    public String jdbcWithPassword() {
        String password = password(addresses.get(0))
                .map(word -> "&password=" + encode(word))
                .orElse("");
        return "jdbc:postgresql://" + listed(Address::toString) + "/" + encode(database()) + "?user=" + encode(user())
                + password;
    }

    private String listed(Function<Address, String> part) {
        return addresses.stream().map(part).collect(Collectors.joining(","));
    }

    /** The text without any password this URL knows, for what a program said about its connection. */
    public String withoutSecrets(String text) {
        String masked = text;
        for (Address address : addresses) {
            String secret = password(address).orElse("");
            masked = secret.isEmpty() ? masked : masked.replace(secret, "***");
        }
        return masked;
    }

    int connectTimeoutSeconds() {
        String text = settings.getOrDefault("connect_timeout", "10");
        if (!text.matches("[0-9]{1,6}")) {
            throw new UnusableUrlException("the connection parameter connect_timeout is not a number of seconds");
        }
        return Integer.parseInt(text) == 0 ? 10 : Integer.parseInt(text);
    }

    /** For a person whose password was refused: where one was looked for. */
    String passwordSource(Address address) {
        if (settings.containsKey("password")) {
            return "the password came from the URL, the service file or PGPASSWORD";
        }
        return password(address).isPresent()
                ? "the password came from the password file"
                : "no password was given: none in the URL, PGPASSWORD is not set, "
                        + passwordFile.objection().orElse("no line of the password file fits");
    }

    private Optional<String> password(Address address) {
        return Optional.ofNullable(settings.get("password"))
                .or(() -> passwordFile.password(address.host(), address.port(), database(), user()));
    }

    private static List<Address> addresses(Map<String, String> settings) {
        String[] hosts = settings.getOrDefault("host", "").split(",", -1);
        String[] ports = settings.getOrDefault("port", "").split(",", -1);
        if (ports.length != 1 && ports.length != hosts.length) {
            throw new UnusableUrlException("the connection has " + hosts.length + " hosts and " + ports.length
                    + " ports; one port for all, or one for each, is expected");
        }
        List<Address> addresses = new ArrayList<>();
        for (int i = 0; i < hosts.length; i++) {
            addresses.add(new Address(host(hosts[i].strip()), port(ports[ports.length == 1 ? 0 : i].strip())));
        }
        return List.copyOf(addresses);
    }

    private static String host(String text) {
        if (text.startsWith("/") || text.startsWith("@")) {
            throw new UnusableUrlException("the connection names a Unix socket, which Java's driver cannot open;"
                    + " name a host (localhost) and see that the server listens on TCP");
        }
        if (!HOST.matcher(text).matches()) {
            throw new UnusableUrlException("the host of the connection is empty or no host name");
        }
        return text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
    }

    private static int port(String text) {
        int port = text.isEmpty() ? 5432 : text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65535) {
            throw new UnusableUrlException("the port of the connection is no number from 1 to 65535");
        }
        return port;
    }

    /** Without password and parameters. */
    @Override
    public String toString() {
        String hosts =
                String.join(",", addresses.stream().map(Address::toString).toList());
        return "postgresql://" + encode(user()) + "@" + hosts + "/" + encode(database());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
