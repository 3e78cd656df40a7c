package org.opencompliance.archiver.mapping;

import static org.opencompliance.archiver.LinearTime.assertLinear;

import org.junit.jupiter.api.Test;

class ForeignTextIsReadInLinearTimeTest {

    @Test
    void addressesAndNumbers() throws Exception {
        assertLinear(MailboxAddress::of);
        assertLinear(MailboxAddress::key);
        assertLinear(MobileNumber::digits);
    }
}
