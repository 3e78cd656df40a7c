package org.opencompliance.archiver.item;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencompliance.archiver.exchange.mail.MailAddress;
import org.opencompliance.archiver.item.copy.TargetAddress;

class EveryoneHasAnAddressTest {

    @ParameterizedTest
    @CsvSource({
        "447786910895 John, '', 447786910895@wechat.invalid",
        "+447786910895, '', 447786910895@wechat.invalid",
        "wxid_abc, '', wxid_abc@wechat.invalid",
        "John, wxid_ABC, wxid_abc@wechat.invalid",
        "John, a@b.example, a@b.example",
        "John, o'neill+x@sub.b-c.example, o'neill+x@sub.b-c.example"
    })
    void theirOwnOrOneMadeOfNumberOrName(String name, String address, String target) {
        assertThat(TargetAddress.of(new MailAddress(name, address))).isEqualTo(new MailAddress(name, target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@",
                "@b",
                "a b@c.example",
                "a@b",
                "a@b..c",
                ".a@b.example",
                "a..b@c.example",
                "a@-b.example",
                "a@b.example,c@d.example",
                "张三@例子.公司",
                "a@b.example\u0000",
                "<script>@b.example",
                "\"john doe\"@b.example"
            })
    void whatNoServerAcceptsIsReplacedByWhatEachDoes(String address) {
        assertThat(TargetAddress.of(new MailAddress("", address)).address())
                .matches("[a-z0-9_-]+(\\.[a-z0-9_-]+)*@wechat\\.invalid")
                .hasSizeLessThan(80);
    }

    @Test
    void namesThatCannotBeWrittenStayDifferentAndTheSame() {
        String first = TargetAddress.of(new MailAddress("张三", "")).address();
        String second = TargetAddress.of(new MailAddress("李四", "")).address();
        String third = TargetAddress.of(new MailAddress("John Smith", "")).address();
        String fourth = TargetAddress.of(new MailAddress("John-Smith", "")).address();
        assertThat(first).isNotEqualTo(second);
        assertThat(third).startsWith("john-smith-").isNotEqualTo(fourth);
        assertThat(TargetAddress.of(new MailAddress("张三", "")).address()).isEqualTo(first);
    }

    @Test
    void aVeryLongNameIsCut() {
        assertThat(TargetAddress.of(new MailAddress("x".repeat(500), "")).address())
                .hasSizeLessThan(80);
    }
}
