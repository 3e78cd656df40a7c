package org.opencompliance.sandbox.day;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The ordinary part of a day: one conversation of each kind, then random ones. */
final class Conversations {

    private static final int SMALLEST_FILE = 1024;
    private static final int LARGEST_FILE = 700_000;
    private static final int LARGEST_OF_DAY = 2_400_000;
    private static final List<String> GROUPS = List.of("销售一部", "Deal team Aurora", "项目群 – 华东", "Lunch");

    private final DayMaker maker;
    private final List<Person> ours = new ArrayList<>();
    /** All kinds of the network except recalls, which need an earlier message. */
    private final List<MessageKind> kinds;

    Conversations(DayMaker maker) {
        this.maker = maker;
        this.kinds = maker.network.kinds();
        ours.addAll(maker.cast.regular);
        ours.addAll(maker.cast.numberOnly);
        ours.add(maker.cast.alias);
        ours.add(maker.cast.shared);
        ours.add(maker.cast.reassigned);
        ours.add(maker.cast.movedOn);
        ours.add(maker.cast.numberLost);
        ours.add(maker.cast.renamed);
    }

    /** One of each kind, so that none is missing with any seed. */
    void ofEachKind() {
        for (MessageKind kind : kinds) {
            maker.addCopies(draft(kind, 2), 2);
        }
    }

    /** A few files close to the size limit of one Graph request. */
    void largeFiles(int count) {
        for (int i = 0; i < count; i++) {
            int size = LARGEST_OF_DAY / 2 + maker.random.nextInt(LARGEST_OF_DAY / 2);
            Draft draft = new Draft(MessageKind.FILE, maker.words.pick(ours), List.of(outsider()));
            maker.addOne(draft.text("[File]").file(MessageKind.FILE.file(maker.newSeed(), size)));
        }
    }

    /** One random message with at most this many recipients, and one copy per owner up to the given limit. */
    void any(int mostOthers, int mostCopies) {
        boolean text = maker.random.nextInt(100) < 60;
        MessageKind kind = text ? MessageKind.TEXT : maker.words.pick(kinds);
        Draft draft = draft(kind, 1 + maker.random.nextInt(mostOthers));
        maker.addCopies(draft, mostCopies);
    }

    /** A message to a group and a later recall that refers to it; the recalled message stays. */
    void recalled() {
        Draft first = draft(MessageKind.TEXT, 3);
        String id = maker.addCopies(first, 3).get(0);
        Draft recall = new Draft(MessageKind.REVOKE, first.from, first.to);
        recall.group = first.group;
        recall.status = "RECALLED";
        recall.subject = "RECALLED - " + maker.network.label() + " Message From " + first.from.label();
        recall.text("Recalled the message " + id)
                .header("In-Reply-To: " + first.messageId)
                .header("X-TELEMESSAGE-OriginalArchiveMessageID: " + id);
        maker.addCopies(recall, 3);
    }

    Draft draft(MessageKind kind, int others) {
        List<Person> people = new ArrayList<>(ours);
        Collections.shuffle(people, maker.random);
        List<Person> chosen = new ArrayList<>(people.subList(0, others + 1));
        if (maker.random.nextInt(3) == 0) {
            chosen.set(maker.random.nextInt(chosen.size()), outsider());
        }
        Draft draft = new Draft(kind, chosen.get(0), chosen.subList(1, chosen.size()));
        if (others > 1) {
            draft.group = maker.words.pick(GROUPS);
        }
        draft.text(kind.text(maker.words));
        if (maker.random.nextInt(4) == 0) {
            draft.html = "<p>" + draft.text.replace("&", "&amp;").replace("<", "&lt;") + "</p>";
        }
        if (kind.hasFile()) {
            draft.file(kind.file(maker.newSeed(), fileSize()));
        }
        return draft;
    }

    private Person outsider() {
        return maker.words.pick(maker.cast.outsiders);
    }

    /** Many small files, few large ones: the logarithm is uniformly distributed. */
    private int fileSize() {
        double share = maker.random.nextDouble();
        return (int) (SMALLEST_FILE * Math.pow((double) LARGEST_FILE / SMALLEST_FILE, share));
    }
}
