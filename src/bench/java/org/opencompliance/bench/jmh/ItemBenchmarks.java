package org.opencompliance.bench.jmh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.opencompliance.archiver.exchange.client.CreateRequest;
import org.opencompliance.archiver.exchange.mail.MailFormatException;
import org.opencompliance.archiver.exchange.mail.MailLimits;
import org.opencompliance.archiver.exchange.mail.MailParser;
import org.opencompliance.archiver.exchange.operation.PlannedRequest;
import org.opencompliance.archiver.item.FilteredItem;
import org.opencompliance.archiver.item.Item;
import org.opencompliance.archiver.item.ItemParser;
import org.opencompliance.archiver.item.ListedItem;
import org.opencompliance.archiver.item.MalformedItemException;
import org.opencompliance.archiver.item.Sha256;
import org.opencompliance.archiver.item.copy.ImportCopy;
import org.opencompliance.archiver.item.copy.ItemProperties;
import org.opencompliance.bench.standin.StandInDay;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From the bytes of an original to the request that creates its message; the last two go on from a parsed item. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ItemBenchmarks {

    private static final Duration CPU_LIMIT = Duration.ofSeconds(30);
    private static final long SIZE_LIMIT = 10L << 20;

    /** Of the original, in kilobytes. */
    @Param({"4", "50"})
    public int kilobytes = 4;

    private Path spool;
    private byte[] original;
    private ListedItem listed;
    private MailParser mails;
    private ItemParser items;
    private Item item;
    private ImportCopy copy;

    @Setup
    public void setUp() throws IOException, MalformedItemException {
        spool = Files.createTempDirectory("item-benchmarks-");
        original = StandInDay.of(1, kilobytes * 1024, 1, Duration.ZERO).content(0);
        listed = new ListedItem("item-0000000", "chat", Instant.now(), original.length, Sha256.hex(original));
        mails = new MailParser(MailLimits.DEFAULT, spool);
        items = new ItemParser(mails, CPU_LIMIT);
        item = items.parse(new ByteArrayInputStream(original), listed, "wechat");
        copy = ImportCopy.of(new FilteredItem(item, SIZE_LIMIT));
    }

    @TearDown
    public void tearDown() throws IOException {
        item.close();
        Files.delete(spool);
    }

    @Benchmark
    public Object parseMail() throws IOException, MailFormatException {
        try (var mail = mails.parse(new ByteArrayInputStream(original))) {
            return mail.body();
        }
    }

    /** The mail, its SHA-256 and its participants. */
    @Benchmark
    public Object parseItem() throws IOException, MalformedItemException {
        try (Item parsed = items.parse(new ByteArrayInputStream(original), listed, "wechat")) {
            return parsed.participants();
        }
    }

    @Benchmark
    public Object importCopy() throws MalformedItemException {
        return ImportCopy.of(new FilteredItem(item, SIZE_LIMIT).leaveOutOverLimit());
    }

    /** The plan of the message, and the JSON of the request that creates it. */
    @Benchmark
    public Object planAndJson() throws IOException {
        PlannedRequest plan = PlannedRequest.of(copy, listed.id(), ItemProperties.of(item), false);
        return CreateRequest.of(plan.message()).json();
    }
}
