package org.opencompliance.archiver.exchange.operation;

import static org.opencompliance.archiver.LinearTime.assertLinear;

import org.junit.jupiter.api.Test;
import org.opencompliance.archiver.exchange.mail.MailAddress;

class ForeignTextIsReadInLinearTimeTest {

    @Test
    void addresses() throws Exception {
        for (AddressCleaning cleaning : AddressCleaning.values()) {
            assertLinear(text -> cleaning.clean(new MailAddress("", text)));
            assertLinear(text -> cleaning.clean(new MailAddress(text, "")));
        }
    }
}
