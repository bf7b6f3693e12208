package dev.cleanslate.suite;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds passwords that stand in a file as they are, and keeps them out of messages. */
final class Secrets {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*}");
    private static final Pattern KEYWORD =
            Pattern.compile("(?:password|passwd|pwd)['\"]?\\s*[:=]\\s*['\"]?([^&\\s'\"]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern AFTER_SCHEME = Pattern.compile("://[^:@\\s]*:([^\\r\\n]*)@");

    private final List<String> pieces = new ArrayList<>();

    private Secrets() {}

    /** Whatever stands in this text where a password would, cut into its pieces: a slip may have torn it apart. */
    static Secrets in(String text) {
        Secrets secrets = new Secrets();
        for (Pattern pattern : List.of(AFTER_SCHEME, KEYWORD)) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                String value = VARIABLE.matcher(matcher.group(1)).replaceAll(" ");
                for (String piece : value.split("[^\\p{L}\\p{N}_]+", -1)) {
                    if (piece.length() >= 3) {
                        secrets.pieces.add(piece);
                    }
                }
            }
        }
        return secrets;
    }

    String mask(String message) {
        String masked = message;
        for (String piece : pieces) {
            masked = masked.replace(piece, "***");
        }
        return masked;
    }

    /** Whether an address holds a password that is not a variable. */
    static boolean literalIn(String url) {
        String decoded = decoded(url);
        Matcher keyword = KEYWORD.matcher(decoded);
        while (keyword.find()) {
            if (isLiteral(keyword.group(1))) {
                return true;
            }
        }
        int scheme = url.indexOf("://");
        if (scheme < 0) {
            return false;
        }
        String user = userPart(url.substring(scheme + 3));
        int colon = VARIABLE.matcher(user)
                .replaceAll(v -> "x".repeat(v.end() - v.start()))
                .indexOf(':');
        return colon >= 0 && isLiteral(user.substring(colon + 1));
    }

    /** All before the @; a password with a slash or question mark left unencoded counts as part of it. */
    private static String userPart(String afterScheme) {
        String authority = afterScheme.split("[/?#]", 2)[0];
        if (authority.contains("@")) {
            return authority.substring(0, authority.lastIndexOf('@'));
        }
        int at = afterScheme.indexOf('@');
        String before = at < 0 ? "" : afterScheme.substring(0, at);
        return before.contains("=") ? "" : before;
    }

    private static boolean isLiteral(String password) {
        return !VARIABLE.matcher(password).replaceAll("").isEmpty();
    }

    private static String decoded(String url) {
        try {
            return URLDecoder.decode(url, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A lone percent sign: then nothing is encoded, and the text is taken as it stands.
            return url;
        }
    }
}
