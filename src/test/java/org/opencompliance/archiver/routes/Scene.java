package org.opencompliance.archiver.routes;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.site.SiteItem;

/** Two people with mailboxes, and a day of their items. */
final class Scene {

    private final SandboxUnderTest sandbox;
    private final int number;
    private final Instant archivedAt;

    Scene(SandboxUnderTest sandbox, int number) {
        this.sandbox = sandbox;
        this.number = number;
        this.archivedAt = SandboxUnderTest.NOW.minus(Duration.ofDays(number + 2L));
        sandbox.tenant().add(user("ann"));
        sandbox.tenant().add(user("ben"));
    }

    private TenantUser user(String name) {
        return TenantUser.member(userId(name), address(name), name);
    }

    /** The user principal name of Ann or Ben, or an address for another name. */
    String address(String name) {
        return name + number + "@contoso.example";
    }

    /** The object id of Ann or Ben. */
    String userId(String name) {
        return "id-" + name + number;
    }

    /** The number of the sender (1) or the receiver (2). */
    String mobile(int position) {
        return "86139" + (1_000_000 + 10 * number + position);
    }

    Instant from() {
        return archivedAt.minus(Duration.ofHours(1));
    }

    Instant to() {
        return archivedAt.plus(Duration.ofHours(1));
    }

    /** Adds an item from Ann to Ben at the source. */
    String add(String name) {
        return add(item(name, "ben", archivedAt));
    }

    List<String> add(int items) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            ids.add(add("item" + i));
        }
        return ids;
    }

    String add(SiteItem item) {
        sandbox.site().add(item);
        return item.id();
    }

    /** An item from Ann. */
    SiteItem item(String name, String to) {
        return item(name, to, archivedAt);
    }

    SiteItem item(String name, String to, Instant at) {
        return item(name, at, mail("ann", to, "Hello"));
    }

    SiteItem item(String name, Instant at, String content) {
        return SiteItem.of(id(name), "chat", at, content.getBytes(StandardCharsets.UTF_8));
    }

    SiteItem item(String name, String to, int characters) {
        return item(name, archivedAt, mail("ann", to, "x".repeat(characters)));
    }

    Instant archivedAt() {
        return archivedAt;
    }

    String id(String name) {
        return "scene" + number + "/" + name;
    }

    String mail(String from, String to, String text) {
        return String.join(
                "\r\n",
                "From: \"" + mobile(1) + " One\" <" + address(from) + ">",
                "To: \"" + mobile(2) + " Two\" <" + address(to) + ">",
                "Subject: WeChat",
                "Date: Fri, 20 Nov 2026 20:00:00 +0000",
                "X-TELEMESSAGE-MessageType: text",
                "Content-Type: text/plain; charset=utf-8",
                "",
                text,
                "");
    }

    /** The messages in Ann's or Ben's mailbox. */
    List<MessageRecord> archived(String name) {
        return sandbox.archived(address(name));
    }
}
