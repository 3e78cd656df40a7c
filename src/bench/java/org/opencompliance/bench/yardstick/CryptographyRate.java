package org.opencompliance.bench.yardstick;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts records of TLS and hashes them as an original, in a JVM of its own; prints megabytes a second after some practice. */
public final class CryptographyRate {

    /** A record of TLS. */
    private static final int RECORD = 16 * 1024;

    private CryptographyRate() {}

    /** Arguments: records for practice, and those that are measured. */
    public static void main(String[] arguments) throws GeneralSecurityException {
        rate(Integer.parseInt(arguments[0]));
        System.out.println(rate(Integer.parseInt(arguments[1])));
    }

    private static double rate(int records) throws GeneralSecurityException {
        byte[] bytes = new byte[RECORD];
        SecretKeySpec key = new SecretKeySpec(new byte[16], "AES");
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        long begin = System.nanoTime();
        for (int i = 0; i < records; i++) {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] nonce = new byte[12];
            nonce[0] = (byte) i;
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
            hash.update(cipher.doFinal(bytes));
        }
        return (double) records * RECORD * 1e3 / (System.nanoTime() - begin);
    }
}
