package org.opencompliance.archiver.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;

/** The readers of what strangers send, with what must hold for every input. */
public enum FuzzTarget {
    /** The reader of mails, with any bytes. */
    MAIL("org.opencompliance.archiver.exchange.mail.MailTarget", Seeds::mails),
    /** The reader of mails, with mails of known contents. */
    WRITTEN_MAIL("org.opencompliance.archiver.exchange.mail.MailTarget$Written", Seeds::choices),
    /** An original on its way to the request that imports it. */
    ITEM("org.opencompliance.archiver.item.copy.ItemTarget", Seeds::originals),
    /** The same with mails of many parts. */
    WRITTEN_ITEM("org.opencompliance.archiver.item.copy.ItemTarget$Written", Seeds::choices),
    /** The source's answer to a request for a page of the listing. */
    LISTING("org.opencompliance.archiver.routing.source.ListingTarget", Seeds::listings),
    /** The same with pages that are JSON. */
    WRITTEN_LISTING("org.opencompliance.archiver.routing.source.ListingTarget$Written", Seeds::choices),
    /** The mapping file. */
    MAPPING("org.opencompliance.archiver.mapping.csv.MappingTarget", Seeds::mappings);

    private final String className;
    private final Source seeds;

    FuzzTarget(String className, Source seeds) {
        this.className = className;
        this.seeds = seeds;
    }

    @FunctionalInterface
    private interface Source {
        List<byte[]> read() throws IOException;
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
