package org.opencompliance.archiver.item.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.mail.BulkInputStream;

class LargePartsNeedNoMemoryTest {

    private static final int BLOCKS = 4_000;
    private static final int BLOCK_BYTES = 1 << 13;
    private static final long MOST_ALLOCATED = 4 << 20;

    @Test
    void aPartOfManyMegabytesIsVerifiedAndDecryptedInBlocks() throws Exception {
        SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");
        byte[] iv = new byte[DataKey.IV_BYTES];
        PartCipher cipher = new PartCipher(key, iv);
        long before = allocated();
        boolean fits = cipher.fits(new Encrypted(key, iv));
        cipher.clear(new Encrypted(key, iv)).transferTo(OutputStream.nullOutputStream());
        assertThat(fits).isTrue();
        assertThat(allocated() - before).isLessThan(MOST_ALLOCATED);
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** 32 MB that are encrypted on read. */
    private static final class Encrypted extends BulkInputStream {

        private final Cipher cipher;
        private final byte[] clear = new byte[BLOCK_BYTES];
        private int blocks;
        private byte[] end;
        private int sent;

        private Encrypted(SecretKeySpec key, byte[] iv) throws Exception {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, iv));
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                if (blocks < BLOCKS) {
                    int count = Math.min(length, BLOCK_BYTES) / 16 * 16;
                    blocks++;
                    return cipher.update(clear, 0, count, bytes, offset);
                }
                end = end == null ? cipher.doFinal() : end;
                int count = Math.min(length, end.length - sent);
                byte[] part = Arrays.copyOfRange(end, sent, sent + count);
                System.arraycopy(part, 0, bytes, offset, count);
                sent += count;
                return count == 0 ? -1 : count;
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        }
    }
}
