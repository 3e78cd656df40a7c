package org.opencompliance.archiver.routing.mail;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.opencompliance.archiver.collect.Staging;
import org.opencompliance.archiver.collect.mail.MailDrop;
import org.opencompliance.archiver.collect.mail.MailFolder;
import org.opencompliance.archiver.collect.mail.MailPlace;
import org.opencompliance.archiver.collect.mail.MailRecords;
import org.opencompliance.archiver.collect.mail.MailSettings;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.configuration.ConfigurationException;
import org.opencompliance.archiver.exchange.MicrosoftExchangeCloud;
import org.opencompliance.archiver.exchange.MicrosoftExchangeConfiguration;
import org.opencompliance.archiver.exchange.MicrosoftExchangeCredentials;
import org.opencompliance.archiver.exchange.client.ServiceTokens;
import org.opencompliance.archiver.exchange.mail.MailLimits;
import org.opencompliance.archiver.exchange.mail.MailParser;
import org.opencompliance.archiver.item.ItemHeads;
import org.opencompliance.archiver.storage.ObjectStore;

/** A folder of mails or a mailbox as the source, as the properties of the configuration set it. */
public final class MailSource {

    private static final String URL = "telemessage.url";
    /** Whether mails in the envelope of a journal report are unwrapped. */
    private static final String JOURNAL = "telemessage.mail-journal";

    private static final String LOGIN = "telemessage.mail-login";
    private static final String SIZE = "telemessage.mail-size";
    private static final String SCOPE = "telemessage.mail-scope";
    private static final String CREDENTIALS = "microsoft.credentials";

    private static final String FILE = "file";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Configuration configuration;

    public MailSource(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The checks; each throws a {@link ConfigurationException} that names the property. */
    public List<Runnable> checks() {
        return List.of(
                this::url,
                () -> requireLogin("telemessage.username"),
                this::requireSecret,
                this::isSizeExact,
                () -> configuration.number("telemessage.mail-most-at-once", 1));
    }

    private void requireLogin(String name) {
        if (!isFolder(url())) {
            configuration.required(name);
        }
    }

    private void requireSecret() {
        if (!isByToken()) {
            requireLogin("telemessage.password");
        } else if (!isFolder(url())) {
            requireOwnServer(url().getHost(), configuration.required(SCOPE));
            if (configuration.text(CREDENTIALS).equals("none")) {
                throw new ConfigurationException(CREDENTIALS + " must not be none, because " + LOGIN
                        + "=oauth2 logs in with a token of the app");
            }
        }
    }

    /** A server that gets a token of another one can read there whatever the app can read. */
    private static void requireOwnServer(String server, String scope) {
        boolean ofHost = scope.toLowerCase(Locale.ROOT).startsWith("https:");
        String audience = ofHost ? scope.substring("https:".length()).replaceAll("^/+|/.*$", "") : server;
        if (!audience.equalsIgnoreCase(server) && !LOOPBACK.contains(server)) {
            throw new ConfigurationException("The host of " + URL + " is " + server + ", but that of " + SCOPE + " is "
                    + audience + ": correct one of them, because the server gets a token for this host");
        }
    }

    private boolean isByToken() {
        return configuration.choice(LOGIN, Set.of("password", "oauth2")).equals("oauth2");
    }

    private boolean isSizeExact() {
        return configuration.choice(SIZE, Set.of("exact", "estimated")).equals("exact");
    }

    private static boolean isFolder(URI url) {
        return FILE.equals(url.getScheme());
    }

    private URI url() {
        String text = configuration.required(URL);
        try {
            URI url = URI.create(text.toLowerCase(Locale.ROOT).startsWith("file:") ? text.replace(" ", "%20") : text);
            if (isFolder(url) ? isAbsolute(url) : isMailbox(url)) {
                return url;
            }
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw unusable();
        }
        throw unusable();
    }

    private static boolean isAbsolute(URI url) {
        return url.getQuery() == null
                && url.getFragment() == null
                && Path.of(url).isAbsolute();
    }

    private static boolean isMailbox(URI url) {
        boolean plain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
        boolean secure = "imaps".equals(url.getScheme())
                || "imap".equals(url.getScheme()) && LOOPBACK.contains(String.valueOf(url.getHost()));
        return plain && secure && url.getHost() != null;
    }

    private static ConfigurationException unusable() {
        return new ConfigurationException(
                URL + " must be file:/path/of/a/folder or imaps://mail.example.com/INBOX, without a login (imap:// only"
                        + " for a loopback address), because telemessage.source is mail");
    }

    /**
     * The drop of the mails.
     *
     * @param store has the records of the taken mails
     * @param mails how mails are read
     */
    public MailDrop drop(ObjectStore store, MailSettings mails, Staging staging, Clock clock) {
        MailRecords records =
                new MailRecords(store, configuration.required("archiver.connector"), configuration.text(URL));
        ItemHeads heads = new ItemHeads(
                new MailParser(MailLimits.DEFAULT, mails.folder()),
                configuration.duration("archiver.item-cpu-limit"),
                unwraps(configuration));
        return new MailDrop(place(clock), records, mails, heads, staging, clock);
    }

    /** The folder or the mailbox. With another source, a place that cannot be read. */
    public MailPlace place(Clock clock) {
        if (!isMail()) {
            return new MailFolder(Path.of(""), configuration.duration("telemessage.drop-still"), clock);
        }
        URI url = url();
        return isFolder(url)
                ? new MailFolder(Path.of(url), configuration.duration("telemessage.drop-still"), clock)
                : new ImapMailbox(
                        new ImapAccess(
                                url,
                                login(),
                                configuration.number("telemessage.connect-timeout-ms", 1),
                                configuration.number("telemessage.response-timeout-ms", 1)),
                        isSizeExact());
    }

    private ImapLogin login() {
        String username = configuration.text("telemessage.username");
        return isByToken()
                ? ImapLogin.byToken(username, new ServiceTokens(app(), configuration.text(SCOPE))::fetch)
                : ImapLogin.byPassword(username, configuration.text("telemessage.password"));
    }

    /** The app that imports, with its credentials. */
    private MicrosoftExchangeConfiguration app() {
        MicrosoftExchangeConfiguration app = new MicrosoftExchangeConfiguration();
        app.setCredentials(MicrosoftExchangeCredentials.valueOf(constant(CREDENTIALS)));
        app.setCloud(MicrosoftExchangeCloud.valueOf(constant("microsoft.cloud")));
        app.setTenantId(configuration.text("microsoft.tenant-id"));
        app.setClientId(configuration.text("microsoft.client-id"));
        app.setClientSecret(configuration.text("microsoft.client-secret"));
        app.setCertificateFile(configuration.text("microsoft.certificate-file"));
        app.setCertificatePassword(configuration.text("microsoft.certificate-password"));
        app.setRequestTimeout(
                configuration.duration("microsoft.request-timeout").toMillis());
        return app;
    }

    private String constant(String name) {
        return configuration.text(name).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private boolean isMail() {
        return isMail(configuration);
    }

    private static boolean isMail(Configuration configuration) {
        return configuration.text("telemessage.source").equals("mail");
    }

    /** Whether the item of a journal report is the mail in its envelope. */
    public static boolean unwraps(Configuration configuration) {
        return isMail(configuration) && configuration.flag(JOURNAL);
    }

    /**
     * How mails are read.
     *
     * @param folder the folder for contents of items
     * @param fetchLimit in bytes
     */
    public MailSettings mails(Path folder, long fetchLimit) {
        return new MailSettings(
                folder,
                fetchLimit,
                configuration.number("archiver.page-size", 1),
                configuration.number("telemessage.mail-most-at-once", 1));
    }
}
