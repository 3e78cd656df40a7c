package org.opencompliance.archiver.storage;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Objects of a storage area with one JSON record each. Reads ignore unknown fields, so a rolled-back version can still read
 * the area.
 *
 * @param <T> the record
 */
public final class JsonObjects<T> {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .build();

    private final ObjectStore store;
    private final Class<T> type;

    public JsonObjects(ObjectStore store, Class<T> type) {
        this.store = store;
        this.type = type;
    }

    /** A record with the version that a replace needs. */
    public record Versioned<T>(String name, T value, String version) {}

    public Optional<Versioned<T>> read(String name) throws IOException {
        Optional<StoredObject> stored = store.read(name);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        T value = parse(stored.get().content());
        return Optional.of(new Versioned<>(name, value, stored.get().version()));
    }

    /** @return the created record; empty when an object with that name exists */
    public Optional<Versioned<T>> create(String name, T value) throws IOException {
        return store.create(name, ObjectContent.of(bytes(value))).map(version -> new Versioned<>(name, value, version));
    }

    /** @return the current record; empty when another process replaced it first */
    public Optional<Versioned<T>> replace(Versioned<T> read, T value) throws IOException {
        return store.replace(read.name(), bytes(value), read.version())
                .map(version -> new Versioned<>(read.name(), value, version));
    }

    /**
     * The record of one name as this process knows it, which reads it from time to time and also writes it. Safe for threads.
     *
     * @param <T> the record
     */
    public static final class Known<T> {

        private final JsonObjects<T> objects;
        private final String name;
        private final T absent;
        private volatile T value;

        private Known(JsonObjects<T> objects, String name, T absent) {
            this.objects = objects;
            this.name = name;
            this.absent = absent;
            this.value = absent;
        }

        /** The last one read or set. */
        public T value() {
            return value;
        }

        /** Takes over a record that this process wrote. */
        public synchronized void set(T written) {
            value = written;
        }

        /** Reads the record. One that this process sets during the read stays until the next read. */
        public void refresh() throws IOException {
            T before = value;
            T read = objects.read(name).map(Versioned::value).orElse(absent);
            synchronized (this) {
                if (value == before) {
                    value = read;
                }
            }
        }
    }

    /** @param absent for a record that does not exist, or was not read yet; null is possible */
    public Known<T> known(String name, T absent) {
        return new Known<>(this, name, absent);
    }

    public T parse(byte[] content) throws IOException {
        return MAPPER.readValue(content, type);
    }

    public static byte[] bytes(Object value) throws IOException {
        return MAPPER.writeValueAsBytes(value);
    }

    /** The value as indented text, as commands and consoles show it; fields without a value are absent. */
    public static String text(Object value) {
        try {
            return MAPPER.readTree(bytes(value)).toPrettyString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
