package org.opencompliance.archiver.command.trial;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.opencompliance.archiver.configuration.Configuration;

/**
 * The item to try, and the surroundings.
 *
 * @param routes route files that replace those with the same name in the folder of the configuration
 * @param item the original, an e-mail
 * @param type the type of the item in the listing
 * @param mapping the custom mapping, null for that of the configuration
 * @param users the addresses of the directory; empty if each address that is asked for has a user
 */
public record TrialOrder(
        Configuration configuration, List<Path> routes, Path item, String type, Path mapping, Set<String> users) {}
