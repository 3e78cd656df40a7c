package org.opencompliance.archiver.start;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.opencompliance.archiver.collect.CollectionRecords;
import org.opencompliance.archiver.collect.Collector;
import org.opencompliance.archiver.collect.FetchSpool;
import org.opencompliance.archiver.collect.LastCollections;
import org.opencompliance.archiver.collect.OpenCollections;
import org.opencompliance.archiver.collect.Staging;
import org.opencompliance.archiver.collect.Windows;
import org.opencompliance.archiver.collect.drop.Drop;
import org.opencompliance.archiver.collect.drop.DropRecords;
import org.opencompliance.archiver.collect.mail.MailDrop;
import org.opencompliance.archiver.collect.mail.MailSettings;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.deadletter.DeadLetters;
import org.opencompliance.archiver.deadletter.OpenDeadLetters;
import org.opencompliance.archiver.deadletter.OpenDeadLetters.Open;
import org.opencompliance.archiver.deadletter.ReasonGuide;
import org.opencompliance.archiver.deadletter.Replays;
import org.opencompliance.archiver.delivery.AreaCreated;
import org.opencompliance.archiver.delivery.Claims;
import org.opencompliance.archiver.delivery.ItemImport;
import org.opencompliance.archiver.delivery.RecordStates;
import org.opencompliance.archiver.delivery.ThrottledMailboxes;
import org.opencompliance.archiver.delivery.WorkSettings;
import org.opencompliance.archiver.delivery.sweep.ClosedItems;
import org.opencompliance.archiver.delivery.sweep.LostOriginals;
import org.opencompliance.archiver.delivery.sweep.PendingItems;
import org.opencompliance.archiver.delivery.sweep.PendingItems.Tally;
import org.opencompliance.archiver.delivery.sweep.Sweep;
import org.opencompliance.archiver.delivery.sweep.SweptArea;
import org.opencompliance.archiver.evidence.SampleVerification;
import org.opencompliance.archiver.exchange.mail.MailLimits;
import org.opencompliance.archiver.exchange.mail.MailParser;
import org.opencompliance.archiver.item.ItemParser;
import org.opencompliance.archiver.item.OriginalSpool;
import org.opencompliance.archiver.item.encryption.DecryptionKeys;
import org.opencompliance.archiver.lead.Pause;
import org.opencompliance.archiver.ledger.Ledger;
import org.opencompliance.archiver.ledger.file.LedgerReader;
import org.opencompliance.archiver.ledger.report.LedgerAudit;
import org.opencompliance.archiver.ledger.report.Report;
import org.opencompliance.archiver.ledger.report.ReportBuilder;
import org.opencompliance.archiver.ledger.report.ReportWriter;
import org.opencompliance.archiver.ledger.report.html.ReportFiles;
import org.opencompliance.archiver.ledger.report.html.ReportPages;
import org.opencompliance.archiver.ledger.report.range.DayRows;
import org.opencompliance.archiver.ledger.report.today.TodayReport;
import org.opencompliance.archiver.ledger.seal.SealKeys;
import org.opencompliance.archiver.ledger.seal.Sealing;
import org.opencompliance.archiver.ledger.silence.Silences;
import org.opencompliance.archiver.management.page.DeadLetterPages;
import org.opencompliance.archiver.mapping.Directory;
import org.opencompliance.archiver.mapping.MappingRule;
import org.opencompliance.archiver.mapping.csv.KeptMapping;
import org.opencompliance.archiver.mapping.csv.MappingCsv;
import org.opencompliance.archiver.mapping.csv.MappingFile;
import org.opencompliance.archiver.mapping.csv.UserMappings;
import org.opencompliance.archiver.notice.Channel;
import org.opencompliance.archiver.notice.ConditionNotices;
import org.opencompliance.archiver.notice.DeadLetterNotices;
import org.opencompliance.archiver.notice.Notices;
import org.opencompliance.archiver.notice.Outbox;
import org.opencompliance.archiver.notice.ReportNotices;
import org.opencompliance.archiver.observe.Beans;
import org.opencompliance.archiver.observe.CachedFigure;
import org.opencompliance.archiver.observe.Figures;
import org.opencompliance.archiver.observe.ScheduleFigures;
import org.opencompliance.archiver.overview.Counts;
import org.opencompliance.archiver.queue.MemoryWorkQueue;
import org.opencompliance.archiver.queue.WorkQueue;
import org.opencompliance.archiver.request.DayReports;
import org.opencompliance.archiver.request.EndedItems;
import org.opencompliance.archiver.request.Reporting;
import org.opencompliance.archiver.request.RequestHandler;
import org.opencompliance.archiver.request.Requests;
import org.opencompliance.archiver.routing.CopyEndpoint;
import org.opencompliance.archiver.routing.DeliveryFailures;
import org.opencompliance.archiver.routing.FailureLog;
import org.opencompliance.archiver.routing.FailureText;
import org.opencompliance.archiver.routing.FetchedItems;
import org.opencompliance.archiver.routing.ItemCopies;
import org.opencompliance.archiver.routing.ItemPatience;
import org.opencompliance.archiver.routing.ItemReader;
import org.opencompliance.archiver.routing.MessageReader;
import org.opencompliance.archiver.routing.Originals;
import org.opencompliance.archiver.routing.SourceHeaders;
import org.opencompliance.archiver.routing.SourceRetryAfter;
import org.opencompliance.archiver.routing.SourceText;
import org.opencompliance.archiver.routing.SourceTime;
import org.opencompliance.archiver.routing.drop.SftpFailure;
import org.opencompliance.archiver.routing.drop.SourceDrop;
import org.opencompliance.archiver.routing.mail.MailFailure;
import org.opencompliance.archiver.routing.mail.MailSource;
import org.opencompliance.archiver.routing.mail.SourceMails;
import org.opencompliance.archiver.routing.notice.NoticeForms;
import org.opencompliance.archiver.routing.notice.NoticeSending;
import org.opencompliance.archiver.routing.notice.NoticeWatch;
import org.opencompliance.archiver.routing.source.AnswerLimits;
import org.opencompliance.archiver.routing.source.BoundedHttpComponent;
import org.opencompliance.archiver.routing.source.ListingReader;
import org.opencompliance.archiver.routing.source.SourceClient;
import org.opencompliance.archiver.routing.watch.CamelBeans;
import org.opencompliance.archiver.sink.Backlog;
import org.opencompliance.archiver.sink.CopyBacklog;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.archiver.story.DayIndexes;
import org.opencompliance.archiver.work.OpenDays;

/** Lists the beans of the routes, each with its name and its class; the groups follow the way of an item. */
public final class Assembly {

    private final Configuration configuration;
    private final BeanSettings settings;
    private final Clock clock;
    private final WatchedObjectStore store;
    private final Ledger ledger;
    private final Membership membership;
    private final String connector;
    private final OpenDays days;
    private final OpenDays copyDays;
    private final ClosedItems closedItems = new ClosedItems();
    private final boolean copies;
    private final ThrottledMailboxes throttled;
    private final Map<String, Object> beans = new LinkedHashMap<>();

    /**
     * @param store the open storage area
     * @param ledger the ledger in this area
     * @param membership this process among those that share the area
     */
    public Assembly(
            Configuration configuration, Clock clock, WatchedObjectStore store, Ledger ledger, Membership membership) {
        this.configuration = configuration;
        this.settings = new BeanSettings(configuration);
        this.clock = clock;
        this.store = store;
        this.ledger = ledger;
        this.membership = membership;
        this.connector = configuration.required("archiver.connector");
        this.days = new OpenDays(store, connector, configuration.duration("archiver.sweep-age"));
        this.copyDays = OpenDays.ofCopies(store, connector, configuration.duration("archiver.sweep-age"));
        this.copies = configuration.flag("archiver.copy-items");
        this.throttled = new ThrottledMailboxes(settings.requestsPerMailbox(), System::nanoTime);
    }

    /**
     * The beans by their names.
     *
     * @param temporary the folder for contents of items
     */
    public Map<String, Object> beans(Path temporary) throws IOException {
        area();
        source(temporary);
        mapping();
        collection();
        drop(temporary);
        mails(temporary);
        itemImport(temporary);
        if (membership.shares()) {
            beans.putAll(new SharedArea(configuration, membership.account(), store).beans(open()));
        } else {
            add(
                    "workQueue",
                    new MemoryWorkQueue(
                            settings.queueCapacity(), settings.itemsInFlight(), open(), throttled::takeLeftOut));
        }
        copies(temporary);
        notices();
        requests();
        proof();
        add("pages", new PageBeans(configuration, store, new Beans(beans)).pages(clock));
        noticeRoute();
        beans.putAll(CamelBeans.of(clock));
        return beans;
    }

    /** The storage area, its evidence and its dead letters. */
    private void area() {
        add("objectStore", store);
        add("ledger", ledger);
        add("originals", new Originals(store));
        add("replays", new Replays(add("deadLetters", new DeadLetters(store, ledger, connector))));
    }

    /** The requests to the source, and its answers. */
    private void source(Path temporary) {
        AnswerLimits limits = settings.answerLimits();
        SourceClient.Access access = settings.source();
        int fetchers = configuration.number("archiver.fetchers", 1);
        Duration wait = configuration.duration("telemessage.item-wait");
        add("itemClient", new SourceClient(access, limits, fetchers, wait));
        // a source may send nothing while it prepares a page, and no item waits for a listing
        add("listingClient", new SourceClient(access, limits.patient(settings.sourceSilence()), 1, wait));
        add("http-component", new BoundedHttpComponent(limits.allowance()));
        add("https-component", new BoundedHttpComponent(limits.allowance()));
        add("sourceHeaders", new SourceHeaders());
        add("sourceText", new SourceText(access.server()));
        add("sourceTime", new SourceTime(clock));
        add("sourceJson", ListingReader.mapper(settings.listingLimits()));
        add("itemPatience", new ItemPatience(add("sourceRetryAfter", new SourceRetryAfter(clock))));
        add("fetchedItems", new FetchedItems(new FetchSpool(temporary, settings.fetchLimit())));
    }

    /** The mailboxes of participants: custom mapping, directory, rule. */
    private void mapping() {
        String file = configuration.text("archiver.mapping-file");
        KeptMapping kept = new KeptMapping(store, connector);
        UserMappings mappings =
                new UserMappings(file, kept, event -> ledger.append(event).join());
        Directory directory = settings.directory(clock);
        add("userMappings", mappings);
        add("mappingCsv", new MappingCsv(settings.mappedBy()));
        add("mappingFile", new MappingFile(file, configuration.duration("archiver.mapping-still"), clock));
        add("mappingRule", new MappingRule(mappings, settings.deliverTo(), directory));
        add("longMappings", settings.longMappings(directory));
        add("archivedUsers", settings.archivedUsers(store, clock));
        add("archivedGroup", settings.archivedGroup(clock));
    }

    /** When and what to collect, and how collected items are staged. */
    private void collection() throws IOException {
        OpenCollections open = new OpenCollections(store, connector);
        Windows windows = new Windows(store, connector, clock, settings.windows());
        Pause pause = new Pause(store, connector);
        pause.refresh();
        add("windows", windows);
        add("pause", pause);
        add("openCollections", open);
        LastCollections last = add("lastCollections", new LastCollections(store, connector, open));
        CollectionRecords records = new CollectionRecords(connector, store, ledger, open, last);
        add("collector", new Collector(windows, records, settings.collections(), pause, clock));
        add("staging", new Staging(connector, store, ledger, bean(DeadLetters.class), this::openDay, open));
        add("lostOriginals", new LostOriginals(store, new LedgerReader(store, connector), open));
        Duration age = configuration.duration("archiver.sweep-age");
        add("sweep", new Sweep(new SweptArea(store, days, connector, age, closedItems, throttled)));
        add("clusterService", new Cluster(configuration, store, membership).service());
    }

    /** A drop as the source. */
    private void drop(Path temporary) {
        SourceSettings source = new SourceSettings(configuration);
        DropRecords records = new DropRecords(store, connector);
        Drop drop = new Drop(records, source.drop(temporary), bean(Staging.class), bean(Windows.class), clock);
        add("sourceDrop", new SourceDrop(drop));
        add("sftpFailure", new SftpFailure());
        beans.putAll(source.endpointOptions());
    }

    /** A folder of mails or a mailbox as the source. */
    private void mails(Path temporary) {
        MailSource source = new MailSource(configuration);
        MailSettings mails = source.mails(temporary, settings.fetchLimit());
        MailDrop drop = source.drop(store, mails, bean(Staging.class), clock);
        add("sourceMails", new SourceMails(drop));
        add("mailFailure", new MailFailure());
    }

    /** The way of a staged item to its mailboxes. */
    private void itemImport(Path temporary) throws IOException {
        WorkSettings limits = settings.work();
        Claims claims = new Claims(store, limits, membership.name(), created(), throttled);
        ItemImport items = new ItemImport(claims, ledger, bean(DeadLetters.class), store, limits, days);
        MailParser mails = new MailParser(MailLimits.DEFAULT, temporary);
        Duration cpuLimit = configuration.duration("archiver.item-cpu-limit");
        DecryptionKeys keys = DecryptionKeys.of(configuration.text("archiver.decryption-keys"));
        boolean journal = MailSource.unwraps(configuration);
        ItemParser parser =
                add("itemParser", new ItemParser(mails, cpuLimit, settings.participantFormat(), keys, journal));
        add("sizes", settings.sizes());
        add("itemReader", new ItemReader(parser, settings.sizes()));
        add("messageReader", new MessageReader(store, connector, parser));
        add("claims", claims);
        add("itemImport", items);
        add("deliveryResults", items.deliveries());
        add("deliveryFailures", new DeliveryFailures(items.deliveries(), limits));
        add("failureLog", new FailureLog(add("failureText", new FailureText()), clock));
    }

    /** Whether items may be imported. */
    private BooleanSupplier open() {
        UserMappings mappings = bean(UserMappings.class);
        Pause pause = bean(Pause.class);
        return () -> !mappings.isWaiting() && !pause.isPaused();
    }

    /** The second place for originals. */
    private void copies(Path temporary) {
        CopyBacklog backlog = add("copyBacklog", new CopyBacklog(store, copyDays, connector));
        OriginalSpool spool = new OriginalSpool(temporary);
        add("itemCopies", new ItemCopies(connector, backlog, settings.copyAttempts(clock), spool, ledger));
        add("copyEndpoint", new CopyEndpoint());
    }

    private void openDay(Instant archivedAt) throws IOException {
        if (copies) {
            copyDays.open(archivedAt);
        }
        days.open(archivedAt);
    }

    /** What notices are made of. */
    private void notices() {
        Notices notices = add("notices", new Notices(store, connector, settings.notices()));
        add("reportNotices", new ReportNotices(notices, new ReportWriter(store), ReasonGuide.load()));
        add("outbox", new Outbox(store, notices));
    }

    /** The route of the notices. */
    private void noticeRoute() {
        Notices notices = bean(Notices.class);
        DeadLetterNotices letters = new DeadLetterNotices(store, connector, notices, ReasonGuide.load());
        ConditionNotices conditions = new ConditionNotices(store, notices, bean(Silences.class)::last);
        SampleVerification samples = bean(SampleVerification.class);
        add("noticeWatch", new NoticeWatch(bean(ReportNotices.class), letters, conditions, samples, clock));
        add("noticeSending", new NoticeSending(bean(Outbox.class)));
        beans.putAll(noticeForms(configuration));
    }

    /** The channels for notices that are set. */
    public static Set<Channel> noticeChannels(Configuration configuration) {
        return new BeanSettings(configuration).notices().channels();
    }

    /** The beans of the routes that send a notice over one channel. */
    public static Map<String, Object> noticeForms(Configuration configuration) {
        BeanSettings settings = new BeanSettings(configuration);
        return Map.of(
                "noticeForms", new NoticeForms(settings.noticeReceivers()),
                "mailServer", settings.mailServer(),
                "mailOptions", settings.mailOptions());
    }

    /** Requests of commands and MBeans, reports, and the values of the metrics. */
    private void requests() throws IOException {
        WorkQueue queue = bean(WorkQueue.class);
        Requests requests = new Requests(store, connector);
        Silences silences = add("silences", SilenceSettings.silences(configuration, store, clock));
        LedgerReader reader = new LedgerReader(store, connector);
        ReportBuilder reports = new ReportBuilder(reader, new RecordStates(store), clock, copies, silences);
        ReportPages pages = new ReportPages(store, connector, ReasonGuide.load());
        ReportFiles files = new ReportFiles(new ReportWriter(store), pages);
        DayReports dayReports = new DayReports(connector, created(), reports, files, clock);
        Reporting reporting = new Reporting(
                connector, bean(OpenCollections.class), reports, files, dayReports, queue, bean(ReportNotices.class));
        add("requests", requests);
        add("reportBuilder", reports);
        add("reporting", reporting);
        add("dayIndexes", new DayIndexes(store, connector, clock));
        EndedItems ended = add("endedItems", new EndedItems(store, reader, clock));
        add("requestHandler", new RequestHandler(requests, ledger, reporting, bean(DeadLetters.class), ended));
        OpenDeadLetters openLetters = new OpenDeadLetters(store, connector);
        CachedFigure<List<Open>> letters = new CachedFigure<>(openLetters::followed);
        PendingItems pending = new PendingItems(store, days, connector, closedItems);
        TodayReport today = today(reports, settings.timeZone()).telling(line -> {
            pending.note(line);
            openLetters.note(line);
        });
        Figures figures = add("figures", figures(today, pending, queue, letters));
        // null if the operator's days are UTC days, so that each day is counted once
        CachedFigure<Report> utcDay = settings.timeZone().normalized().equals(ZoneOffset.UTC)
                ? null
                : new CachedFigure<>(today(reports, ZoneOffset.UTC)::make);
        DayRows rows = add("dayRows", dayRows(utcDay, figures, letters));
        Counts counts = new Counts(figures, letters, utcDay, silences);
        add(
                "overview",
                new OverviewParts(configuration, store, clock)
                        .overview(new Beans(beans), rows, counts, membership, throttled::waiting));
        add("deadLetterPages", new DeadLetterPages(bean(DeadLetters.class), letters::current));
    }

    /** @param utcDay null if the operator's days are UTC days */
    private DayRows dayRows(CachedFigure<Report> utcDay, Figures figures, CachedFigure<List<Open>> letters) {
        DayRows.Now now = new DayRows.Now(
                utcDay == null ? figures::today : () -> Optional.of(utcDay.current()),
                () -> OpenDeadLetters.byDay(letters.current()),
                () -> figures.pending().map(Tally::oldest));
        return new DayRows(connector, new ReportWriter(store), now, clock);
    }

    private Figures figures(TodayReport today, PendingItems pending, WorkQueue queue, CachedFigure<List<Open>> letters)
            throws IOException {
        ScheduleFigures schedule = new ScheduleFigures(bean(Windows.class), bean(LastCollections.class), created());
        return new Figures(
                new CachedFigure<>(schedule::read),
                new CachedFigure<>(pending::tally),
                new CachedFigure<>(() -> OpenDeadLetters.byReason(letters.current())),
                new CachedFigure<>(today::make),
                new CachedFigure<>(queue::depth),
                new CachedFigure<>(copies ? bean(CopyBacklog.class)::count : () -> Backlog.NONE));
    }

    private TodayReport today(ReportBuilder reports, ZoneId zone) {
        TodayReport.Settings figures = new TodayReport.Settings(connector, zone, copies);
        return new TodayReport(store, figures, new RecordStates(store), reports::today, clock);
    }

    /** Seals of the ledger, and the verification of samples. */
    private void proof() throws IOException {
        SealKeys keys = StorageArea.sealKeys(configuration, store);
        keys.prepare();
        LedgerReader reader = new LedgerReader(store, connector);
        LedgerAudit audit = add("ledgerAudit", new LedgerAudit(store, connector, keys));
        add("sealing", new Sealing(store, ledger, reader, keys, clock));
        add("sampleVerification", new SampleVerification(store, reader, audit, ledger, settings.samples(), clock));
    }

    private Instant created() throws IOException {
        return new AreaCreated(store, connector).since();
    }

    private <T> T add(String name, T bean) {
        beans.put(name, bean);
        return bean;
    }

    /** The one bean of a type. */
    private <T> T bean(Class<T> type) {
        return beans.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
