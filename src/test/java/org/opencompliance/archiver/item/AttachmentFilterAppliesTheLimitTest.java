package org.opencompliance.archiver.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencompliance.archiver.exchange.mail.MailAttachment;

class AttachmentFilterAppliesTheLimitTest {

    @TempDir
    private Path spool;

    @Test
    void anAttachmentOfExactlyTheLimitIsKeptAndOneByteMoreIsLeftOut() throws Exception {
        try (Item item = item("", 10, 11)) {
            FilteredItem filtered = new AttachmentFilter(10).filter(item);
            MailAttachment over = item.mail().attachments().get(1);
            assertThat(filtered.kept()).extracting(MailAttachment::name).containsExactly("a.bin");
            assertThat(filtered.leftOut()).containsExactly(new LeftOut("b.bin", 11, over.sha256()));
            assertThat(filtered.tooLarge()).isFalse();
            assertThat(filtered.item()).isSameAs(item);
        }
    }

    @Test
    void theBodyAndWhatIsKeptMayBeTheLimitTogether() throws Exception {
        try (Item item = item("1234", 6)) {
            assertThat(new AttachmentFilter(10).filter(item).tooLarge()).isFalse();
        }
        try (Item item = item("12345", 6)) {
            FilteredItem filtered = new AttachmentFilter(10).filter(item);
            assertThat(filtered.tooLarge()).isTrue();
            assertThat(filtered.leftOut()).isEmpty();
        }
    }

    @Test
    void smallAttachmentsAddUp() throws Exception {
        try (Item item = item("", 6, 5)) {
            assertThat(new AttachmentFilter(10).filter(item).tooLarge()).isTrue();
            assertThat(new AttachmentFilter(11).filter(item).tooLarge()).isFalse();
        }
    }

    @Test
    void whatIsLeftOutDoesNotCount() throws Exception {
        try (Item item = item("12345", 5, 1000)) {
            assertThat(new AttachmentFilter(10).filter(item).tooLarge()).isFalse();
        }
    }

    @Test
    void theBodyCountsInBytes() throws Exception {
        try (Item item = item("会会会", 0)) {
            assertThat(new AttachmentFilter(9).filter(item).tooLarge()).isFalse();
            assertThat(new AttachmentFilter(8).filter(item).tooLarge()).isTrue();
        }
    }

    @Test
    void sizesAreDecoded() throws Exception {
        String mail = "Content-Type: audio/amr\nContent-Transfer-Encoding: base64\n\n" + "QUJD".repeat(100) + "\n";
        try (Item item = ItemsForTest.parse(spool, mail)) {
            assertThat(new AttachmentFilter(300).filter(item).kept()).hasSize(1);
            assertThat(new AttachmentFilter(299).filter(item).kept()).isEmpty();
        }
    }

    @Test
    void aMegabyteIsWhatTheSettingMeans() {
        assertThat(AttachmentFilter.MEGABYTE).isEqualTo(1024 * 1024);
        assertThatThrownBy(() -> new AttachmentFilter(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private Item item(String body, int... sizes) throws Exception {
        StringBuilder mail = new StringBuilder("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + body + "\n");
        char name = 'a';
        for (int size : sizes) {
            mail.append("--b\nContent-Type: application/octet-stream; name=")
                    .append(name++)
                    .append(".bin\n\n");
            mail.append("x".repeat(size)).append('\n');
        }
        return ItemsForTest.parse(spool, mail.append("--b--\n").toString());
    }
}
