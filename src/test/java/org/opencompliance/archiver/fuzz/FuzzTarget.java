package org.opencompliance.archiver.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The readers of what strangers send, with what must hold for every input. */
public enum FuzzTarget {
    /** The reader of mails, with any bytes. */
    MAIL("org.opencompliance.archiver.exchange.mail.MailTarget", 4_096, "mail", Seeds::mails),
    /** The reader of mails, with mails of known contents. */
    WRITTEN_MAIL("org.opencompliance.archiver.exchange.mail.MailTarget$Written", 300, null, Seeds::choices),
    /** An original on its way to the request that imports it. */
    ITEM("org.opencompliance.archiver.item.copy.ItemTarget", 4_096, "mail", Seeds::originals),
    /** The same with mails of many parts. */
    WRITTEN_ITEM("org.opencompliance.archiver.item.copy.ItemTarget$Written", 300, null, Seeds::choices),
    /** The source's answer to a request for a page of the listing. */
    LISTING("org.opencompliance.archiver.routing.source.ListingTarget", 2_048, "listing", Seeds::listings),
    /** The same with pages that are JSON. */
    WRITTEN_LISTING("org.opencompliance.archiver.routing.source.ListingTarget$Written", 300, null, Seeds::choices),
    /** The mapping file. */
    MAPPING("org.opencompliance.archiver.mapping.csv.MappingTarget", 2_048, "mapping", Seeds::mappings);

    private final String className;
    private final int longest;
    private final String dictionary;
    private final Source seeds;

    FuzzTarget(String className, int longest, String dictionary, Source seeds) {
        this.className = className;
        this.longest = longest;
        this.dictionary = dictionary;
        this.seeds = seeds;
    }

    @FunctionalInterface
    private interface Source {
        List<byte[]> read() throws IOException;
    }

    /** The class with the method {@code fuzzerTestOneInput}. */
    String className() {
        return className;
    }

    /** The most bytes of an input. */
    int longest() {
        return longest;
    }

    /** The file with its tokens, or null. */
    Path dictionary() {
        return dictionary == null
                ? null
                : Path.of("src/test/resources/fuzz", dictionary + ".dict").toAbsolutePath();
    }

    List<byte[]> seeds() {
        try {
            return seeds.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it on one input. */
    void accept(byte[] input) throws Throwable {
        try {
            Class.forName(className)
                    .getMethod("fuzzerTestOneInput", byte[].class)
                    .invoke(null, input);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
