package org.opencompliance.archiver.exchange.mail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds the body and the attachments of a mail from its parts. */
final class MailAssembly {

    private static final Pattern REFERENCE = Pattern.compile("(?i)cid:([^\"'<>\\s)\\\\]{1,998})");

    private final MailSpool spool;
    private final BodyChoice choice;
    private final Set<Part.Leaf> shown;
    private final Part.Leaf bodyAttached;
    private final MailBody body;
    private final Set<String> references = new HashSet<>();
    private final AttachmentNames names = new AttachmentNames();
    private int namesCut;
    private int idsLeftOut;

    MailAssembly(Part root, MailSpool spool, int maxBodyChars) throws IOException {
        this.spool = spool;
        this.choice = new BodyChoice(root);
        BodyText text = new BodyText(spool, maxBodyChars);
        for (Part.Leaf leaf : choice.body()) {
            text.add(leaf);
        }
        this.shown = text.shown();
        this.bodyAttached = text.tooLong();
        this.body = text.body();
        if (body.html()) {
            collectReferences();
        }
    }

    MailBody body() {
        return body;
    }

    List<MailAttachment> attachments() {
        List<MailAttachment> attachments = new ArrayList<>();
        List<Part.Leaf> leaves = choice.leaves();
        for (int i = 0; i < leaves.size(); i++) {
            Part.Leaf leaf = leaves.get(i);
            CpuBudget.check();
            boolean longBody = leaf == bodyAttached;
            if (longBody || !shown.contains(leaf) && choice.attached(leaf)) {
                attachments.add(attachment(leaf, longBody ? "message-body" : fallbackName(leaf, i + 1)));
            }
        }
        return attachments;
    }

    /** The changes to attachments, as sentences for readers; complete after {@link #attachments()}. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (namesCut > 0) {
            notes.add("Names of attachments cut because of their length: " + namesCut);
        }
        if (idsLeftOut > 0) {
            notes.add("Content ids of attachments omitted because of their length: " + idsLeftOut);
        }
        return notes;
    }

    private MailAttachment attachment(Part.Leaf leaf, String fallback) {
        PartHeader header = leaf.header();
        int cutBefore = names.cut();
        String name = names.take(header.fileName().text(), fallback, header.mediaType());
        namesCut += header.fileName().cut() || names.cut() > cutBefore ? 1 : 0;
        idsLeftOut += header.contentId().leftOut() ? 1 : 0;
        String id = header.contentId().text();
        boolean shown = id != null && references.contains(id.toLowerCase(Locale.ROOT));
        return new SpooledAttachment(name, contentType(header), id, shown, leaf.content(), spool);
    }

    private static String fallbackName(Part.Leaf leaf, int number) {
        return (leaf.header().shownText() ? "part-" : "attachment-") + number;
    }

    private static String contentType(PartHeader header) {
        boolean known = header.type().declared() != null
                || header.shownText()
                || !header.mediaType().equals("text/plain");
        return known ? header.mediaType() : "application/octet-stream";
    }

    private void collectReferences() {
        Matcher reference = REFERENCE.matcher(CpuBudget.watched(body.content()));
        while (reference.find()) {
            String written = reference.group(1).replace("&amp;", "&");
            references.add(written.toLowerCase(Locale.ROOT));
            references.add(ParameterValue.percentDecoded(written).toLowerCase(Locale.ROOT));
        }
    }
}
