package org.opencompliance.sandbox.graph;

import java.time.Instant;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opencompliance.sandbox.AdjustableClock;
import org.opencompliance.sandbox.Web;

/** A tenant with one user, for one test. */
final class TenantFixture implements AfterEachCallback {

    static final String USER_ID = "11111111-0000-4000-8000-000000000001";
    static final String UPN = "susan@contoso.example";
    static final String USER = "/users/" + USER_ID;
    static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    final AdjustableClock clock = new AdjustableClock(NOW);
    final GraphTenant tenant = GraphTenant.start(clock, 1);
    final Web web = new Web(tenant.url());

    TenantFixture() {
        tenant.add(TenantUser.member(USER_ID, UPN, "Susan"));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        tenant.close();
    }

    /** Creates a folder and returns its address. */
    String folder(String name) {
        String id = web.post(USER + "/mailFolders", "{'displayName':'" + name + "'}")
                .json()
                .path("id")
                .asText();
        return USER + "/mailFolders/" + id;
    }

    /** Creates a message with these properties, given as JSON without braces, and returns its id. */
    String message(String properties) {
        return web.post(USER + "/messages", "{" + properties + "}")
                .json()
                .path("id")
                .asText();
    }
}
