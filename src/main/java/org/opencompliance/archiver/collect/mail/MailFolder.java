package org.opencompliance.archiver.collect.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.opencompliance.archiver.collect.Window;
import org.opencompliance.archiver.collect.listing.StillFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder with a file for each mail: files that end in {@code .eml}, or a maildir, whose {@code new} and {@code cur} are read and
 * whose {@code tmp} is not. Links are not followed.
 */
public final class MailFolder implements MailPlace {

    private static final Logger LOG = LoggerFactory.getLogger(MailFolder.class);

    private static final String EML = ".eml";
    private static final List<String> OF_MAILDIR = List.of("new", "cur");
    /** Begins the flags of a mail in {@code cur}. */
    private static final String FLAGS = ":2,";

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE.withZone(ZoneOffset.UTC);

    private final Path folder;
    private final StillFiles still;
    private final Clock clock;

    /** @param still how long a file must stay the same before it is read */
    public MailFolder(Path folder, Duration still, Clock clock) {
        this.folder = folder;
        this.still = new StillFiles(still);
        this.clock = clock;
    }

    private boolean isMaildir() {
        return OF_MAILDIR.stream().allMatch(name -> Files.isDirectory(folder.resolve(name), LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public MailLook look() throws IOException {
        boolean maildir = isMaildir();
        int mails = 0;
        int others = 0;
        for (String part : parts(maildir)) {
            try (DirectoryStream<Path> files = open(part)) {
                for (Path file : files) {
                    boolean mail = isMail(file.getFileName().toString(), maildir)
                            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
                    mails += mail ? 1 : 0;
                    others += mail ? 0 : 1;
                }
            }
        }
        return new MailLook(mails, others, maildir ? beside() : 0, maildir ? "maildir" : "folder");
    }

    /** The mails that the folders of a maildir hide. */
    private int beside() throws IOException {
        int beside = 0;
        try (DirectoryStream<Path> files = open("")) {
            for (Path file : files) {
                beside += isMail(file.getFileName().toString(), false) ? 1 : 0;
            }
        }
        return beside;
    }

    private static List<String> parts(boolean maildir) {
        return maildir ? OF_MAILDIR : List.of("");
    }

    private DirectoryStream<Path> open(String part) throws IOException {
        return Files.newDirectoryStream(folder.resolve(part));
    }

    private static boolean isMail(String name, boolean maildir) {
        return maildir ? !name.startsWith(".") : name.toLowerCase(Locale.ROOT).endsWith(EML);
    }

    /** All mails by day of arrival. */
    private Map<String, List<SourceMail>> scan() throws IOException {
        boolean maildir = isMaildir();
        int beside = maildir ? beside() : 0;
        if (beside > 0) {
            LOG.warn(
                    "The folder has new and cur, so it is a maildir; {} files that end in .eml beside them are not read",
                    beside);
        }
        Map<String, SourceMail> found = new LinkedHashMap<>();
        for (String part : parts(maildir)) {
            try (DirectoryStream<Path> files = open(part)) {
                for (Path file : files) {
                    if (isMail(file.getFileName().toString(), maildir)) {
                        add(found, file, part);
                    }
                }
            }
        }
        return byDay(found);
    }

    private static void add(Map<String, SourceMail> found, Path file, String part) throws IOException {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (is.isRegularFile()) {
                String name = file.getFileName().toString();
                Instant modified = modified(is);
                String place = part.isEmpty() ? name : part + "/" + name;
                String key = part.isEmpty() ? name : withoutFlags(name);
                found.put(key, new SourceMail(DAY.format(modified), key, 0, place, is.size(), modified, true, false));
            }
        } catch (NoSuchFileException e) {
            // it was moved or removed after the folder was listed; if it was moved, the next look finds it
            return;
        }
    }

    private static Instant modified(BasicFileAttributes file) {
        return SourceMail.bounded(Instant.ofEpochMilli(file.lastModifiedTime().toMillis()));
    }

    private static String withoutFlags(String name) {
        int flags = name.indexOf(FLAGS);
        return flags < 0 ? name : name.substring(0, flags);
    }

    private Map<String, List<SourceMail>> byDay(Map<String, SourceMail> found) {
        Instant now = clock.instant();
        still.remember(found.values().stream().collect(Collectors.toMap(SourceMail::key, SourceMail::state)), now);
        Map<String, List<SourceMail>> days = new TreeMap<>();
        for (SourceMail mail : found.values()) {
            boolean done = still.isStill(mail.key(), mail.arrived(), now);
            days.computeIfAbsent(mail.group(), any -> new ArrayList<>()).add(mail.withStill(done));
        }
        days.values()
                .forEach(mails ->
                        mails.sort(Comparator.comparing(SourceMail::arrived).thenComparing(SourceMail::key)));
        return days;
    }

    @Override
    public List<SourceMail> news(MailRecords records, int most) throws IOException {
        List<SourceMail> news = new ArrayList<>();
        for (Map.Entry<String, List<SourceMail>> day : scan().entrySet()) {
            Map<String, MailRecord> known = known(records, day.getKey(), day.getValue());
            for (SourceMail mail : day.getValue()) {
                MailRecord record = known.get(mail.state());
                if (record == null || !record.isDone()) {
                    news.add(record == null ? mail : mail.known(true));
                }
            }
            if (news.size() > most) {
                return news;
            }
        }
        return news;
    }

    @Override
    public List<SourceMail> of(Window range, MailRecords records) throws IOException {
        List<SourceMail> mails = new ArrayList<>();
        for (Map.Entry<String, List<SourceMail>> day : scan().entrySet()) {
            Map<String, MailRecord> known = known(records, day.getKey(), day.getValue());
            day.getValue().stream()
                    .filter(mail -> mail.arrivedIn(range) || isOf(known.get(mail.state()), range))
                    .forEach(mails::add);
        }
        return mails;
    }

    private static boolean isOf(MailRecord record, Window range) {
        return record != null && record.isAskedBy(range);
    }

    /** The records of mails that are still there, by their states; of several, the one that is done. */
    private static Map<String, MailRecord> known(MailRecords records, String day, List<SourceMail> mails)
            throws IOException {
        Set<String> there = mails.stream().map(SourceMail::state).collect(Collectors.toSet());
        Map<String, MailRecord> known = new HashMap<>();
        for (MailRecords.Batch batch : records.batches(day)) {
            for (MailRecord record : records.read(batch)) {
                if (there.contains(record.state())) {
                    known.merge(record.state(), record, (one, other) -> one.isDone() ? one : other);
                }
            }
        }
        return known;
    }

    @Override
    public InputStream open(SourceMail mail) throws IOException {
        Path file = folder.resolve(mail.place());
        try {
            return new Reading(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            requireFolder(e);
            throw unreadable(e);
        }
    }

    /** @throws IOException the failure, when it is one of the whole folder */
    private void requireFolder(IOException failure) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw failure instanceof NotDirectoryException ? failure : new NotDirectoryException("");
        }
    }

    private static MailUnreadableException unreadable(IOException failure) {
        boolean gone = failure instanceof NoSuchFileException;
        return new MailUnreadableException(
                "The file cannot be read (" + failure.getClass().getSimpleName() + ")", gone, failure);
    }

    /** The content of a file; its failures are those of one mail. */
    private final class Reading extends FilterInputStream {

        Reading(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return super.read(bytes, from, length);
            } catch (IOException e) {
                requireFolder(e);
                throw unreadable(e);
            }
        }
    }

    @Override
    public boolean isUnchanged(SourceMail mail, long bytes) throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(
                    folder.resolve(mail.place()), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return now.size() == mail.size() && modified(now).equals(mail.arrived()) && bytes == mail.size();
        } catch (NoSuchFileException e) {
            // renamed while it was read, as a mail program does to set flags
            return bytes == mail.size();
        }
    }

    @Override
    public void close() {
        // has no connection
    }
}
