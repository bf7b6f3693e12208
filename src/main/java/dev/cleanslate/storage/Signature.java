package dev.cleanslate.storage;

import dev.cleanslate.seal.Digest;
import dev.cleanslate.seal.Hmac;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** AWS Signature Version 4, in the {@code Authorization} header. */
record Signature(Credentials credentials, String region, String service) {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** {@code path} and {@code query} as they are sent: encoded, the parameters in order; the names in lower case. */
    record Request(String method, String path, String query, SortedMap<String, String> headers, String payloadDigest) {}

    /** As {@code x-amz-date} says it. */
    static String moment(Instant now) {
        return MOMENT.format(now);
    }

    /** All headers to be sent but {@code Host}, the signature with them. */
    SortedMap<String, String> sign(Request request, Instant now) {
        SortedMap<String, String> headers = new TreeMap<>(request.headers());
        headers.put("x-amz-date", moment(now));
        credentials.sessionToken().ifPresent(token -> headers.put("x-amz-security-token", token));
        String names = String.join(";", headers.keySet());
        String scope = moment(now).substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
        String toSign = String.join("\n", ALGORITHM, moment(now), scope, Digest.of(canonical(request, headers, names)));
        String signature = HexFormat.of().formatHex(Hmac.of(key(moment(now).substring(0, 8)), toSign));
        headers.put(
                "authorization",
                ALGORITHM + " Credential=" + credentials.accessKey() + "/" + scope + ", SignedHeaders=" + names
                        + ", Signature=" + signature);
        headers.remove("host");
        return headers;
    }

    private static String canonical(Request request, SortedMap<String, String> headers, String names) {
        StringBuilder lines = new StringBuilder();
        headers.forEach((name, value) -> lines.append(name)
                .append(':')
                .append(value.strip().replaceAll(" +", " "))
                .append('\n'));
        return String.join(
                "\n",
                request.method(),
                request.path(),
                request.query(),
                lines.toString(),
                names,
                request.payloadDigest());
    }

    private byte[] key(String day) {
        byte[] secret = ("AWS4" + credentials.secretKey()).getBytes(StandardCharsets.UTF_8);
        return Hmac.of(Hmac.of(Hmac.of(Hmac.of(secret, day), region), service), "aws4_request");
    }

    /** Everything but letters, digits and {@code -._~} as the hexadecimal form of its UTF-8 bytes. */
    static String encoded(String text, boolean keepSlashes) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if ((c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || (c >= '0' && c <= '9')
                    || "-._~".indexOf(c) >= 0
                    || (keepSlashes && c == '/')) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }
}
