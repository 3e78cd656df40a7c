package org.opencompliance.archiver.routing.notice;

import jakarta.mail.PasswordAuthentication;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.component.mail.MailAuthenticator;

/** The login at the mail server. No endpoint has it, so no console shows it. */
public final class MailServer extends MailAuthenticator {

    /** The kinds of encryption. */
    public static final Set<String> SECURITY = Set.of("starttls", "tls", "none");

    private final String username;
    private final String password;

    /** @param username empty for no login */
    public MailServer(String username, String password) {
        this.username = username;
        this.password = password;
    }

    @Override
    public PasswordAuthentication getPasswordAuthentication() {
        // without a name the client does not log in
        return username.isEmpty()
                ? new PasswordAuthentication(null, null)
                : new PasswordAuthentication(username, password);
    }

    /**
     * The options of the connection. It verifies the certificate and the name of the server.
     *
     * @param security {@code starttls}, {@code tls} or {@code none}
     * @param timeout in milliseconds
     */
    public static Properties options(String security, int timeout) {
        Properties options = new Properties();
        String millis = Integer.toString(timeout);
        options.setProperty("mail.smtp.connectiontimeout", millis);
        options.setProperty("mail.smtp.timeout", millis);
        options.setProperty("mail.smtp.writetimeout", millis);
        options.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        boolean starttls = security.equals("starttls");
        options.setProperty("mail.smtp.starttls.enable", Boolean.toString(starttls));
        options.setProperty("mail.smtp.starttls.required", Boolean.toString(starttls));
        options.setProperty("mail.smtp.ssl.enable", Boolean.toString(security.equals("tls")));
        return options;
    }
}
