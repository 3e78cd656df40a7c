package org.opencompliance.sandbox.drop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP of a drop in the making: EML files and a manifest that can be wrong. */
public final class ZipDraft {

    private final List<Part> parts = new ArrayList<>();
    private String manifest;
    private boolean inside = true;

    private record Part(String name, byte[] content) {}

    /** Adds a file. */
    public ZipDraft add(String name, byte[] content) {
        parts.add(new Part(name, content));
        return this;
    }

    /** Adds a file with text. */
    public ZipDraft add(String name, String content) {
        return add(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces the right manifest. */
    public ZipDraft manifest(String text) {
        manifest = text;
        return this;
    }

    /** Leaves the manifest out of the ZIP. */
    public ZipDraft withoutManifest() {
        inside = false;
        return this;
    }

    /** The manifest, which names the EML files unless it was replaced. */
    public String manifest() {
        if (manifest != null) {
            return manifest;
        }
        List<String> lines = new ArrayList<>();
        parts.stream().map(Part::name).filter(name -> name.endsWith(".eml")).forEach(lines::add);
        lines.add(0, "Count: " + lines.size());
        return String.join("\r\n", lines) + "\r\n";
    }

    /** The bytes of the ZIP. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Part part : parts) {
                put(zip, part.name(), part.content());
            }
            if (inside) {
                put(zip, "manifest.mf", manifest().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // the same files give the same ZIP
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
