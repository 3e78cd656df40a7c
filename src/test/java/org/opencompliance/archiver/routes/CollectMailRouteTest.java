package org.opencompliance.archiver.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.collect.Windows;
import org.opencompliance.archiver.collect.listing.LeftFiles;
import org.opencompliance.archiver.deadletter.Reason;
import org.opencompliance.archiver.item.ItemId;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.ledger.EventType;
import org.opencompliance.archiver.ledger.file.LedgerLine;
import org.opencompliance.archiver.routing.mail.SourceMails;
import org.opencompliance.archiver.story.Stories;
import org.opencompliance.archiver.story.Story;

/** Collections of a folder of mails: each mail is taken once, and the folder stays as it is. */
class CollectMailRouteTest {

    @TempDir
    private static Path directory;

    private static MailUnderTest mails;

    @BeforeAll
    static void start() throws Exception {
        mails = new MailUnderTest(directory, Map.of("archiver.fetch-limit", "8KB", "telemessage.mail-journal", "true"));
    }

    @AfterAll
    static void stop() throws Exception {
        mails.close();
    }

    @BeforeEach
    void nextScene() throws Exception {
        mails.nextScene();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        try (Stream<Path> files = Files.list(directory.resolve("spool"))) {
            assertThat(files).isEmpty();
        }
    }

    private void collected() {
        Collection collection = mails.collect();
        assertThat(collection.incomplete()).isNull();
    }

    @Test
    void everyMailIsStagedAndImportedOnceAndStays() throws Exception {
        for (String name : List.of("one", "two", "three", "four", "five")) {
            mails.put(name);
        }

        collected();
        assertThat(mails.scene().archived("ann")).hasSize(5);
        assertThat(mails.totals()).containsExactly(5L);
        assertThat(mails.ledger(EventType.STAGED)).hasSize(5).allSatisfy(line -> assertThat(line.text("unattested"))
                .isNull());

        mails.restart();
        mails.nextDay();
        mails.put("six");
        collected();

        assertThat(mails.totals()).containsExactly(5L, 1L);
        assertThat(mails.ledger(EventType.WINDOW_COMPLETED))
                .allSatisfy(line -> assertThat(line.number("total")).isEqualTo(line.number("listed")));
        assertThat(mails.staged()).isEqualTo(6);
        assertThat(mails.ledger(EventType.SEEN_BEFORE)).isEmpty();
        assertThat(mails.folder().toFile().list()).hasSize(6);
    }

    @Test
    void anOldMailIsTakenWheneverItComes() throws Exception {
        collected();
        mails.put("old.eml", mails.eml("old", "x"), mails.hourAgo().minus(Duration.ofDays(400)));

        mails.nextDay();
        collected();

        assertThat(mails.scene().archived("ann")).hasSize(1);
    }

    @Test
    void aCollectionOfARangeReadsItsMailsAgain() throws Exception {
        mails.put("one");
        mails.put("other.eml", mails.eml("two", "x"), mails.hourAgo().minus(Duration.ofDays(3)));
        collected();

        mails.archiver().collectAndImport(mails.scene());

        assertThat(mails.staged()).isEqualTo(2);
        assertThat(mails.ledger(EventType.SEEN_BEFORE)).isNotEmpty();
        assertThat(mails.scene().archived("ann")).hasSize(2);
    }

    @Test
    void aMailThatIsStillBeingWrittenIsLeftToTheNextCollection() throws Exception {
        Path file = mails.put("one");
        Files.setLastModifiedTime(
                file, FileTime.from(mails.sandbox().clock().instant().plusSeconds(30)));
        collected();
        assertThat(mails.scene().archived("ann")).isEmpty();
        LeftFiles.Left left =
                mails.archiver().bean("sourceMails", SourceMails.class).left();
        assertThat(left.number()).isEqualTo(1);
        assertThat(left.age(left.oldest().plusSeconds(5))).isEqualTo(Duration.ofSeconds(5));
        assertThat(mails.archiver().bean("windows", Windows.class).firingMissed())
                .isTrue();

        mails.sandbox().clock().advance(Duration.ofMinutes(2));
        collected();

        assertThat(mails.scene().archived("ann")).hasSize(1);
    }

    @Test
    void whatIsEmptyOrTooLargeIsParkedAloneAndTheRestIsTaken() throws Exception {
        mails.put("one");
        Path empty = mails.put("empty.eml", "", mails.hourAgo());
        mails.put("large.eml", mails.eml("large", "x".repeat(9_000)), mails.hourAgo());
        mails.put("notes.txt", "no mail", mails.hourAgo());

        collected();
        assertThat(mails.parked()).containsExactlyInAnyOrder(Reason.MAIL_UNREADABLE, Reason.ITEM_TOO_LARGE);
        assertThat(mails.scene().archived("ann")).hasSize(1);
        assertThat(mails.totals()).containsExactly(3L);

        Files.writeString(empty, mails.eml("late", "x"));
        Files.setLastModifiedTime(empty, FileTime.from(mails.hourAgo()));
        mails.nextDay();
        collected();

        assertThat(mails.parked()).containsExactly(Reason.ITEM_TOO_LARGE);
        assertThat(mails.scene().archived("ann")).hasSize(2);
    }

    @Test
    void twentyEmptyFilesAreNoTroubleOfTheSource() throws Exception {
        for (int file = 0; file < 25; file++) {
            mails.put(file + ".eml", "", mails.hourAgo());
        }

        collected();

        assertThat(mails.parked()).hasSize(25);
    }

    @Test
    void whatIsNoMailIsStagedAndParkedAsMalformed() throws Exception {
        Instant arrived = mails.hourAgo();
        mails.put("photo.eml", "\u0000\u0001 no mail at all", arrived);

        collected();

        assertThat(mails.staged()).isEqualTo(1);
        assertThat(mails.parked()).containsExactly(Reason.MALFORMED);
        String id = mails.ledger(EventType.STAGED).get(0).item();
        assertThat(new StoryReader(mails.archiver(), directory).story(id, false).source())
                .isEqualTo("the file photo.eml of the folder, which arrived at " + arrived);
    }

    @Test
    void theSameMailUnderAnotherNameIsOneItem() throws Exception {
        String mail = "Message-ID: <m-1@x.example>\r\n" + mails.emlWithoutId("Hello");
        mails.put("a.eml", mail, mails.hourAgo());
        mails.put("b.eml", mail, mails.hourAgo());
        mails.put("c.eml", mails.emlWithoutId("No id"), mails.hourAgo());

        collected();

        assertThat(mails.totals()).containsExactly(2L);
        assertThat(mails.ledger(EventType.STAGED))
                .anySatisfy(line -> assertThat(line.item()).isEqualTo("m-1@x.example"))
                .anySatisfy(line -> assertThat(line.item()).startsWith("eml-"));
        assertThat(mails.scene().archived("ann")).hasSize(2);
    }

    @Test
    void theCopiesOfAMessageForSeveralOwnersAreItemsWhicheverComesFirst() throws Exception {
        List<String> owners =
                List.of(mails.scene().address("ann"), mails.scene().address("ben"), "8613910000009");
        for (String owner : owners.subList(1, 3)) {
            put(owner, "Hello", owner);
        }
        collected();
        mails.nextDay();
        put(owners.get(0), "Hello", owners.get(0));
        put(owners.get(1), "Hello", "again");
        put(owners.get(2), "Changed", "changed");
        collected();

        List<String> ids = owners.stream()
                .map(owner -> ItemId.ofCopy(mails.scene().id("one"), owner))
                .toList();
        assertThat(mails.ledger(EventType.STAGED))
                .extracting(LedgerLine::item)
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(mails.ledger(EventType.SEEN_BEFORE))
                .extracting(LedgerLine::item)
                .containsExactly(ids.get(1));
        assertThat(mails.parked()).containsExactly(Reason.ID_CONFLICT);
        assertThat(mails.archiver().letters(ids.get(2))).hasSize(1);
        assertThat(mails.scene().archived("ann")).hasSize(3);
        try (Stories stories = new StoryReader(mails.archiver(), directory).stories()) {
            assertThat(stories.find(mails.scene().id("one"), false))
                    .extracting(Story::id)
                    .containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    private static void put(String owner, String text, String file) throws IOException {
        String mail = "X-TELEMESSAGE-ArchiveInitiator: " + owner + "\r\n" + mails.eml("one", text);
        mails.put(file + ".eml", mail, mails.hourAgo());
    }

    @Test
    void aFolderThatCannotBeReadIsRedAndIsReadByTheNextCollection() throws Exception {
        Path file = mails.put("one");
        Path away = Files.move(mails.folder(), directory.resolve("away"));

        assertThat(mails.archiver().whyNot()).contains("NoSuchFile");

        Files.move(away, mails.folder());
        collected();
        assertThat(mails.scene().archived("ann")).hasSize(1);
        assertThat(file).exists();
    }

    @Test
    void anInterruptedCollectionDoublesAndLosesNothing() throws Exception {
        for (String name : List.of("one", "two", "three")) {
            mails.put(name);
        }
        mails.archiver().disturbed().failWritesTo(name -> name.startsWith("staged/") && name.contains("three"));
        assertThat(mails.collect().incomplete()).isNotNull();
        mails.restart();

        collected();

        assertThat(mails.staged()).isEqualTo(3);
        assertThat(mails.scene().archived("ann")).hasSize(3);
    }

    @Test
    void aMailWhoseItemCouldNotBeFetchedIsReadAgainByTheNextCollection() throws Exception {
        Path one = mails.put("one");
        mails.put("two");
        AtomicBoolean broken = new AtomicBoolean(true);
        String refused = mails.scene().id("one");
        AdviceWith.adviceWith(mails.archiver().context(), "fetch-item-mail", route -> route.weaveById(
                        "fetch-item-mail-open")
                .before()
                .process(exchange -> refuse(exchange.getVariable("listed", ListedItem.class), refused, broken)));

        collected();
        assertThat(mails.parked()).containsExactly(Reason.FETCH_FAILED);
        assertThat(mails.staged()).isEqualTo(1);

        broken.set(false);
        mails.nextDay();
        collected();

        assertThat(one).exists();
        assertThat(mails.parked()).isEmpty();
        assertThat(mails.staged()).isEqualTo(2);
        mails.nextDay();
        collected();
        assertThat(mails.ledger(EventType.SEEN_BEFORE)).isEmpty();
    }

    private static void refuse(ListedItem listed, String refused, AtomicBoolean broken) throws IOException {
        if (broken.get() && listed.id().equals(refused)) {
            throw new IOException("The temporary file is gone");
        }
    }

    @Test
    void aFileWithATimeOutOfAllYearsHoldsBackNoOther() throws Exception {
        mails.put("one");
        mails.put("early.eml", mails.eml("early", "x"), Instant.parse("-0005-01-01T00:00:00Z"));
        mails.put("far.eml", mails.eml("far", "x"), Instant.parse("+20260-11-20T10:00:00Z"));

        collected();
        mails.nextDay();
        collected();

        assertThat(mails.staged()).isEqualTo(3);
        assertThat(mails.parked()).isEmpty();
    }

    @Test
    void aMaildirIsReadWithoutItsTemporaryFiles() throws Exception {
        for (String part : List.of("tmp", "new", "cur")) {
            Files.createDirectories(mails.folder().resolve(part));
        }
        mails.put("tmp/1.a.host", mails.eml("tmp", "x"), mails.hourAgo());
        Path fresh = mails.put("new/2.b.host", mails.eml("new", "x"), mails.hourAgo());
        mails.put("cur/3.c.host:2,S", mails.eml("cur", "x"), mails.hourAgo());
        collected();
        assertThat(mails.scene().archived("ann")).hasSize(2);

        Files.move(fresh, mails.folder().resolve("cur/2.b.host:2,S"));
        mails.nextDay();
        collected();

        assertThat(mails.staged()).isEqualTo(2);
        assertThat(mails.ledger(EventType.SEEN_BEFORE)).isEmpty();
    }

    @Test
    void theMailInAJournalReportGoesToTheRecipientsOfTheEnvelope() throws Exception {
        String inner = mails.eml("inner", "Wrapped").replaceFirst("(?m)^To: .*\r\n", "");
        String journal = "X-MS-Journal-Report:\r\nFrom: <journal@contoso.example>\r\n"
                + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n"
                + "Sender: " + mails.scene().address("ann") + "\r\nRecipient: "
                + mails.scene().address("ben") + "\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n" + inner
                + "\r\n--b--\r\n";
        mails.put("journal.eml", journal, mails.hourAgo());

        collected();

        assertThat(mails.ledger(EventType.STAGED)).singleElement().satisfies(line -> {
            assertThat(line.item()).isEqualTo(mails.scene().id("inner"));
            assertThat(line.number("size")).isEqualTo(journal.length());
        });
        assertThat(mails.scene().archived("ben")).hasSize(1);
    }

    @Test
    void aFileWithoutPermissionIsParkedUntilItCanBeRead() throws IOException {
        Path file = mails.put("one");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "as root");

        collected();
        assertThat(mails.parked()).containsExactly(Reason.MAIL_UNREADABLE);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        mails.nextDay();
        collected();
        assertThat(mails.parked()).isEmpty();
    }
}
