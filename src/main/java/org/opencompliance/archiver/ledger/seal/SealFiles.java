package org.opencompliance.archiver.ledger.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.opencompliance.archiver.ledger.seal.Seal.SealedReport;
import org.opencompliance.archiver.storage.ObjectContent;
import org.opencompliance.archiver.storage.ObjectInfo;
import org.opencompliance.archiver.storage.ObjectStore;
import org.opencompliance.archiver.storage.StoredObject;

/**
 * Seals and public keys in the storage area, beside the reports: {@code reports/<connector>/<yyyy-MM-dd>/day.seal} and {@code
 * reports/<connector>/seal-keys/<fingerprint>.pem}. The first write of each wins.
 */
final class SealFiles {

    private static final String SEAL = "day.seal";
    private static final String REPORT = ".json";

    private final ObjectStore store;
    private final String folder;

    SealFiles(ObjectStore store, String connector) {
        this.store = store;
        this.folder = "reports/" + connector + "/";
    }

    String name(LocalDate day) {
        return folder + day + "/" + SEAL;
    }

    /** The names of the stored seals by day. */
    NavigableMap<LocalDate, String> names() throws IOException {
        NavigableMap<LocalDate, String> names = new TreeMap<>();
        try (Stream<ObjectInfo> all = store.list(folder)) {
            all.map(ObjectInfo::name).filter(name -> name.endsWith("/" + SEAL)).forEach(name -> day(name)
                    .ifPresent(day -> names.put(day, name)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return names;
    }

    private Optional<LocalDate> day(String name) {
        try {
            return Optional.of(LocalDate.parse(name.substring(folder.length(), name.lastIndexOf('/'))));
        } catch (DateTimeException e) {
            // not a seal of this program
            return Optional.empty();
        }
    }

    /** Stores a seal unless the day has one. */
    boolean create(SignedSeal sealed) throws IOException {
        String name = name(sealed.seal().to());
        return store.create(name, ObjectContent.of(sealed.file())).isPresent();
    }

    Optional<byte[]> read(String name) throws IOException {
        return store.read(name).map(StoredObject::content);
    }

    void keep(SealPublicKey key) throws IOException {
        byte[] pem = key.pem().getBytes(StandardCharsets.US_ASCII);
        store.create(keyName(key.fingerprint()), ObjectContent.of(pem));
    }

    /** The public key with this fingerprint; empty when there is none, or another key under its name. */
    Optional<SealPublicKey> key(String fingerprint) throws IOException {
        Optional<byte[]> pem = read(keyName(fingerprint));
        try {
            return pem.map(text -> SealPublicKey.parse(new String(text, StandardCharsets.US_ASCII)))
                    .filter(key -> key.fingerprint().equals(fingerprint));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String keyName(String fingerprint) {
        return folder + "seal-keys/" + fingerprint + ".pem";
    }

    /** The reports of the days, with the hashes of their files. */
    Stream<SealedReport> reports(LocalDate first, LocalDate last) throws IOException {
        Stream.Builder<SealedReport> reports = Stream.builder();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            try (Stream<ObjectInfo> ofDay = store.list(folder + day + "/")) {
                for (ObjectInfo info : (Iterable<ObjectInfo>) ofDay::iterator) {
                    if (info.name().endsWith(REPORT)) {
                        read(info.name())
                                .ifPresent(file -> reports.add(new SealedReport(info.name(), Sha256.hex(file))));
                    }
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return reports.build();
    }
}
