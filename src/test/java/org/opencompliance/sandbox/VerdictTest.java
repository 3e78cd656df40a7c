package org.opencompliance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opencompliance.sandbox.day.Expected;
import org.opencompliance.sandbox.graph.GraphTenant;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Digest;

class VerdictTest {

    private static final Instant SENT = Instant.parse("2026-11-20T01:02:03Z");
    private static final String SENT_TEXT = SENT.toString();
    private static final String KEPT = "AQID";
    private static final String LEFT_OUT = "BAUG";
    private static final List<DeadLetter> LETTERS = List.of(new DeadLetter("c", null, "unmapped"));

    private final GraphTenant tenant = GraphTenant.start(Clock.systemUTC(), 1);
    private final Web web = new Web(tenant.url());
    private final Verdict verdict = new Verdict(
            Map.of(
                    "a", expected("a", Expected.Outcome.IMPORTED, Set.of("m1", "m2"), ""),
                    "A", expected("A", Expected.Outcome.IMPORTED, Set.of("m1"), ""),
                    "c", expected("c", Expected.Outcome.DEAD_LETTER, Set.of(), "unmapped"),
                    "s", expected("s", Expected.Outcome.RECORDED_ONLY, Set.of(), "")),
            tenant,
            "WeChat Archiver");

    @BeforeEach
    void deliverAll() {
        for (String mailbox : List.of("m1", "m2", "m3")) {
            tenant.add(TenantUser.member(mailbox, mailbox + "@contoso.example", mailbox));
            tenant.as(mailbox).createFolder("WeChat Archiver");
        }
        deliver("m1", "a", SENT_TEXT, KEPT);
        deliver("m2", "a", SENT_TEXT, KEPT);
        deliver("m1", "A", SENT_TEXT, KEPT);
    }

    @AfterEach
    void close() {
        tenant.close();
    }

    @Test
    void thereIsNothingToSayWhenAllIsWhereItMustBe() {
        assertThat(verdict.differences(LETTERS)).isEmpty();
    }

    @Test
    void aMissingDeliveryIsNamed() {
        tenant.as("m2").purgeMessage(tenant.messages("m2").get(0).id());

        assertThat(verdict.differences(LETTERS))
                .containsExactly("Item a in mailbox m2 is there 0 times instead of once");
    }

    @Test
    void aSecondDeliveryIsNamedByItemAndByMessageId() {
        deliver("m2", "a", SENT_TEXT, KEPT);

        assertThat(verdict.differences(LETTERS))
                .containsExactlyInAnyOrder(
                        "Mailbox m2 has two messages <a@x.example>",
                        "Item a in mailbox m2 is there 2 times instead of once");
    }

    @Test
    void aDeliveryToAnyoneElseIsNamed() {
        deliver("m3", "a", SENT_TEXT, KEPT);
        deliver("m3", "c", SENT_TEXT, KEPT);
        deliver("m3", "s", SENT_TEXT, KEPT);

        assertThat(verdict.differences(LETTERS)).hasSize(3).allMatch(text -> text.endsWith("must not be there"));
    }

    @Test
    void aMessageOfNoItemIsNamed() {
        web.post("/users/m3/messages", "{'subject':'x'}");

        assertThat(verdict.differences(LETTERS)).singleElement().satisfies(text -> assertThat(text)
                .startsWith("Mailbox m3 has a message of no item"));
    }

    @Test
    void otherTimesAnotherFolderAndADraftAreNamed() {
        tenant.as("m1").moveMessage(tenant.messages("m1").get(0).id(), "Inbox");
        tenant.as("m2").purgeMessage(tenant.messages("m2").get(0).id());
        deliver("m2", "a", "2026-11-20T09:00:00Z", KEPT);

        assertThat(verdict.differences(LETTERS))
                .hasSize(2)
                .anyMatch(text -> text.startsWith("Item a in mailbox m1 is in another folder"))
                .anyMatch(text -> text.startsWith("Item a in mailbox m2 has other times"));
    }

    @Test
    void missingDoubledAndUnwantedAttachmentsAreNamed() {
        tenant.as("m1").purgeMessage(tenant.messages("m1").get(0).id());
        tenant.as("m1").purgeMessage(tenant.messages("m1").get(0).id());
        tenant.as("m2").purgeMessage(tenant.messages("m2").get(0).id());
        deliver("m1", "a", SENT_TEXT, KEPT, LEFT_OUT);
        deliver("m1", "A", SENT_TEXT, KEPT, KEPT);
        deliver("m2", "a", SENT_TEXT);

        assertThat(verdict.differences(LETTERS))
                .containsExactlyInAnyOrder(
                        "Item a in mailbox m1 has other attachments than it should",
                        "Item A in mailbox m1 has an attachment twice",
                        "Item a in mailbox m2 has other attachments than it should");
    }

    @Test
    void deadLettersAreCounted() {
        DeadLetter right = LETTERS.get(0);

        assertThat(verdict.differences(List.of()))
                .containsExactly("Item c has 0 dead letters 'unmapped' instead of one");
        assertThat(verdict.differences(List.of(right, right))).hasSize(1);
        assertThat(verdict.differences(List.of(right, new DeadLetter("a", "m1", "rejected"))))
                .hasSize(1);
        assertThat(verdict.differences(List.of(right, new DeadLetter("s", null, "malformed"))))
                .hasSize(1);
        assertThat(verdict.differences(List.of(new DeadLetter("c", null, "malformed"))))
                .hasSize(2);
    }

    private void deliver(String mailbox, String item, String sent, String... files) {
        String folder = tenant.folders(mailbox).stream()
                .filter(one -> one.displayName().equals("WeChat Archiver"))
                .findFirst()
                .orElseThrow()
                .id();
        StringBuilder attachments = new StringBuilder();
        for (String file : files) {
            attachments
                    .append(attachments.isEmpty() ? "" : ",")
                    .append("{'@odata.type':'#microsoft.graph.fileAttachment','name':'f','contentBytes':'")
                    .append(file)
                    .append("'}");
        }
        String json = "{'internetMessageId':'<" + item + "@x.example>','attachments':[" + attachments
                + "],'singleValueExtendedProperties':[{'id':'Integer 0x0E07','value':'1'},"
                + "{'id':'SystemTime 0x0039','value':'" + sent + "'},{'id':'SystemTime 0x0E06','value':'" + sent + "'},"
                + "{'id':'String {0A0B0C0D-0000-4000-8000-000000000001} Name Item','value':'" + item + "'}]}";
        assertThat(web.post("/users/" + mailbox + "/mailFolders/" + folder + "/messages", json)
                        .status())
                .isEqualTo(201);
    }

    private static Expected expected(String id, Expected.Outcome outcome, Set<String> mailboxes, String reason) {
        String kept = Digest.of(new byte[] {1, 2, 3}).sha256();
        String leftOut = Digest.of(new byte[] {4, 5, 6}).sha256();
        return new Expected(id, outcome, mailboxes, reason, SENT, List.of(kept), List.of(leftOut));
    }
}
