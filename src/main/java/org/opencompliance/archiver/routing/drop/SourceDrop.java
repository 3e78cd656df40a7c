package org.opencompliance.archiver.routing.drop;

import com.jcraft.jsch.JSch;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.opencompliance.archiver.collect.Collection;
import org.opencompliance.archiver.collect.Listing;
import org.opencompliance.archiver.collect.Window;
import org.opencompliance.archiver.collect.drop.Drop;
import org.opencompliance.archiver.collect.drop.DropFile;
import org.opencompliance.archiver.collect.drop.DropLook;
import org.opencompliance.archiver.collect.listing.LeftFiles;
import org.opencompliance.archiver.item.ListedItem;

/**
 * The drop for the routes. As the filter of the SFTP endpoint it notes all files of the directory at the first poll of a window, and
 * lets the one wanted file pass at each other poll.
 */
public final class SourceDrop implements GenericFileFilter<Object> {

    static {
        // the client repeats a refused password up to six times, which locks accounts
        JSch.setConfig("MaxAuthTries", "1");
    }

    private final Drop drop;
    private final List<DropFile> files = new ArrayList<>();

    public SourceDrop(Drop drop) {
        this.drop = drop;
    }

    /**
     * Begins a window, or continues it after a page.
     *
     * @param collection null to look at the directory only
     */
    public synchronized void begin(Collection collection, Window window) throws IOException {
        files.clear();
        drop.open(collection, window);
    }

    /** Whether the page needs the directory or a file of it. */
    public synchronized boolean isWanting() {
        return drop.wanted() != null;
    }

    @Override
    public synchronized boolean accept(GenericFile<Object> file) {
        if (!Drop.DIRECTORY.equals(drop.wanted())) {
            return file.getFileNameOnly().equals(drop.wanted());
        }
        Instant modified = Instant.ofEpochMilli(file.getLastModified());
        files.add(new DropFile(file.getFileNameOnly(), file.getFileLength(), modified));
        return false;
    }

    /** Takes the result of a poll: the names of the directory, or the wanted file. */
    public synchronized void take(Exchange exchange) throws IOException {
        if (Drop.DIRECTORY.equals(drop.wanted())) {
            drop.looked(List.copyOf(files));
        } else {
            drop.fetched(exchange.getMessage().getBody(InputStream.class));
        }
        exchange.getMessage().setBody(null);
    }

    /** The next page of the window. */
    public synchronized Listing page() {
        return drop.page();
    }

    /** The content of a listed item. */
    public InputStream open(ListedItem listed) throws IOException {
        return drop.open(listed);
    }

    /** The ZIPs that the last collection left to the next one: still being written, or without a manifest. */
    public LeftFiles.Left left() {
        return drop.left();
    }

    /** What the directory had at the last look, null before the first. */
    public DropLook look() {
        return drop.look();
    }
}
