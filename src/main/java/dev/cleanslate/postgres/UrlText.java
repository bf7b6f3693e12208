package dev.cleanslate.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the text of a URL apart into libpq's setting names. Passwords with raw {@code / ? & @} in them move every
 * border, so a message quotes nothing that stands behind such a place: it might be half of a password.
 */
final class UrlText {

    private static final Pattern SCHEME = Pattern.compile("(?i)(jdbc:)?(postgres|postgresql):");
    private static final Pattern OTHER_SCHEME =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.:-]{0,30}?)://.*", Pattern.DOTALL);
    private static final Pattern QUOTABLE = Pattern.compile("[A-Za-z_]{1,40}");
    private static final String ENCODE =
            " A user, password or database name with one of / ? # & % @ in it must have it percent-encoded (@ is %40).";

    private final Map<String, String> settings = new LinkedHashMap<>();

    private UrlText() {}

    static Map<String, String> settings(String url) {
        UrlText text = new UrlText();
        text.read(url.strip());
        return text.settings;
    }

    private void read(String url) {
        Matcher scheme = SCHEME.matcher(url);
        if (!scheme.lookingAt()) {
            throw new UnusableUrlException(notOurs(url));
        }
        String rest = url.substring(scheme.end());
        int query = rest.indexOf('?');
        String before = query < 0 ? rest : rest.substring(0, query);
        if (before.startsWith("//")) {
            int slash = before.indexOf('/', 2);
            authority(slash < 0 ? before.substring(2) : before.substring(2, slash));
            database(slash < 0 ? "" : before.substring(slash + 1));
        } else if (scheme.group(1) != null) {
            database(before.startsWith("/") ? before.substring(1) : before);
        } else {
            throw new UnusableUrlException("the database URL has no // after " + scheme.group() + ENCODE);
        }
        if (query >= 0) {
            parameters(rest.substring(query + 1));
        }
    }

    private static String notOurs(String url) {
        String wanted = "postgresql://user@host:5432/database or jdbc:postgresql://host:5432/database";
        Matcher other = OTHER_SCHEME.matcher(url);
        return url.isEmpty()
                ? "the database URL is empty; " + wanted + " is expected"
                : "the database URL does not begin with postgresql:// or jdbc:postgresql:"
                        + (other.matches() ? " but with " + other.group(1) + "://" : "")
                        + "; " + wanted + " is expected";
    }

    private void authority(String authority) {
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            String credentials = authority.substring(0, at);
            int colon = credentials.indexOf(':');
            putUnlessEmpty("user", decode(colon < 0 ? credentials : credentials.substring(0, colon)));
            if (colon >= 0) {
                putUnlessEmpty("password", decode(credentials.substring(colon + 1)));
            }
        }
        String hosts = authority.substring(at + 1);
        if (!hosts.isEmpty()) {
            StringBuilder names = new StringBuilder();
            StringBuilder ports = new StringBuilder();
            for (String host : hosts.split(",", -1)) {
                int colon = host.indexOf(':', Math.max(0, host.indexOf(']')));
                names.append(names.isEmpty() ? "" : ",").append(decode(colon < 0 ? host : host.substring(0, colon)));
                ports.append(ports.isEmpty() ? "" : ",").append(colon < 0 ? " " : port(host.substring(colon + 1)));
            }
            settings.put("host", names.toString());
            if (!ports.toString().replace(",", "").isBlank()) {
                settings.put("port", ports.toString());
            }
        }
    }

    private static String port(String text) {
        if (!text.matches("[0-9]{0,5}")) {
            throw new UnusableUrlException("the port in the database URL is not a number." + ENCODE);
        }
        return text.isEmpty() ? " " : text;
    }

    private void database(String path) {
        if (path.contains("@") || path.contains("/")) {
            throw new UnusableUrlException(
                    "the database URL has an @ or a / after the slash that ends the host." + ENCODE);
        }
        putUnlessEmpty("dbname", decode(path));
    }

    private void parameters(String query) {
        if (query.contains("@")) {
            throw new UnusableUrlException("the database URL has an @ after its question mark." + ENCODE);
        }
        boolean secretBefore = false;
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : decode(pair.substring(0, equals));
            Optional<String> canonical = UrlParameters.canonical(name);
            if (canonical.isEmpty()) {
                boolean quotable = !secretBefore && QUOTABLE.matcher(name).matches();
                throw new UnusableUrlException(
                        quotable
                                ? UrlParameters.unknown(name)
                                : "the database URL has something after its question mark that is not name=value."
                                        + ENCODE);
            }
            secretBefore |= UrlParameters.secret(canonical.get());
            putUnlessEmpty(canonical.get(), decode(pair.substring(equals + 1)));
        }
    }

    private void putUnlessEmpty(String name, String value) {
        if (!value.isEmpty()) {
            settings.put(name, value);
        }
    }

    /** Percent-decoding alone: a plus sign is a plus sign, as libpq has it. */
    private static String decode(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                decoded.put(raw[i]);
                continue;
            }
            int high = i + 2 <= raw.length - 1 ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 <= raw.length - 1 ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new UnusableUrlException(
                        "the database URL has a % that two hexadecimal digits do not follow; a percent sign is %25.");
            }
            decoded.put((byte) (high * 16 + low));
            i += 2;
        }
        try {
            String result =
                    StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
            if (result.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                throw new UnusableUrlException("the database URL has a control character in it.");
            }
            return result;
        } catch (CharacterCodingException e) {
            throw new UnusableUrlException("the database URL is not UTF-8 where it is percent-encoded.");
        }
    }
}
