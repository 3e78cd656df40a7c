package org.opencompliance.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Stands in for Hawtio's own Jolokia, behind Hawtio's login: hands each request on to one agent, and to no other address. The web
 * application creates it by class name, so the class is public.
 */
public final class AgentProxy extends HttpServlet {

    /** The attribute of the web application that holds the agent. */
    static final String AGENT = Agent.class.getName();

    /** The agent refuses more. */
    private static final int LARGEST = (2 << 20) + (256 << 10);
    /** Hawtio keeps the name of the logged-in user in the session. */
    private static final String USER = "user";

    private static final List<String> WITHOUT_ARGUMENTS = List.of("", "version");
    static final String VERSION = "{\"type\":\"version\"}";

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] json = request.getInputStream().readNBytes(LARGEST + 1);
        if (json.length > LARGEST) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else {
            forward(json, request, response);
        }
    }

    /** The console asks by GET only whether Jolokia is there, and which version. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo().replace("/", "");
        if (WITHOUT_ARGUMENTS.contains(path)) {
            forward(VERSION.getBytes(StandardCharsets.UTF_8), request, response);
        } else {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }

    private void forward(byte[] json, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Agent agent = (Agent) getServletContext().getAttribute(AGENT);
        try {
            HttpResponse<byte[]> answer = agent.post(json, user(request, agent));
            response.setStatus(status(answer.statusCode()));
            response.setContentType("application/json");
            response.setCharacterEncoding("UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.getOutputStream().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } catch (IOException e) {
            response.sendError(HttpServletResponse.SC_BAD_GATEWAY, "The archiver does not answer");
        }
    }

    private static String user(HttpServletRequest request, Agent agent) {
        HttpSession session = request.getSession(false);
        Object user = session == null ? null : session.getAttribute(USER);
        return user == null ? agent.user() : user.toString();
    }

    /** A refusal by the agent concerns the console's login there, not the session of the browser. */
    private static int status(int code) {
        return code == HttpServletResponse.SC_UNAUTHORIZED ? HttpServletResponse.SC_BAD_GATEWAY : code;
    }
}
