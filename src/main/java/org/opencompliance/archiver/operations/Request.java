package org.opencompliance.archiver.operations;

import java.time.Instant;

/**
 * Something that a command asks of the archiver that runs on the storage area.
 *
 * @param id names the object it is kept as
 * @param command {@code collect} or {@code replay}
 * @param from the begin of a range to collect
 * @param to the end of a range to collect
 * @param reason which dead letters to replay, null for any
 * @param item the id of the item whose dead letters to replay, null for all
 * @param by who asked
 */
public record Request(
        String id, String command, Instant from, Instant to, String reason, String item, String by, Instant at) {}
