package dev.cleanslate.storage;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a bucket is. {@code pathStyle}: its name stands in the path, as nearly every store takes it; else before the
 * host's name.
 */
record Address(URI endpoint, String region, String bucket, boolean pathStyle) {

    /** Amazon's own, in the region. */
    static URI amazon(String region) {
        return URI.create("https://s3." + region + ".amazonaws.com" + (region.startsWith("cn-") ? ".cn" : ""));
    }

    /** @throws URISyntaxException when that is no address of a server */
    static URI endpoint(String text) throws URISyntaxException {
        URI uri = new URI(text);
        if (uri.getHost() == null
                || uri.getScheme() == null
                || !uri.getScheme().matches("(?i)https?")
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null) {
            throw new URISyntaxException("it", "no http:// or https:// with a host and perhaps a path");
        }
        return uri;
    }

    String authority() {
        return pathStyle ? endpoint.getAuthority() : bucket + "." + endpoint.getAuthority();
    }

    /** Encoded; {@code key} is empty where the bucket itself is meant. */
    String path(String key) {
        String base = endpoint.getRawPath().replaceAll("/+$", "");
        String inside = pathStyle ? "/" + Signature.encoded(bucket, false) : "";
        return base + inside + (key.isEmpty() ? inside.isEmpty() ? "/" : "" : "/" + Signature.encoded(key, true));
    }

    URI uri(String key, String query) {
        return URI.create(
                endpoint.getScheme() + "://" + authority() + path(key) + (query.isEmpty() ? "" : "?" + query));
    }

    @Override
    public String toString() {
        return "bucket \"" + bucket + "\" at " + endpoint.getAuthority();
    }
}
