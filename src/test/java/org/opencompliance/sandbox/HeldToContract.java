package org.opencompliance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.opencompliance.sandbox.http.RecordedRequest;
import org.opencompliance.sandbox.http.RequestListener;
import org.opencompliance.suite.BuildTotals;

/**
 * Checks each request of the suite to a server that replaces Graph against Microsoft's description. A test that sends an
 * undescribed request fails, and the end of the session prints the number of checked requests. JUnit and the sandbox create
 * it through their service files.
 *
 * <p>The sandbox's own tests send invalid requests on purpose; they are exempt.
 */
public final class HeldToContract
        implements LauncherSessionListener, BeforeAllCallback, AfterEachCallback, AfterAllCallback, RequestListener {

    private static final String CHECKED = "checked";
    private static final String VIOLATIONS = "violations";

    private static volatile GraphContract contract;
    private static volatile boolean holds;

    /** Checks a request to a server of another kind. */
    public static void check(RecordedRequest request) {
        GraphContract held = contract;
        if (held != null && holds && request.path().startsWith("/v1.0/")) {
            held.accept(request);
        }
    }

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        contract = GraphContract.find().orElse(null);
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        GraphContract held = contract;
        if (held != null && held.checked() > 0) {
            long violations = held.violations().size();
            Map<String, Long> sums =
                    BuildTotals.add("graph-requests", Map.of(CHECKED, (long) held.checked(), VIOLATIONS, violations));
            System.out.println("Requests to Graph checked against its description: " + sums.get(CHECKED)
                    + ", violations: " + sums.get(VIOLATIONS));
        }
        contract = null;
    }

    @Override
    public void heard(RecordedRequest request) {
        if (request.server().equals("tenant")) {
            check(request);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        holds = !context.getRequiredTestClass().getPackageName().startsWith("org.opencompliance.sandbox");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        expectNothingNew();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        expectNothingNew();
    }

    private static void expectNothingNew() {
        Optional.ofNullable(contract).ifPresent(held -> assertThat(held.newViolations())
                .as("requests that the description of Graph does not contain")
                .isEmpty());
    }
}
