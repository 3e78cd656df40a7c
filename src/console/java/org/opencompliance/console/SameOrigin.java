package org.opencompliance.console;

import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Protects the user's browser. Refuses requests that a page of another origin makes in the user's browser. A cookie does not tell ports apart, so a page on another
 * port of the same machine would have the session. Only a link to a page of the console may come from elsewhere. Clients other than
 * browsers send none of these headers. Adds a content security policy to Hawtio's, which would allow an editor from a public network:
 * a browser follows both.
 */
final class SameOrigin extends Handler.Wrapper {

    private static final String FETCH_SITE = "Sec-Fetch-Site";
    private static final String FETCH_MODE = "Sec-Fetch-Mode";
    private static final String OWN_FILES_ONLY = "script-src-elem 'self'; style-src-elem 'self' 'unsafe-inline';"
            + " font-src 'self' data:; base-uri 'self'; form-action 'self'";
    private static final Set<String> OWN = Set.of("same-origin", "none");

    SameOrigin(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (isForeign(request)) {
            Response.writeError(request, response, callback, HttpStatus.FORBIDDEN_403);
            return true;
        }
        response.getHeaders().add("Content-Security-Policy", OWN_FILES_ONLY);
        return super.handle(request, response, callback);
    }

    private static boolean isForeign(Request request) {
        HttpFields headers = request.getHeaders();
        String origin = headers.get(HttpHeader.ORIGIN);
        if (origin != null) {
            return !origin.equalsIgnoreCase(ownOrigin(request));
        }
        HttpField site = headers.getField(FETCH_SITE);
        return site != null && !OWN.contains(site.getValue()) && !isLink(request);
    }

    /** As a browser writes it: without the default port of the scheme. */
    private static String ownOrigin(Request request) {
        return request.getHttpURI().getScheme() + "://" + request.getHeaders().get(HttpHeader.HOST);
    }

    private static boolean isLink(Request request) {
        return HttpMethod.GET.is(request.getMethod())
                && "navigate".equals(request.getHeaders().get(FETCH_MODE));
    }
}
