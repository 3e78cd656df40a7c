package org.opencompliance.archiver.start;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;
import org.opencompliance.archiver.collect.CollectionLimits;
import org.opencompliance.archiver.collect.WindowSettings;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.delivery.WorkSettings;
import org.opencompliance.archiver.evidence.SampleVerification;
import org.opencompliance.archiver.item.ParticipantFormat;
import org.opencompliance.archiver.mapping.DeliverTo;
import org.opencompliance.archiver.mapping.Directory;
import org.opencompliance.archiver.mapping.archived.AcceptedUserList;
import org.opencompliance.archiver.mapping.archived.ArchivedGroup;
import org.opencompliance.archiver.mapping.archived.ArchivedUsers;
import org.opencompliance.archiver.mapping.csv.MappedBy;
import org.opencompliance.archiver.notice.Channel;
import org.opencompliance.archiver.notice.NoticeSettings;
import org.opencompliance.archiver.queue.QueuePolling;
import org.opencompliance.archiver.routing.LongMappings;
import org.opencompliance.archiver.routing.Sizes;
import org.opencompliance.archiver.routing.notice.MailServer;
import org.opencompliance.archiver.routing.notice.NoticeForms;
import org.opencompliance.archiver.routing.source.AnswerLimits;
import org.opencompliance.archiver.routing.source.ListingLimits;
import org.opencompliance.archiver.routing.source.SourceClient;
import org.opencompliance.archiver.routing.source.SourceLogin;
import org.opencompliance.archiver.routing.source.SourceServer;
import org.opencompliance.archiver.sink.CopyAttempts;
import org.opencompliance.archiver.storage.ObjectStore;

/** The settings of the beans, each read from the properties of the configuration. */
final class BeanSettings {

    private static final String NOTICE_KINDS = "archiver.notice-kinds";

    private final Configuration configuration;

    BeanSettings(Configuration configuration) {
        this.configuration = configuration;
    }

    AnswerLimits answerLimits() {
        Duration allowance = configuration.duration("telemessage.slow-allowance");
        Duration begin = sourceSilence()
                .plusMillis(configuration.number("telemessage.connect-timeout-ms", 1))
                .plus(allowance);
        return new AnswerLimits(begin, allowance, configuration.size("telemessage.minimum-rate"));
    }

    /** How long the source may send nothing. */
    Duration sourceSilence() {
        return Duration.ofMillis(configuration.number("telemessage.response-timeout-ms", 1));
    }

    /** Where the source is, and how to authenticate there. */
    SourceClient.Access source() {
        return new SourceClient.Access(new SourceServer(configuration.text("telemessage.url")), login());
    }

    private SourceLogin login() {
        String token = configuration.text("telemessage.token");
        String name = configuration.text("telemessage.token-name");
        return switch (configuration.text("telemessage.authentication")) {
            case "bearer" -> SourceLogin.bearer(token);
            case "header" -> SourceLogin.header(name, token);
            case "query" -> SourceLogin.query(name, token);
            case "none" -> SourceLogin.none();
            default ->
                SourceLogin.basic(
                        configuration.text("telemessage.username"), configuration.text("telemessage.password"));
        };
    }

    ListingLimits listingLimits() {
        return new ListingLimits(
                configuration.size("telemessage.listing-limit"),
                configuration.number("telemessage.listing-entries", 1));
    }

    /** In bytes. */
    long fetchLimit() {
        return configuration.size("archiver.fetch-limit");
    }

    Sizes sizes() {
        return new Sizes(configuration.size("archiver.size-limit"), fetchLimit());
    }

    CollectionLimits collections() {
        return new CollectionLimits(
                configuration.number("archiver.max-failures-in-a-row", 1),
                configuration.number("archiver.max-listings", 1),
                configuration.number("archiver.max-pages-without-news", 1));
    }

    SampleVerification.Settings samples() {
        return new SampleVerification.Settings(
                configuration.number("archiver.verify-sample", 0), configuration.duration("archiver.verify-reach"));
    }

    /** The zone of the operator's day. */
    ZoneId timeZone() {
        return ZoneId.of(configuration.required("archiver.time-zone"));
    }

    WindowSettings windows() {
        return new WindowSettings(
                configuration.required("archiver.schedule"),
                configuration.duration("archiver.window"),
                configuration.duration("archiver.overlap"),
                configuration.duration("archiver.source-lag"),
                configuration.duration("archiver.clock-tolerance"),
                configuration.time("archiver.collect-from"));
    }

    WorkSettings work() {
        return new WorkSettings(
                configuration.duration("archiver.claim-duration"),
                configuration.duration("microsoft.request-timeout"),
                configuration.duration("archiver.retry-delay"),
                configuration.number("archiver.max-tries", 1),
                configuration.number("archiver.max-crashes", 1),
                configuration.duration("archiver.mailbox-patience"),
                configuration.duration("microsoft.tenant-pause"),
                configuration.duration("microsoft.look-patience"));
    }

    DeliverTo deliverTo() {
        return DeliverTo.of(configuration.choice("archiver.deliver-to", Set.of("participants", "owner")));
    }

    MappedBy mappedBy() {
        return MappedBy.of(configuration.choice("archiver.mapping-by", MappedBy.VALUES));
    }

    ParticipantFormat participantFormat() {
        return ParticipantFormat.of(configuration.text("archiver.participant-format"));
    }

    Directory directory(Clock clock) {
        return new Directory(
                configuration.duration("archiver.directory-keep"),
                configuration.duration("archiver.directory-keep-unknown"),
                configuration.number("archiver.directory-keep-entries", 1),
                clock);
    }

    ArchivedUsers archivedUsers(ObjectStore store, Clock clock) {
        return new ArchivedUsers(
                configuration.text("archiver.archived-users-file"),
                configuration.duration("archiver.mapping-check-every"),
                configuration.duration("archiver.mapping-still"),
                new AcceptedUserList(store, configuration.required("archiver.connector")),
                clock);
    }

    ArchivedGroup archivedGroup(Clock clock) {
        return new ArchivedGroup(
                configuration.text("archiver.archived-group"),
                configuration.duration("archiver.directory-keep"),
                configuration.number("archiver.directory-keep-entries", 1),
                clock);
    }

    /** Leaves at least one of the items in flight to ordinary mappings. */
    LongMappings longMappings(Directory directory) {
        int others = Math.max(1, itemsInFlight() - 1);
        return new LongMappings(
                directory,
                configuration.number("archiver.many-look-ups", 1),
                Math.min(others, configuration.number("archiver.many-look-ups-at-once", 1)),
                configuration.duration("archiver.retry-delay"));
    }

    CopyAttempts copyAttempts(Clock clock) {
        return new CopyAttempts(
                configuration.duration("archiver.copy-retry-delay"),
                configuration.duration("archiver.copy-max-retry-delay"),
                clock);
    }

    NoticeSettings notices() {
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        if (!configuration.text("archiver.notice-url").isEmpty()) {
            channels.add(Channel.WEB_HOOK);
        }
        if (!configuration.text("archiver.notice-mail-to").isEmpty()) {
            channels.add(Channel.MAIL);
        }
        NoticeSettings.Times times = new NoticeSettings.Times(
                configuration.duration("archiver.notice-gather"),
                configuration.duration("archiver.notice-repeat-after"),
                configuration.duration("archiver.notice-unhealthy-after"));
        NoticeSettings.Retries retries = new NoticeSettings.Retries(
                configuration.duration("archiver.notice-retry-delay"),
                configuration.duration("archiver.notice-max-retry-delay"),
                configuration.duration("archiver.notice-patience"));
        return new NoticeSettings(channels, NoticeSettings.kinds(configuration.text(NOTICE_KINDS)), times, retries);
    }

    NoticeForms.Receivers noticeReceivers() {
        return new NoticeForms.Receivers(
                configuration.text("archiver.notice-url"),
                configuration.text("archiver.notice-token"),
                configuration.text("archiver.notice-mail-to"),
                configuration.text("archiver.notice-mail-from"));
    }

    MailServer mailServer() {
        return new MailServer(
                configuration.text("archiver.notice-smtp-username"),
                configuration.text("archiver.notice-smtp-password"));
    }

    Properties mailOptions() {
        return MailServer.options(
                configuration.choice("archiver.notice-smtp-security", MailServer.SECURITY),
                configuration.number("archiver.notice-timeout-ms", 1));
    }

    int requestsPerMailbox() {
        return configuration.number("microsoft.max-requests-per-mailbox", 1);
    }

    int itemsInFlight() {
        return configuration.number("archiver.items-in-flight", 1);
    }

    int queueCapacity() {
        return configuration.number("archiver.queue-capacity", 1);
    }

    QueuePolling polling() {
        return new QueuePolling(
                configuration.duration("azure.receive-every"),
                configuration.number("azure.receive-eager", 1),
                configuration.number("azure.receive-backoff", 1));
    }
}
