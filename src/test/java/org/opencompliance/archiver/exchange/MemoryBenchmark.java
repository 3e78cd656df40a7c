package org.opencompliance.archiver.exchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opencompliance.archiver.exchange.support.CamelProcess;
import org.opencompliance.sandbox.graph.GraphTenant;
import org.opencompliance.sandbox.graph.MessageRecord;
import org.opencompliance.sandbox.graph.TenantUser;

/** Measures the memory of a process that imports into eight mailboxes concurrently, by message size. */
public final class MemoryBenchmark {

    private static final int MEGABYTE = 1024 * 1024;
    private static final int AT_ONCE = 8;
    private static final int HEAP = 192;
    private static final Pattern SAID = Pattern.compile("heap (\\d+) resident (\\d+)");

    private MemoryBenchmark() {}

    /** Prints the results for 10 MB and 150 MB. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("memory-benchmark");
        Result small = measure(folder, 10);
        Result large = measure(folder, 150);
        System.out.println(small);
        System.out.println(large);
        System.out.printf(
                "150 MB to 10 MB: heap %.2f, resident %.2f%n",
                (double) large.heap() / small.heap(), (double) large.resident() / small.resident());
    }

    /**
     * @param heap peak heap size, garbage included, in bytes
     * @param resident peak memory of the process, in bytes
     * @param sent SHA-256 of the attachment
     * @param arrived SHA-256 of the attachments in the mailboxes
     */
    public record Result(int megabytes, long heap, long resident, String sent, List<String> arrived) {

        @Override
        public String toString() {
            return megabytes + " MB, " + arrived.size() + " at once: heap " + heap / MEGABYTE + " MB of " + HEAP
                    + ", resident " + resident / MEGABYTE + " MB";
        }
    }

    /** Imports a message with an attachment of this size in a separate process. */
    static Result measure(Path folder, int megabytes) throws Exception {
        Path mail = folder.resolve(megabytes + ".eml");
        String sent = write(mail, megabytes);
        Path output = folder.resolve(megabytes + ".output");
        try (GraphTenant tenant = GraphTenant.start(Clock.systemUTC(), 1)) {
            List<String> line = new ArrayList<>(List.of(tenant.url().toString(), mail.toString()));
            for (int i = 0; i < AT_ONCE; i++) {
                String id = "55555555-5555-5555-5555-55555555555" + i;
                tenant.add(TenantUser.member(id, "user" + i + "@contoso.com", "User " + i));
                tenant.messageSizeLimit(id, 400L * MEGABYTE);
                line.add(id);
            }
            int exitCode = CamelProcess.of(ImportProgram.class.getName())
                    .heap(HEAP)
                    .with("java.io.tmpdir", folder)
                    .run(output.toFile(), 300, line.toArray(String[]::new));
            Matcher said = SAID.matcher(Files.readString(output));
            if (exitCode != 0 || !said.find()) {
                throw new IOException("The import failed: " + Files.readString(output));
            }
            List<String> arrived = line.subList(2, line.size()).stream()
                    .flatMap(mailbox -> tenant.messages(mailbox, "Archive").stream())
                    .map(MemoryBenchmark::attachment)
                    .toList();
            return new Result(megabytes, Long.parseLong(said.group(1)), Long.parseLong(said.group(2)), sent, arrived);
        } finally {
            Files.delete(mail);
        }
    }

    private static String attachment(MessageRecord message) {
        return message.attachments().size() == 1 ? message.attachments().get(0).sha256() : "none or many";
    }

    /** @return the SHA-256 of the attachment */
    private static String write(Path mail, int megabytes) throws IOException, GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(mail))) {
            out.write(("From: <a@contoso.com>\r\nDate: Fri, 20 Nov 2026 08:15:30 +0000\r\nMIME-Version: 1.0\r\n"
                            + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n--b\r\n"
                            + "Content-Type: video/mp4\r\nContent-Disposition: attachment; filename=film.mp4\r\n"
                            + "Content-Transfer-Encoding: base64\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            OutputStream encoded = Base64.getMimeEncoder().wrap(new Unclosed(out));
            try (OutputStream content = new DigestOutputStream(encoded, digest)) {
                Random random = new Random(megabytes);
                byte[] block = new byte[MEGABYTE];
                for (int i = 0; i < megabytes; i++) {
                    random.nextBytes(block);
                    content.write(block);
                }
            }
            out.write("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Stays open when the encoder on top of it closes it. */
    private static final class Unclosed extends OutputStream {

        private final OutputStream out;

        Unclosed(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {
            // the caller continues to write
        }
    }
}
