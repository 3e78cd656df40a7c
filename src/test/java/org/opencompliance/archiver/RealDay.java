package org.opencompliance.archiver;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.exchange.mail.RealMails;
import org.opencompliance.archiver.request.Request;
import org.opencompliance.archiver.request.RequestAnswer;
import org.opencompliance.archiver.request.Requests;
import org.opencompliance.archiver.start.Archiver;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.WatchedObjectStore;
import org.opencompliance.sandbox.ArchiverProcess;
import org.opencompliance.sandbox.DeadLetter;
import org.opencompliance.sandbox.GraphContract;
import org.opencompliance.sandbox.Sandbox;
import org.opencompliance.sandbox.day.SampleDay;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.graph.TenantUser;
import org.opencompliance.sandbox.http.Digest;
import org.opencompliance.sandbox.site.SiteItem;

/**
 * A day at the source that consists of real mails, each an item with the name of its file, and a tenant with a user for each
 * address in them. The program archives the day in this process.
 */
final class RealDay implements AutoCloseable {

    private static final LocalDate DAY = LocalDate.of(2024, 2, 29);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ADDRESSES_PER_USER = 10;

    private final RealMails mails;
    private final Map<String, String> userOf = new TreeMap<>();
    private final Sandbox sandbox;
    private final ArchiverProcess program;
    private final Path configuration;
    private List<String> staged = List.of();

    RealDay(RealMails mails, Path folder) throws IOException {
        this.mails = mails;
        this.sandbox = Sandbox.start(new SampleDay(DAY, items(), users(), "", Map.of()));
        this.program = new ArchiverProcess(folder);
        this.configuration = folder.resolve("application.properties");
        program.configure(sandbox, Map.of("archiver.mapping-file", ""));
    }

    void hold(GraphContract contract) {
        sandbox.tenant().onRequest(contract);
    }

    /** Runs the program until it answers; fails on timeout. */
    RequestAnswer archive() throws Exception {
        Configuration loaded = Configuration.load(configuration, Map.of());
        try (Archiver archiver = Archiver.start(loaded, Archiver.Mode.ON_DEMAND)) {
            RequestAnswer answer = collect(archiver.bean("requests", Requests.class));
            staged = staged(archiver.bean("objectStore", WatchedObjectStore.class));
            return answer;
        }
    }

    JsonNode report() throws IOException {
        return program.lastReport();
    }

    /** Remaining files in the temporary folder for contents. */
    List<Path> temporary() throws IOException {
        try (var left = Files.newDirectoryStream(program.area(), ".wechat-archiver-*")) {
            List<Path> folders = new ArrayList<>();
            left.forEach(folders::add);
            return folders;
        }
    }

    /** The SHA-256 of each staged original. */
    List<String> staged() {
        return staged;
    }

    /** The archive time of an item: one per minute, in the order of the names. */
    Instant archivedAt(String name) throws IOException {
        return DAY.atTime(8, mails.names().indexOf(name) % 60).toInstant(ZoneOffset.UTC);
    }

    /** The users with one of these addresses. */
    Set<String> users(Set<String> addresses) {
        return addresses.stream()
                .filter(userOf::containsKey)
                .map(userOf::get)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The messages in the mailboxes, by item and by user. */
    Map<String, Map<String, List<MessageRecord>>> messages() {
        Map<String, Map<String, List<MessageRecord>>> messages = new TreeMap<>();
        for (TenantUser user : sandbox.tenant().mailboxes()) {
            for (MessageRecord message : sandbox.tenant().messages(user.id())) {
                messages.computeIfAbsent(item(message), unused -> new TreeMap<>())
                        .computeIfAbsent(user.id(), unused -> new ArrayList<>())
                        .add(message);
            }
        }
        return messages;
    }

    /** The open dead letters. */
    List<DeadLetter> deadLetters() throws IOException {
        return program.deadLetters();
    }

    @Override
    public void close() {
        sandbox.close();
    }

    private List<SiteItem> items() throws IOException {
        List<SiteItem> items = new ArrayList<>();
        for (String name : mails.names()) {
            items.add(SiteItem.of(name, "chat", archivedAt(name), Files.readAllBytes(mails.file(name))));
        }
        return items;
    }

    /** Users for all addresses that Python's parser found; each user has many of them as proxy addresses. */
    private List<TenantUser> users() {
        Set<String> addresses = new TreeSet<>();
        mails.expected().values().forEach(mail -> addresses.addAll(lowerCase(mail.get("addresses"))));
        Map<String, TenantUser> users = new TreeMap<>();
        for (String address : addresses) {
            String id = "user-" + userOf.size() / ADDRESSES_PER_USER;
            TenantUser fresh = TenantUser.member(id, id + "@contoso.example", "Someone");
            users.put(id, users.getOrDefault(id, fresh).alias(address));
            userOf.put(address, id);
        }
        return List.copyOf(users.values());
    }

    private static RequestAnswer collect(Requests requests) throws IOException {
        Instant from = DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
        Request request = new Request("day", "collect", from, from.plus(Duration.ofDays(1)), null, null, "test", from);
        requests.leave(request);
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> requests.answerTo(request), Optional::isPresent)
                .orElseThrow();
    }

    private static List<String> staged(ObjectStore store) throws IOException {
        List<String> digests = new ArrayList<>();
        try (Stream<ObjectInfo> found = store.list("staged/")) {
            for (ObjectInfo original : found.toList()) {
                try (InputStream in = store.open(original.name())) {
                    digests.add(Digest.of(in.readAllBytes()).sha256());
                }
            }
        }
        return digests;
    }

    private static String item(MessageRecord message) {
        return message.extendedProperties().entrySet().stream()
                .filter(property -> property.getKey().endsWith(" Name ItemId"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("none");
    }

    static Set<String> lowerCase(JsonNode texts) {
        return StreamSupport.stream(texts.spliterator(), false)
                .map(text -> text.asText().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
