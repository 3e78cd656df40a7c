package org.opencompliance.sandbox.drop;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SFTP server on a free loopback port, whose root is a folder of the test. */
public final class DropServer implements AutoCloseable {

    public static final String USERNAME = "archive";
    public static final String PASSWORD = "p+%w &)#";

    private final Path folder;
    private final SshServer server = SshServer.setUpDefaultServer();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger downloads = new AtomicInteger();
    private final AtomicInteger breaks = new AtomicInteger();
    private volatile PublicKey accepted;
    private KeyPair hostKey = newKey();

    private DropServer(Path folder) {
        this.folder = folder;
    }

    /** @param folder the root of the server */
    public static DropServer start(Path folder) throws IOException {
        DropServer drop = new DropServer(Files.createDirectories(folder.resolve("outgoing")));
        drop.listen(folder.toRealPath());
        return drop;
    }

    private void listen(Path root) throws IOException {
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        server.setPasswordAuthenticator((user, password, session) -> {
            logins.incrementAndGet();
            return user.equals(USERNAME) && password.equals(PASSWORD);
        });
        server.setPublickeyAuthenticator((user, key, session) -> user.equals(USERNAME) && key.equals(accepted));
        SftpSubsystemFactory sftp = new SftpSubsystemFactory();
        sftp.addSftpEventListener(new Watch());
        server.setSubsystemFactories(List.of(sftp));
        server.start();
    }

    /** A new key pair of a type that every JDK and every client has. */
    public static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI url() {
        return URI.create("sftp://127.0.0.1:" + server.getPort() + "/outgoing");
    }

    /** The type and the public key of the server, as {@code ssh-keyscan} writes them. */
    public String hostKey() {
        return publicKey(hostKey.getPublic());
    }

    /** Writes a private key as {@code ssh-keygen} does; with a passphrase unless it is null. */
    public static Path writeKey(KeyPair key, String passphrase, Path file) throws IOException {
        OpenSSHKeyEncryptionContext encryption = null;
        if (passphrase != null) {
            encryption = new OpenSSHKeyEncryptionContext();
            encryption.setPassword(passphrase);
            encryption.setCipherName("AES");
            encryption.setCipherType("256");
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", encryption, out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return file;
    }

    /** A public key as {@code known_hosts} has it. */
    public static String publicKey(PublicKey key) {
        return PublicKeyEntry.toString(key);
    }

    /** Accepts a login by this key. */
    public void accept(PublicKey key) {
        accepted = key;
    }

    /** Uses another host key from now on. */
    public void changeHostKey() {
        hostKey = newKey();
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    }

    /** Breaks the connection at each of the next downloads. */
    public void breakDownloads(int times) {
        breaks.set(times);
    }

    public int logins() {
        return logins.get();
    }

    /** Number of files that clients opened. */
    public int downloads() {
        return downloads.get();
    }

    /** The folder with the files. */
    public Path folder() {
        return folder;
    }

    /** Writes a file, as if it was uploaded long ago. */
    public void put(String name, byte[] content, Instant modified) {
        try {
            Path file = Files.write(folder.resolve(name), content);
            Files.setLastModifiedTime(file, FileTime.from(modified));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close(true);
    }

    private final class Watch implements SftpEventListener {

        @Override
        public void open(ServerSession session, String remoteHandle, Handle localHandle) {
            if (localHandle instanceof FileHandle) {
                downloads.incrementAndGet();
                if (breaks.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    session.close(true);
                }
            }
        }
    }
}
