package org.opencompliance.console;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses large requests before Hawtio reads them into memory, those of a login above all. {@link AgentProxy} limits the requests to
 * the agent itself: it reads them only after the login.
 */
final class RequestLimit extends SizeLimitHandler {

    /** In bytes; a login has a hundred. */
    private static final long LARGEST = 16 << 10;

    private final String exempt;

    /** @param exempt the path below which there is no limit here */
    RequestLimit(String exempt) {
        super(LARGEST, -1);
        this.exempt = exempt;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        boolean limited = !path.equals(exempt) && !path.startsWith(exempt + "/");
        return limited
                ? super.handle(request, response, callback)
                : getHandler().handle(request, response, callback);
    }
}
