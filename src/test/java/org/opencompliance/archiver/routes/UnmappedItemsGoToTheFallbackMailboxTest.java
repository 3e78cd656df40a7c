package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.deadletter.DeadLetter;
import org.opencompliance.archiver.evidence.DeliveredMessage;
import org.opencompliance.archiver.evidence.Finding;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.Report.Row;
import org.opencompliance.archiver.ledger.report.Report.Verdict;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.ReportCsv;
import org.opencompliance.archiver.ledger.report.ReportTable;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.request.Requests;
import org.opencompliance.sandbox.graph.GraphOperation;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Fault;

/** The fallback mailbox of archiver.unmapped-mailbox through all routes, the ledger and the report. */
class UnmappedItemsGoToTheFallbackMailboxTest {

    private static final String ADDRESS = "unmapped@contoso.example";
    private static final String ID = "id-of-the-fallback";

    @TempDir
    static Path directory;

    private static SandboxUnderTest sandbox;
    private static ArchiverUnderTest archiver;

    private Scene scene;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new SandboxUnderTest();
        archiver = ArchiverUnderTest.start(
                sandbox, directory, Map.of("archiver.unmapped-mailbox", ADDRESS, "archiver.directory-keep", "0s"));
    }

    @AfterAll
    static void stop() throws Exception {
        archiver.close();
        sandbox.close();
    }

    @BeforeEach
    void prepare() {
        sandbox.clearFaults();
        scene = sandbox.scene();
        sandbox.tenant().remove(ID);
        sandbox.tenant().add(TenantUser.member(ID, ADDRESS, "Unmapped"));
    }

    /** An item from one unknown address to another. */
    private String strangers(String name) {
        return scene.add(scene.item(name, scene.archivedAt(), scene.mail("kim", "lee", "Hello")));
    }

    private Report report(Collection collection) throws Exception {
        return archiver.bean("reportBuilder", ReportBuilder.class)
                .collection(
                        collection.run(), LocalDate.ofInstant(sandbox.clock().instant(), ZoneOffset.UTC))
                .orElseThrow();
    }

    @Test
    void itIsImportedAndSaidInBannerLedgerAndReport() throws Exception {
        int before = sandbox.archived(ADDRESS).size();
        String id = strangers("one");
        String usual = scene.add("two");

        Collection collection = archiver.collectAndImport(scene);

        assertThat(sandbox.archived(ADDRESS).subList(before, before + 1))
                .singleElement()
                .satisfies(message -> assertThat(message.toString())
                        .contains("Fallback mailbox: no mailbox for One " + scene.mobile(1)));
        assertThat(archiver.letters(id)).isEmpty();
        assertThat(archiver.ledger(EventType.DELIVERED).stream()
                        .filter(line -> id.equals(line.item()))
                        .map(line -> line.mailbox() + " " + line.text("disposition") + " " + line.text("rule") + " "
                                + line.text("participants")))
                .containsExactly(ID + " imported FALLBACK 0-1");
        Report report = report(collection);
        assertThat(report.fallbacks()).containsExactly(new Row(id, "0-1", ID, "fallback"));
        assertThat(report.imports().imported()).isEqualTo(3);
        assertThat(report.countUnmapped()).isEqualTo(2);
        assertThat(report.equations().fanOut().verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(ReportTable.render(report)).contains("Imported into the fallback mailbox: 1");
        assertThat(ReportCsv.render(report)).contains("\"fallback\",\"\",\"\",\"" + id + "\",\"0-1\",\"" + ID + "\"");
        assertThat(scene.archived("ann")).singleElement().satisfies(message -> assertThat(message.toString())
                .doesNotContain("Fallback mailbox"));
        assertThat(usual).isNotEqualTo(id);
    }

    @Test
    void aReplayAfterTheMappingAddsTheRightMailboxAndTheCopyStays() throws Exception {
        String id = strangers("mapped");
        archiver.collectAndImport(scene);
        int copies = sandbox.archived(ADDRESS).size();
        sandbox.tenant().add(TenantUser.member("id-kim-" + scene.mobile(1), scene.address("kim"), "Kim"));
        Request request =
                Request.replayEnded("FALLBACK", sandbox.clock().instant().minus(Duration.ofDays(1)), null, "a person");
        Requests requests = archiver.bean("requests", Requests.class);

        requests.leave(request);
        await().until(() -> requests.answerTo(request).isPresent());

        assertThat(requests.answerTo(request).orElseThrow().text()).contains("items planned again");
        assertThat(sandbox.archived(scene.address("kim"))).hasSize(1);
        assertThat(sandbox.archived(ADDRESS)).hasSize(copies);
        assertThat(archiver.record(id).orElseThrow().deliveries())
                .extracting(delivery -> delivery.rule() + " " + delivery.disposition())
                .containsExactly("FALLBACK IMPORTED", "EMAIL IMPORTED");
    }

    @Test
    void theMessageIsComparedWithItsBannerAgain() {
        String id = strangers("compared");
        archiver.collectAndImport(scene);
        LedgerLine line = archiver.ledger(EventType.DELIVERED).stream()
                .filter(each -> id.equals(each.item()))
                .findFirst()
                .orElseThrow();
        DeliveredMessage delivered = new DeliveredMessage(
                line.text("name"), id, ID, line.text("message"), 0, line.at(), line.text("participants"), null);

        Finding found = archiver.context()
                .createFluentProducerTemplate()
                .to("direct:verify-message")
                .withVariable("delivered", delivered)
                .withVariable("content", true)
                .request(Finding.class);

        assertThat(found.kind()).isEqualTo(Finding.Kind.SAME);
    }

    @Test
    void withoutAValidUserItIsParkedWithThatDetailAndAReplayBringsItThere() {
        sandbox.tenant().remove(ID);
        String id = strangers("parked");
        archiver.collectAndImport(scene);
        assertThat(archiver.letters(id))
                .extracting(DeadLetter::detail)
                .containsExactly(
                        "The fallback mailbox of archiver.unmapped-mailbox is no valid user either: the directory does not know its"
                                + " address");
        sandbox.tenant().add(TenantUser.member(ID, ADDRESS, "Unmapped"));

        archiver.replay("unmapped");
        archiver.awaitIdle();

        assertThat(archiver.letters(id)).isEmpty();
        assertThat(archiver.record(id).orElseThrow().deliveries())
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.rule()).isEqualTo("FALLBACK"));
    }

    @Test
    void anAmbiguousItemThatBelongsToNobodyNowGoesThereOnAReplay() {
        String address = scene.address("kim");
        for (String user : List.of("first", "second")) {
            sandbox.tenant()
                    .add(TenantUser.member(user + address, user + address, user).alias(address));
        }
        String id = strangers("ambiguous");
        archiver.collectAndImport(scene);
        assertThat(archiver.letters(id)).hasSize(1);
        List.of("first", "second").forEach(user -> sandbox.tenant().remove(user + address));

        archiver.replay("ambiguous");
        archiver.awaitIdle();

        assertThat(archiver.letters(id)).isEmpty();
        assertThat(archiver.record(id).orElseThrow().deliveries())
                .extracting(delivery -> delivery.rule() + " " + delivery.disposition())
                .containsExactly("EMAIL SKIPPED", "FALLBACK IMPORTED");
    }

    @Test
    void anUnreachableDirectoryIsRetried() {
        sandbox.tenant().inject(Fault.status(503).on(GraphOperation.LIST_USERS).times(4));
        String id = strangers("retried");

        archiver.collectAndImport(scene);

        assertThat(archiver.letters(id)).isEmpty();
        assertThat(archiver.record(id).orElseThrow().deliveries()).hasSize(1);
    }
}
