package org.opencompliance.archiver.routing.source;

import java.net.URI;
import java.util.Locale;
import org.apache.hc.core5.http.HttpHost;

/**
 * The server of {@code telemessage.url}: scheme, host and port. No request of the source's clients goes to another one, also
 * when the source names it.
 */
public final class SourceServer {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final URI url;

    /** @param url {@code telemessage.url}; empty for a command that sends no request to the source */
    public SourceServer(String url) {
        this.url = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    /**
     * The URL of a path below {@code telemessage.url}.
     *
     * @param path begins with a slash, may have a query
     */
    public String below(String path) {
        return url + path;
    }

    /**
     * The next URL of a page.
     *
     * @param next a whole URL, or a path that begins with a slash
     * @throws OtherServerException when it does not lead to this server
     */
    public String next(String next) throws OtherServerException {
        URI target = parse(next);
        boolean plain = target != null && target.getRawUserInfo() == null && target.getRawFragment() == null;
        URI whole = plain && next.startsWith("/") ? url.resolve(target) : target;
        if (!plain || !isHere(whole.getScheme(), whole.getHost(), whole.getPort())) {
            throw new OtherServerException(
                    "The next page is not a URL of the server of telemessage.url, so it is not requested");
        }
        return whole.toString();
    }

    /** @throws OtherServerException when a request would go to another server */
    void require(HttpHost target) throws OtherServerException {
        if (!isHere(target.getSchemeName(), target.getHostName(), target.getPort())) {
            throw new OtherServerException(
                    "The request leads to another server than telemessage.url, so it is not sent");
        }
    }

    private boolean isHere(String scheme, String host, int port) {
        return url.getHost() != null
                && url.getScheme().equalsIgnoreCase(scheme)
                && plain(url.getHost()).equals(plain(String.valueOf(host)))
                && port(url.getScheme(), url.getPort()) == port(scheme, port);
    }

    /** A URI has an IPv6 address in brackets, a connection without them. */
    private static String plain(String host) {
        return host.replace("[", "").replace("]", "").toLowerCase(Locale.ROOT);
    }

    private static int port(String scheme, int port) {
        return port >= 0 ? port : scheme.equalsIgnoreCase("https") ? HTTPS : HTTP;
    }

    private static URI parse(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
