package org.opencompliance.archiver.start;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.opencompliance.archiver.collect.CronSchedule;
import org.opencompliance.archiver.collect.WindowSettings;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.configuration.ValueForm;
import org.opencompliance.archiver.item.ParticipantFormat;
import org.opencompliance.archiver.item.encryption.DecryptionKeys;
import org.opencompliance.archiver.mapping.archived.ArchivedGroup;
import org.opencompliance.archiver.mapping.csv.MailboxAddress;
import org.opencompliance.archiver.mapping.csv.MappedBy;
import org.opencompliance.archiver.notice.NoticeSettings;
import org.opencompliance.archiver.observe.ManagementPort;
import org.opencompliance.archiver.routing.mail.MailSource;
import org.opencompliance.archiver.routing.notice.MailServer;

/**
 * Checks the whole configuration before the start, and reports all problems together. The names and forms of the
 * properties come from {@code application.properties}; only rules that a default cannot show are here.
 */
public final class Settings {

    private static final long LARGEST_LIMIT = 150L << 20;
    private static final long SMALLEST_LISTING = 64L << 10;
    /** An ordinary item needs some hundred milliseconds right after the start. */
    private static final Duration LEAST_CPU = Duration.ofSeconds(1);

    /** The clock of a storage service has a resolution of one second. */
    private static final Duration LEAST_LEAD = Duration.ofSeconds(2);

    private static final List<String> REQUIRED =
            List.of("archiver.connector", "archiver.network", "archiver.folder", "archiver.message-class");
    /** Their numbers may be 0: no retry, no pause. */
    private static final List<String> FROM_ZERO = List.of("retries", "delay-ms", "verify-sample");
    /** Optional, so its own check reads it. */
    private static final String PORT = "archiver.management-port";

    private static final String NOTICE_URL = "archiver.notice-url";

    private static final List<String> APPLICATION = List.of("microsoft.tenant-id", "microsoft.client-id");

    private static final Pattern PLAIN = Pattern.compile("(?i)(=http:|DefaultEndpointsProtocol=http(;|$))");
    private static final Pattern LOOPBACK =
            Pattern.compile("(?i)BlobEndpoint=http://(127\\.0\\.0\\.1|localhost|\\[::1])[:/]");
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");
    private static final Pattern TOKEN_NAME = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern CONTAINERS = Pattern.compile("[a-z0-9](-?[a-z0-9]){0,49}");

    private final Configuration configuration;
    private final List<String> problems = new ArrayList<>();

    public Settings(Configuration configuration) {
        this.configuration = configuration;
    }

    /** @throws ConfigurationException with one line for each property that cannot be used */
    public void require() {
        List<String> found = problems();
        if (!found.isEmpty()) {
            throw new ConfigurationException(String.join(System.lineSeparator(), found));
        }
    }

    public List<String> problems() {
        problems.clear();
        requireSource();
        REQUIRED.forEach(name -> look(() -> configuration.required(name)));
        Configuration.forms().forEach((name, form) -> look(() -> requireForm(name, form)));
        look(() -> configuration.time("archiver.collect-from"));
        look(this::requireStorage);
        look(() -> configuration.choice("archiver.deliver-to", Set.of("participants", "owner")));
        look(() -> valid(this::requireParticipants));
        look(this::requireFallbackMailbox);
        look(this::requireGroup);
        look(() -> configuration.choice("microsoft.cloud", Set.of("global", "us-gov-high", "us-gov-dod", "china")));
        look(() -> configuration.size("archiver.fetch-limit"));
        look(() -> requireSize("telemessage.listing-limit", SMALLEST_LISTING, "64KB"));
        look(() -> requireSize("telemessage.minimum-rate", 1, "1B"));
        look(() -> requireNotLess("archiver.fetch-threads", "archiver.fetchers"));
        look(() -> requireNotLess("telemessage.listing-entries", "archiver.page-size"));
        look(() -> ManagementPort.of(configuration));
        look(this::requireTimeZone);
        look(() -> requireSchedule("archiver.schedule"));
        look(() -> requireSchedule("archiver.verify-schedule"));
        look(() -> valid(() -> WindowSettings.requireWindow(configuration.duration("archiver.window"))));
        look(this::requireCopies);
        look(() -> valid(() -> SilenceSettings.rules(configuration)));
        requireNotices();
        look(this::requireLimit);
        look(this::requireCpuLimit);
        look(() -> valid(() -> DecryptionKeys.of(configuration.text("archiver.decryption-keys"))));
        look(() -> configuration.choice("archiver.undecrypted-items", Set.of("import", "park")));
        requireCredentials();
        look(this::requireClaim);
        look(this::requireLead);
        look(this::requireSealKey);
        look(this::requireReloadAlone);
        return List.copyOf(problems);
    }

    private void look(Runnable check) {
        try {
            check.run();
        } catch (ConfigurationException e) {
            if (!problems.contains(e.getMessage())) {
                problems.add(e.getMessage());
            }
        }
    }

    /** Each value has the form of its default. */
    private void requireForm(String name, ValueForm form) {
        switch (form) {
            case DURATION -> configuration.duration(name);
            case SIZE -> configuration.size(name);
            case FLAG -> configuration.flag(name);
            case NUMBER -> requireNumber(name);
            default -> {
                // the checks below know the texts
            }
        }
    }

    private void requireNumber(String name) {
        if (!name.equals(PORT)) {
            configuration.number(name, FROM_ZERO.stream().anyMatch(name::endsWith) ? 0 : 1);
        }
    }

    /** Runs a check whose message names the property. */
    private static void valid(Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    /** The custom mapping needs what it maps. */
    private void requireParticipants() {
        String by = configuration.choice("archiver.mapping-by", MappedBy.VALUES);
        ParticipantFormat format = ParticipantFormat.of(configuration.text("archiver.participant-format"));
        boolean found = MappedBy.of(by) == MappedBy.LOGIN ? format.hasLogin() : format.hasMobile();
        if (!found) {
            throw new IllegalArgumentException("archiver.participant-format has no {" + by
                    + "}, which archiver.mapping-by=" + by + " needs: add it");
        }
    }

    private void requireFallbackMailbox() {
        String mailbox = configuration.text("archiver.unmapped-mailbox");
        // a quote would end the text in the expression of the route
        if (!mailbox.isEmpty() && (MailboxAddress.of(mailbox) == null || mailbox.contains("'"))) {
            throw new ConfigurationException(
                    "archiver.unmapped-mailbox must be the address of a mailbox, such as unmapped@contoso.com, or empty");
        }
    }

    private void requireGroup() {
        String group = configuration.text("archiver.archived-group");
        if (!group.isEmpty() && !ArchivedGroup.isId(group)) {
            throw new ConfigurationException(
                    "archiver.archived-group must be the object id of a group, such as 0f3c8e1a-5d4b-4c1e-9a56-1b2c3d4e5f60, or"
                            + " empty");
        }
    }

    private void requireStorage() {
        if (!StorageArea.isShared(configuration)) {
            configuration.required("archiver.storage-directory");
            return;
        }
        look(() -> StorageArea.settings(configuration));
        if (!CONTAINERS.matcher(configuration.text("azure.container-prefix")).matches()) {
            throw new ConfigurationException(
                    "azure.container-prefix must be lower-case letters, digits and single hyphens, 50 at most");
        }
        boolean named = !configuration.text("azure.storage-account").isEmpty()
                || configuration.text("azure.storage-credentials").equals("connection-string");
        for (String endpoint : List.of("azure.blob-endpoint", "azure.queue-endpoint")) {
            if (!named || !configuration.text(endpoint).isEmpty()) {
                look(() -> configuration.serviceAddress(endpoint));
            }
        }
        requireTls(configuration.text("azure.storage-connection-string"));
    }

    /** Rejects connection strings without TLS, except for loopback. */
    private static void requireTls(String connectionString) {
        boolean plain = PLAIN.matcher(connectionString).find()
                && !LOOPBACK.matcher(connectionString).find();
        if (plain) {
            throw new ConfigurationException("azure.storage-connection-string must say https (http for loopback only)");
        }
    }

    private void requireTimeZone() {
        try {
            ZoneId.of(configuration.required("archiver.time-zone"));
        } catch (DateTimeException e) {
            throw new ConfigurationException(
                    "archiver.time-zone must be a time zone such as UTC, Europe/Zurich or Asia/Shanghai");
        }
    }

    private void requireSchedule(String name) {
        valid(() -> new CronSchedule(name, configuration.required(name)));
    }

    private void requireCopies() {
        if (configuration.flag("archiver.copy-items")) {
            configuration.required("archiver.copy-to");
        }
    }

    private void requireNotices() {
        look(this::requireNoticeKinds);
        look(() -> configuration.choice("archiver.notice-smtp-security", MailServer.SECURITY));
        if (!configuration.text(NOTICE_URL).isEmpty()) {
            look(() -> configuration.serviceAddress(NOTICE_URL));
            look(() -> requireUnquoted(NOTICE_URL));
        }
        if (!configuration.text("archiver.notice-token").isEmpty()) {
            look(() -> requireToken("archiver.notice-token"));
        }
        if (!configuration.text("archiver.notice-mail-to").isEmpty()) {
            look(() -> requireUnquoted("archiver.notice-mail-to"));
            look(() -> configuration.required("archiver.notice-mail-from"));
            look(() -> configuration.required("archiver.notice-smtp-host"));
            look(this::requireMailSecurity);
        }
    }

    private void requireNoticeKinds() {
        try {
            NoticeSettings.kinds(configuration.text("archiver.notice-kinds"));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("archiver.notice-kinds cannot be used. " + e.getMessage());
        }
    }

    /** A condition of the routes has the value in quotation marks. */
    private void requireUnquoted(String name) {
        if (configuration.text(name).contains("\"")) {
            throw new ConfigurationException(name + " must have no quotation mark");
        }
    }

    /** A login or a notice must not cross a network without encryption. */
    private void requireMailSecurity() {
        boolean loopback =
                Set.of("127.0.0.1", "localhost", "[::1]").contains(configuration.text("archiver.notice-smtp-host"));
        if (configuration.text("archiver.notice-smtp-security").equals("none") && !loopback) {
            throw new ConfigurationException(
                    "archiver.notice-smtp-security must be starttls or tls (none only for a loopback address)");
        }
    }

    private void requireLimit() {
        long limit = configuration.size("archiver.size-limit");
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new ConfigurationException(
                    "archiver.size-limit must be from 1B to 150MB, the most that Exchange takes");
        }
    }

    private void requireNotLess(String name, String other) {
        if (configuration.number(name, 1) < configuration.number(other, 1)) {
            throw new ConfigurationException(name + " must not be less than " + other);
        }
    }

    private void requireSize(String name, long smallest, String text) {
        if (configuration.size(name) < smallest) {
            throw new ConfigurationException(name + " must be " + text + " or more");
        }
    }

    private void requireCpuLimit() {
        if (configuration.duration("archiver.item-cpu-limit").compareTo(LEAST_CPU) < 0) {
            throw new ConfigurationException("archiver.item-cpu-limit must be at least 1s");
        }
    }

    private void requireLead() {
        if (configuration.duration("archiver.lead-duration").compareTo(LEAST_LEAD) < 0) {
            throw new ConfigurationException("archiver.lead-duration must be at least 2s");
        }
    }

    private void requireCredentials() {
        look(() -> configuration.choice(
                "microsoft.credentials",
                Set.of("client-secret", "client-certificate", "workload-identity", "managed-identity", "none")));
        switch (configuration.text("microsoft.credentials")) {
            case "client-secret" -> {
                APPLICATION.forEach(name -> look(() -> configuration.required(name)));
                look(() -> configuration.required("microsoft.client-secret"));
            }
            case "client-certificate" -> {
                APPLICATION.forEach(name -> look(() -> configuration.required(name)));
                look(() -> configuration.required("microsoft.certificate-file"));
            }
            case "none" -> look(() -> configuration.serviceAddress("microsoft.service-url"));
            default -> {
                // the environment contains the settings of these identities
            }
        }
    }

    private void requireSource() {
        SourceSettings source = new SourceSettings(configuration);
        look(source::isDrop);
        if (configuration.text("telemessage.source").equals("sftp")) {
            source.checks().forEach(this::look);
        } else if (configuration.text("telemessage.source").equals("mail")) {
            new MailSource(configuration).checks().forEach(this::look);
        } else {
            look(() -> configuration.serviceAddress("telemessage.url"));
            requireLogin();
        }
    }

    private void requireLogin() {
        look(() -> configuration.choice(
                "telemessage.authentication", Set.of("basic", "bearer", "header", "query", "none")));
        switch (configuration.text("telemessage.authentication")) {
            case "basic" -> {
                look(() -> configuration.required("telemessage.username"));
                look(() -> configuration.required("telemessage.password"));
            }
            case "bearer" -> look(() -> requireToken("telemessage.token"));
            case "header", "query" -> {
                look(() -> requireToken("telemessage.token"));
                look(this::requireTokenName);
            }
            default -> {
                // the routes authenticate
            }
        }
    }

    private void requireToken(String name) {
        if (!TOKEN.matcher(configuration.required(name)).matches()) {
            throw new ConfigurationException(name + " must be ASCII characters without blanks");
        }
    }

    private void requireTokenName() {
        if (!TOKEN_NAME
                .matcher(configuration.required("telemessage.token-name"))
                .matches()) {
            throw new ConfigurationException(
                    "telemessage.token-name must be a name such as X-API-Key: letters, digits, hyphens, underscores");
        }
    }

    /** Processes on a shared area would work by different routes. */
    private void requireReloadAlone() {
        if (configuration.flag("archiver.routes-reload") && StorageArea.isShared(configuration)) {
            throw new ConfigurationException(
                    "archiver.routes-reload is for development: set it to false with archiver.storage=azure");
        }
    }

    private void requireSealKey() {
        if (!StorageArea.sealKeys(configuration, null).canSign()) {
            throw new ConfigurationException(
                    "archiver.seal-key-file must be a private key: a public key checks seals and makes none");
        }
    }

    /** If a write outlasts its claim, the next process that claims the item could repeat it. */
    private void requireClaim() {
        boolean shorter = configuration
                        .duration("microsoft.request-timeout")
                        .compareTo(configuration.duration("archiver.claim-duration"))
                < 0;
        if (!shorter) {
            throw new ConfigurationException("microsoft.request-timeout must be shorter than archiver.claim-duration");
        }
    }
}
