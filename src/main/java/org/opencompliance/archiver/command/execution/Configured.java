package org.opencompliance.archiver.command.execution;

import org.opencompliance.archiver.configuration.Configuration;

/** A command with a configuration, which its subcommands use. */
public interface Configured {

    /** The configuration that the command line names. */
    Configuration configuration();
}
