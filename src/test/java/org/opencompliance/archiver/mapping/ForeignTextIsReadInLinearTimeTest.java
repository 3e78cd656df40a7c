package org.opencompliance.archiver.mapping;

import static org.opencompliance.archiver.LinearTime.assertLinear;

import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.mapping.csv.MailboxAddress;
import org.opencompliance.archiver.mapping.csv.MobileNumber;

class ForeignTextIsReadInLinearTimeTest {

    @Test
    void addressesAndNumbers() throws Exception {
        assertLinear(MailboxAddress::of);
        assertLinear(MailboxAddress::key);
        assertLinear(MobileNumber::digits);
    }
}
