package org.opencompliance.bench.yardstick;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts records of TLS and hashes them as an original, in a JVM of its own; prints megabytes a second after a second of practice. */
public final class CryptographyRate {

    /** A record of TLS. */
    private static final int RECORD = 16 * 1024;

    private CryptographyRate() {}

    public static void main(String[] arguments) throws GeneralSecurityException {
        rate(1);
        System.out.println(rate(2));
    }

    private static double rate(int seconds) throws GeneralSecurityException {
        byte[] bytes = new byte[RECORD];
        SecretKeySpec key = new SecretKeySpec(new byte[16], "AES");
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        long records = 0;
        while (System.nanoTime() < end) {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] nonce = new byte[12];
            nonce[0] = (byte) records;
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
            hash.update(cipher.doFinal(bytes));
            records++;
        }
        return records * RECORD * 1e3 / (System.nanoTime() - begin);
    }
}
