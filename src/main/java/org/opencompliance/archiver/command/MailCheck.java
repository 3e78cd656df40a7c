package org.opencompliance.archiver.command;

import java.net.URI;
import org.apache.camel.Exchange;
import org.opencompliance.archiver.collect.mail.MailLook;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.routing.FailureText;
import org.opencompliance.archiver.routing.mail.SourceMails;

/** Checks whether an archiver can read a mail drop: the folder, or the TLS and the login of the mailbox. */
final class MailCheck {

    /** The routes of the check. */
    static final String[] ROUTES = {"list-items-mail"};

    private static final String ACCESS = "Access to the mail drop";
    private static final String MAILS = "Mails of the mail drop";

    private final Configuration configuration;
    private final CheckList list;

    MailCheck(Configuration configuration, CheckList list) {
        this.configuration = configuration;
        this.list = list;
    }

    /** @param answer of the route that looks at the source */
    void source(Exchange answer, SourceMails mails) {
        boolean folder = configuration.text("telemessage.url").startsWith("file:");
        if (answer.getException() != null) {
            String advice = folder
                    ? "the folder cannot be read (" + FailureText.root(answer.getException()).getClass().getSimpleName()
                            + "): correct telemessage.url, or grant the archiver access to it"
                    : FailureText.of(answer.getException()) + " (telemessage.url)";
            list.problem(ACCESS, advice);
            return;
        }
        list.ok(ACCESS, folder ? "the folder can be read" : server());
        mails(mails.look());
    }

    private String server() {
        URI url = URI.create(configuration.text("telemessage.url"));
        String tls = url.getScheme().equals("imaps") ? ", which has a valid certificate" : ", without TLS";
        return "login accepted by " + url.getScheme() + "://" + url.getAuthority() + tls;
    }

    private void mails(MailLook look) {
        if (look.others() > 0) {
            list.advise(
                    MAILS,
                    look.others() + " entries of the " + look.kind()
                            + " are ignored, because they are no files that end in .eml: if they are mails, rename them");
        }
        list.ok(MAILS, look.mails() + " in the " + look.kind());
    }
}
