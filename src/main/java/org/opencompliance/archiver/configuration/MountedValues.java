package org.opencompliance.archiver.configuration;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * Properties in a folder with one file each: the file name is the property, the content is the value. Mounted ConfigMaps, mounted
 * Secrets and the credentials folder of systemd have this form.
 */
final class MountedValues {

    private static final long MAX_BYTES = 64 << 10;

    private MountedValues() {}

    /** The folders of a list with commas between them, in the order in which they are read. */
    static List<Path> folders(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .toList();
    }

    /**
     * Reads a folder.
     *
     * @throws ConfigurationException when it is missing or contains an invalid value
     */
    static Properties read(Path folder) {
        Properties values = new Properties();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, MountedValues::isValue)) {
            for (Path file : files) {
                values.setProperty(file.getFileName().toString(), value(file));
            }
            return values;
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The folder " + folder + " of archiver.settings-directories cannot be read");
        }
    }

    /** Skips names with a leading dot: a mount keeps its versions in hidden folders. */
    private static boolean isValue(Path file) {
        return !file.getFileName().toString().startsWith(".") && Files.isRegularFile(file);
    }

    private static String value(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new ConfigurationException("The file " + file + " is too long for the value of a property");
        }
        try {
            return Files.readString(file).strip();
        } catch (CharacterCodingException e) {
            throw new ConfigurationException("The file " + file + " is not UTF-8, as the value of a property must be");
        }
    }
}
