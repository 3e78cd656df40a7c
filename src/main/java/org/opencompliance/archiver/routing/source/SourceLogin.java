package org.opencompliance.archiver.routing.source;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;

/**
 * The authentication of the requests to the source. It is added on the connection, so that no route, endpoint URI, log or
 * message contains a secret. A header that a route sets takes precedence.
 */
public final class SourceLogin {

    private final String header;
    private final String value;
    private final String query;

    private SourceLogin(String header, String value, String query) {
        this.header = header;
        this.value = value;
        this.query = query;
    }

    /** User name and password by HTTP Basic, in UTF-8. */
    public static SourceLogin basic(String username, String password) {
        byte[] login = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return header(HttpHeaders.AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(login));
    }

    /** A token in {@code Authorization: Bearer}. */
    public static SourceLogin bearer(String token) {
        return header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
    }

    /** A token in a header of this name. */
    public static SourceLogin header(String name, String token) {
        return new SourceLogin(name, token, null);
    }

    /** A token in a query parameter of this name. */
    public static SourceLogin query(String name, String token) {
        return new SourceLogin(null, null, encode(name) + "=" + encode(token));
    }

    /** Only what a route sets. */
    public static SourceLogin none() {
        return new SourceLogin(null, null, null);
    }

    void addTo(HttpRequest request) {
        if (header != null && !request.containsHeader(header)) {
            request.setHeader(header, value);
        }
        if (query != null) {
            request.setPath(request.getPath() + (request.getPath().contains("?") ? "&" : "?") + query);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
