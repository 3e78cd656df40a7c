package org.opencompliance.archiver.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** A sender chooses the header of a mail, and the ledger and the metadata of an object have limits. */
class ItemHeadIsBoundedTest {

    private static final String HAN = "\u5fae";

    @Test
    void aLongIdOrTypeDoesNotCount() throws IOException {
        ItemHead head = head(HAN.repeat(200), "chat" + HAN.repeat(200), "");

        assertThat(head.id()).isNull();
        assertThat(head.type()).isEmpty();
    }

    @Test
    void theLimitIsOfTheEncodedForm() throws IOException {
        ItemHead head = head(HAN.repeat(100), "chat", "");

        assertThat(head.id()).isEqualTo(HAN.repeat(100));
        assertThat(head.type()).isEqualTo("chat");
        assertThat(ListedItem.encodedLength("a b/" + HAN)).isEqualTo(1 + 3 + 1 + 3 + 9);
    }

    @Test
    void anOwnerOfAnyLengthGivesTheIdAShortSuffix() throws IOException {
        ItemHead one = head(HAN.repeat(100), "chat", HAN.repeat(2_000) + "1");
        ItemHead other = head(HAN.repeat(100), "chat", HAN.repeat(2_000) + "2");

        assertThat(one.id()).startsWith(HAN.repeat(100) + "_copy-").hasSize(122).isNotEqualTo(other.id());
        assertThat(ItemId.ofAllCopies(one.id())).contains(HAN.repeat(100));
    }

    private static ItemHead head(String id, String type, String owner) throws IOException {
        String mail = "X-TELEMESSAGE-ArchiveMessageID: " + word(id) + "\r\nX-TELEMESSAGE-MessageType: " + word(type)
                + "\r\nX-TELEMESSAGE-ArchiveInitiator: " + word(owner) + "\r\n\r\n";
        return ItemHead.read(new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String word(String text) {
        return "=?utf-8?b?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
