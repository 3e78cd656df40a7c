package org.opencompliance.archiver.start;

import com.azure.storage.queue.QueueClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.opencompliance.archiver.collect.Collector;
import org.opencompliance.archiver.collect.FetchSpool;
import org.opencompliance.archiver.collect.OpenCollections;
import org.opencompliance.archiver.collect.Staging;
import org.opencompliance.archiver.collect.WindowSettings;
import org.opencompliance.archiver.collect.Windows;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.deadletter.OpenDeadLetters;
import org.opencompliance.archiver.deadletter.Replays;
import org.opencompliance.archiver.delivery.AreaCreated;
import org.opencompliance.archiver.delivery.Claims;
import org.opencompliance.archiver.delivery.ItemImport;
import org.opencompliance.archiver.delivery.LostOriginals;
import org.opencompliance.archiver.delivery.PendingItems;
import org.opencompliance.archiver.delivery.RecordStates;
import org.opencompliance.archiver.delivery.Sweep;
import org.opencompliance.archiver.delivery.WorkSettings;
import org.opencompliance.archiver.exchange.mail.MailLimits;
import org.opencompliance.archiver.exchange.mail.MailParser;
import org.opencompliance.archiver.item.ItemParser;
import org.opencompliance.archiver.lead.Pause;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.mapping.DeliverTo;
import org.opencompliance.archiver.mapping.Directory;
import org.opencompliance.archiver.mapping.MappingRule;
import org.opencompliance.archiver.mapping.csv.KeptMapping;
import org.opencompliance.archiver.mapping.csv.MappingCsv;
import org.opencompliance.archiver.mapping.csv.MappingFile;
import org.opencompliance.archiver.mapping.csv.UserMappings;
import org.opencompliance.archiver.observe.CachedFigure;
import org.opencompliance.archiver.observe.Figures;
import org.opencompliance.archiver.observe.ScheduleFigures;
import org.opencompliance.archiver.queue.MemoryWorkQueue;
import org.opencompliance.archiver.queue.QueuePolling;
import org.opencompliance.archiver.queue.SharedWorkQueue;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.archiver.request.Reporting;
import org.opencompliance.archiver.request.RequestHandler;
import org.opencompliance.archiver.request.Requests;
import org.opencompliance.archiver.routing.BlobOriginals;
import org.opencompliance.archiver.routing.FailureText;
import org.opencompliance.archiver.routing.FetchedItems;
import org.opencompliance.archiver.routing.ItemPatience;
import org.opencompliance.archiver.routing.ItemReader;
import org.opencompliance.archiver.routing.LongMappings;
import org.opencompliance.archiver.routing.Originals;
import org.opencompliance.archiver.routing.Sizes;
import org.opencompliance.archiver.routing.SourceHeaders;
import org.opencompliance.archiver.routing.SourceRetryAfter;
import org.opencompliance.archiver.routing.SourceText;
import org.opencompliance.archiver.routing.SourceTime;
import org.opencompliance.archiver.routing.source.AnswerLimits;
import org.opencompliance.archiver.routing.source.BoundedHttpComponent;
import org.opencompliance.archiver.routing.source.ListingLimits;
import org.opencompliance.archiver.routing.source.ListingReader;
import org.opencompliance.archiver.routing.source.SourceClient;
import org.opencompliance.archiver.routing.watch.ErrorsInSteps;
import org.opencompliance.archiver.routing.watch.TimerWatch;
import org.opencompliance.archiver.routing.watch.WatchedExecutor;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.storage.azure.AzureAccount;
import org.opencompliance.archiver.storage.azure.AzureMessageQueue;
import org.opencompliance.archiver.story.DayIndexes;
import org.opencompliance.archiver.work.OpenDays;

/** Creates the beans of the routes from the configuration, each under its name in the routes. */
public final class Assembly {

    private final Configuration configuration;
    private final Clock clock;
    private final WatchedObjectStore store;
    private final Ledger ledger;
    private final String connector;
    private final Map<String, Object> beans = new LinkedHashMap<>();
    private Membership membership = Membership.alone(UUID.randomUUID().toString());

    /**
     * @param store the open storage area
     * @param ledger the ledger in this area
     */
    public Assembly(Configuration configuration, Clock clock, WatchedObjectStore store, Ledger ledger) {
        this.configuration = configuration;
        this.clock = clock;
        this.store = store;
        this.ledger = ledger;
        this.connector = configuration.required("archiver.connector");
    }

    /** Creates the beans for a process that may share its area with others. */
    public Assembly as(Membership member) {
        membership = member;
        return this;
    }

    /** The beans by their names. */
    public Map<String, Object> beans(Path temporary) throws IOException {
        beans.put("objectStore", store);
        beans.put("ledger", ledger);
        source(temporary);
        mapping();
        DeadLetters deadLetters = bean("deadLetters", new DeadLetters(store, ledger, connector));
        OpenDays days = new OpenDays(store, connector, configuration.duration("archiver.sweep-age"));
        collecting(deadLetters, days);
        importing(deadLetters, days, temporary);
        Requests requests = bean("requests", new Requests(store, connector));
        WorkQueue queue = (WorkQueue) beans.get("workQueue");
        Reporting reporting = bean("reporting", reporting(queue));
        bean("dayIndexes", new DayIndexes(store, connector, clock));
        bean("requestHandler", new RequestHandler(requests, ledger, reporting, deadLetters));
        bean("figures", figures(days, queue));
        bean("clusterService", new Cluster(configuration, store, membership).service());
        watch();
        return beans;
    }

    /** Beans that Camel finds by type. */
    private void watch() {
        bean("timerWatch", new TimerWatch(clock));
        bean("watchedExecutor", new WatchedExecutor());
        bean("errorsInSteps", new ErrorsInSteps());
    }

    private Reporting reporting(WorkQueue queue) {
        OpenCollections collections = (OpenCollections) beans.get("openCollections");
        return new Reporting(connector, collections, reports(), new ReportWriter(store), queue, clock);
    }

    private ReportBuilder reports() {
        return new ReportBuilder(new LedgerReader(store, connector), new RecordStates(store), clock);
    }

    private Figures figures(OpenDays days, WorkQueue queue) throws IOException {
        ScheduleFigures schedule =
                new ScheduleFigures((Windows) beans.get("windows"), new AreaCreated(store, connector).since());
        return new Figures(
                new CachedFigure<>(schedule::read),
                new CachedFigure<>(new PendingItems(store, days, connector)::tally),
                new CachedFigure<>(new OpenDeadLetters(store, connector)::byReason),
                new CachedFigure<>(() -> reports().day(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))),
                new CachedFigure<>(queue::depth));
    }

    private void source(Path temporary) {
        bean("sourceHeaders", new SourceHeaders());
        bean("sourceText", new SourceText());
        bean("sourceTime", new SourceTime(clock));
        bean(
                "sourceJson",
                ListingReader.mapper(new ListingLimits(
                        configuration.size("telemessage.listing-limit"),
                        configuration.number("telemessage.listing-entries", 1))));
        bounds();
        SourceRetryAfter retryAfter = bean("sourceRetryAfter", new SourceRetryAfter(clock));
        bean("itemPatience", new ItemPatience(retryAfter));
        bean("fetchedItems", new FetchedItems(new FetchSpool(temporary, configuration.size("archiver.fetch-limit"))));
        bean("originals", new Originals(store));
    }

    private void bounds() {
        Duration allowance = configuration.duration("telemessage.slow-allowance");
        Duration silence = Duration.ofMillis(configuration.number("telemessage.response-timeout-ms", 1));
        Duration begin = silence.plusMillis(configuration.number("telemessage.connect-timeout-ms", 1));
        AnswerLimits limits =
                new AnswerLimits(begin.plus(allowance), allowance, configuration.size("telemessage.minimum-rate"));
        Duration turn = configuration.duration("telemessage.item-wait");
        bean("itemClient", new SourceClient(limits, configuration.number("archiver.fetchers", 1), turn));
        // a source may send nothing while it prepares a page, and no item waits for a listing
        bean("listingClient", new SourceClient(limits.patient(silence), 1, turn));
        bean("http-component", new BoundedHttpComponent(allowance));
        bean("https-component", new BoundedHttpComponent(allowance));
    }

    private void mapping() {
        String file = configuration.text("archiver.mapping-file");
        String deliverTo = configuration.choice("archiver.deliver-to", Set.of("participants", "owner"));
        UserMappings mappings = bean(
                "userMappings", new UserMappings(file, new KeptMapping(store, connector), event -> ledger.append(event)
                        .join()));
        bean("mappingCsv", new MappingCsv());
        bean("mappingFile", new MappingFile(file, configuration.duration("archiver.mapping-still"), clock));
        bean("mappingRule", new MappingRule(mappings, DeliverTo.of(deliverTo)));
        Directory directory = bean(
                "directory",
                new Directory(
                        configuration.duration("archiver.directory-keep"),
                        configuration.duration("archiver.directory-keep-unknown"),
                        configuration.number("archiver.directory-keep-entries", 1),
                        clock));
        bean("longMappings", longMappings(directory));
    }

    /** Leaves at least one of the items in flight to ordinary mappings. */
    private LongMappings longMappings(Directory directory) {
        int others = Math.max(1, configuration.number("archiver.items-in-flight", 1) - 1);
        return new LongMappings(
                directory,
                configuration.number("archiver.many-look-ups", 1),
                Math.min(others, configuration.number("archiver.many-look-ups-at-once", 1)),
                configuration.duration("archiver.retry-delay"));
    }

    private void collecting(DeadLetters deadLetters, OpenDays days) throws IOException {
        WindowSettings settings = new WindowSettings(
                configuration.required("archiver.schedule"),
                configuration.duration("archiver.window"),
                configuration.duration("archiver.overlap"),
                configuration.duration("archiver.source-lag"),
                configuration.duration("archiver.clock-tolerance"),
                configuration.time("archiver.collect-from"));
        Windows windows = bean("windows", new Windows(store, connector, clock, settings));
        OpenCollections open = bean("openCollections", new OpenCollections(store, connector));
        Pause pause = bean("pause", new Pause(store, connector));
        pause.refresh();
        bean("collector", new Collector(windows, ledger, open, pause, clock));
        bean("staging", new Staging(connector, store, ledger, deadLetters, days, open));
        bean("replays", new Replays(deadLetters));
        bean("lostOriginals", new LostOriginals(store, new LedgerReader(store, connector), open));
        bean("sweep", new Sweep(store, days, connector, configuration.duration("archiver.sweep-age")));
    }

    private void importing(DeadLetters deadLetters, OpenDays days, Path temporary) throws IOException {
        Sizes sizes = bean(
                "sizes",
                new Sizes(configuration.size("archiver.size-limit"), configuration.size("archiver.fetch-limit")));
        WorkSettings settings = new WorkSettings(
                configuration.duration("archiver.claim-duration"),
                configuration.duration("microsoft.request-timeout"),
                configuration.duration("archiver.retry-delay"),
                configuration.number("archiver.max-tries", 1),
                configuration.number("archiver.max-unrecorded-ends", 1),
                configuration.duration("archiver.mailbox-patience"),
                configuration.duration("microsoft.look-patience"));
        Instant born = new AreaCreated(store, connector).since();
        Claims claims = bean("claims", new Claims(store, settings, membership.name(), born));
        ItemImport work = bean("itemImport", new ItemImport(claims, ledger, deadLetters, store, settings, days));
        bean("failureText", new FailureText(bean("deliveryResults", work.deliveries())));
        ItemParser parser = new ItemParser(
                new MailParser(MailLimits.DEFAULT, temporary), configuration.duration("archiver.item-cpu-limit"));
        bean("itemReader", new ItemReader(parser, sizes));
        queue();
    }

    private void queue() {
        UserMappings mappings = (UserMappings) beans.get("userMappings");
        Pause pause = (Pause) beans.get("pause");
        BooleanSupplier open = () -> !mappings.isWaiting() && !pause.isPaused();
        int permits = configuration.number("archiver.items-in-flight", 1);
        if (membership.shares()) {
            AzureAccount account = bean("azureAccount", membership.account());
            bean("blobServiceClient", account.blobs());
            bean("blobOriginals", new BlobOriginals(store));
            QueueClient queue = account.queues().getQueueClient(configuration.required("azure.queue"));
            bean(
                    "workQueue",
                    new SharedWorkQueue(
                            new AzureMessageQueue(queue, configuration.duration("azure.work-visibility")),
                            new QueuePolling(
                                    configuration.duration("azure.receive-every"),
                                    configuration.number("azure.receive-eager", 1),
                                    configuration.number("azure.receive-backoff", 1)),
                            store,
                            connector,
                            permits,
                            open));
        } else {
            int capacity = configuration.number("archiver.queue-capacity", 1);
            bean("workQueue", new MemoryWorkQueue(capacity, permits, open));
        }
    }

    private <T> T bean(String name, T bean) {
        beans.put(name, bean);
        return bean;
    }
}
