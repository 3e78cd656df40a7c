package org.opencompliance.archiver.command.lookup;

import java.io.IOException;
import org.opencompliance.archiver.configuration.Configuration;
import org.opencompliance.archiver.item.ParticipantFormat;
import org.opencompliance.archiver.routing.mail.MailSource;
import org.opencompliance.archiver.start.StorageArea;
import org.opencompliance.archiver.story.StoryArea;
import picocli.CommandLine.Model.CommandSpec;

/** Opens the storage area of a look-up. */
public final class StoryAreas {

    private StoryAreas() {}

    /** @param spec of the command; remarks go to its standard error */
    public static StoryArea open(Configuration configuration, CommandSpec spec) throws IOException {
        StoryArea.Reading reading = new StoryArea.Reading(
                configuration.duration("archiver.item-cpu-limit"),
                ParticipantFormat.of(configuration.text("archiver.participant-format")),
                MailSource.unwraps(configuration));
        String connector = configuration.required("archiver.connector");
        return StoryArea.open(
                StorageArea.attach(configuration),
                connector,
                reading,
                spec.commandLine().getErr()::println);
    }
}
