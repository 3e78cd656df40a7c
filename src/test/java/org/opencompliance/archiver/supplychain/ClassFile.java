package org.opencompliance.archiver.supplychain;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names in the constant pool of a class file (Java Virtual Machine Specification, 4.4), with slashes: {@code java/util/List}.
 *
 * @param used the classes that its code refers to; without them the class cannot be linked
 * @param named the same, and the types of its signatures and annotations, which a compiler needs
 */
record ClassFile(Set<String> used, Set<String> named) {

    private static final Pattern TYPE = Pattern.compile("L([\\w/$]+);");

    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;

    static ClassFile read(InputStream bytes) throws IOException {
        DataInputStream in = new DataInputStream(bytes);
        in.skipNBytes(8);
        int count = in.readUnsignedShort();
        String[] texts = new String[count];
        List<Integer> classes = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            if (tag == UTF8) {
                texts[i] = in.readUTF();
            } else if (tag == CLASS) {
                classes.add(in.readUnsignedShort());
            } else {
                in.skipNBytes(size(tag));
                // these two take two places
                i += tag == LONG || tag == DOUBLE ? 1 : 0;
            }
        }
        return of(texts, classes);
    }

    private static ClassFile of(String[] texts, List<Integer> classes) {
        Set<String> used = new HashSet<>();
        for (int each : classes) {
            if (texts[each].startsWith("[")) {
                addTypes(texts[each], used);
            } else {
                used.add(texts[each]);
            }
        }
        Set<String> named = new HashSet<>(used);
        for (String text : texts) {
            if (text != null) {
                addTypes(text, named);
            }
        }
        return new ClassFile(used, named);
    }

    private static void addTypes(String descriptor, Set<String> names) {
        if (descriptor.indexOf(';') > 0) {
            TYPE.matcher(descriptor).results().forEach(type -> names.add(type.group(1)));
        }
    }

    private static int size(int tag) throws IOException {
        return switch (tag) {
            case 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case LONG, DOUBLE -> 8;
            default -> throw new IOException("no constant of a class has the tag " + tag);
        };
    }
}
