package org.opencompliance.archiver.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.configuration.Configuration;

class TemporaryFolderTest {

    @TempDir
    private Path parent;

    private TemporaryFolder make() throws IOException {
        return TemporaryFolder.make(
                Configuration.load(null, Map.of()).with("archiver.temporary-directory", parent.toString()));
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> there = Files.list(parent)) {
            return there.toList();
        }
    }

    /** The remains of a killed process: contents, and a lock without an owner. */
    private Path left(String permissions) throws IOException {
        Path folder = Files.createDirectories(parent.resolve(".wechat-archiver-left/contents"));
        Files.writeString(folder.resolve("mail.eml"), "content");
        Files.createFile(folder.resolveSibling("in-use"));
        Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString(permissions));
        return folder.getParent();
    }

    @Test
    void isItsOwnersAlone() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        try (TemporaryFolder folder = make()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.path().getParent())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void isGoneAtTheEndWithWhatIsInIt() throws IOException {
        try (TemporaryFolder folder = make()) {
            Files.writeString(folder.path().resolve("mail.eml"), "content");
        }

        assertThat(folders()).isEmpty();
    }

    @Test
    void leavesThatOfAnotherProcessAlone() throws IOException {
        try (TemporaryFolder one = make();
                TemporaryFolder other = make()) {
            assertThat(one.path()).isDirectory().isNotEqualTo(other.path());
            assertThat(other.path()).isDirectory();
        }
    }

    @Test
    void removesWhatAKilledProcessLeft() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path left = left("rwx------");

        make().close();

        assertThat(left).doesNotExist();
    }

    @Test
    void doesNotTouchAFolderThatOthersMayEnter() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path theirs = left("rwxr-xr-x");

        make().close();

        assertThat(theirs.resolve("contents/mail.eml")).exists();
    }

    @Test
    void followsNoLink() throws IOException {
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        Files.createSymbolicLink(parent.resolve(".wechat-archiver-link"), elsewhere);

        make().close();

        assertThat(elsewhere).exists();
    }
}
