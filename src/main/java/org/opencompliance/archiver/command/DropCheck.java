package org.opencompliance.archiver.command;

import java.net.URI;
import org.apache.camel.Exchange;
import org.opencompliance.archiver.collect.drop.DropLook;
import org.opencompliance.archiver.collect.mail.MailLook;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.routing.FailureText;
import org.opencompliance.archiver.routing.drop.SourceDrop;
import org.opencompliance.archiver.routing.mail.SourceMails;

/**
 * Checks whether an archiver can read a drop: the host key of the server, the login, and the directory with its ZIPs; or the folder
 * with mails, or the TLS and the login of the mailbox.
 */
final class DropCheck {

    /** The routes of the check. */
    static final String[] ROUTES = {"list-items-drop", "poll-drop", "list-items-mail"};

    private static final String LOGIN = "Login at the drop";
    private static final String ZIPS = "ZIPs of the drop";
    private static final String ACCESS = "Access to the mail drop";
    private static final String MAILS = "Mails of the mail drop";

    private final Configuration configuration;
    private final CheckList list;

    DropCheck(Configuration configuration, CheckList list) {
        this.configuration = configuration;
        this.list = list;
    }

    /** @param answer of the route that looks at the directory */
    void source(Exchange answer, SourceDrop drop) {
        if (answer.getException() != null) {
            list.problem(LOGIN, FailureText.of(answer.getException()) + " (telemessage.url)");
            return;
        }
        URI url = URI.create(configuration.text("telemessage.url"));
        list.ok(
                LOGIN,
                "accepted by " + url.getScheme() + "://" + url.getAuthority() + ", which has an accepted host key");
        zips(drop.look());
    }

    private void zips(DropLook look) {
        if (look.unnamed() > 0) {
            list.advise(
                    ZIPS,
                    look.unnamed() + " of " + look.zips()
                            + " ZIPs have a name of another form than YYYYMMDD0000-TeleMessage_<n>_<time>.zip, and are parked");
        }
        if (look.zips() == 0) {
            list.advise(
                    ZIPS,
                    "the directory has no ZIP: if TeleMessage delivered one, correct the directory in telemessage.url");
        } else {
            list.ok(ZIPS, look.zips() + " in the directory, the newest is " + look.newest());
        }
    }

    /** @param answer of the route that looks at the source */
    void mails(Exchange answer, SourceMails mails) {
        boolean folder = configuration.text("telemessage.url").startsWith("file:");
        if (answer.getException() != null) {
            String advice = folder
                    ? "the folder cannot be read ("
                            + FailureText.root(answer.getException()).getClass().getSimpleName()
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
        String by = configuration.text("telemessage.mail-login").equals("oauth2") ? "login by token" : "login";
        return by + " accepted by " + url.getScheme() + "://" + url.getAuthority() + tls;
    }

    private void mails(MailLook look) {
        if (look.others() > 0) {
            list.advise(
                    MAILS,
                    look.others() + " entries of the " + look.kind()
                            + " are ignored, because they are no files that end in .eml: if they are mails, rename them");
        }
        if (look.beside() > 0) {
            list.advise(
                    MAILS,
                    look.beside()
                            + " files that end in .eml are not read, because the folder has the folders new and cur and so is a"
                            + " maildir: move them into new, or remove new and cur");
        }
        list.ok(MAILS, look.mails() + " in the " + look.kind());
    }
}
